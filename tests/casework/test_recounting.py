"""The days a matter keeps follow from its rows; a new calendar has them written again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.making import OPENED, PROMISED, STATUTORY, make_case, matter
from tests.cast import AT
from tests.registry.people_and_places import clerk, source

from tashan.casework.calendars import Counting, in_force
from tashan.casework.models import Case, Extension, HolidayNotice, Matter, Stop
from tashan.casework.recounting import KeptDays, recount, recount_open
from tashan.casework.states import State

pytestmark = pytest.mark.django_db
ACCEPTED: dict[str, Any] = {"state": State.IN_HAND, "received_on": OPENED, "accepted_on": OPENED}


def case_of(**fields: Any) -> Case:
    return make_case({"one": ACCEPTED | fields})


def recounted(case: Case, on: date = OPENED, counts: Counting | None = None) -> KeptDays:
    recount(Matter.objects.filter(case=case), on, counts=counts)
    now = matter(case)
    return KeptDays(now.promised_on, now.statutory_on, now.remind_on)


def stop(case: Case, stopped_on: date, resumed_on: date | None) -> None:
    Stop.objects.create(
        matter=matter(case),
        reason="expert_review",
        says="评审",
        stopped_on=stopped_on,
        resumed_on=resumed_on,
    )


def free_days(*days: str, year: int = 2026) -> HolidayNotice:
    holidays = [{"name": "放假", "first": day, "last": day} for day in days]
    return HolidayNotice.objects.create(
        year=year,
        notice="他政发〔2026〕1号",
        days={"holidays": holidays, "make_up_days": []},
        source=source(),
        at=AT,
    )


def test_the_days_follow_from_the_limits_and_the_day_of_acceptance() -> None:
    assert recounted(case_of()) == KeptDays(
        date(2026, 11, 11), date(2026, 11, 30), date(2026, 11, 9)
    )


def test_a_stop_and_an_extension_move_both_limits() -> None:
    case = case_of()
    stop(case, date(2026, 11, 4), date(2026, 11, 6))
    Extension.objects.create(
        matter=matter(case),
        n=10,
        unit="working",
        says="案情复杂",
        approved_by=clerk(),
        granted_on=OPENED,
    )
    kept = recounted(case)
    assert (kept.promised_on, kept.statutory_on) == (date(2026, 11, 27), date(2026, 12, 16))


def test_an_extension_that_was_removed_counts_no_more() -> None:
    case = case_of()
    Extension.objects.create(
        matter=matter(case), n=10, unit="working", says="案情复杂", approved_by=clerk(),
        granted_on=OPENED, removed_on=OPENED,
    )  # fmt: skip
    assert recounted(case).promised_on == date(2026, 11, 11)


def test_while_a_matter_stands_still_it_keeps_no_days() -> None:
    case = case_of()
    stop(case, date(2026, 11, 4), None)
    assert recounted(case) == KeptDays()


def test_before_acceptance_a_matter_is_looked_at_when_it_is_deemed_accepted() -> None:
    case = case_of(state=State.RECEIVED, accepted_on=None)
    assert recounted(case) == KeptDays(remind_on=date(2026, 11, 9))
    assert recounted(case, date(2026, 11, 10)).remind_on == date(2026, 11, 10)


def test_what_is_overdue_stays_due() -> None:
    kept = recounted(case_of(terms={"limits": [PROMISED]}), date(2027, 3, 1))
    assert kept.remind_on == date(2026, 11, 12)
    waiting = case_of(state=State.RECEIVED, accepted_on=None)
    assert recounted(waiting, date(2027, 3, 1)).remind_on == date(2026, 11, 10)


def test_a_matter_that_ended_reminds_of_nothing() -> None:
    case = case_of(state=State.PASSED, ended_on=date(2026, 11, 3))
    assert recounted(case) == KeptDays(date(2026, 11, 11), date(2026, 11, 30))


def test_materials_that_were_let_be_are_looked_at_when_they_are_due() -> None:
    case = case_of(tolerated_until=date(2026, 11, 5))
    assert recounted(case).remind_on == date(2026, 11, 5)


def test_a_limit_may_run_from_another_matter_of_the_case() -> None:
    after = {"limits": [PROMISED | {"base": "step:report"}]}
    passed = ACCEPTED | {"state": State.PASSED, "ended_on": date(2026, 11, 6)}
    case = make_case({"report": passed, "one": ACCEPTED | {"terms": after}})
    assert recounted(case).promised_on == date(2026, 11, 17)


def test_a_limit_from_receipt_runs_before_acceptance() -> None:
    thirty = STATUTORY | {"n": 30, "unit": "calendar", "base": "receipt"}
    case = case_of(state=State.RECEIVED, accepted_on=None, terms={"limits": [thirty]})
    assert recounted(case).statutory_on == date(2026, 12, 2)


def test_a_new_notice_has_open_matters_counted_again() -> None:
    case = case_of()
    recounted(case)
    notice = free_days("2026-11-05", "2026-11-06")
    (moved,) = recount_open(OPENED)
    assert (moved.before.promised_on, moved.after.promised_on) == (
        date(2026, 11, 11),
        date(2026, 11, 13),
    )
    assert matter(case).promised_on == date(2026, 11, 13)
    assert matter(case).counted_by == notice.pk


def test_what_is_counted_by_the_calendar_in_force_is_left_alone() -> None:
    case_of()
    free_days("2026-11-05")
    recount_open(OPENED)
    assert recount_open(OPENED) == []


def test_counting_again_twice_changes_nothing() -> None:
    case = case_of()
    assert recounted(case) == recounted(case)


def test_hundreds_of_matters_are_counted_with_few_statements() -> None:
    for _ in range(3):
        make_case({f"step{n}": ACCEPTED for n in range(10)})
    with CaptureQueriesContext(connection) as queries:
        recount(Matter.objects.all(), OPENED, counts=in_force())
    assert len(queries) <= 12
