"""The main targets of the year for the right column of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tashan.base.lights import Light
from tashan.indicators.models import Measure, Plan
from tashan.indicators.plan_states import PlanState, Tally, plan_state, plans_running, tally
from tashan.indicators.target_table import in_order
from tashan.indicators.target_words import elapsed_words, period_words
from tashan.record import perms
from tashan.record.models import User
from tashan.web.target_rows import ShownTarget, rows_of

MOST, MOST_URGENT = 8, 5


@dataclass(frozen=True, slots=True)
class TargetsPanel:
    """``rows`` are what is broken or lags, and the plan's first levels."""

    plan: Plan
    rows: list[ShownTarget]
    period: str
    elapsed: str
    tally: Tally


def targets_panel(user: User, on: date) -> TargetsPanel | None:
    """A handful of the running plan's targets; None without the right, a plan or a target.

    The page that includes the template loads ``tashan/targets.css`` and ``figure_files``.
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
        elapsed_words(whole),
        tally(whole.top),
    )


def _main(whole: PlanState) -> list[ShownTarget]:
    """Broken bottom lines and what lags, filled up with the plan's first levels."""
    broken = whole.broken_bottom_lines
    levels = [
        state
        for state in whole.top
        if state.target.measure == Measure.LEVEL and state.measured and not state.holds_always
    ]
    lagging = [state for state in levels if state.light in (Light.RED, Light.YELLOW)]
    urgent = [*broken, *(state for state in lagging if state not in broken)][:MOST_URGENT]
    chosen = (urgent + [state for state in levels if state not in urgent])[:MOST]
    return in_order(rows_of(whole, chosen), "difference", is_descending=True)
