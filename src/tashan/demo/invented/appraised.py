"""What an appraisal of offices asks for: the tasks of a year, and what was carried out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tashan.demo.invented.chance import Chance
from tashan.demo.invented.facts import Fact, Release, Sheet
from tashan.demo.invented.offices import COUNTY
from tashan.demo.invented.periods import FULL_YEARS, Month

APPRAISED = (
    "发展和改革局", "工业和信息化局", "自然资源和规划局", "生态环境局", "住房和城乡建设局",
    "交通运输局", "水利局", "农业农村局", "商务局", "文化旅游局", "人力资源和社会保障局",
    "市场监督管理局", "行政审批局", "科学技术局", "经济开发区管理委员会",
)  # fmt: skip
ENDS = frozenset({"projects_due_to_start", "projects_started"})  # stocks at the end of the year


def sheets(seed: int) -> Iterator[Sheet]:
    """One sheet a year."""
    for year in FULL_YEARS:
        told = Release(
            f"{year}年度部门目标任务完成情况", "中共他山县委督查室", Month(year + 1, 2).last
        )
        yield Sheet(told, tuple(_offices(seed, year)))


def _offices(seed: int, year: int) -> Iterator[Fact]:
    for office in APPRAISED:
        chance = Chance.of(seed, f"tasks {office} {year}")
        decided = chance.randint(180, 2400)
        due = chance.randint(3, 14)
        told = {
            "signed_projects": Decimal(chance.randint(3, 12)),
            "funds_paid_in": chance.between("2.2", "7.6"),
            "signed_investment": chance.between("4.0", "18.0"),
            "cases_decided": Decimal(decided),
            "cases_decided_same_day": Decimal(decided * chance.randint(46, 93) // 100),
            "projects_due_to_start": Decimal(due),
            "projects_started": Decimal(max(due - chance.randint(0, 4), 0)),
        }
        for code, value in told.items():
            yield _fact("office", f"{COUNTY}{office}", code, year, value, is_stock=code in ENDS)


def _fact(kind: str, subject: str, code: str, year: int, value: Decimal, *, is_stock: bool) -> Fact:
    last = Month(year, 12).last
    first = last if is_stock else Month(year, 1).first
    return Fact(kind, subject, code, "level", first, last, value, "office", vintage="verified")
