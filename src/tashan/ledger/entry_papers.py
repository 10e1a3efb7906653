"""Entries of a book as a workbook: what somebody looked for, and how each amount came about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.base.errors import UserError
from tashan.indicators.handouts import XLSX, Handout
from tashan.ledger.models import Book, Entry
from tashan.ledger.seeking import EntrySearch, entries
from tashan.ledger.statement_papers import in_yuan
from tashan.papers import sheets
from tashan.record.events import append
from tashan.record.models import User

MOST_ENTRIES = 50_000
_YUAN = "#,##0.00"


@transaction.atomic
def hand_out_entries(book: Book, sought: EntrySearch, *, actor: User, at: datetime) -> Handout:
    """The entries as .xlsx, the oldest first, a row for each line; that it went out is an event.

    Raises UserError where they are more than one workbook should hold.
    """
    rows = entries(book, sought)
    if rows[: MOST_ENTRIES + 1].count() > MOST_ENTRIES:
        raise UserError(
            _("These are more than %s entries.") % f"{MOST_ENTRIES:,}",
            hint=_("Narrow them by days, kind or account."),
        )
    whole = rows.select_related("actor", "reverses").prefetch_related("postings__account")
    found = list(whole.order_by("number"))
    data = to_xlsx(book, found, officer=actor, on=timezone.localdate(at))
    said = {"form": "entries", "entries": len(found), "sha256": sha256(data).hexdigest()}
    append(book.stream, "book.exported", said, actor=actor, at=at)
    day = timezone.localdate(at)
    return Handout(f"{book.title}{_(' entries ')}{day}.xlsx", XLSX, data)


def to_xlsx(book: Book, found: Iterable[Entry], *, officer: User, on: date) -> bytes:
    """One sheet; an entry of three lines has three rows."""
    columns = [
        sheets.Column(_("Entry"), 8),
        sheets.Column(_("Day"), 12),
        sheets.Column(_("What for"), 40),
        sheets.Column(_("About"), 14),
        sheets.Column(pgettext("of a book", "Account"), 20),
        sheets.Column(pgettext("side of an account", "Debit"), 18, _YUAN, "元"),
        sheets.Column(pgettext("side of an account", "Credit"), 18, _YUAN, "元"),
        sheets.Column(_("How it came about"), 44),
        sheets.Column(_("Entered by"), 14),
        sheets.Column(_("Turns round"), 10),
    ]
    rows = [row for entry in found for row in _rows(entry)]
    footer = sheets.signed_by(officer=f"{officer.office} {officer}".strip(), on=on)
    return sheets.workbook([sheets.Sheet(book.title, columns, rows, footer)])


def _rows(entry: Entry) -> Iterable[list[object]]:
    steps = "\n".join(f"{one['title']['zh']}：{one['formula']}" for one in entry.reckoning)
    turned = entry.reverses.number if entry.reverses else None
    for line in sorted(entry.postings.all(), key=lambda one: -one.fen):
        debit = in_yuan(line.fen) if line.fen > 0 else None
        credit = in_yuan(-line.fen) if line.fen < 0 else None
        yield [entry.number, entry.on, entry.says, entry.about, line.account.title["zh"],
               debit, credit, steps, str(entry.actor), turned]  # fmt: skip
