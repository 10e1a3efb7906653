"""What acts, lights and shares of projects' money are called on a page."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.base.lights import Light
from tashan.programmes.project_money.acting import MoneyAct
from tashan.programmes.project_money.standing import MoneyStands
from tashan.web.area_words import money


def act_word(act: MoneyAct) -> str:
    """What the button of an act says."""
    words = {
        MoneyAct.GRANT: pgettext("project money", "Enter the grant"),
        MoneyAct.REFUSE: pgettext("project money", "Refuse"),
        MoneyAct.RECEIVE: _("Book money received"),
        MoneyAct.SIGN: _("Enter a contract"),
        MoneyAct.PROGRESS: _("Report progress"),
        MoneyAct.PAY: _("Pay a contractor"),
        MoneyAct.CARRY_OVER: _("Carry over to next year"),
        MoneyAct.GIVE_BACK: _("Give unspent money back"),
        MoneyAct.CLOSE: pgettext("project money", "Close"),
    }
    return words[act]


def share(ten_thousandths: int | None) -> str:
    """42.5% for 4,250; a dash where nobody knows."""
    if ten_thousandths is None:
        return "—"
    return f"{Decimal(ten_thousandths) / 100:.2f}".rstrip("0").rstrip(".") + "%"


def to_come(fen: int) -> str:
    """How much was granted and has not arrived; nothing where all has."""
    return _("%s to come") % money(fen) if fen else _("all of it")


def why(one: MoneyStands) -> list[tuple[Light, str]]:
    """What turns the light, in words; nothing where it is green."""
    found: list[tuple[Light, str]] = []
    if one.light is None:
        return found
    if one.advance:
        light = Light.RED if one.stands.left else Light.YELLOW
        told = _("Contractors have advanced %s: that is forbidden") % money(one.advance)
        found.append((light, told))
    if one.is_idle and one.idle_since is not None:
        words = {"day": one.idle_since.isoformat(), "sum": money(one.stands.left)}
        found.append((Light.YELLOW, _("%(sum)s lies unpaid, the oldest since %(day)s") % words))
    return found
