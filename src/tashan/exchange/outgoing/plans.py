"""The projects of a plan of investment, as its import takes them, with what was invested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.project_models import InvestmentPlan, PlanEntry
from tashan.casework.rounds.invested import UNKNOWN, Invested, invested_of
from tashan.exchange.outgoing.cells import cell, references
from tashan.exchange.outgoing.kind import Asking, Rows, columns_of
from tashan.exchange.plans.columns import STATED, fields_of
from tashan.papers.sheets import Column
from tashan.papers.tables.cells import CellType
from tashan.papers.tables.fields import Field


def _plan(asking: Asking) -> InvestmentPlan | None:
    number = asking.number("plan")
    if number is None:
        return None
    return InvestmentPlan.objects.select_related("adoption").filter(pk=number).first()


def needed(asking: Asking) -> InvestmentPlan:
    """Raises UserError where the export names no plan."""
    found = _plan(asking)
    if found is None:
        raise UserError(
            _("Which plan of investment is to be written is not said."),
            hint=_("Export it from the page of the plan."),
        )
    return found


def _fields(plan: InvestmentPlan, asking: Asking) -> tuple[Field, ...]:
    return fields_of(plan, plan.issued_on or asking.on)


def _invested(plan: InvestmentPlan) -> list[tuple[int, str, Field]]:
    """Two columns a year, reported and statistical; an import does not take them."""
    words = (("reported", "调度完成投资"), ("statistical", "统计投资"))
    return [
        (year, how, Field(f"{how}_{year}", (f"{year}年{word}",), CellType.MONEY, "万元"))
        for year in range(plan.first_year, plan.last_year + 1)
        for how, word in words
    ]


def plan_columns(asking: Asking) -> Sequence[Column]:
    """Those of the import, then what was invested."""
    plan = needed(asking)
    return columns_of([*_fields(plan, asking), *(field for _y, _h, field in _invested(plan))])


def count_entries(asking: Asking) -> int:
    """How many projects the plan has."""
    return needed(asking).entries.count()


def entry_rows(asking: Asking) -> Rows:
    """Each project with its amounts; what nobody told is left empty."""
    plan = needed(asking)
    fields, more = _fields(plan, asking), _invested(plan)
    entries = list(plan.entries.prefetch_related("amounts").order_by("pk"))
    projects = {one.project_id for one in entries}
    called = references(projects, asking.on)
    years = range(plan.first_year, plan.last_year + 1)
    invested = invested_of(projects, years, asking.on)
    for entry in entries:
        told = _told(entry, called)
        shown = [cell(field, told.get(field.code)) for field in fields]
        yield [*shown, *_actual(entry, more, invested)]


def _told(entry: PlanEntry, called: Mapping[int, str]) -> dict[str, object]:
    stated = {field.code: getattr(entry, field.code) for field in STATED[1:]}
    amounts = {f"{one.year}_{one.source}": one.fen for one in entry.amounts.all()}
    return stated | amounts | {"project": called.get(entry.project_id, "")}


def _actual(
    entry: PlanEntry,
    more: Sequence[tuple[int, str, Field]],
    invested: Mapping[tuple[int, int], Invested],
) -> list[object]:
    found = []
    for year, how, field in more:
        known = invested.get((entry.project_id, year), UNKNOWN)
        found.append(cell(field, known.reported if how == "reported" else known.statistical))
    return found
