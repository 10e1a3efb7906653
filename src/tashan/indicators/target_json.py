"""Plans and targets as JSON for the API: figures as exact text, words as codes."""

from __future__ import annotations

from decimal import Decimal

from tashan.indicators.models import Exemption, Plan, Target
from tashan.indicators.plan_states import PlanState, tally
from tashan.indicators.target_progress import TargetState

Json = dict[str, object]


def plan_json(plan: Plan) -> Json:
    return {
        "id": plan.pk,
        "title": plan.title,
        "rules": plan.code or None,
        "place": plan.place_id,
        "first": plan.first.isoformat(),
        "last": plan.last.isoformat(),
        "parent": plan.parent_id,
        "document": plan.document or None,
    }


def target_json(target: Target) -> Json:
    """What the target says; ``id`` stays the same through all its changes."""
    return {
        "id": target.identity,
        "plan": target.plan_id,
        "parent": target.parent_id,
        "indicator": target.indicator.code,
        "measure": target.measure,
        "subject": target.subject_id,
        "answerable": target.answerable_id,
        "first": target.first.isoformat(),
        "last": target.last.isoformat(),
        "value": exact(target.value),
        "curve": target.curve,
        "points": target.points,
        "bottom_line": target.is_bottom_line,
        "holder": target.holder,
    }


def exemption_json(exemption: Exemption) -> Json:
    return {
        "id": exemption.pk,
        "target": exemption.target_id,
        "reason": exemption.reason,
        "approver": exemption.approver_id,
        "since": exemption.since.isoformat(),
        "until": exemption.until.isoformat(),
    }


def state_json(state: TargetState) -> Json:
    """The target as of a day; what is not known is null, and ``missing`` names what decides."""
    measured, judged = state.measured, state.judged
    return target_json(state.target) | {
        "on": state.on.isoformat(),
        "condition": str(state.condition),
        "actual": exact(state.value),
        "actual_first": measured.actual.first.isoformat() if measured else None,
        "actual_last": measured.actual.last.isoformat() if measured else None,
        "observations": [row.pk for row in measured.actual.figures] if measured else [],
        "share": exact(measured.progress.share.value) if measured else None,
        "planned": exact(measured.progress.planned) if measured else None,
        "elapsed": exact(measured.elapsed) if measured else None,
        "difference": exact(state.difference),
        "light": state.light,
        "at_least": judged.at_least if judged else None,
        "missing": list(judged.missing) if judged else [],
        "exempted": state.is_excused,
        "note": state.note,
    }


def plan_state_json(whole: PlanState) -> Json:
    """A plan with the states of all its targets, parts among them."""
    counted = tally(whole.top)
    return plan_json(whole.plan) | {
        "on": whole.on.isoformat(),
        "light": whole.light,
        "broken_bottom_lines": [s.target.identity for s in whole.broken_bottom_lines],
        "tally": {
            "green": counted.green,
            "yellow": counted.yellow,
            "red": counted.red,
            "unknown": counted.unknown,
        },
        "targets": [state_json(state) for state in whole.states],
    }


def exact(value: Decimal | None) -> str | None:
    """The digits without idle noughts; never a float."""
    return None if value is None else f"{value.normalize():f}"
