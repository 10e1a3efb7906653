"""Three parks with sixty buildings: floors, units, and who rents them since when.

The development zone is the one of the office's reports: occupancy near 91 %, utilisation near 85 %
on the last day. What is signed for but not yet used is let to firms that still move in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from tashan.demo.invented.chance import Chance
from tashan.demo.invented.facts import Building, Enterprise, Floor, Lease, Park, Unit
from tashan.demo.invented.industries import DEVELOPMENT, FOOD, WISE
from tashan.demo.invented.periods import LAST
from tashan.demo.invented.places import HOME


class _Plan(NamedTuple):
    """``signed`` and ``used`` are per cent of the floor area that stands."""

    name: str
    level: str
    town: str
    committee: str
    mu: tuple[str, str]
    industries: str
    since: date
    finished: int  # buildings
    rising: int
    planned: int
    signed: Decimal
    used: Decimal
    first: int  # the year of the first building


_PLANS = (
    _Plan(DEVELOPMENT, "provincial", f"{HOME}100", "他山县经济开发区管理委员会",
          ("6800.00", "4930.00"), "电子信息、锂电新能源", date(2010, 9, 1),
          24, 3, 1, Decimal(91), Decimal(85), 2012),
    _Plan(WISE, "municipal", f"{HOME}101", "他山县石桥智造园管理办公室",
          ("3200.00", "2140.00"), "汽车零部件、精密机械", date(2016, 5, 1),
          16, 2, 1, Decimal(84), Decimal(76), 2017),
    _Plan(FOOD, "county", f"{HOME}102", "他山县清溪食品产业园管理办公室",
          ("2100.00", "1260.00"), "食品、茶叶、中医药", date(2019, 3, 1),
          10, 2, 1, Decimal(79), Decimal(68), 2020),
)  # fmt: skip
_TODAY = LAST.last


def parks(seed: int, firms: list[Enterprise]) -> list[Park]:
    return [_park(Chance.of(seed, f"park {plan.name}"), plan, firms) for plan in _PLANS]


def _park(chance: Chance, plan: _Plan, firms: list[Enterprise]) -> Park:
    running = [firm for firm in firms if firm.standing == "operating"]
    own = [firm for firm in running if firm.park == plan.name] or running
    states = ["completed"] * plan.finished + ["building"] * plan.rising + ["planned"] * plan.planned
    empty = [_building(chance, plan, at, state) for at, state in enumerate(states)]
    return Park(
        name=plan.name,
        level=plan.level,
        town=plan.town,
        committee=plan.committee,
        planned_mu=Decimal(plan.mu[0]),
        developed_mu=Decimal(plan.mu[1]),
        industries=plan.industries,
        since=plan.since,
        buildings=tuple(_let(chance, plan, empty, own)),
    )


def _building(chance: Chance, plan: _Plan, at: int, state: str) -> Building:
    year = min(plan.first + at // 2, 2025)
    completed = chance.day(date(year, 1, 10), date(year, 12, 10)) if state == "completed" else None
    public = chance.happens(70)
    since = completed or date(2025, 6, 1)
    floors = tuple(
        _floor(chance, number, since=since) for number in range(1, chance.choice((3, 4, 5, 5)) + 1)
    )
    return Building(
        name=f"{plan.name}{at + 1}号厂房",
        state=state,
        completed_on=completed,
        owner="他山县产业投资集团有限公司" if public else "业主自有",
        is_public=public,
        floors=floors if state != "planned" else (),
    )


def _floor(chance: Chance, number: int, *, since: date) -> Floor:
    area = Decimal(chance.randrange(1600, 3300, 40))
    parts = chance.choice((1, 1, 2, 2, 3))
    cut = [area / parts for _ in range(parts)]
    units = tuple(
        Unit(f"{number}{at + 1:02d}", at + 1, piece.quantize(Decimal("0.01")),
             Decimal(chance.choice((160, 250, 315, 400, 630))), since)
        for at, piece in enumerate(cut)
    )  # fmt: skip
    if number == 1:
        return Floor(1, Decimal("7.20"), Decimal("2.50"), units)
    return Floor(number, Decimal("4.80"), Decimal(chance.choice(("0.75", "1.00"))), units)


def _let(
    chance: Chance, plan: _Plan, buildings: list[Building], firms: list[Enterprise]
) -> Iterator[Building]:
    """Let units of finished buildings until the shares are reached: used, then signed for."""
    keys = [
        (at, floor.number, unit.name)
        for at, building in enumerate(buildings) if building.completed_on
        for floor in building.floors for unit in floor.units
    ]  # fmt: skip
    area = {
        (at, floor.number, unit.name): unit.area
        for at, building in enumerate(buildings)
        for floor in building.floors for unit in floor.units
    }  # fmt: skip
    whole = sum(area[key] for key in keys)
    chance.shuffle(keys)
    uses = dict[tuple[int, int, str], str]()
    gone = Decimal(0)
    for key in keys:
        share = (gone + area[key] / 2) * 100 / whole
        uses[key] = "used" if share <= plan.used else "signed" if share <= plan.signed else "free"
        gone += area[key]
    for at, building in enumerate(buildings):
        floors = tuple(
            Floor(floor.number, floor.height, floor.load, tuple(
                _unit(chance, unit, uses.get((at, floor.number, unit.name), "never"), firms)
                for unit in floor.units
            ))
            for floor in building.floors
        )  # fmt: skip
        yield Building(building.name, building.state, building.completed_on, building.owner,
                       building.is_public, floors)  # fmt: skip


def _tenant(chance: Chance, firms: list[Enterprise], start: date) -> Enterprise:
    """One that was there already; large parks have firms that rent several units."""
    there = [firm for firm in firms if firm.established_on <= start]
    return chance.choice(there) if there else min(firms, key=lambda firm: firm.established_on)


def _unit(chance: Chance, unit: Unit, use: str, firms: list[Enterprise]) -> Unit:
    if use == "never":
        return unit
    leases = []
    start = unit.since + timedelta(days=chance.randint(20, 400))
    if start < date(2021, 6, 1) and chance.happens(35):
        end = start + timedelta(days=chance.randint(700, 1200))
        leases.append(_lease(chance, _tenant(chance, firms, start), start, end, used=True))
        start = end + timedelta(days=chance.randint(15, 160))
    if use == "used":
        start = min(start, date(2026, 3, 31))
        leases.append(_lease(chance, _tenant(chance, firms, start), start, None, used=True))
    elif use == "signed":
        start = chance.day(date(2026, 7, 15), date(2026, 10, 25))
        leases.append(_lease(chance, _tenant(chance, firms, start), start, None, used=False))
    return Unit(unit.name, unit.order, unit.area, unit.power, unit.since, tuple(leases))


def _lease(
    chance: Chance, tenant: Enterprise, start: date, end: date | None, *, used: bool
) -> Lease:
    """Contracts run for some years: those that still hold end after the last day."""
    last = end or max(start, _TODAY) + timedelta(days=chance.randint(45, 1500))
    return Lease(
        tenant=tenant.code,
        since=start,
        until=last,
        signed_on=start - timedelta(days=chance.randint(5, 60)),
        producing_since=start + timedelta(days=chance.randint(30, 150)) if used else None,
        rent=chance.randrange(700, 1500, 50),
    )
