"""What lights, sides, acts and alarms of projects are called on a page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from tashan.base.lights import Light
from tashan.casework.rounds.alarms import Alarm
from tashan.casework.rounds.clearing import ProblemAct
from tashan.casework.rounds.lights import Known, ProjectLight
from tashan.indicators.lights import DimensionLight
from tashan.indicators.target_words import LightWord, of_light
from tashan.mechanisms.plan import Dimension
from tashan.mechanisms.settling import cited
from tashan.web.area_words import money
from tashan.web.figure_words import in_script, in_tongue

SIDE_NAMES = {
    Dimension.START: gettext_lazy("Start of works"),
    Dimension.PROGRESS: gettext_lazy("Progress of the year"),
    Dimension.PAYMENT: gettext_lazy("Payment"),
    Dimension.STATISTICS_ENTRY: gettext_lazy("Entry into the statistics"),
}


def points(value: Decimal) -> str:
    """−15.0 for minus fifteen."""
    return f"{value.quantize(Decimal('0.1'), rounding=ROUND_HALF_UP):+.1f}".replace("-", "−")


def share_of(part: int | None, whole: int | None) -> Decimal | None:
    """Per cent, to a tenth; None where either is not known."""
    if part is None or not whole:
        return None
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def overall_word(one: ProjectLight) -> LightWord:
    """The colour of the whole; unknown is said, never taken for green."""
    if one.overall.light is None:
        return LightWord("idle", pgettext("light", "Not known"))
    return of_light(one.overall.light)


@dataclass(frozen=True, slots=True)
class SideRow:
    """Why one side has its light: the figure in words, the rule's message, what follows."""

    name: str
    light: LightWord
    figure: str
    message: str
    action: str


def sides_of(one: ProjectLight) -> list[SideRow]:
    """The worst side first."""
    found = sorted(one.overall.dimensions, key=lambda side: side.at_least.urgency)
    return [_side(side, one) for side in found]


def _side(side: DimensionLight, one: ProjectLight) -> SideRow:
    dimension = Dimension(side.dimension)
    value = one.readings.get(side.dimension)
    light = LightWord("idle", pgettext("light", "Not known"))
    if side.light is not None:
        light = of_light(side.light)
    if side.exemption is not None:
        light = LightWord(Light.GREEN, pgettext("light", "Exempted"))
    figure = _("unknown") if value is None else _figure(dimension, value, one.known)
    message = side.note or (_missing(one.known) if side.light is None else "")
    if side.exemption is not None:
        words = {"why": side.exemption.reason, "who": side.exemption.approver,
                 "day": side.exemption.expires.isoformat()}  # fmt: skip
        message = _("%(why)s (approved by %(who)s, until %(day)s)") % words
    action = side.rule.action if side.rule and not side.exemption else ""
    return SideRow(str(SIDE_NAMES[dimension]), light, figure, message, action)


def _figure(dimension: Dimension, value: Decimal, known: Known) -> str:
    if dimension is Dimension.PROGRESS:
        words = {
            "done": money(known.done),
            "plan": money(known.plan),
            "share": share_of(known.done, known.plan),
            "elapsed": f"{known.scheduled:.1f}",
            "gap": points(value),
        }
        if known.curve is not None:
            return (
                _("%(done)s of %(plan)s = %(share)s%%, own months %(elapsed)s%%: %(gap)s") % words
            )
        return _("%(done)s of %(plan)s = %(share)s%%, time elapsed %(elapsed)s%%: %(gap)s") % words
    if dimension is Dimension.PAYMENT:
        return _("%s percentage points against what is required") % points(value)
    months = int(value)
    if dimension is Dimension.START:
        text = ngettext("%d month without the start that was due",
                        "%d months without the start that was due", months)  # fmt: skip
    else:
        text = ngettext("%d month begun and not in the statistics",
                        "%d months begun and not in the statistics", months)  # fmt: skip
    return text % months


def _missing(known: Known) -> str:
    if known.plan is None:
        return _("No plan of the year is entered.")
    if known.done is None:
        return _("The office has not told what was done this month.")
    return _("A figure is missing.")


def act_word(act: ProblemAct) -> str:
    """What the button of an act says."""
    words = {
        ProblemAct.REVIEW: pgettext("problem", "Take it on the list"),
        ProblemAct.DROP: pgettext("problem", "Do not take it up"),
        ProblemAct.ASSIGN: pgettext("problem", "Assign"),
        ProblemAct.TAKE_UP: pgettext("problem", "Take in hand"),
        ProblemAct.TELL: pgettext("problem", "Tell of progress"),
        ProblemAct.ASK_LATER: pgettext("problem", "Ask for a later limit"),
        ProblemAct.POSTPONE: pgettext("problem", "Grant the later limit"),
        ProblemAct.KEEP_LIMIT: pgettext("problem", "Keep the limit"),
        ProblemAct.ASK_CLEARING: pgettext("problem", "Ask for clearing"),
        ProblemAct.CLEAR: pgettext("problem", "Clear"),
        ProblemAct.SEND_BACK: pgettext("problem", "Send back"),
        ProblemAct.ASK_ACCOUNT: pgettext("problem", "Ask to put it on account"),
        ProblemAct.PUT_ON_ACCOUNT: pgettext("problem", "Put on account"),
        ProblemAct.KEEP_OFF_ACCOUNT: pgettext("problem", "Keep its limit, not on account"),
        ProblemAct.LEAVE_ON_ACCOUNT: pgettext("problem", "Leave it on account"),
        ProblemAct.TAKE_UP_AGAIN: pgettext("problem", "Take it up again"),
    }
    return words[act]


def step_word(code: str) -> str:
    """What a step of a problem says."""
    if code == "raise":
        return pgettext("problem", "Raised")
    if code == "find":
        return pgettext("problem", "Found by an inspection")
    return act_word(ProblemAct(code))


def alarm_figure(alarm: Alarm) -> str:
    """The figure of an alarm in words."""
    whole = f"{alarm.figure:.1f}"
    day = "" if alarm.day is None else alarm.day.isoformat()
    match alarm.rule.dimension:
        case Dimension.ESTIMATE:
            return _("%s%% of the study's estimate") % whole
        case Dimension.SPENT:
            return _("%s%% of the verified estimate") % whole
        case Dimension.RATIFICATION if alarm.figure < 0:
            return _("lapsed on %s") % day
        case Dimension.RATIFICATION:
            days = int(alarm.figure)
            text = ngettext("%(n)d working day until %(day)s", "%(n)d working days until %(day)s",
                            days)  # fmt: skip
            return text % {"n": days, "day": day}
        case Dimension.ASSESSMENT:
            return _("more than %d months ago") % int(alarm.figure)
        case _:
            days = int(alarm.figure)
            return ngettext("%d day of works", "%d days of works", days) % days


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """One alarm on a page: the project, the colour, what is the matter and its basis."""

    alarm: Alarm
    project: str

    @property
    def light(self) -> LightWord:
        return of_light(self.alarm.light)

    @property
    def message(self) -> str:
        return in_tongue(self.alarm.rule.message)

    @property
    def action(self) -> str:
        return "" if self.alarm.rule.action is None else in_tongue(self.alarm.rule.action)

    @property
    def basis(self) -> str:
        return in_script("；".join(cited(self.alarm.rule.basis)))

    @property
    def figure(self) -> str:
        return alarm_figure(self.alarm)
