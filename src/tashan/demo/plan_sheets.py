"""A plan of investment brought in as a table in the demo: the draft of next year, one row amiss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook

from tashan.casework.acts import By
from tashan.casework.project_models import InvestmentPlan, PlanEntry
from tashan.casework.projects import planning
from tashan.demo.figuring import at
from tashan.exchange import imports, loading
from tashan.record.models import User
from tashan.registry.naming import names_on

BROUGHT = date(2026, 11, 25)
YEAR = 2027
WAN = 1_000_000
HEAD = ("项目名称", "建设内容及规模", "建设开始", "建设结束", "总投资（万元）",
        f"{YEAR}年企业自筹（万元）", f"{YEAR}年银行贷款（万元）")  # fmt: skip
STRANGER = (
    "石桥镇冷链物流园三期",
    "冷库四千吨",
    date(2027, 3, 1),
    date(2028, 6, 30),
    6_000,
    800,
    400,
)
MOST = 6


def bring_a_plan(people: Mapping[str, User]) -> bool:
    """Once, where there is an annual plan of this year; whether anything was made."""
    if InvestmentPlan.objects.filter(first_year=YEAR, rules="annual").exists():
        return False
    held = PlanEntry.objects.filter(plan__rules="rolling", amounts__source="own").distinct()
    rows = list(held.select_related("project").order_by("pk")[:MOST])
    if not rows:
        return False
    steward, moment = people["steward"], at(BROUGHT)
    plan = planning.make_plan("annual", "", YEAR, by=By(steward, moment, BROUGHT))
    names = names_on([one.project_id for one in rows], BROUGHT)
    sheet = _sheet([*(_row(one, names[one.project_id]) for one in rows), STRANGER])
    run = imports.begin(
        sheet, name=f"{YEAR}年投资计划.xlsx", code="plan_entries", options={"plan": str(plan.pk)},
        actor=steward, at=moment,
    )  # fmt: skip
    loading.preview(run, at=moment, part=_nobody_looks)
    run.refresh_from_db()
    imports.decide(run, only_good=True, actor=steward, at=moment)
    loading.load(run, at=moment, part=_nobody_looks)
    return True


def _row(entry: PlanEntry, name: str) -> Sequence[object]:
    total = entry.total // WAN
    return (name, entry.content, entry.begins, max(entry.ends, date(YEAR, 12, 31)), total,
            total // 5, total // 10)  # fmt: skip


def _sheet(rows: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "投资计划"
    for row in (HEAD, *rows):
        page.append(list(row))
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def _nobody_looks(_done: int) -> None:
    """Progress that nobody looks at."""
