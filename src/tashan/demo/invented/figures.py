"""All figures of places: the sheets of our statistics office, of the three cities, of offices."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tashan.demo.invented.chance import Chance, rounded, shares
from tashan.demo.invented.courses import Courses, courses
from tashan.demo.invented.facts import Fact, Release, Sheet
from tashan.demo.invented.periods import FULL_YEARS, MONTHS, Month, released_on
from tashan.demo.invented.places import (
    HOME,
    OURS,
    PEERS,
    PREFECTURES,
    TOWN_WEIGHTS,
    TOWNS,
    Economy,
    economies,
)
from tashan.demo.invented.publication import Published, published

OF_TOWNS = ("tax_revenue", "industrial_output")  # what is told of towns too, and adds up
OFFICES_FIGURES = (
    ("industrial_output", "工业和信息化局", Decimal("1.046")),
    ("fdi_utilised", "商务局", Decimal("1.148")),
    ("retail_sales_above_limit", "商务局", Decimal("1.031")),
)
OFFICES_RATES = (("fixed_asset_investment", "发展和改革局", Decimal("2.6")),)
# factories of peers on the last day of 2025 and in the middle of 2026: built 万平方米, rates
FACTORIES = {
    "999821": (("86.00", "93.5", "88.1"), ("91.40", "94.2", "89.0")),
    "999903": (("64.20", "86.3", "79.4"), ("66.80", "87.1", "80.2")),
    "999905": (("112.50", "89.7", "84.6"), ("118.30", "90.4", "85.3")),
    "999824": (("97.60", "84.1", "77.8"), ("99.20", "85.6", "78.9")),
    "999722": (("41.30", "71.2", "63.5"), ("43.90", "73.8", "65.0")),
}


def sheets(seed: int, peers: int) -> Iterator[Sheet]:
    """Every sheet in the order of its day, with so many of the twelve peers."""
    told = [_published(seed, economy) for economy in economies()[: 1 + peers]]
    for month in MONTHS:
        yield _ours(seed, told[0], month)
        yield from _of_offices(told[0].run, month)
        for prefecture in PREFECTURES:
            theirs = [p for p in told[1:] if p.place[:4] == prefecture.code[:4]]
            yield _of_a_city(seed, prefecture.code, prefecture.name, theirs, month)
        if month.month == 3:
            yield _of_a_year(seed, told, month.year - 1)
    yield from _factories(peers)


def _published(seed: int, economy: Economy) -> Published:
    run = courses(seed, economy)
    return published(seed, economy.place, run, peer=economy.place != HOME)


def _ours(seed: int, told: Published, month: Month) -> Sheet:
    release = Release(
        f"{month.year}年{month.month}月全县主要经济指标", "他山县统计局", released_on(month)
    )
    own = told.facts(month)
    return Sheet(release, (*own, *_towns(seed, told, month)))


def _towns(seed: int, told: Published, month: Month) -> Iterator[Fact]:
    """The county's figure divided among its towns: the parts add up to it exactly."""
    for code in OF_TOWNS:
        if (code, month) not in set(told.due(month)):
            continue
        chance = Chance.of(seed, f"towns {code} {month.year}")
        weights = [chance.around(weight, 9) for weight in TOWN_WEIGHTS]
        parts = shares(told.run.levels[code][month], weights, decimals=2)
        for at, part in enumerate(parts[: len(TOWNS)]):
            yield Fact("place", f"{HOME}{100 + at:03d}", code, "level",
                       month.from_january, month.last, part)  # fmt: skip


def _of_offices(run: Courses, month: Month) -> Iterator[Sheet]:
    """An office's own count, at the end of each quarter, beside that of the statistics office."""
    if month.month % 3:
        return
    by_office: dict[str, list[Fact]] = {}
    for code, office, factor in OFFICES_FIGURES:
        value = rounded(run.levels[code][month] * factor, 2)
        by_office.setdefault(office, []).append(_counted(code, "level", month, value))
    for code, office, points in OFFICES_RATES:
        value = run.real[code][month] + points
        by_office.setdefault(office, []).append(_counted(code, "growth", month, value))
    for office, facts in by_office.items():
        title = f"{month.year}年1—{month.month}月{office}调度数"
        yield Sheet(Release(title, f"他山县{office}", released_on(month)), tuple(facts))


def _counted(code: str, measure: str, month: Month, value: Decimal) -> Fact:
    return Fact("place", HOME, code, measure, month.from_january, month.last, value, "office")


def _of_a_city(seed: int, code: str, name: str, theirs: list[Published], month: Month) -> Sheet:
    release = Release(
        f"{name}{month.year}年{month.month}月分县主要经济指标", f"{name}统计局",
        released_on(month), use="public",
    )  # fmt: skip
    facts = [fact for told in theirs for fact in told.facts(month)]
    return Sheet(release, (*facts, *_prices(seed, code, month)))


def _prices(seed: int, city: str, month: Month) -> Iterator[Fact]:
    """Consumer prices of the month and from January on; there are none below the city."""
    chance = Chance.of(seed, f"prices {city}")
    level, sum_of_year, number = Decimal("100.2"), Decimal(0), 0
    for each in MONTHS:
        level += Decimal(chance.randint(-4, 4)) / 10
        level = min(max(level, Decimal("98.9")), Decimal("102.1"))
        if each.month == 1:
            sum_of_year, number = Decimal(0), 0
        sum_of_year, number = sum_of_year + level, number + 1
        if each == month:
            break
    yield Fact("place", city, "consumer_prices", "level", month.first, month.last, level)
    if month.month > 1 and month != MONTHS[0]:
        mean = rounded(sum_of_year / number, 1)
        yield Fact("place", city, "consumer_prices", "level",
                   month.from_january, month.last, mean)  # fmt: skip


def _of_a_year(seed: int, told: list[Published], year: int) -> Sheet:
    """What is told once a year: people, product per head, grain."""
    facts: list[Fact] = []
    for published_, economy in zip(told, economies(), strict=False):
        facts += _people(seed, published_.run, economy, year)
    release = Release(f"{year}年国民经济和社会发展统计公报汇编", "昆冈省统计局",
                      Month(year + 1, 3).last, use="public")  # fmt: skip
    return Sheet(release, tuple(facts))


def _people(seed: int, run: Courses, economy: Economy, year: int) -> Iterator[Fact]:
    chance = Chance.of(seed, f"people {economy.place}")
    people, share = economy.population, chance.between("46.00", "64.00")
    for each in FULL_YEARS:
        people += chance.between("-0.32", "0.12")
        share += chance.between("0.40", "0.95")
        if each == year:
            break
    urban = rounded(people * share / 100, 2)
    product = run.levels["grp"][Month(year, 12)]
    end = Month(year, 12).last
    level = ("place", economy.place)
    yield Fact(*level, "resident_population", "level", end, end, people)
    yield Fact(*level, "urban_population", "level", end, end, urban)
    yield Fact(*level, "urbanisation_rate", "level", end, end, rounded(urban / people * 100, 2))
    first = Month(year, 1).first
    yield Fact(*level, "grp_per_head", "level", first, end, rounded(product * 10_000 / people, 0))
    if economy is OURS:
        grain = rounded(chance.around(Decimal("21.40"), 3), 2)
        yield Fact(*level, "grain_output", "level", first, end, grain)


def _factories(peers: int) -> Iterator[Sheet]:
    shown = list(PEERS)[:peers]
    for at, month in enumerate((Month(2025, 12), Month(2026, 6))):
        release = Release(f"{month.year}年{month.month}月末标准厂房使用情况通报",
                          "昆冈省工业和信息化厅", released_on(month), use="public")  # fmt: skip
        facts = [
            Fact("place", place, code, "level", month.last, month.last, Decimal(value), "office")
            for place, told in FACTORIES.items() if place in shown
            for code, value in zip(("factory_area_built", "occupancy_rate", "utilisation_rate"),
                                   told[at], strict=True)
        ]  # fmt: skip
        yield Sheet(release, tuple(facts))
