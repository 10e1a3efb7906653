"""What the pages of mechanisms call themes, systems and kinds of part."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tashan.mechanisms.words.sentences import Question
from tashan.mechanisms.words.spans import Tongue
from tashan.web.figure_words import is_english

THEMES: dict[str, str | Promise] = {
    "industry": pgettext_lazy("theme", "Industries"),
    "enterprises": pgettext_lazy("theme", "Enterprises"),
    "parks": pgettext_lazy("theme", "Parks"),
    "policies": pgettext_lazy("theme", "Policies of higher governments"),
    "appraisal": pgettext_lazy("theme", "Appraisal"),
    "promotion": pgettext_lazy("theme", "Investment promotion"),
    "plans": pgettext_lazy("theme", "Plans and targets"),
    "approval": pgettext_lazy("theme", "Approval"),
    "credit": pgettext_lazy("theme", "Credit record"),
    "registers": pgettext_lazy("theme", "Register fields"),
    "indicators": pgettext_lazy("theme", "Indicators"),
    "calendars": pgettext_lazy("theme", "Working days"),
}
# what others rest on: shown when asked for
GROUNDWORK = ("credit", "registers", "indicators", "calendars")
KINDS: dict[str, str | Promise] = {
    "programme": pgettext_lazy("kind of part", "Programme"),
    "ranking": pgettext_lazy("kind of part", "Ranking"),
    "chain": pgettext_lazy("kind of part", "Chain"),
    "procedure": pgettext_lazy("kind of part", "Procedure"),
    "catalogue": pgettext_lazy("kind of part", "Catalogue"),
    "fund": pgettext_lazy("kind of part", "Fund"),
    "plan": pgettext_lazy("kind of part", "Plan"),
    "indicator": pgettext_lazy("kind of part", "Indicator"),
    "register": pgettext_lazy("kind of part", "Register"),
    "credit": pgettext_lazy("kind of part", "Credit"),
    "calendar": pgettext_lazy("kind of part", "Calendar"),
    "assignment": pgettext_lazy("kind of part", "Assignment"),
    "duty": pgettext_lazy("kind of part", "Duty"),
    "list": pgettext_lazy("kind of part", "List"),
    "event": pgettext_lazy("kind of part", "Event"),
    "options": pgettext_lazy("kind of part", "Options"),
    "pipeline": pgettext_lazy("kind of part", "Pipeline"),
    "ladder": pgettext_lazy("kind of part", "Ladder"),
    "project_library": pgettext_lazy("kind of part", "Project library"),
    "use": pgettext_lazy("kind of part", "Part of another"),
}
QUESTIONS: dict[Question, str | Promise] = {
    Question.WHO: _("Who qualifies"),
    Question.GIVES: _("What is given"),
    Question.DOES: _("Who does what by when"),
    Question.MONEY: _("Where the money comes from"),
    Question.MEASURED: _("How it is measured"),
}
SYSTEMS: dict[str, str | Promise] = {
    "S04": _("Figures and sources"),
    "S05": _("Analysis of the month"),
    "S06": _("Plans and targets"),
    "S07": _("Project library"),
    "S08": _("Whole-chain service"),
    "S09": _("Routes: approval, ratification, filing"),
    "S10": _("Parallel approval"),
    "S11": _("Item catalogue and delegated powers"),
    "S12": _("Money of projects, inspection, evaluation"),
    "S13": _("Tendering"),
    "S14": _("Key-work lists"),
    "S15": _("Policy opportunities"),
    "S16": _("Parks and standard factories"),
    "S17": _("Investment promotion"),
    "S19": _("Two exchanges"),
    "S20": _("Four ones"),
    "S21": _("Growing enterprises"),
    "S22": _("Rankings"),
    "S23": _("Service green card"),
    "S24": _("Four reports"),
    "S25": _("Enterprise work instructors"),
    "S26": _("Credit guarantees"),
    "S27": _("Bridge-loan funds"),
    "S28": _("Service from a menu"),
    "S30": _("Awards and honours"),
    "S31": _("Credit record"),
    "S32": _("Lines of work"),
    "S33": _("Four hundreds"),
    "S34": _("Performance appraisal"),
    "S35": _("Supervision"),
    "S36": _("Public boards"),
}


def tongue() -> Tongue:
    """Of the page: English, or Chinese in whatever script."""
    return Tongue.EN if is_english() else Tongue.ZH
