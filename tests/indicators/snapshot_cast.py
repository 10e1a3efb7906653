"""Two firms and what was told of them, for the tests of snapshots and of matches."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests import cast

from tashan.indicators import catalogue
from tashan.indicators.models import Holder, Vintage
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.mechanisms.rules.bound import Column, Sort
from tashan.record import sources
from tashan.record.models import PermittedUse, Source, User
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

FOUNDED = date(2010, 1, 1)
TODAY = date(2026, 11, 2)
FEN = Fraction(1, 100)
YEAR = (date(2025, 1, 1), date(2025, 12, 31))


def source(
    actor: User, title: str = "企业签章报表", *, use: PermittedUse = PermittedUse.WORK
) -> Source:
    return sources.entry(title, actor=actor, at=cast.AT, use=use)


def county(entered: Source) -> Entity:
    new = keeping.New("他山县", FOUNDED, "999901", {"level": "county"})
    return keeping.enter(Kind.PLACE, new, source=entered)


def firm(name: str, entered: Source, **facts: object) -> Entity:
    """An enterprise in electronics of the county, unless ``facts`` say otherwise."""
    told = {"industry": "C3981", "scale": "small", "is_above_scale": True} | facts
    return keeping.enter(Kind.ENTERPRISE, keeping.New(name, FOUNDED, facts=told), source=entered)


def figure(
    subject: Entity, code: str, value: object, days: tuple[date, date] = YEAR, **said: object
) -> Figure:
    told: dict[str, object] = {"holder": Holder.OFFICE, "vintage": Vintage.VERIFIED} | said
    indicator = catalogue.indicators([code])[code]
    return Figure(subject, indicator, *days, Decimal(str(value)), **told)  # type: ignore[arg-type]


def tell(entered: Source, *figures: Figure) -> None:
    """Record figures; what is said for statistics alone, Tashan itself records."""
    record(figures, source=entered, actor=None, at=cast.AT)


def money(code: str, first: date, last: date) -> Column:
    return Column(f"{code}@{first}/{last}", Sort.NUMBER, "元", FEN)


def paid(first: date = YEAR[0], last: date = YEAR[1]) -> Column:
    return money("tax_paid", first, last)
