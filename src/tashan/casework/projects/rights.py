"""Who may tell something of a project, beside the registrars who move it on."""

from __future__ import annotations

from tashan.record import perms
from tashan.record.perms import Visitor


def may_tell(user: Visitor) -> bool:
    """Stewards, handlers and chiefs: evidence, asking to leave, and each their part of
    milestones."""
    return perms.may_keep_work(user) or perms.may_report_work(user)
