"""What appraisals ask for: offices' tasks, and land, energy and staff of industrial firms.

Some lines are left empty, so that an evaluation finds figures missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tashan.demo.invented.chance import Chance, rounded
from tashan.demo.invented.facts import Enterprise, Fact, Release, Sheet, Year
from tashan.demo.invented.offices import COUNTY
from tashan.demo.invented.periods import FULL_YEARS, Month

APPRAISED = (
    "发展和改革局", "工业和信息化局", "自然资源和规划局", "生态环境局", "住房和城乡建设局",
    "交通运输局", "水利局", "农业农村局", "商务局", "文化旅游局", "人力资源和社会保障局",
    "市场监督管理局", "行政审批局", "科学技术局", "经济开发区管理委员会",
)  # fmt: skip
EVALUATED = 160  # industrial firms, the largest taxpayers first
LEFT_EMPTY = 6  # lines of a hundred
STOCKS = frozenset({"land_used"})
ENDS = frozenset({"projects_due_to_start", "projects_started"})  # stocks at the end of the year


def sheets(seed: int, firms: list[Enterprise]) -> Iterator[Sheet]:
    """Two sheets a year: the offices' tasks, and the data of the per-mu evaluation."""
    industrial = [firm for firm in firms if firm.industry[:1] in "BCD"][:EVALUATED]
    for year in FULL_YEARS:
        told = Release(
            f"{year}年度部门目标任务完成情况", "中共他山县委督查室", Month(year + 1, 2).last
        )
        yield Sheet(told, tuple(_offices(seed, year)))
        told = Release(
            f"{year}年度亩均效益评价基础数据", "他山县工业和信息化局", Month(year + 1, 4).last
        )
        yield Sheet(told, tuple(_firms(seed, industrial, year)))


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


def _firms(seed: int, firms: list[Enterprise], year: int) -> Iterator[Fact]:
    for firm in firms:
        if year not in firm.years:
            continue
        chance = Chance.of(seed, f"per mu {firm.code} {year}")
        for code, value in _per_mu(seed, chance, firm, firm.years[year]).items():
            if not chance.happens(LEFT_EMPTY):
                yield _fact("enterprise", firm.code, code, year, value, is_stock=code in STOCKS)


def _per_mu(seed: int, chance: Chance, firm: Enterprise, year: Year) -> dict[str, Decimal]:
    """Land stays what it is from year to year; the rest goes with revenue and staff."""
    land = Chance.of(seed, f"land {firm.code}").between("12", "46")
    added = chance.around(year.revenue * Decimal("0.24"), 30)
    used = max(rounded(year.revenue / 650 * land / 24, 2), Decimal("1.5"))
    return {
        "land_used": used,
        "assessed_tax": year.tax,
        "main_revenue": year.revenue,
        "assessed_value_added": rounded(added, 2),
        "energy_used": max(rounded(chance.around(added / Decimal("2.4"), 55), 2), Decimal(1)),
        "pollutants_emitted": max(rounded(chance.around(added / 4600, 50), 2), Decimal("0.01")),
        "average_staff": Decimal(max(year.staff, 1)),
        "rd_spend": rounded(year.revenue * chance.randint(0, 55) / 1000, 2),
        "power_used": year.power,
    }


def _fact(kind: str, subject: str, code: str, year: int, value: Decimal, *, is_stock: bool) -> Fact:
    last = Month(year, 12).last
    first = last if is_stock else Month(year, 1).first
    return Fact(kind, subject, code, "level", first, last, value, "office", vintage="verified")
