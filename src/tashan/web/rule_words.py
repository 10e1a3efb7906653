"""The light rules of a plan in words, so that nobody wonders why a target is red."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tashan.indicators.figure_text import number_text
from tashan.indicators.library_words import said
from tashan.indicators.plan_states import PlanState
from tashan.indicators.target_lights import OF_GROWTH, OF_LEVELS, OF_LEVELS_TO_HOLD
from tashan.indicators.target_words import LightWord, of_light
from tashan.mechanisms.plan import Dimension, LightRule

# the sides of a target; those of works and payments are shown with projects
SIDES = (*OF_LEVELS, *OF_LEVELS_TO_HOLD, Dimension.BOTTOM_LINE, *OF_GROWTH)
NAMES = {
    Dimension.PROGRESS: gettext_lazy("ahead of the plan, percentage points"),
    Dimension.COMPLETION: gettext_lazy("completion, per cent"),
    Dimension.HOLDING: gettext_lazy("a level to hold, above its target"),
    Dimension.BOTTOM_LINE: gettext_lazy("a bottom line, above its limit"),
    Dimension.GROWTH: gettext_lazy("growth, per cent"),
    Dimension.GROWTH_AGAINST_PLAN: gettext_lazy("growth above the plan, percentage points"),
    Dimension.GROWTH_AGAINST_AVERAGE: gettext_lazy("growth above the average, percentage points"),
}


@dataclass(frozen=True, slots=True)
class RuleWords:
    light: LightWord
    words: str
    action: str


def rules_in_words(whole: PlanState) -> list[RuleWords]:
    """The rules in force on the day, side by side with what follows from each."""
    rules = whole.around.book.rules
    return [_words(rule) for side in SIDES for rule in rules if rule.dimension is side]


def _words(rule: LightRule) -> RuleWords:
    threshold = rule.threshold if not isinstance(rule.threshold, str) else None
    words = f"{said(rule.message)} · {NAMES[rule.dimension]} {rule.operator.value} "
    words += number_text(threshold)
    if rule.months > 1:
        words += " · " + _("%s months in a row") % rule.months
    return RuleWords(of_light(rule.light), words, said(rule.action) if rule.action else "")
