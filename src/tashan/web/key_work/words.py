"""What tasks, acts, seats and lights of key work are called on a page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.casework.key_work.acting import TaskAct
from tashan.casework.key_work.standing import Sitting, TaskStands, Why
from tashan.web.figure_words import in_script, is_english


def titled(title: Mapping[str, str]) -> str:
    """A title by language, in the tongue of the page."""
    return title.get("en") or title.get("zh", "") if is_english() else in_script(title["zh"])


def act_word(act: TaskAct) -> str:
    """What the button of an act says."""
    words = {
        TaskAct.REPORT: _("Report on the task"),
        TaskAct.REACH: _("A milestone is reached"),
        TaskAct.MOVE_DAY: _("Move a day"),
        TaskAct.ASK_CLEARING: _("Ask to have it cleared"),
        TaskAct.CLEAR: pgettext("key work", "Clear the task"),
        TaskAct.SEND_BACK: pgettext("key work", "Send it back"),
    }
    return words[act]


def why_word(why: Why) -> str:
    words = {
        Why.OVERDUE: _("Its day has passed"),
        Why.MILESTONE_LATE: _("A milestone is late"),
        Why.SENT_BACK: pgettext("key work", "Sent back: not cleared"),
        Why.DUE_SOON: _("Due within two working days"),
        Why.NOT_TOLD: _("No report of the last period"),
        Why.SAME_WORDS: _("The same words as the report before"),
    }
    return words[why]


def light_words(told: TaskStands) -> str:
    """Why the light is what it is."""
    if told.is_cleared:
        return _("Cleared on %s") % told.task.cleared_on
    return _("; ").join(why_word(one) for one in told.why) or _("As it should be")


def seat_words(one: Sitting | None) -> str:
    """Who sits there, with the post; the words of the list where nobody does."""
    if one is None:
        return "—"
    words = titled(one.seat.words)
    if one.name:
        return f"{one.name} ({words})" if is_english() else f"{one.name}（{words}）"
    return one.office or words
