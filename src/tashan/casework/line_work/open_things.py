"""What is open of the offices and officers of lines, and of what hangs under lines by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tashan.casework.due import Due
from tashan.casework.supervision.sources import OF_LINES
from tashan.record import statements

_ASKED = """SELECT cause, title, office, officer, subject, due_on, stands, said
FROM ({statement}) d (cause, title, office, officer, subject, due_on, stands, said)
WHERE d.office = ANY(%(offices)s) OR d.officer = ANY(%(officers)s) OR d.cause = ANY(%(causes)s)"""


def open_things(
    on: date, *, offices: Sequence[int], causes: Sequence[str], officers: Sequence[int] = ()
) -> list[Due]:
    """What is open on a day of these offices and officers, and of these causes; one query a
    source."""
    found: list[Due] = []
    asked: dict[str, statements.Value] = {
        "on": on, "offices": list(offices), "officers": list(officers),
        "causes": "{" + ",".join(causes) + "}",
    }  # fmt: skip
    for source in OF_LINES.values():
        said = asked | dict(source.rules(on)) if source.rules is not None else asked
        rows = statements.fetch_all(_ASKED.format(statement=source.statement), said)
        found.extend(Due(*row) for row in rows)
    return found
