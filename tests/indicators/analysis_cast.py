"""A county with three years of its monthly sheet, six counties of its city and six beyond."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tests import cast

from tashan.indicators import catalogue
from tashan.indicators.analysis.ends import End
from tashan.indicators.models import Holder, Indicator, Measure
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Form, Nature
from tashan.record import sources
from tashan.record.models import Source, User
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

FOUNDED = date(2001, 1, 1)
FIRST, LAST = End(2023, 1), End(2026, 9)
ON = date(2026, 10, 22)
CITY = ("临溪县", "石梁县", "望岫县", "丹霞市", "溪山区", "南漪县")
BEYOND = ("青岚县", "霁阳县", "溪陵区", "平漳市", "云峤县", "泽口县")
# yearly amount in the indicator's unit, and yearly growth in per cent
LEVELS = {
    "grp": ("251.6", "6.0"), "primary_value_added": ("38.2", "3.9"),
    "secondary_value_added": ("100.1", "7.0"), "tertiary_value_added": ("113.3", "5.8"),
    "retail_sales": ("89.6", "5.2"), "general_budget_revenue": ("16.6", "3.1"),
    "tax_revenue": ("12.1", "2.4"), "goods_trade": ("23.1", "8.4"), "exports": ("18.8", "9.6"),
    "imports": ("4.3", "3.2"), "services_revenue": ("29.7", "9.1"), "power_use": ("41000", "6.6"),
    "deposits": ("358.5", "9.4"), "loans": ("253.6", "10.2"),
    "urban_income_per_head": ("39800", "4.6"), "rural_income_per_head": ("19900", "6.4"),
    "fdi_utilised": ("2800", "-9.0"),
}  # fmt: skip
RATES = {"industrial_value_added": "7.4", "fixed_asset_investment": "-2.4"}
SEASON = (9, 7, 8, 8, 8, 9, 8, 8, 9, 8, 9, 9)
# what came otherwise than the course: the single month, times so much
JUMPS = {(code, End(2026, 9)): Decimal("2.6") for code in ("goods_trade", "exports")}
# a published rate that its levels do not bear out
SLIPS = {("retail_sales", End(2026, 9)): Decimal("0.4")}
# our growth does not stand still from one month to the next
SWAY = (0, 3, -2, 4, 1, -3, 2, 5, -1, 3, -4, 1)


@dataclass
class County:
    """Our county among its peers, with the source that all its figures came from."""

    place: Entity
    peers: dict[str, Entity]
    source: Source
    actor: User
    rows: list[Figure] = field(default_factory=list)


def county(*, peers: bool = True) -> County:
    """Everything as it stood on the 22nd of October 2026: the sheet of September is out."""
    actor = cast.officer("stat", "石统")
    source = sources.entry("统计月报", actor=actor, at=cast.AT)
    ours, others = places(source)
    made = County(ours, others, source, actor)
    figures = list(told(ours, Decimal(1)))
    if peers:
        for number, place in enumerate(others.values()):
            scale = Decimal(70 + 9 * number) / 100
            figures += told(place, scale, since=End(2026, 8), more=Decimal(number - 6) / 2)
    record(figures, source=source, actor=actor, at=cast.AT)
    return made


def places(source: Source) -> tuple[Entity, dict[str, Entity]]:
    province = _place("昆冈省", "990000", "province", None, source)
    city = _place("璞玉市", "999900", "prefecture", province, source)
    other = _place("霁川市", "999800", "prefecture", province, source)
    ours = _place("他山县", "999901", "county", city, source)
    near = {n: _place(n, f"9999{i:02}", "county", city, source) for i, n in enumerate(CITY, 2)}
    far = {n: _place(n, f"9998{i:02}", "county", other, source) for i, n in enumerate(BEYOND, 2)}
    return ours, near | far


def _place(name: str, code: str, level: str, parent: Entity | None, source: Source) -> Entity:
    facts = {"level": level, "parent": parent}
    return keeping.enter(Kind.PLACE, keeping.New(name, FOUNDED, code, facts), source=source)


def told(
    place: Entity, scale: Decimal, *, since: End = FIRST, more: Decimal = Decimal(0)
) -> Iterator[Figure]:
    """What the sheets of these months told of a place."""
    rows = catalogue.indicators([*LEVELS, *RATES])
    for code, row in rows.items():
        of = catalogue.definition(code)
        until = LAST.later(-of.lag)
        for end in months(since, until):
            if (of.frequency != "quarter" or end.month % 3 == 0) and end.month not in of.not_alone:
                yield from _figures(place, row, end, scale, more)


def months(since: End, until: End) -> Iterator[End]:
    end = since
    while end <= until:
        yield end
        end = end.later(1)


def _figures(
    place: Entity, row: Indicator, end: End, scale: Decimal, more: Decimal
) -> Iterator[Figure]:
    of = catalogue.definition(row.code)
    if row.code in LEVELS and Form.LEVEL in of.measures:
        value = scaled(level(row.code, end), scale, of.decimals)
        yield figure(place, row.code, end, value, row=row)
    if Form.GROWTH in of.measures and (row.code in RATES or end.year > FIRST.year):
        value = rate(of, end, scale) + more
        yield figure(place, row.code, end, value, Measure.GROWTH, row=row)


def level(code: str, end: End) -> Decimal:
    """The course: a season on a growing year; a stock grows evenly."""
    amount, pace = (Decimal(word) for word in LEVELS[code])
    if catalogue.definition(code).nature is Nature.STOCK:
        return amount * (1 + pace / 1200 * ((end.year - 2023) * 12 + end.month))
    return sum(
        (month(code, End(end.year, m), amount, pace) for m in range(1, end.month + 1)), Decimal(0)
    )


def month(code: str, end: End, amount: Decimal, pace: Decimal) -> Decimal:
    grown = amount * (1 + pace / 100) ** (end.year - 2023) * SEASON[end.month - 1] / 100
    sway = Decimal(SWAY[(end.year * 7 + end.month * 5 + len(code)) % 12]) / 300
    return grown * (1 + sway) * JUMPS.get((code, end), Decimal(1))


def rate(of: IndicatorDefinition, end: End, scale: Decimal) -> Decimal:
    """Growth as published: of the levels told, or a course of its own."""
    if of.code in RATES or of.growth_prices is not of.price_basis:
        pace = Decimal(RATES.get(of.code) or LEVELS[of.code][1])
        return pace + Decimal(SWAY[(end.year * 5 + end.month) % 12]) / 10
    now = scaled(level(of.code, end), scale, of.decimals)
    before = scaled(level(of.code, end.a_year_before), scale, of.decimals)
    found = scaled((now / before - 1) * 100, Decimal(1), 1)
    return found + SLIPS.get((of.code, end), Decimal(0))


def scaled(value: Decimal, scale: Decimal, places: int) -> Decimal:
    return (value * scale).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def figure(
    place: Entity,
    code: str,
    end: End,
    value: Decimal | str,
    measure: Measure = Measure.LEVEL,
    holder: Holder = Holder.STATISTICS,
    row: Indicator | None = None,
) -> Figure:
    of = catalogue.definition(code)
    first = end.last if of.nature is Nature.STOCK else date(end.year, 1, 1)
    return Figure(
        place,
        row or catalogue.indicators([code])[code],
        first,
        end.last,
        Decimal(value),
        measure,
        holder,
    )
