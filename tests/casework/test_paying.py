"""A matter that moves money passes with its entry of the books, by the cashier; a bank that is a
party of the case acts by its clerk."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import making
from tests.registry import people_and_places as county

from tashan.base.errors import UserError
from tashan.casework import acts
from tashan.casework.acts import By
from tashan.casework.models import Matter
from tashan.casework.perms import visible_cases
from tashan.casework.states import State
from tashan.record.models import User
from tashan.registry.belonging import belong
from tashan.registry.kinds import Capacity

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
PAYS = {"pay": {"terms": {"ledger": "pool.draw"}}}


def by(user: User | None) -> By:
    return By(user, making.moment(DAY), DAY)


def in_hand(steps: dict[str, dict[str, object]] = PAYS) -> Matter:
    """The only matter of a new case, in hand."""
    matter = making.matter(making.make_case(steps), next(iter(steps)))
    for step in (acts.receive, acts.accept, acts.take_up):
        step(matter.pk, by=by(None))
    return matter


def cashier() -> User:
    return making.officer("cashier", "cashier", at=making.office())


def handler() -> User:
    return making.officer("handler", "handler", at=making.office())


def state(matter: Matter) -> State:
    return State(Matter.objects.get(pk=matter.pk).state)


def test_without_an_entry_it_does_not_pass() -> None:
    matter = in_hand()
    with pytest.raises(UserError, match="moves money"):
        acts.decide(matter.pk, "pass", by=by(cashier()))
    assert state(matter) is State.IN_HAND


def test_with_its_entry_it_passes_and_keeps_it() -> None:
    matter = in_hand()
    acts.decide(matter.pk, "pass", by=by(cashier()), entry="book:3/17")
    assert Matter.objects.get(pk=matter.pk).outcome["entry"] == "book:3/17"


def test_it_may_fail_without_an_entry() -> None:
    matter = in_hand()
    acts.decide(matter.pk, "not_pass", "账户有误", by=by(cashier()))
    assert state(matter) is State.NOT_PASSED


def test_the_handler_of_the_office_does_not_pay() -> None:
    matter = in_hand()
    with pytest.raises(UserError):
        acts.decide(matter.pk, "pass", by=by(handler()), entry="book:3/17")


def test_the_cashier_decides_nothing_else() -> None:
    matter = in_hand({"review": {}})
    with pytest.raises(UserError):
        acts.decide(matter.pk, "pass", by=by(cashier()))


def test_a_decision_that_stands_on_an_entry_is_not_revoked() -> None:
    matter = in_hand()
    acts.decide(matter.pk, "pass", by=by(cashier()), entry="book:3/17")
    chief = making.officer("chief", "chief", at=making.office())
    with pytest.raises(UserError, match="stands on entry"):
        acts.revoke(matter.pk, "有误", "文一号", by=by(chief))


def test_the_clerk_acts_for_the_bank_that_is_a_party() -> None:
    bank = making.enterprise("他山农信社", 8)
    clerk = making.person("clerk", "clerk")
    belong(clerk, bank, Capacity.CLERK, since=county.LONG_AGO, source=county.source())
    matter = in_hand({"promise": {"office": bank, "terms": {"party": True}}})
    assert Matter.objects.get(pk=matter.pk).office_id == bank.pk
    acts.decide(matter.pk, "pass", by=by(clerk))
    assert state(matter) is State.PASSED
    assert list(visible_cases(clerk, DAY)) == [matter.case]


def test_another_banks_clerk_does_not() -> None:
    bank, other = making.enterprise("他山农信社", 8), making.enterprise("他山银行", 9)
    clerk = making.person("clerk", "clerk")
    belong(clerk, other, Capacity.CLERK, since=county.LONG_AGO, source=county.source())
    matter = in_hand({"promise": {"office": bank, "terms": {"party": True}}})
    with pytest.raises(UserError):
        acts.decide(matter.pk, "pass", by=by(clerk))
    assert not visible_cases(clerk, DAY).exists()
