"""The cast, and who may what. Each person stands here for a reason:

- a visitor who has not signed in, and an account without a role: may nothing
- a reader: sees and changes nothing; a reader who may also export
- an exporter who is no reader: export is never wider than view
- a reviewer and a steward: do the work
- the three administrators: run the house and see no business data
"""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from tashan.record import perms
from tashan.record.accounts import Account, make_account

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
CAST: dict[str, tuple[str, tuple[str, ...]]] = {
    "nobody yet": ("business", ()),
    "reader": ("business", ("reader",)),
    "exporting reader": ("business", ("reader", "exporter")),
    "exporter alone": ("business", ("exporter",)),
    "reviewer": ("business", ("reviewer",)),
    "steward": ("business", ("steward",)),
    "registrar": ("business", ("registrar",)),
    "analyst": ("business", ("analyst",)),
    "statistician": ("business", ("statistician",)),
    "agent": ("business", ("agent",)),
    "clerk": ("business", ("clerk",)),
    "window": ("business", ("window",)),
    "handler": ("business", ("handler",)),
    "chief": ("business", ("chief",)),
    "leader": ("business", ("leader",)),
    "cashier": ("business", ("cashier",)),
    "system": ("system", ("system_admin",)),
    "security": ("security", ("security_admin",)),
    "audit": ("audit", ("audit_admin",)),
}
READERS = {"reader", "exporting reader", "reviewer", "steward"}
CASEWORKERS = {"window", "handler", "chief", "leader", "cashier"}
OFFICERS = READERS | CASEWORKERS | {"registrar", "analyst", "statistician"}
MAY: dict[Callable[[perms.Visitor], bool], set[str]] = {
    perms.may_read_report: READERS,
    perms.may_search: OFFICERS,
    perms.may_review: {"reviewer", "steward"},
    perms.may_upload: {"reviewer", "steward"},
    perms.may_read_again: {"steward"},
    perms.may_export: {"exporting reader"},
    perms.may_see_registers: OFFICERS,
    perms.may_keep_registers: {"registrar"},
    perms.may_see_households: {"reader", "exporting reader", "registrar"},
    perms.may_see_figures: OFFICERS,
    perms.may_record_figures: {"analyst", "statistician"},
    perms.may_see_statistics: {"statistician"},
    perms.may_plan: {"analyst", "steward"},
    perms.may_see_mechanisms: OFFICERS,
    perms.may_adopt: {"steward"},
    perms.may_match: {"analyst", "steward"},
    perms.may_confirm: {"steward"},
    perms.may_rank: {"analyst", "steward"},
    perms.may_keep_trips: {"reviewer", "steward"},
    perms.may_see_cases: CASEWORKERS | {"steward"},
    perms.may_see_all_cases: {"window", "leader", "steward"},
    perms.may_take_in: {"window"},
    perms.may_handle: {"handler", "chief"},
    perms.may_approve_time: {"chief"},
    perms.may_apply: {"agent"},
    perms.may_run_procedures: {"steward"},
    perms.may_keep_duties: {"registrar", "steward"},
    perms.may_see_funds: {"steward", "analyst", "leader", "handler", "chief", "cashier"},
    perms.may_keep_funds: {"steward"},
    perms.may_pay: {"cashier"},
    perms.may_promise: {"clerk"},
    perms.may_see_work: {"steward", "analyst", "leader", "handler", "chief"},
    perms.may_keep_work: {"steward"},
    perms.may_report_work: {"handler", "chief"},
    perms.may_check_work: {"chief", "steward"},
    perms.may_import: {"registrar", "analyst", "statistician", "steward"},
    perms.may_exchange: {
        "registrar",
        "analyst",
        "statistician",
        "exporting reader",
        "steward",
    },
    perms.may_export_figures: {"exporting reader"},
    perms.may_see_own: {"agent", "clerk"},
    perms.may_manage_users: {"system"},
    perms.may_manage_security: {"security"},
    perms.may_read_audit: {"audit"},
}


def person(name: str) -> perms.Visitor:
    kind, roles = CAST[name]
    account = Account("someone", name, kind=kind)
    return make_account(account, "stone-from-another-hill", roles=roles, actor=None, at=AT)


@pytest.mark.parametrize("name", CAST)
def test_everybody_may_just_what_the_table_says(name: str) -> None:
    user = person(name)
    allowed = {right.__name__ for right in MAY if right(user)}
    assert allowed == {right.__name__ for right, people in MAY.items() if name in people}


@pytest.mark.parametrize("right", MAY)
def test_a_visitor_may_nothing(right: Callable[[perms.Visitor], bool]) -> None:
    assert not right(AnonymousUser())


def test_the_table_names_every_right() -> None:
    rights = {name for name in vars(perms) if name.startswith("may_")}
    assert rights == {right.__name__ for right in MAY}
