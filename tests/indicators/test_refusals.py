"""What cannot be a figure is refused before anything is stored, with what would be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests import cast

from tashan.base.errors import UserError
from tashan.indicators import catalogue
from tashan.indicators.refusals import refuse
from tashan.indicators.said import Figure
from tashan.record import sources
from tashan.record.models import Source
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db
FOUNDED = date(2001, 1, 1)


@pytest.fixture
def source() -> Source:
    return sources.entry("统计月报", actor=cast.officer(), at=cast.AT)


def place(level: str, source: Source) -> Entity:
    new = keeping.New("石门", FOUNDED, facts={"level": level})
    return keeping.enter(Kind.PLACE, new, source=source)


def figure(subject: Entity, code: str, *, first: date, last: date) -> Figure:
    indicator = catalogue.indicators([code])[code]
    return Figure(subject, indicator, first, last, Decimal(100))


def test_gross_product_of_a_county_is_a_figure(source: Source) -> None:
    county = place("county", source)
    refuse([figure(county, "grp", first=date(2026, 1, 1), last=date(2026, 9, 30))], at=cast.AT)


def test_gross_product_of_a_town_is_none(source: Source) -> None:
    town = figure(place("town", source), "grp", first=date(2026, 1, 1), last=date(2026, 9, 30))
    with pytest.raises(UserError, match="level is: County"):
        refuse([town], at=cast.AT)


def test_a_period_that_has_not_begun_has_no_figure(source: Source) -> None:
    next_year = figure(
        place("county", source), "grp", first=date(2027, 1, 1), last=date(2027, 3, 31)
    )
    with pytest.raises(UserError, match="is a target"):
        refuse([next_year], at=cast.AT)


def test_january_alone_has_no_retail_sales(source: Source) -> None:
    january = figure(
        place("county", source), "retail_sales", first=date(2026, 1, 1), last=date(2026, 1, 31)
    )
    with pytest.raises(UserError, match="month 1 alone"):
        refuse([january], at=cast.AT)


def test_gross_product_is_no_figure_of_a_firm(source: Source) -> None:
    firm = keeping.enter(Kind.ENTERPRISE, keeping.New("恒川", FOUNDED), source=source)
    with pytest.raises(UserError, match="It is one of: Place"):
        refuse([figure(firm, "grp", first=date(2025, 1, 1), last=date(2025, 12, 31))], at=cast.AT)
