"""When a delegated item is to be evaluated, and when its recall is asked for."""

from __future__ import annotations

from datetime import date

import pytest
from tests.duties.duties_cast import delegated
from tests.registry import people_and_places as county

from tashan.base.errors import UserError
from tashan.duties import keeping
from tashan.duties.evaluating import due, evaluated, newest, same
from tashan.duties.models import Delegation, Evaluation

pytestmark = pytest.mark.django_db


def evaluate(row: Delegation, on: date, *, passes: bool = True) -> Evaluation:
    return keeping.evaluate(row, on=on, passes=passes, says="抽查12件", source=county.source())


def test_it_is_due_some_months_after_it_began() -> None:
    row = delegated(every=6)
    assert evaluated(row, None, date(2026, 8, 31)).is_due is False
    first = evaluated(row, None, date(2026, 9, 1))
    assert (first.due_on, first.is_due) == (date(2026, 9, 1), True)


def test_the_next_is_due_some_months_after_the_last() -> None:
    row = delegated(every=6)
    last = evaluate(row, date(2026, 9, 20))
    assert evaluated(row, last, date(2026, 11, 2)).due_on == date(2027, 3, 20)


def test_without_months_none_is_ever_due() -> None:
    told = evaluated(delegated(every=None), None, date(2036, 1, 1))
    assert (told.due_on, told.is_due) == (None, False)


def test_a_failed_one_asks_for_the_recall_until_it_is_recalled() -> None:
    row = delegated()
    last = evaluate(row, date(2026, 9, 20), passes=False)
    assert evaluated(row, last, date(2026, 11, 2)).asks_recall
    ended = keeping.recall(row, on=date(2026, 11, 1), source=county.source())
    assert not evaluated(ended, last, date(2026, 11, 2)).asks_recall


def test_the_one_that_passes_later_takes_the_question_back() -> None:
    row = delegated()
    evaluate(row, date(2026, 9, 20), passes=False)
    evaluate(row, date(2026, 10, 20))
    last = newest([row], date(2026, 11, 2))[row.pk]
    assert last.passes


def test_evaluations_stay_with_a_delegation_that_was_ended() -> None:
    row = delegated()
    last = evaluate(row, date(2026, 9, 20))
    ended = keeping.recall(row, on=date(2026, 11, 1), source=county.source())
    assert newest([ended], date(2026, 11, 2)) == {ended.pk: last}
    assert same(ended) == [ended, row]


def test_those_that_are_due_are_listed() -> None:
    late, failed = delegated(), delegated(item="survey", every=None)
    delegated(item="forest", every=12)
    evaluate(failed, date(2026, 9, 20), passes=False)
    assert {row.pk for row, _told in due(date(2026, 11, 2))} == {late.pk, failed.pk}


def test_an_evaluation_says_what_was_found() -> None:
    row = delegated()
    with pytest.raises(UserError, match="says what was found"):
        keeping.evaluate(row, on=date(2026, 9, 1), passes=True, says=" ", source=county.source())


def test_an_evaluation_before_it_began_is_refused() -> None:
    with pytest.raises(UserError, match="delegated on 2026-03-01 only"):
        evaluate(delegated(), date(2026, 2, 1))
