"""A target and its parts: years or holders, whether they add up, and what rolls up from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators import catalogue
from tashan.indicators.derived import Derived
from tashan.indicators.figures import counting, visible_to
from tashan.indicators.library_words import said
from tashan.indicators.models import CurveKind, Holder, Measure, Observation, Plan, Target
from tashan.indicators.splits import Audit, RollUp, audit, proportional_split, roll_up
from tashan.indicators.target_progress import TargetState
from tashan.indicators.targets import NewTarget, set_targets
from tashan.indicators.terms_of_targets import (
    adds_up_over_holders,
    adds_up_over_periods,
)
from tashan.record.models import User
from tashan.record.perms import Visitor
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a target: a year of it, or what one holder is to do."""

    value: Decimal
    subject: Entity | None = None  # None: that of the whole
    answerable: Entity | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class PartsAudit:
    """Whether holders, or years, make up the whole; of a ratio's years the last one must."""

    audit: Audit
    over_periods: bool


@transaction.atomic
def split(
    target: Target,
    parts: Sequence[Part],
    *,
    reason: str,
    actor: User,
    at: datetime,
    plan: Plan | None = None,
) -> list[Target]:
    """The parts as targets of their own; they need not add up, the audit tells.

    ``plan`` is where they stand, if it is another one: the year's plan of a five-year target.
    """
    if not parts:
        raise UserError(_("There is no part."), hint=_("Give one part or more."))
    news = [_new_part(target, part) for part in parts]
    return set_targets(plan or target.plan, news, reason=reason, actor=actor, at=at)


def _new_part(target: Target, part: Part) -> NewTarget:
    first, last = part.first or target.first, part.last or target.last
    keeps_curve = (first, last) == (target.first, target.last)
    return NewTarget(
        indicator=target.indicator,
        subject=part.subject or target.subject,
        first=first,
        last=last,
        value=part.value,
        measure=Measure(target.measure),
        answerable=part.answerable or target.answerable,
        curve=CurveKind(target.curve) if keeps_curve else CurveKind.EVEN,
        points=target.points if keeps_curve else (),
        is_bottom_line=target.is_bottom_line,
        holder=Holder(target.holder),
        parent=target,
    )


def proposed(target: Target, weights: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """Parts in proportion to weights (last year's figures) that add up exactly.

    Refused for what does not add up: a ratio of 80 % is 80 % for everybody.
    """
    definition = catalogue.definition(target.indicator.code)
    if not adds_up_over_holders(target, definition):
        raise UserError(
            _("%s does not add up over its parts.") % said(definition.title),
            hint=_("Give each part its own figure; ratios and rates are not divided."),
        )
    return proportional_split(target.value, weights, places=_places(target))


def last_years_figures(
    target: Target, subjects: Sequence[int], *, user: Visitor
) -> dict[int, Decimal]:
    """What these subjects did in the same term of the year before, where it is known."""
    first, last = _a_year_before(target.first), _a_year_before(target.last)
    rows = Observation.objects.filter(
        subject__in=subjects,
        indicator=target.indicator_id,
        measure=Measure.LEVEL,
        holder=target.holder,
        scope="",
        first=first,
        last=last,
    )
    return {row.subject_id: row.value for row in counting(visible_to(rows, user))}


def _a_year_before(day: date) -> date:
    """29 February becomes 28 February."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


def _places(target: Target) -> int:
    """As many decimals as the indicator shows, more where the target itself has more."""
    exponent = target.value.normalize().as_tuple().exponent
    own = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return max(catalogue.definition(target.indicator.code).decimals, own)


def parts_audit(
    target: Target, parts: Sequence[Target], names: Mapping[int, str]
) -> PartsAudit | None:
    """Whether the parts add up to the target; None where it has none."""
    if not parts:
        return None
    definition = catalogue.definition(target.indicator.code)
    over_periods = any((p.first, p.last) != (target.first, target.last) for p in parts)
    adds_up = adds_up_over_periods if over_periods else adds_up_over_holders
    called = labels(parts, names, over_periods=over_periods)
    values: dict[str, Decimal | None] = {called[part.identity]: part.value for part in parts}
    found = audit(
        said(definition.title), target.value, values, additive=adds_up(target, definition)
    )
    if over_periods and found.adds_up is None:
        found = _last_year(target, parts, found)
    return PartsAudit(found, over_periods)


def labels(
    parts: Sequence[Target], names: Mapping[int, str], *, over_periods: bool
) -> dict[int, str]:
    """What each part is called, by its identity: its year, its subject or who answers for it."""
    if over_periods:
        return {part.identity: str(part.last.year) for part in parts}
    subjects = {part.subject_id for part in parts}
    by_subject = len(subjects) == len(parts)
    told = {}
    for part in parts:
        entity = part.subject_id if by_subject else part.answerable_id or part.subject_id
        told[part.identity] = names.get(entity, str(part.identity))
    return told


def _last_year(target: Target, parts: Iterable[Target], found: Audit) -> Audit:
    """What does not add up over years ends where the whole does: the last year's is the target."""
    last = max(parts, key=lambda part: part.last)
    if last.last != target.last:
        return found
    difference = target.value - last.value
    return Audit(found.name, target.value, found.parts, Derived(difference), difference == 0)


def rolled_up(state: TargetState, parts: Sequence[TargetState], names: Mapping[int, str]) -> RollUp:
    """The parts' figures together, with how many of them are known and who has none."""
    adds_up = adds_up_over_holders(state.target, state.definition)
    called = labels([part.target for part in parts], names, over_periods=False)
    values = {called[part.target.identity]: part.value for part in parts}
    return roll_up(values, additive=adds_up)
