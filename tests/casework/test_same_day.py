"""The share of matters decided on the day of their acceptance."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.casework import making
from tests.duties.duties_cast import delegated
from tests.registry import people_and_places as county

from tashan.casework.same_day import SameDay, decided, of_delegations, same_day_of
from tashan.casework.states import State
from tashan.duties import keeping

pytestmark = pytest.mark.django_db
DAY, NEXT = date(2026, 11, 5), date(2026, 11, 6)
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def ended(on: date, state: State = State.PASSED, **more: Any) -> dict[str, Any]:
    return {"item": "filing", "state": state, "received_on": DAY, "accepted_on": DAY,
            "ended_on": on} | more  # fmt: skip


def test_the_share_counts_those_decided_on_the_day_of_acceptance() -> None:
    making.make_case({"a": ended(DAY), "b": ended(NEXT), "c": ended(DAY, State.NOT_PASSED)})
    told = same_day_of(["filing"], *NOVEMBER)
    assert (told.same_day, told.decided) == (2, 3)
    assert told.share is not None
    assert round(told.share, 1) == Decimal("66.7")


def test_without_any_decided_the_share_is_not_known() -> None:
    making.make_case({"a": {"item": "filing"}})
    assert same_day_of(["filing"], *NOVEMBER).share is None


def test_other_items_and_other_days_do_not_count() -> None:
    making.make_case({"a": ended(DAY, item="proposal"), "b": ended(DAY)})
    assert same_day_of(["filing"], date(2026, 10, 1), date(2026, 10, 31)).decided == 0
    assert same_day_of(["filing"], *NOVEMBER).decided == 1


def test_what_was_cancelled_was_not_decided() -> None:
    making.make_case({"a": ended(DAY, State.CANCELLED)})
    assert list(decided(["filing"], *NOVEMBER)) == []


def test_the_cases_of_a_delegation_stay_its_own_after_its_recall() -> None:
    row = delegated()
    making.make_case({"a": ended(DAY, delegation=row), "b": {"delegation": row}})
    over = keeping.recall(row, on=NEXT, source=county.source())
    assert of_delegations([over]) == {over.pk: SameDay(decided=1, same_day=1, handled=2)}


def test_a_delegation_without_cases_has_none() -> None:
    row = delegated()
    assert of_delegations([row]) == {row.pk: SameDay()}
