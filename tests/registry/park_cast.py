"""An invented park of five buildings of standard factories, as it stands on one day in November.

1# to 5# were built one after another; four units are vacant, two let and not yet producing, four
contracts end within 90 days.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from tests import cast

from tashan.indicators import utilities
from tashan.indicators.catalogue import indicators
from tashan.indicators.models import Holder
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.record import sources
from tashan.record.models import Source, User
from tashan.registry import keeping, parks
from tashan.registry.changes import enter
from tashan.registry.keeping import New
from tashan.registry.kinds import Kind, NameSort
from tashan.registry.models import Entity, Unit

ON = date(2026, 11, 21)
FOUNDED = date(2012, 1, 1)
ADDED = date(2025, 12, 20)  # 5# is completed and the stock grows


class Row(NamedTuple):
    """One unit: its floor, name, area, power, and by whom it is rented from when to when."""

    floor: int
    unit: str
    area: int
    power: int
    tenant: str = ""
    since: str = ""
    last: str = ""
    producing: str = ""


TENANTS = {
    "川流食品": "C1439", "青石茶业": "C1530", "安驰机械": "C3484", "永固五金": "C3360",
    "山泉包装": "C2231", "恒川精密电子": "C3981", "启明光电": "C3976", "嘉禾线缆": "C3831",
    "智联传感": "C3983", "新川电池材料": "C3985", "鼎力模具": "C3525", "拓普新材": "C2651",
    "云上服饰": "C1811", "航宇部件": "C3484", "科达注塑": "C2929", "星瀚医疗": "C3581",
}  # fmt: skip
HEIGHTS = {
    1: ("6.0", "4.5"),
    2: ("6.6", "4.8", "4.8"),
    3: ("7.2", "4.8", "4.8", "4.5", "4.5"),
    4: ("7.2", "4.8", "4.8", "4.5", "4.5"),
    5: ("7.2", "4.8", "4.8", "4.5", "4.5"),
}
COMPLETED = {
    1: date(2012, 6, 1),
    2: date(2015, 9, 1),
    3: date(2021, 3, 1),
    4: date(2022, 8, 1),
    5: ADDED,
}
ROWS: dict[int, list[Row]] = {
    1: [
        Row(1, "西", 2100, 400, "川流食品", "2016-03-01", "2028-02-28", "2016-08-01"),
        Row(1, "东", 1500, 250, "青石茶业", "2021-01-21", "2027-01-20", "2021-05-01"),
        Row(2, "西", 2100, 315, "川流食品", "2019-05-01", "2028-02-28", "2019-09-01"),
        Row(2, "东", 1500, 250),
    ],
    2: [
        Row(1, "整层", 3000, 630, "安驰机械", "2017-01-01", "2030-12-31", "2017-06-01"),
        Row(2, "西", 1800, 315, "安驰机械", "2024-12-01", "2030-12-31", "2025-03-01"),
        Row(2, "东", 1200, 250, "永固五金", "2022-06-01", "2028-05-31", "2022-09-01"),
        Row(3, "西", 1800, 315, "永固五金", "2020-12-16", "2026-12-15", "2021-04-01"),
        Row(3, "东", 1200, 250, "山泉包装", "2025-04-01", "2028-03-31", "2025-07-01"),
    ],
    3: [
        Row(1, "整层", 2400, 800, "恒川精密电子", "2021-06-01", "2031-05-31", "2021-12-01"),
        Row(2, "整层", 2400, 630, "恒川精密电子", "2021-06-01", "2031-05-31", "2022-01-01"),
        Row(3, "整层", 2400, 630, "启明光电", "2022-03-01", "2029-02-28", "2022-07-01"),
        Row(4, "西", 1200, 315, "启明光电", "2025-02-01", "2029-01-31", "2025-05-01"),
        Row(4, "东", 1200, 315, "嘉禾线缆", "2022-01-01", "2026-12-31", "2022-04-01"),
        Row(5, "西", 1200, 315, "智联传感", "2025-07-01", "2028-06-30", "2025-10-01"),
        Row(5, "东", 1200, 315),
    ],
    4: [
        Row(1, "整层", 2400, 1000, "新川电池材料", "2022-10-01", "2032-09-30", "2023-04-01"),
        Row(2, "整层", 2400, 800, "新川电池材料", "2022-10-01", "2032-09-30", "2023-06-01"),
        Row(3, "西", 1200, 400, "鼎力模具", "2023-02-16", "2027-02-15", "2023-06-01"),
        Row(3, "东", 1200, 400, "拓普新材", "2023-09-01", "2028-08-31", "2024-01-01"),
        Row(4, "整层", 2400, 500, "拓普新材", "2024-06-01", "2028-08-31", "2024-10-01"),
        Row(5, "西", 1200, 315, "云上服饰", "2026-09-01", "2029-08-31"),
        Row(5, "东", 1200, 315),
    ],
    5: [
        Row(1, "整层", 2880, 1000, "航宇部件", "2026-01-01", "2035-12-31", "2026-04-01"),
        Row(2, "西", 1440, 400, "航宇部件", "2026-03-01", "2035-12-31", "2026-06-01"),
        Row(2, "东", 1440, 400, "科达注塑", "2026-05-01", "2031-04-30", "2026-08-01"),
        Row(3, "整层", 2880, 630, "科达注塑", "2026-05-01", "2031-04-30", "2026-09-01"),
        Row(4, "整层", 2880, 630, "星瀚医疗", "2026-06-01", "2032-05-31", "2026-10-01"),
        Row(5, "西", 1920, 400, "星瀚医疗", "2026-10-01", "2032-05-31"),
        Row(5, "东", 960, 400),
    ],
}  # fmt: skip
# who rented the vacant units before: the day they left
LEFT = {
    (1, 2, "东"): date(2026, 4, 23), (3, 5, "东"): date(2026, 8, 17),
    (4, 5, "东"): date(2026, 10, 11), (5, 5, "东"): date(2026, 11, 3),
}  # fmt: skip


class Park(NamedTuple):
    """The park with everything in it, by the names of the table above."""

    park: Entity
    place: Entity
    committee: Entity
    buildings: dict[int, Entity]
    tenants: dict[str, Entity]
    source: Source

    def unit(self, building: int, floor: int, name: str = "整层") -> Unit:
        units = parks.units_on(self.buildings[building], ON)
        return next(u for u in units if u.floor.number == floor and u.name == name)


def source_of(actor: User | None = None) -> Source:
    return sources.entry("园区台账", actor=actor or cast.officer("keeper", "某登记员"), at=cast.AT)


def park(source: Source | None = None) -> Park:
    """The whole park; the registrar's entry is its source unless another is given."""
    source = source or source_of()
    place = enter(Kind.PLACE, New("他山县", FOUNDED, "999901", {"level": "county"}), source=source)
    committee = enter(Kind.OFFICE, New("东岭产业园管理委员会", FOUNDED), source=source)
    facts = {"level": "provincial", "place": place, "committee": committee,
             "planned_mu": Decimal(1200), "developed_mu": Decimal(860),
             "industries": "电子信息、装备制造、新材料"}  # fmt: skip
    made = enter(Kind.PARK, New("东岭产业园", FOUNDED, facts=facts), source=source)
    tenants = {name: _tenant(name, code, made, source) for name, code in TENANTS.items()}
    buildings = {number: _building(number, made, source) for number in ROWS}
    whole = Park(made, place, committee, buildings, tenants, source)
    for number in ROWS:
        _let(whole, number)
    return whole


def _tenant(name: str, industry: str, park: Entity, source: Source) -> Entity:
    facts = {"industry": industry, "park": park}
    made = enter(Kind.ENTERPRISE, New(f"{name}有限公司", FOUNDED, facts=facts), source=source)
    keeping.call(made, name, sort=NameSort.SHORT, since=FOUNDED, source=source)
    return made


def _building(number: int, park: Entity, source: Source) -> Entity:
    done = COMPLETED[number]
    rows = ROWS[number]
    floors = [
        parks.FloorPlan(
            floor,
            Decimal(height),
            Decimal("1.0") if floor == 1 else Decimal("0.5"),
            tuple(
                parks.Part(row.unit, Decimal(row.area), Decimal(row.power))
                for row in rows
                if row.floor == floor
            ),
        )
        for floor, height in enumerate(HEIGHTS[number], start=1)
    ]
    facts = {"park": park, "state": "completed", "completed_on": done, "is_public": True}
    return parks.enter_building(New(f"{number}#", done, facts=facts), floors, source=source)


def _let(whole: Park, number: int) -> None:
    for row in ROWS[number]:
        unit = whole.unit(number, row.floor, row.unit)
        left = LEFT.get((number, row.floor, row.unit))
        if left is not None:
            before = parks.Lease(whole.tenants["永固五金"], COMPLETED[number], left)
            parks.move_in(unit, before, source=whole.source)
        if row.tenant:
            parks.move_in(unit, _lease(whole, row), source=whole.source)


def _lease(whole: Park, row: Row) -> parks.Lease:
    return parks.Lease(
        whole.tenants[row.tenant],
        date.fromisoformat(row.since),
        date.fromisoformat(row.last) + timedelta(days=1),
        signed_on=date.fromisoformat(row.since) - timedelta(days=20),
        producing_since=date.fromisoformat(row.producing) if row.producing else None,
        rent=1_200,
    )


# facility: capacity and peak, in the units of the library
FACILITIES = {
    "water": ("0.42", "0.348"),
    "power": ("2.0", "2.16"),
    "sewage": ("0.25", "0.264"),
    "refuse": ("18", "15.2"),
    "dormitory": ("1200", "1540"),
}


def facilities(whole: Park, *, without: str = "") -> None:
    """The figures of the park's facilities; ``without`` names a code that nobody entered."""
    told = {
        code: Decimal(value)
        for name, values in FACILITIES.items()
        for code, value in zip(utilities.FACILITIES[name], values, strict=True)
        if code != without
    }
    known = indicators(told)
    last = date(2026, 10, 31)
    figures = [
        Figure(whole.park, known[code], last, last, value, holder=Holder.OFFICE)
        for code, value in told.items()
    ]
    record(figures, source=whole.source, actor=whole.source.actor, at=cast.AT)
