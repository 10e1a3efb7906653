"""Targets of the running plans: their light is by the rules of their own plan."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser

from tashan.casework.due import Due
from tashan.indicators.plan_states import PlanState, plan_state, plans_running
from tashan.indicators.target_words import title_of

KIND, PAGE = "target", "target"


def target_dues(on: date) -> list[Due]:
    """Every target that has a light on a day.

    Judged by what everybody may see: figures that serve statistics alone give no reminder.
    """
    nobody = AnonymousUser()
    found: list[Due] = []
    for plan in plans_running(on):
        found += _of_plan(plan_state(plan, on=on, user=nobody))
    return found


def _of_plan(whole: PlanState) -> list[Due]:
    return [
        Due(
            f"{KIND}:{state.target.pk}", f"{title_of(state)} · {whole.plan.title}",
            state.target.answerable_id, None, state.target.subject_id, state.target.last,
            stands=False, said=str(state.light),
        )
        for state in whole.states
        if state.light is not None
    ]  # fmt: skip
