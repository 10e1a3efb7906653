"""The entries of a budget's book, the newest first, each with how its amounts came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tashan.ledger.models import Book, Entry
from tashan.programmes.budgets.amounts import yuan
from tashan.web.figure_words import in_script, is_english
from tashan.web.listing import page_of
from tashan.web.matching.budget_bars import steps_of

KINDS = {
    "appropriate": _("Appropriated"),
    "cut": _("Cut"),
    "reserve": _("Set aside"),
    "release": _("Released"),
    "commit": _("Committed"),
    "pay": _("Paid out"),
    "come_back": _("Sent back by the bank"),
    "claim": _("Claimed back"),
    "refund": _("Refunded"),
    "carry_over": _("Carried over"),
    "carried_in": _("Carried in"),
    "lapse": _("Lapsed"),
    "reversal": _("Reversed"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An account with what came to it and went from it, in yuan."""

    account: str
    debit: str
    credit: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    number: int
    on: date
    kind: str
    says: str
    url: str
    who: str
    version: str
    lines: tuple[Line, ...]
    steps: tuple[tuple[str, str, str], ...]


def entries_of(book: Book, request: HttpRequest) -> Page[Entry]:
    """A page of the book."""
    rows = Entry.objects.filter(book=book).select_related("actor", "version__adoption")
    return page_of(request, rows.prefetch_related("postings__account").order_by("-number"))


def rows_of(shown: Page[Entry]) -> list[EntryRow]:
    """The entries as they stand on the page."""
    return [_row(entry) for entry in shown]


def _row(entry: Entry) -> EntryRow:
    tongue = "en" if is_english() else "zh"
    lines = tuple(
        Line(
            in_script(one.account.title[tongue]),
            yuan(one.fen) if one.fen > 0 else "",
            yuan(-one.fen) if one.fen < 0 else "",
        )
        for one in sorted(entry.postings.all(), key=lambda one: -one.fen)
    )
    steps = steps_of(entry.reckoning)
    version = f"{entry.version.adoption.title} {entry.version.number}"
    kind = str(KINDS.get(entry.kind, entry.kind))
    return EntryRow(
        entry.number, entry.on, kind, in_script(entry.says), url_of(entry.about),
        entry.actor.display_name, version, lines, steps,
    )  # fmt: skip


def url_of(about: str) -> str:
    """Where that is which an entry is about; blank for what has no page."""
    kind, _sep, key = about.partition(":")
    return f"/{kind}s/{key}/" if kind in ("list", "budget", "case", "award") else ""
