"""The light of a target by the rules of its plan's file, with the thresholds in force on a day.

Which sides are looked at follows from the target: a level by its progress (or, where it is to hold
at any time, by that), growth by growth. Rules about works and payments are those of projects.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from tashan.base.lights import Light
from tashan.indicators import lights
from tashan.indicators.library_words import said
from tashan.indicators.models import Exemption, Target
from tashan.mechanisms.definitions import PlanDefinition
from tashan.mechanisms.library import library
from tashan.mechanisms.plan import Dimension, LightRule

OF_GROWTH = (
    Dimension.GROWTH,
    Dimension.GROWTH_AGAINST_PLAN,
    Dimension.GROWTH_AGAINST_AVERAGE,
)
OF_LEVELS = (Dimension.PROGRESS, Dimension.COMPLETION)
OF_LEVELS_TO_HOLD = (Dimension.HOLDING,)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of a plan's file on a day; empty where the plan names no file."""

    code: str = ""
    rules: tuple[LightRule, ...] = ()
    exemptable: frozenset[lights.Rule] = field(default_factory=frozenset)

    def looks_at(self, dimension: Dimension) -> bool:
        return any(rule.dimension is dimension for rule in self.rules)

    def dimensions(self, asked: Collection[Dimension]) -> list[lights.Dimension]:
        """Those asked for that the file has rules about."""
        return [
            lights.Dimension(
                str(name), tuple(_plain(rule) for rule in self.rules if rule.dimension is name)
            )
            for name in asked
            if self.looks_at(name)
        ]

    @property
    def months(self) -> int:
        """The most months in a row that a rule asks for."""
        return max((rule.months for rule in self.rules), default=1)


def rule_book(code: str, *, on: date) -> RuleBook:
    """Rules whose threshold is not in force on the day are left out."""
    plan: PlanDefinition | None = library().plans.get(code)
    return RuleBook(code) if plan is None else book_of(plan, on=on)


def book_of(plan: PlanDefinition, *, on: date) -> RuleBook:
    """The rules of a plan's part, as the library or a place of its own has it, on a day."""
    rules = tuple(rule for rule in plan.lights_on(on) if isinstance(rule.threshold, Decimal))
    return RuleBook(plan.code, rules, frozenset(_plain(rule) for rule in rules if rule.exemption))


def _plain(rule: LightRule) -> lights.Rule:
    assert isinstance(rule.threshold, Decimal)
    return lights.Rule(
        figure=str(rule.dimension),
        operator=lights.Operator(rule.operator.value),
        threshold=rule.threshold,
        light=rule.light,
        months=rule.months,
        message=said(rule.message),
        action=said(rule.action) if rule.action else "",
    )


def light_of(
    book: RuleBook,
    asked: Collection[Dimension],
    readings: Mapping[str, Sequence[Decimal | None]],
    *,
    on: date,
    exemptions: Iterable[Exemption] = (),
) -> lights.OverallLight | None:
    """None where no rule looks at such a target."""
    dimensions = book.dimensions(asked)
    if not dimensions:
        return None
    given = [lights.dimension_light(each, readings) for each in dimensions]
    excused = [
        _excuse(exemption, found.dimension)
        for exemption in exemptions
        for found in given
        if found.rule in book.exemptable
    ]
    return lights.overall_light(dimensions, readings, on=on, exemptions=excused)


def _excuse(exemption: Exemption, dimension: str) -> lights.Exemption:
    """A stored exemption ends with the day before ``until``."""
    return lights.Exemption(
        dimension,
        exemption.reason,
        str(exemption.approver),
        exemption.since,
        exemption.until - timedelta(days=1),
    )


def worst(found: Iterable[Light | None]) -> Light | None:
    """The colour of a whole: its worst part, whatever the others are.

    None where a part is unknown and none is red, or where there is no part at all.
    """
    parts = list(found)
    known = [light for light in parts if light is not None]
    if not known or (None in parts and Light.RED not in known):
        return None
    return min(known, key=lambda light: light.urgency)


def is_excused(overall: lights.OverallLight) -> bool:
    return any(each.exemption is not None for each in overall.dimensions)


def exemption_of(exemptions: Iterable[Exemption], *, on: date) -> Exemption | None:
    """The exemption in force on a day."""
    return next((each for each in exemptions if each.since <= on < each.until), None)


def note_of(overall: lights.OverallLight) -> str:
    """What the worst side says: the rule's message, or the reason of its exemption."""
    return next((each.note for each in _worst_first(overall) if each.note), "")


def action_of(overall: lights.OverallLight) -> str:
    """What follows from the light by the rule that gave it."""
    rules = (each.rule for each in _worst_first(overall) if not each.exemption)
    return next((rule.action for rule in rules if rule and rule.action), "")


def _worst_first(overall: lights.OverallLight) -> list[lights.DimensionLight]:
    return sorted(overall.dimensions, key=lambda each: each.at_least.urgency)


def key_exemptions(
    rows: Iterable[Exemption], targets: Iterable[Target]
) -> dict[int, list[Exemption]]:
    """Exemptions by the identity of their target, the newest first."""
    found: dict[int, list[Exemption]] = {target.identity: [] for target in targets}
    for row in rows:
        found.setdefault(row.target_id, []).append(row)
    return found
