"""What acts, states and limits of services are called on a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tashan.base.lights import Light
from tashan.casework.services.acting import ServiceAct
from tashan.web.area_words import UNKNOWN, percent

HUNDRED = Decimal(100)


def act_word(act: ServiceAct) -> str:
    """What the button of an act says."""
    words = {
        ServiceAct.DISPATCH: pgettext("service order", "Dispatch"),
        ServiceAct.SIGN: pgettext("service order", "Sign for it"),
        ServiceAct.GIVE_BACK: pgettext("service order", "Give it back"),
        ServiceAct.ARBITRATE: pgettext("service order", "Decide who answers"),
        ServiceAct.VISIT: pgettext("service order", "Record a visit"),
        ServiceAct.ANSWER: pgettext("service order", "Answer"),
        ServiceAct.RATE: pgettext("service order", "Rate the answer"),
        ServiceAct.REOPEN: pgettext("service order", "Not solved: reopen"),
        ServiceAct.CLOSE: pgettext("service order", "Close unrated"),
    }
    return words[act]


def share_word(code: str) -> str:
    """What a share is called."""
    words = {
        "signed": _("Signed for in time"),
        "in_time": _("Answered in time"),
        "closed": pgettext("share of orders", "Closed"),
        "said_solved": _("Solved, says the office"),
        "firm_solved": _("Solved, says the firm"),
        "satisfied": _("Satisfied"),
        "repeated": _("Repeated requests"),
    }
    return words[code]


def limit_word(limit: Mapping[str, object]) -> str:
    """7 working days, or 30 days."""
    n = int(str(limit["n"]))
    if limit["unit"] == "working":
        return ngettext("%(n)d working day", "%(n)d working days", n) % {"n": n}
    return ngettext("%(n)d day", "%(n)d days", n) % {"n": n}


def percent_of(share: Decimal | None) -> str:
    """91.1%; what is not known or not shown is a dash."""
    return UNKNOWN if share is None else percent(share / HUNDRED)


def light_says(light: Light | None, due: date | None) -> str:
    """The light in words, with the day."""
    if light is None:
        return ""
    if light is Light.STOPPED:
        return _("The clock stands still")
    return (_("Late since %s") if light is Light.RED else _("Due %s")) % due
