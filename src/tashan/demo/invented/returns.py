"""What enterprises report: their own signed returns, and a few statistical ones kept apart.

The monthly figures of the largest taxpayers add up to their year. A statistical return is of the
same firm and is never mixed with its own: its source may serve statistics alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from tashan.demo.invented.chance import Chance, rounded, shares
from tashan.demo.invented.facts import Enterprise, Fact, Release, Sheet, Year
from tashan.demo.invented.periods import FULL_YEARS, LAST, Month, released_on
from tashan.demo.invented.sheet import WORKS

MONTHLY_REPORTERS = 150
IN_THE_STATISTICS = 60
MONTHLY_SINCE = Month(2025, 1)


def figures_of(year: Year) -> dict[str, Decimal | None]:
    """By the codes of ``library/indicators/per_mu.yaml``; what a firm does not report is None."""
    return {
        "main_revenue": year.revenue,
        "assessed_tax": year.tax,
        "power_used": year.power,
        "average_staff": Decimal(year.staff),
        "land_used": year.land,
        "assessed_value_added": year.value_added,
        "energy_used": year.energy,
        "pollutants_emitted": year.emissions,
        "rd_spend": year.research,
    }


def sheets(seed: int, firms: list[Enterprise]) -> Iterator[Sheet]:
    for year in FULL_YEARS:
        yield _own_returns(firms, year)
        yield _statistical_returns(seed, firms, year)
    yield from _monthly(seed, firms)


def _own_returns(firms: list[Enterprise], year: int) -> Sheet:
    release = Release(f"{year}年度企业自报表（法定代表人签字）", "他山县工业和信息化局",
                      Month(year + 1, 4).last)  # fmt: skip
    facts = [
        _of_a_year(firm, code, value, year)
        for firm in firms if year in firm.years
        for code, value in figures_of(firm.years[year]).items() if value is not None
    ]  # fmt: skip
    return Sheet(release, tuple(facts))


def _of_a_year(firm: Enterprise, code: str, value: Decimal, year: int) -> Fact:
    last = Month(year, 12).last
    first = last if code == "land_used" else Month(year, 1).first
    return Fact("enterprise", firm.code, code, "level", first, last, value, "office")


def _statistical_returns(seed: int, firms: list[Enterprise], year: int) -> Sheet:
    chance = Chance.of(seed, f"statistical returns {year}")
    above = [firm for firm in firms if firm.is_above_scale and year in firm.years]
    release = Release(f"{year}年规模以上企业统计年报", "他山县统计局",
                      Month(year + 1, 3).last, use="statistics")  # fmt: skip
    facts = [
        Fact("enterprise", firm.code, "main_revenue", "level", Month(year, 1).first,
             Month(year, 12).last, rounded(chance.around(firm.years[year].revenue, 2), 2))
        for firm in above[:IN_THE_STATISTICS]
    ]  # fmt: skip
    return Sheet(release, tuple(facts))


def _monthly(seed: int, firms: list[Enterprise]) -> Iterator[Sheet]:
    """Month by month since 2025, told in one sheet for each month."""
    chance = Chance.of(seed, "monthly returns")
    reporters = [firm for firm in firms[:MONTHLY_REPORTERS] if 2025 in firm.years]
    run = {firm.code: _months_of(chance, firm) for firm in reporters}
    month = MONTHLY_SINCE
    while month <= LAST:
        release = Release(f"{month.year}年{month.month}月重点企业自报表",
                          "他山县工业和信息化局", released_on(month))  # fmt: skip
        facts = [
            Fact("enterprise", code, indicator, "level", month.first, month.last, value, "office")
            for code, months in run.items()
            for indicator, value in months[month].items()
        ]
        yield Sheet(release, tuple(facts))
        month = month.later(1)


def _months_of(chance: Chance, firm: Enterprise) -> Mapping[Month, Mapping[str, Decimal]]:
    year = firm.years[2025]
    pace = Decimal(chance.randint(880, 1240)) / 1000
    found: dict[Month, dict[str, Decimal]] = {}
    for code, whole in (("main_revenue", year.revenue), ("assessed_tax", year.tax),
                        ("power_used", year.power)):  # fmt: skip
        weights = [chance.around(Decimal(weight), 9) for weight in WORKS]
        parts = shares(whole, weights, decimals=2)
        for at, part in enumerate(parts):
            month = Month(2025, at + 1)
            found.setdefault(month, {})[code] = part
            if month.later(12) <= LAST:
                later = rounded(chance.around(part * pace, 6), 2)
                found.setdefault(month.later(12), {})[code] = later
    return found
