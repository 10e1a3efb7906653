"""Before it is adopted: what the mechanism needs, and whether our place has it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests import cast
from tests.learning import learning_cast

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.learning.fitness import Checked, Have, Lack, Need, fitness, standing
from tashan.mechanisms.head import Authority
from tashan.mechanisms.library import library

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


def checked(
    code: str, have: Have | None = None, lacks: list[Lack] | None = None
) -> dict[Need, Checked]:
    mechanism = library().mechanisms[code]
    found = fitness(
        mechanism, place=learning_cast.county(), on=DAY, have=have or Have(), lacks=lacks
    )
    return {one.need: one for one in found}


@pytest.mark.parametrize(("have", "met"), [(None, None), (359_999, False), (360_000, True)])
def test_money_is_enough_or_not_or_not_said(have: int | None, met: bool | None) -> None:
    money = None if have is None else Decimal(have)
    assert checked("green_card", Have(money=money))[Need.MONEY].met is met


@pytest.mark.parametrize(("have", "met"), [(None, None), (4, False), (5, True)])
def test_people_are_enough_or_not_or_not_said(have: int | None, met: bool | None) -> None:
    assert checked("green_card", Have(people=have))[Need.PEOPLE].met is met


def test_a_county_may_do_what_counties_may() -> None:
    found = checked("green_card")[Need.AUTHORITY]
    assert (found.have, found.met) == (Authority.COUNTY, True)


def test_a_system_that_nobody_runs_here_is_lacking() -> None:
    assert "S22" in checked("green_card")[Need.SYSTEMS].lacking


def test_a_system_is_there_once_its_mechanism_is_adopted() -> None:
    new = NewAdoption("tax_ranking", "纳税百强", "999901", DAY)
    adopt(new, actor=cast.officer(), at=cast.AT)
    assert "S22" not in checked("green_card")[Need.SYSTEMS].lacking


def test_the_credit_record_runs_everywhere() -> None:
    assert "S31" in standing()


@pytest.mark.parametrize(
    ("lacks", "met"),
    [(None, None), ([], True), ([Lack("tax_paid", 0, 9)], True), ([Lack("tax_paid", 6, 9)], False)],
)
def test_data_is_there_where_no_firm_lacks_a_figure(
    lacks: list[Lack] | None, met: bool | None
) -> None:
    assert checked("green_card", lacks=lacks)[Need.DATA].met is met
