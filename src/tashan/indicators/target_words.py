"""Targets in words: what a light means, how far along, and the finding of a whole plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.base.lights import Light
from tashan.indicators.figure_text import figure_text, number_text
from tashan.indicators.library_words import said
from tashan.indicators.models import Holder, Measure
from tashan.indicators.plan_states import PlanState, Tally
from tashan.indicators.target_progress import Condition, TargetState
from tashan.indicators.terms_of_targets import unit_of

POINTS = "个百分点"
IDLE = "idle"


@dataclass(frozen=True, slots=True)
class LightWord:
    """A light as the page shows it: the class that gives shape and colour, and its word."""

    code: str
    word: str


def light_word(state: TargetState) -> LightWord:
    if state.is_excused:
        return LightWord(Light.GREEN, pgettext("light", "Exempted"))
    if state.light is not None:
        return of_light(state.light)
    words = {
        Condition.NO_FIGURE: pgettext("light", "No figure"),
        Condition.NOT_BEGUN: pgettext("light", "Not begun"),
        Condition.NO_RULE: pgettext("light", "No rule"),
        Condition.JUDGED: pgettext("light", "Unknown"),
    }
    return LightWord(IDLE, words[state.condition])


def of_light(light: Light) -> LightWord:
    words = {
        Light.GREEN: pgettext("light", "On track"),
        Light.YELLOW: pgettext("light", "Yellow"),
        Light.RED: pgettext("light", "Red"),
        Light.STOPPED: pgettext("light", "Stopped"),
    }
    return LightWord(light, words[light])


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One line of a table of targets."""

    state: TargetState
    title: str
    subject: str  # empty where it is the plan's own place
    answerable: str
    part: str = ""  # what it is called among the parts of its whole
    parts: int = 0

    @classmethod
    def of(cls, whole: PlanState, state: TargetState) -> Self:
        """The state as a line, with the names that the plan has found already."""
        target = state.target
        is_ours = target.subject_id == whole.plan.place_id
        return cls(
            state,
            title_of(state),
            "" if is_ours else whole.name(target.subject_id),
            whole.name(target.answerable_id),
            _part_name(whole, state),
            len(whole.parts_of(target)),
        )

    @property
    def identity(self) -> int:
        return self.state.target.identity

    @property
    def light(self) -> LightWord:
        return light_word(self.state)

    @property
    def unit(self) -> str:
        return unit_of(self.state.target, self.state.definition)

    @property
    def decimals(self) -> int:
        return 1 if self.state.target.measure == Measure.GROWTH else self.state.definition.decimals

    @property
    def aim(self) -> str:
        """The figure aimed at, with as many decimals as the indicator has."""
        return number_text(self.state.target.value, self.decimals)

    @property
    def aim_with_unit(self) -> str:
        return figure_text(self.state.target.value, self.unit, self.decimals)

    @property
    def actual(self) -> str:
        return number_text(self.state.value, self.decimals)

    @property
    def period(self) -> str:
        """The period of the figure: 1—9月."""
        measured = self.state.measured
        return period_words(measured.actual.first, measured.actual.last) if measured else ""

    @property
    def share(self) -> str:
        """Per cent of the target that is done, or of a ceiling that is used; a rate has none."""
        measured = self.state.measured
        value = measured.progress.share.value if measured else None
        return "" if value is None else figure_text(value, "%")

    @property
    def difference(self) -> str:
        """+1.4 or −11.9, in percentage points."""
        value = self.state.difference
        return "" if value is None else number_text(value, 1, is_signed=True)

    @property
    def is_awaited(self) -> bool:
        return self.state.condition is Condition.NO_FIGURE

    @property
    def summary(self) -> str:
        """How far it is, in a sentence."""
        measured = self.state.measured
        if measured is None or measured.progress.planned is None:
            return _("%s: no figure yet") % self.title
        planned = figure_text(measured.progress.planned, "%")
        said_of = {"title": self.title, "share": self.share, "planned": planned}
        return _("%(title)s: %(share)s done, %(planned)s planned") % said_of

    @property
    def missing(self) -> str:
        """Which figure is missing and whose it is."""
        target = self.state.target
        return _("Waits for the figure of %(holder)s since %(first)s") % {
            "holder": holder_word(target.holder),
            "first": target.first.isoformat(),
        }

    @property
    def note(self) -> str:
        if self.is_awaited:
            return self.missing
        exemption = self.state.exemption
        if self.state.is_excused and exemption:
            last = exemption.until - timedelta(days=1)
            return _("%(reason)s (exempted until %(last)s)") % {
                "reason": exemption.reason,
                "last": last.isoformat(),
            }
        return self.state.note


def _part_name(whole: PlanState, state: TargetState) -> str:
    """The year, the subject, or who answers: that in which it differs from its whole."""
    target, parent = state.target, whole.by_identity.get(state.target.parent_id or 0)
    if parent is None:
        return ""
    if (target.first, target.last) != (parent.target.first, parent.target.last):
        return str(target.last.year)
    if target.subject_id != parent.target.subject_id:
        return whole.name(target.subject_id)
    return whole.name(target.answerable_id)


def title_of(state: TargetState) -> str:
    """The indicator's name; growth says that it is growth."""
    title = said(state.definition.title)
    if state.target.measure == Measure.GROWTH:
        return _("%s, growth") % title
    return title


def holder_word(holder: str) -> str:
    return str(Holder(holder).label)


def period_words(first: date, last: date) -> str:
    """1—9月, 9月末, 2026年1月—2027年6月; in English as 2026-01 to 2026-09."""
    if first == last:
        return _("end of %s") % month_word(last)
    if first.year == last.year:
        return pgettext("period", "%(first)s to %(last)s") % {
            "first": first.month if _is_chinese() else month_word(first),
            "last": month_word(last),
        }
    return pgettext("period over years", "%(first)s to %(last)s") % {
        "first": date_format(first, pgettext("format of a month with its year", "F Y")),
        "last": date_format(last, pgettext("format of a month with its year", "F Y")),
    }


def month_word(day: date) -> str:
    """September, 9月."""
    return date_format(day, pgettext("format of a month", "F"))


def _is_chinese() -> bool:
    return pgettext("format of a month", "F") != "F"


def elapsed_words(whole: PlanState) -> str:
    """The share of the term that has passed at the newest figure: 75.0%."""
    shares = [
        state.measured.elapsed
        for state in whole.top
        if state.measured and state.measured.actual.last == whole.newest
    ]
    return figure_text(max(shares), "%") if shares else ""


def finding(whole: PlanState, counted: Tally) -> str:
    """What the page found, for its title: September: 24 targets, 17 on track, 5 yellow, 2 red."""
    newest = whole.newest
    counts: Mapping[str, object] = {
        "month": month_word(newest) if newest else "",
        "total": counted.total,
        "green": counted.green,
        "yellow": counted.yellow,
        "red": counted.red,
        "unknown": counted.unknown,
    }
    if newest is None:
        return _("%(total)s targets, no figure yet") % counts
    if counted.unknown == counted.total:
        return _("%(month)s: %(total)s targets, none can be judged yet") % counts
    told = _("%(month)s: %(total)s targets, %(green)s on track, %(yellow)s yellow, %(red)s red")
    if counted.unknown:
        told += _(", %(unknown)s not known")
    return told % counts
