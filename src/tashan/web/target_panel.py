"""The main targets of the year for the right column of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tashan.indicators.models import Measure, Plan
from tashan.indicators.plan_states import PlanState, plan_state, plans_running
from tashan.record import perms
from tashan.record.models import User
from tashan.web.figure_text import figure_text
from tashan.web.listing import Order
from tashan.web.target_list import in_order
from tashan.web.target_words import TargetRow, period_words, rows_of

MOST = 8


@dataclass(frozen=True, slots=True)
class TargetsPanel:
    """``rows`` are the plan's first levels with any bottom line that is broken before them."""

    plan: Plan
    rows: list[TargetRow]
    period: str
    elapsed: str


def targets_panel(user: User, on: date) -> TargetsPanel | None:
    """A handful of the running plan's targets; None without the right, a plan or a target.

    The template is ``targets/panel.html`` with ``panel``; the page loads ``tashan/targets.css``
    and ``figure_files``.
    """
    if not perms.may_see_figures(user):
        return None
    running = plans_running(on)
    whole = plan_state(running[0], on=on, user=user) if running else None
    if whole is None or not whole.top:
        return None
    newest = whole.newest
    return TargetsPanel(
        whole.plan,
        _main(whole),
        period_words(date(newest.year, 1, 1), newest) if newest else "",
        _elapsed(whole),
    )


def _main(whole: PlanState) -> list[TargetRow]:
    """Broken bottom lines, then the levels that are judged, in the order of the plan."""
    broken = whole.broken_bottom_lines
    levels = [
        state
        for state in whole.top
        if state.target.measure == Measure.LEVEL and state.measured and not state.holds_always
    ]
    chosen = (broken + [state for state in levels if state not in broken])[:MOST]
    return in_order(rows_of(whole, chosen), Order("difference", is_descending=True))


def _elapsed(whole: PlanState) -> str:
    """The share of the year that has passed at the newest figure."""
    shares = [
        state.measured.elapsed
        for state in whole.top
        if state.measured and state.measured.actual.last == whole.newest
    ]
    return figure_text(max(shares), "%") if shares else ""
