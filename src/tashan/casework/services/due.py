"""Orders that an office has yet to sign for; the answers are due by their matters."""

from __future__ import annotations

from tashan.casework.due import DueSource
from tashan.casework.states import State

DUE = DueSource(
    kind="service_dispatch",
    statement=f"""
SELECT 'service_dispatch:' || d.id, c.title, d.office_id, NULL::bigint,
    o.enterprise_id, d.sign_by, false, NULL::text
FROM casework_servicedispatch d JOIN casework_serviceorder o ON o.id = d.order_id
JOIN casework_matter m ON m.id = d.matter_id JOIN casework_case c ON c.id = d.case_id
WHERE o.state = 'dispatched' AND d.returned_on IS NULL AND m.state = {State.RECEIVED:d}
    AND d.on <= %(on)s
""",
    page="service_dispatch",
)
