"""Books in words of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tashan.ledger.reckoning import yuan
from tashan.web.area_words import money
from tashan.web.figure_words import is_english, titled

# what an entry may be about, and the page that shows it
PAGES = {"case": "case", "fund": "fund", "list": "award_list", "budget": "budget",
         "guarantee": "guarantee", "money": "money_of_project",
         "source": "money_source"}  # fmt: skip


KINDS = {
    "pay_in": _("Capital paid in"),
    "draw": pgettext_lazy("entry", "Paid out"),
    "repay": pgettext_lazy("entry", "Paid back"),
    "fee": pgettext_lazy("entry", "Fee"),
    "prepay": _("Fee prepaid"),
    "refund": _("Given back"),
    "recover": pgettext_lazy("entry", "Recovered"),
    "write_off": pgettext_lazy("entry", "Written off"),
    "reversal": pgettext_lazy("entry", "Reversal"),
    # of guarantees
    "grant": pgettext_lazy("entry", "Guaranteed"),
    "release": pgettext_lazy("entry", "Released"),
    "pay_claim": pgettext_lazy("entry", "Claim paid"),
    "receive": pgettext_lazy("entry", "Share of others received"),
    "pass_on": pgettext_lazy("entry", "Shared out"),
    # of budgets
    "appropriate": _("Appropriated"),
    "cut": _("Cut"),
    "reserve": _("Set aside"),
    "commit": _("Committed"),
    "pay": pgettext_lazy("entry", "Paid out"),
    "come_back": _("Sent back by the bank"),
    "claim": _("Claimed back"),
    "carry_over": _("Carried over"),
    "carried_in": _("Carried in"),
    "lapse": _("Lapsed"),
    # of money for projects
    "quota": _("Quota entered"),
    "allocate": pgettext_lazy("entry", "Granted to a project"),
    "unallocate": pgettext_lazy("entry", "Free to grant again"),
    "arrive": pgettext_lazy("entry", "Received"),
    "give_back": pgettext_lazy("entry", "Unspent money given back"),
}
SELF_TOLD = ("draw", "prepay", "repay", "fee", "refund")  # their words are the system's own
SORTS = {
    "case": _("Case"),
    "fund": pgettext_lazy("of money", "Fund"),
    "list": pgettext_lazy("of awards", "List"),
    "budget": _("Budget"),
    "guarantee": _("Guarantee"),
    "money": _("Money of a project"),
    "call": pgettext_lazy("fund", "Call"),
    "investment": pgettext_lazy("fund", "Investment"),
    "source": _("Source of money"),
}


def kind_word(kind: str) -> str:
    """What a kind of entry is called; its code where the page does not know it."""
    return str(KINDS.get(kind, kind.replace("_", " ")))


@dataclass(frozen=True, slots=True)
class About:
    """What an entry is about: as kept, in words, and the page where there is one."""

    name: str
    words: str
    url: str


def about_of(told: str) -> About:
    """``case:12`` as “Case 12” with the address of the case."""
    sort, _colon, key = told.partition(":")
    words = f"{SORTS[sort]} {key}" if sort in SORTS else told
    if sort not in PAGES or not key.isdigit():
        return About(told, words, "")
    try:
        return About(told, words, reverse(PAGES[sort], args=[int(key)]))
    except NoReverseMatch:
        return About(told, words, "")


def in_short(fen: int) -> str:
    """Fen in the words of a heading: 480 万元; in English yuan, which has no word for it."""
    return f"CNY {yuan(fen)}" if is_english() else money(fen)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of how an amount came about; ``fen`` is None where it is no whole fen."""

    title: str
    formula: str
    fen: int | None

    @property
    def amount(self) -> str:
        return "" if self.fen is None else yuan(self.fen)

    @property
    def is_told_twice(self) -> bool:
        """Whether the formula is the amount itself."""
        return self.formula == self.amount


def steps_of(reckoning: Iterable[Mapping[str, Any]]) -> list[Step]:
    """The lines of a reckoning as an entry keeps it, in the tongue of the page."""
    return [Step(titled(one["title"]), one["formula"], one["fen"]) for one in reckoning]
