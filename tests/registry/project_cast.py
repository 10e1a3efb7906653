"""Invented projects in every stage, and households of two villages."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from tests.registry.park_cast import FOUNDED, Park

from tashan.base.codes import mod_11_10
from tashan.record.models import Source
from tashan.registry import projects
from tashan.registry.changes import enter
from tashan.registry.keeping import New
from tashan.registry.kinds import Kind, Part, ProjectStage
from tashan.registry.models import Entity

YI = 10_000_000_000  # fen


class Row(NamedTuple):
    """A project: its name, its stages with their days, what it costs, when it should be done."""

    name: str
    stages: str
    investment: int | None
    type: str = "construction"
    route: str = "filing"
    funding: str = "enterprise"
    finish: str = ""
    is_key: bool = False

    def moves(self) -> list[tuple[ProjectStage, date]]:
        pairs = (stage.split() for stage in self.stages.split(", "))
        return [(ProjectStage(stage), date.fromisoformat(day)) for stage, day in pairs]


GOVERNMENT = {"route": "approval", "funding": "government"}
ROWS = [
    Row(
        "新川电池材料二期", "planned 2024-03-01, preparatory 2024-06-01, started 2025-01-10, "
        "building 2025-03-01", 1_240 * YI // 100, finish="2026-10-07", is_key=True,
    ),
    Row(
        "恒川精密电子智能化改造", "planned 2025-02-01, preparatory 2025-05-01, started 2026-03-01, "
        "building 2026-04-15", 180 * YI // 100, type="renewal", finish="2027-06-30",
    ),
    Row(
        "东岭产业园 6# 标准厂房", "planned 2026-01-05, preparatory 2026-03-10, started 2026-09-20",
        96 * YI // 100, **GOVERNMENT, finish="2028-03-31", is_key=True,
    ),
    Row(
        "园区污水处理厂扩容", "planned 2026-04-01, preparatory 2026-06-15", 75 * YI // 100,
        **GOVERNMENT, finish="2027-12-31",
    ),
    Row(
        "航宇部件总装线", "planned 2025-06-01, preparatory 2025-07-01, started 2025-09-01, "
        "building 2025-10-01, completed 2026-03-20, producing 2026-05-01", 320 * YI // 100,
        finish="2026-04-30",
    ),
    Row("茶旅融合示范带", "planned 2026-07-01", 42 * YI // 100, type="other", finish="2028-12-31"),
    Row(
        "县域数字政务平台", "planned 2026-02-01, reserved 2026-05-01", 8_600 * YI // 10_000,
        **GOVERNMENT, type="information",
    ),
    Row(
        "山泉包装搬迁扩建", "planned 2025-01-01, preparatory 2025-03-01, stopped 2025-11-01", None,
        finish="2026-12-31",
    ),
]  # fmt: skip


def code(serial: int) -> str:
    """A code of the standard format with its check digit."""
    digits = f"260799990104{serial % 100:02d}{serial:05d}"
    parts = (digits[:4], digits[4:10], digits[10:12], digits[12:14], digits[14:])
    return "-".join(parts) + mod_11_10(digits)


def all_projects(park: Park) -> list[Entity]:
    made = [_project(row, number, park) for number, row in enumerate(ROWS, start=1)]
    first = made[0]
    since = date(2025, 1, 10)
    works = [
        projects.NewWork("001", "1# 正极材料车间", "地上三层钢结构", Decimal(18600)),
        projects.NewWork("002", "综合仓库", "单层门式刚架", Decimal(9200)),
    ]
    for work in works:
        projects.add_work(first, work, since=since, source=park.source)
    owner, office = park.tenants["新川电池材料"], park.committee
    projects.join(first, owner, part=Part.OWNER, since=since, source=park.source)
    projects.join(first, office, part=Part.LEAD_OFFICE, since=since, source=park.source)
    return made


def _project(row: Row, number: int, park: Park) -> Entity:
    (first, planned), *moves = row.moves()
    facts: dict[str, Any] = {
        "type": row.type, "route": row.route, "stage": first, "funding": row.funding,
        "place": park.place, "park": park.park if number < 6 else None, "industry": "C3985",
        "content": "新建车间、仓库和配套设施。", "investment": row.investment,
        "land_mu": Decimal("62.5"), "floor_area": Decimal(27800),
        "planned_start": planned + timedelta(days=365),
        "planned_finish": date.fromisoformat(row.finish) if row.finish else None,
        "is_key": row.is_key,
    }  # fmt: skip
    new = New(row.name, planned, code(number), facts)
    made = projects.enter_project(new, source=park.source)
    for stage, day in moves:
        projects.move(made, stage, on=day, source=park.source)
    return made


HOUSEHOLDS = [
    ("张建国", "东岭村", 4, "6.8", "140", "210"),
    ("欧阳明", "东岭村", 3, "4.2", "125", "180"),
    ("李秀英", "西坪村", 5, "8.5", "160", None),
]


def households(place: Entity, source: Source) -> list[Entity]:
    """Three households in two villages of the place."""
    names = dict.fromkeys(village for _n, village, *_r in HOUSEHOLDS)
    villages = {
        name: enter(
            Kind.PLACE,
            New(name, FOUNDED, facts={"level": "village", "parent": place}),
            source=source,
        )
        for name in names
    }
    return [enter(Kind.HOUSEHOLD, _household(row, villages), source=source) for row in HOUSEHOLDS]


def _household(row: tuple[Any, ...], villages: dict[str, Entity]) -> New:
    name, village, members, land, homestead, house = row
    facts = {
        "village": villages[village],
        "members": members,
        "contracted_mu": Decimal(land),
        "homestead_area": Decimal(homestead),
        "house_area": None if house is None else Decimal(house),
    }
    return New(name, date(2020, 1, 1), facts=facts)
