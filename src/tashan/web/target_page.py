"""One target: its course drawn, its parts rolled up, what it said before, what excuses it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from tashan.indicators import targets as keeping
from tashan.indicators.figure_text import number_text
from tashan.indicators.models import Exemption, Target
from tashan.indicators.plan_states import PlanState, plan_state
from tashan.indicators.target_parts import parts_audit, rolled_up
from tashan.indicators.target_progress import Step, TargetState, course_of
from tashan.indicators.target_words import TargetRow, month_word
from tashan.indicators.terms_of_targets import accumulates
from tashan.record.models import User
from tashan.web.charts.lines import Line, LineChart
from tashan.web.charts.parts import Axis, Point, Tone
from tashan.web.plan_years import AuditWords, audit_words
from tashan.web.target_rows import ShownTarget, rows_of, source_address


def context_of(target: Target, *, on: date, user: User) -> dict[str, object]:
    """Everything the page shows."""
    whole = plan_state(target.plan, on=on, user=user)
    state = whole.by_identity[target.identity]
    row = ShownTarget.of(whole, state)
    parts = whole.parts_of(target)
    steps = course_of(target, whole.around, on=on)
    return {
        "target": target,
        "plan": target.plan,
        "state": state,
        "row": row,
        "finding": finding(row),
        "parent": whole.by_identity.get(target.parent_id or 0),
        "parent_row": _parent_row(whole, target),
        "parts": rows_of(whole, parts),
        "audits": _audits(whole, row, [part.target for part in parts]),
        "roll_up": rolled_up(state, parts, whole.names) if _has_holders(target, parts) else None,
        "chart": chart_of(row, steps),
        "history": keeping.history(target),
        "exemptions": _exemptions(target, on),
        "on": on,
    }


def _audits(whole: PlanState, row: TargetRow, parts: Sequence[Target]) -> list[AuditWords]:
    """Years and holders are audited apart: each by themselves make up the whole."""
    target = row.state.target
    holders = [p for p in parts if (p.first, p.last) == (target.first, target.last)]
    years = [p for p in parts if p not in holders]
    found = (audit_words(parts_audit(target, each, whole.names), row) for each in (years, holders))
    return [audit for audit in found if audit]


def _parent_row(whole: PlanState, target: Target) -> TargetRow | None:
    state = whole.by_identity.get(target.parent_id or 0)
    return ShownTarget.of(whole, state) if state else None


def _has_holders(target: Target, parts: Sequence[TargetState]) -> bool:
    """Whether the parts are of the same period: only those roll up to its figure."""
    return bool(parts) and all(
        (part.target.first, part.target.last) == (target.first, target.last) for part in parts
    )


def _exemptions(target: Target, on: date) -> list[tuple[Exemption, date, bool]]:
    """Each with its last day, and whether it is in force."""
    rows = Exemption.objects.filter(target=target.identity).select_related("approver")
    return [
        (row, row.until - timedelta(days=1), row.since <= on < row.until)
        for row in rows.order_by("-since")
    ]


def finding(row: TargetRow) -> str:
    """The title: what is done, and how far ahead or behind."""
    name = f"{row.title} · {row.subject}" if row.subject else row.title
    value = row.state.difference
    if value is None:
        return _("%(name)s: %(word)s") % {"name": name, "word": row.light.word}
    points = _("%s percentage points") % number_text(abs(value), 1)
    told = {"name": name, "share": row.share, "actual": row.actual, "points": points}
    if not row.share:
        told["share"] = f"{row.actual}{row.unit}"
    if value < 0:
        return _("%(name)s: %(share)s, %(points)s behind the plan") % told
    if value == 0:
        return _("%(name)s: %(share)s, as planned") % told
    return _("%(name)s: %(share)s, %(points)s ahead of the plan") % told


def chart_of(row: TargetRow, steps: Sequence[Step]) -> LineChart:
    """Planned and actual by month, and where the present pace leads."""
    actual = [_point(step) for step in steps]
    now = max((i for i, step in enumerate(steps) if step.actual), default=None)
    ahead = _projected(row, steps, now)
    points = [Point(ahead[i]) if i in ahead else point for i, point in enumerate(actual)]
    return LineChart(
        key=f"target-{row.identity}",
        title=row.title,
        summary=finding(row),
        axis=Axis(row.unit, row.decimals),
        periods=tuple(_period(step.end, steps) for step in steps),
        lines=(
            Line(_("Actual"), tuple(points), Tone.OURS, now if ahead else None),
            Line(_("Planned"), tuple(Point(step.planned) for step in steps), Tone.GAP),
        ),
    )


def _period(end: date, steps: Sequence[Step]) -> str:
    if len(steps) > 12:
        return f"{end:%Y-%m}"
    return month_word(end)


def _point(step: Step) -> Point:
    if step.actual is None:
        return Point(None)
    return Point(step.actual.value, source_address(step.actual.newest.pk))


def _projected(row: TargetRow, steps: Sequence[Step], now: int | None) -> dict[int, Decimal]:
    """Where it ends if it stays as far from the plan, in proportion, as it is now."""
    if now is None or not accumulates(row.state.definition) or row.state.holds_always:
        return {}
    step = steps[now]
    if step.actual is None or step.planned <= 0:
        return {}
    pace = step.actual.value / step.planned
    return {i: steps[i].planned * pace for i in range(now + 1, len(steps))}
