"""The columns of a plan of investment: what is stated of a project, then years by source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.project_models import InvestmentPlan
from tashan.casework.projects.planning import terms_of
from tashan.exchange.options import Options
from tashan.exchange.registers.columns import day, text
from tashan.papers.tables.cells import CellType
from tashan.papers.tables.fields import Field
from tashan.papers.tables.header import Header

STATED = (
    text("project", "项目名称", "项目", "项目代码", "名称", required=True, help="项目代码或者全称"),
    text("content", "建设内容及规模", "建设内容", "建设规模及内容", help="不填的按登记的内容"),
    day("begins", "建设开始", "开工日期", "拟开工日期"),
    day("ends", "建设结束", "竣工日期", "拟竣工日期", "建成日期"),
    Field("total", ("总投资", "项目总投资", "计划总投资"), CellType.MONEY, "万元"),
)


def plan_of(options: Options) -> InvestmentPlan | None:
    """The plan that the rows are for; None where none is chosen. Raises UserError for no plan."""
    if not options.plan:
        return None
    rows = InvestmentPlan.objects.select_related("adoption")
    found = rows.filter(pk=int(options.plan)).first() if _is_number(options.plan) else None
    if found is None:
        raise UserError(
            _("There is no plan of investment with the number “%s”.") % options.plan,
            hint=_("Choose one of the drafts."),
        )
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18


def fields(options: Options, _header: Header | None) -> tuple[Field, ...]:
    """Those of the plan that was chosen; of no plan what is stated of a project alone."""
    plan = plan_of(options)
    return STATED if plan is None else fields_of(plan, plan.issued_on or options.since)


def fields_of(plan: InvestmentPlan, on: date) -> tuple[Field, ...]:
    """The columns of one plan, by its rules of a day."""
    return (*STATED, *_amounts(plan, on))


def _amounts(plan: InvestmentPlan, on: date) -> Iterator[Field]:
    """``2026_bonds`` for each year and source, in 万元."""
    sources = terms_of(plan, on).plan(plan.rules).sources
    is_annual = plan.first_year == plan.last_year
    for year in range(plan.first_year, plan.last_year + 1):
        for code, title in sources.items():
            labels = (
                f"{year}年{title.zh}",
                f"{year}{title.zh}",
                *((title.zh,) if is_annual else ()),
            )
            yield Field(f"{year}_{code}", labels, CellType.MONEY, "万元")


def amount_of(code: str) -> tuple[int, str] | None:
    """The year and the source of a column; None for a column of another sort."""
    year, _underscore, source = code.partition("_")
    return (int(year), source) if year.isdigit() else None
