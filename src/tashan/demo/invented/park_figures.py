"""The monthly books of the parks: floors as the register tells them, firms, and supplies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tashan.demo.invented.chance import Chance, rounded
from tashan.demo.invented.courses import Courses
from tashan.demo.invented.facts import Enterprise, Fact, Lease, Park, Release, Sheet, Unit
from tashan.demo.invented.industries import DEVELOPMENT, FOOD, WISE
from tashan.demo.invented.periods import LAST, Month, released_on
from tashan.demo.invented.places import HOME

SINCE = Month(2024, 12)
AREAS = ("factory_area_built", "factory_area_signed", "factory_area_in_use")
# a facility's capacity and its peak in the first month, by park; the peak grows to its limit
FACILITIES = (
    ("water_capacity", "water_peak", "2.50 2.02", "1.20 0.83", "0.80 0.71"),
    ("power_capacity", "power_peak", "18.00 15.90", "7.50 5.62", "3.20 2.10"),
    ("sewage_capacity", "sewage_peak", "2.00 1.86", "0.80 0.52", "0.60 0.44"),
    ("refuse_capacity", "refuse_peak", "90.00 61.50", "40.00 27.30", "35.00 29.80"),
    ("dormitory_beds", "dormitory_beds_wanted", "5200 5480", "1800 1530", "600 540"),
)
NAMES = (DEVELOPMENT, WISE, FOOD)
OUTPUT = (Decimal("0.382"), Decimal("0.168"), Decimal("0.104"))  # of the county's
TAX = (Decimal("0.311"), Decimal("0.127"), Decimal("0.083"))


def sheets(seed: int, parks: list[Park], firms: list[Enterprise], run: Courses) -> Iterator[Sheet]:
    month = SINCE
    while month <= LAST:
        release = Release(
            f"{month.year}年{month.month}月园区运行月报",
            "他山县经济开发区管理委员会",
            released_on(month),
        )
        facts = [
            fact
            for at, park in enumerate(parks)
            for fact in (*_floors(park, month), *_books(park, firms, run, at, month),
                         *_supplies(seed, park, month))
        ]  # fmt: skip
        yield Sheet(release, (*facts, *_of_the_county(parks, month)))
        month = month.later(1)


def area_on(park: Park, day: date) -> tuple[Decimal, Decimal, Decimal]:
    """Square metres that stand, that are signed for and that are in use on a day."""
    built = signed = used = Decimal(0)
    for unit in _standing(park, day):
        lease = _lease_on(unit, day)
        built += unit.area
        if lease is not None:
            signed += unit.area
            if lease.producing_since and lease.producing_since <= day:
                used += unit.area
    return built, signed, used


def _standing(park: Park, day: date) -> Iterator[Unit]:
    for building in park.buildings:
        if building.completed_on and building.completed_on <= day:
            for floor in building.floors:
                yield from floor.units


def _lease_on(unit: Unit, day: date) -> Lease | None:
    held = (x for x in unit.leases if x.since <= day and (x.until is None or day < x.until))
    return next(held, None)


def _stock(park: str, code: str, month: Month, value: Decimal) -> Fact:
    return Fact("park", park, code, "level", month.last, month.last, value, "office")


def _floors(park: Park, month: Month) -> Iterator[Fact]:
    areas = [rounded(area / 10_000, 2) for area in area_on(park, month.last)]
    for code, value in zip(AREAS, areas, strict=True):
        yield _stock(park.name, code, month, value)
    yield from _rates("park", park.name, areas, month)


def _rates(kind: str, subject: str, areas: list[Decimal], month: Month) -> Iterator[Fact]:
    for code, part in (("occupancy_rate", areas[1]), ("utilisation_rate", areas[2])):
        value = rounded(part * 100 / areas[0], 1)
        yield Fact(kind, subject, code, "level", month.last, month.last, value, "office")


def _of_the_county(parks: list[Park], month: Month) -> Iterator[Fact]:
    """The parks together: what other counties' factories are compared with."""
    every = [area_on(park, month.last) for park in parks]
    areas = [
        sum((rounded(areas[at] / 10_000, 2) for areas in every), Decimal(0)) for at in range(3)
    ]
    for code, value in zip(AREAS, areas, strict=True):
        yield Fact("place", HOME, code, "level", month.last, month.last, value, "office")
    yield from _rates("place", HOME, areas, month)


def _books(
    park: Park, firms: list[Enterprise], run: Courses, at: int, month: Month
) -> Iterator[Fact]:
    tenants = {lease.tenant for unit in _standing(park, month.last)
               if (lease := _lease_on(unit, month.last))}  # fmt: skip
    own = [firm for firm in firms
           if firm.park == park.name and firm.established_on <= month.last]  # fmt: skip
    there = tenants | {firm.code for firm in own}
    running = [firm for firm in own if firm.standing == "operating" and 2025 in firm.years]
    yield _stock(park.name, "park_planned_area", month, rounded(park.planned_mu, 0))
    yield _stock(park.name, "park_built_area", month, rounded(park.developed_mu, 0))
    supplied = park.developed_mu * (880 + SINCE_MONTHS[month] * 2) / 1000
    yield _stock(park.name, "park_land_supplied", month, rounded(supplied, 0))
    yield _stock(park.name, "park_firms", month, Decimal(len(there)))
    yield _stock(park.name, "park_firms_producing", month, Decimal(len(running)))
    jobs = sum(firm.years[2025].staff for firm in running)
    yield _stock(park.name, "park_jobs", month, Decimal(jobs))
    if month.month == 1:
        return
    for code, whole, part in (("park_output", "industrial_output", OUTPUT[at]),
                              ("park_tax", "tax_revenue", TAX[at])):  # fmt: skip
        value = rounded(run.levels[whole][month] * part, 2)
        yield Fact("park", park.name, code, "level", month.from_january, month.last, value,
                   "office")  # fmt: skip


SINCE_MONTHS = {SINCE.later(n): n for n in range(24)}


def _supplies(seed: int, park: Park, month: Month) -> Iterator[Fact]:
    """Peaks rise slowly; two facilities of the zone are near or over their limit."""
    chance = Chance.of(seed, f"supplies {park.name} {month}")
    for capacity, peak, *by_park in FACILITIES:
        limit, first = (Decimal(part) for part in by_park[NAMES.index(park.name)].split())
        decimals = 0 if capacity.startswith("dormitory") else 2
        grown = first * (1000 + SINCE_MONTHS[month] * 4) / 1000
        yield _stock(park.name, capacity, month, limit)
        yield _stock(park.name, peak, month, rounded(chance.around(grown, 3), decimals))
