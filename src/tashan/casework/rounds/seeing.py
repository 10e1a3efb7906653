"""Who may do what in rounds: an office answers for its own projects, another person checks."""

from __future__ import annotations

from datetime import date

from tashan.casework.perms import actor_of
from tashan.record import perms
from tashan.record.perms import Visitor


def may_answer(user: Visitor, office: int | None, on: date) -> bool:
    """Handlers and chiefs, for their own office."""
    return perms.may_report_work(user) and actor_of(user, on).handles(office)


def may_check(user: Visitor, office: int | None, on: date) -> bool:
    """The office's chief, or a steward."""
    if perms.may_keep_work(user):
        return True
    return perms.may_check_work(user) and actor_of(user, on).is_chief(office)


def may_raise(user: Visitor) -> bool:
    """Whoever works on projects names a problem: handlers, chiefs and stewards."""
    return perms.may_report_work(user) or perms.may_keep_work(user)


def may_see_statistical(user: Visitor) -> bool:
    """Who sees the work, and the statisticians, who type their own column."""
    return perms.may_see_work(user) or perms.may_see_statistics(user)
