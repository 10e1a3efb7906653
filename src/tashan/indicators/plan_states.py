"""A plan as of a day: every target's state, the colour of the whole, and who answers for what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from django.db.models import Q, QuerySet

from tashan.base.lights import Light
from tashan.indicators.models import Exemption, Measure, Plan, Target
from tashan.indicators.target_figures import figures_for, own_subjects
from tashan.indicators.target_lights import key_exemptions, rule_book, worst
from tashan.indicators.target_progress import Condition, Surroundings, TargetState, state_of
from tashan.record.perms import Visitor
from tashan.registry.dated import held_on
from tashan.registry.models import PlaceFacts
from tashan.registry.naming import names_on


@dataclass(frozen=True, slots=True)
class Tally:
    """How many targets have which light; ``unknown`` are those that cannot be judged."""

    green: int = 0
    yellow: int = 0
    red: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        return self.green + self.yellow + self.red + self.unknown


def tally(states: Iterable[TargetState]) -> Tally:
    counts = dict.fromkeys((Light.GREEN, Light.YELLOW, Light.RED, None), 0)
    for state in states:
        counts[state.light] += 1
    return Tally(counts[Light.GREEN], counts[Light.YELLOW], counts[Light.RED], counts[None])


@dataclass(frozen=True)
class PlanState:
    """All targets of a plan as of a day, parts too; ``names`` are of subjects and answerable."""

    plan: Plan
    on: date
    states: Sequence[TargetState]
    names: Mapping[int, str]
    around: Surroundings

    @property
    def has_rules(self) -> bool:
        return bool(self.around.book.rules)

    @cached_property
    def by_identity(self) -> Mapping[int, TargetState]:
        return {state.target.identity: state for state in self.states}

    @cached_property
    def top(self) -> list[TargetState]:
        """The plan's own targets: those that are no part of another one of it."""
        return [state for state in self.states if state.target.parent_id not in self.by_identity]

    def parts_of(self, target: Target) -> list[TargetState]:
        return [state for state in self.states if state.target.parent_id == target.identity]

    @property
    def light(self) -> Light | None:
        """The worst of all: a red bottom line marks the plan red, whatever the others reach."""
        return worst(state.light for state in self.top if _counts(state))

    @property
    def broken_bottom_lines(self) -> list[TargetState]:
        return [s for s in self.states if s.target.is_bottom_line and s.light is Light.RED]

    @property
    def newest(self) -> date | None:
        """The end of the newest period that any figure is of."""
        ends = [state.measured.actual.last for state in self.states if state.measured]
        return max(ends, default=None)

    def name(self, entity: int | None) -> str:
        return self.names.get(entity, "") if entity else ""

    @cached_property
    def by_answerable(self) -> list[Load]:
        """Whoever answers for targets with what they answer for, the most urgent first."""
        held: dict[int | None, list[TargetState]] = {}
        for state in self.states:
            held.setdefault(state.target.answerable_id, []).append(state)
        loads = [Load(entity, self.name(entity), rows) for entity, rows in held.items()]
        return sorted(loads, key=lambda load: load.urgency)


@dataclass(frozen=True, slots=True)
class Load:
    """What one office, officer or place answers for; ``entity`` is None for nobody."""

    entity: int | None
    name: str
    states: Sequence[TargetState]

    @property
    def tally(self) -> Tally:
        return tally(self.states)

    @property
    def urgency(self) -> tuple[int, int, int, str]:
        counts = self.tally
        return -counts.red, -counts.yellow, -counts.total, self.name


def _counts(state: TargetState) -> bool:
    """A target that has not begun, or that no rule looks at, leaves the plan's colour alone."""
    return state.condition in (Condition.JUDGED, Condition.NO_FIGURE)


def targets_of(plan: Plan, *, known_at: datetime | None = None) -> QuerySet[Target]:
    """What the plan's targets say now, or said as far as was known at a moment."""
    rows = Target.objects.filter(plan=plan).select_related("indicator", "subject", "answerable")
    if known_at is None:
        rows = rows.filter(replaced__isnull=True)
    else:
        rows = rows.filter(
            Q(replaced__isnull=True) | Q(replaced__at__gt=known_at), entered__at__lte=known_at
        )
    return rows.order_by("-is_bottom_line", "pk")


def plan_state(
    plan: Plan, *, on: date, user: Visitor, known_at: datetime | None = None
) -> PlanState:
    """The plan as of a day in five queries, however many targets it has."""
    targets = list(targets_of(plan, known_at=known_at))
    higher, own = _higher_places(targets, on), own_subjects(targets)
    also = {*higher.values(), *own.values()}
    around = Surroundings(
        figures_for(targets, on=on, user=user, also=also, known_at=known_at),
        rule_book(plan.code, on=on),
        _growth_targets(targets),
        higher,
        own,
    )
    excused = key_exemptions(_exemptions(plan, known_at), targets)
    states = [
        state_of(target, around, on=on, exemptions=excused[target.identity]) for target in targets
    ]
    ids = {target.subject_id for target in targets}
    ids |= {target.answerable_id for target in targets if target.answerable_id}
    return PlanState(plan, on, states, names_on(ids, on), around)


def _exemptions(plan: Plan, known_at: datetime | None) -> QuerySet[Exemption]:
    rows = Exemption.objects.filter(target__plan=plan).select_related("approver").order_by("-at")
    return rows if known_at is None else rows.filter(at__lte=known_at)


def _growth_targets(targets: Iterable[Target]) -> dict[tuple[int, int], Decimal]:
    return {
        (target.subject_id, target.indicator_id): target.value
        for target in targets
        if target.measure == Measure.GROWTH
    }


def _higher_places(targets: Iterable[Target], on: date) -> dict[int, int]:
    subjects = {target.subject_id for target in targets}
    facts = PlaceFacts.objects.filter(held_on(on), entity__in=subjects, parent__isnull=False)
    return {row.entity_id: row.parent_id for row in facts if row.parent_id}


def plans_running(on: date) -> list[Plan]:
    """The plans that run on a day: those of a year first, the newest first."""
    rows = Plan.objects.select_related("place").filter(first__lte=on, last__gte=on)
    return sorted(rows, key=lambda plan: (plan.last - plan.first, -plan.pk))
