"""The statement of a book to take away: a workbook, and an official document."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.base.errors import UserError
from tashan.indicators.handouts import DOCX, XLSX, Handout
from tashan.ledger.statement import Statement, StatementLine, TrialRow
from tashan.papers import gongwen, headed_sheets, sheets
from tashan.papers.headed_sheets import HeadedSheet, Value
from tashan.record.events import append
from tashan.record.models import User

MEDIA_TYPES = {"xlsx": XLSX, "docx": DOCX}
_YUAN = "#,##0.00"


@transaction.atomic
def hand_out(found: Statement, form: str, *, actor: User, at: datetime) -> Handout:
    """The statement as ``xlsx`` or ``docx``; that it went out is an event of the book's stream."""
    if form not in MEDIA_TYPES:
        raise UserError(_("There is no export as %s.") % form, hint=_("Choose xlsx or docx."))
    write = to_xlsx if form == "xlsx" else to_docx
    data = write(found, officer=actor, on=timezone.localdate(at))
    said = {
        "form": form, "account": found.account.code, "since": found.since.isoformat(),
        "until": found.until.isoformat(), "entries": len(found.lines),
        "sha256": sha256(data).hexdigest(),
    }  # fmt: skip
    append(found.book.stream, "book.exported", said, actor=actor, at=at)
    name = f"{found.book.title}{_(' statement ')}{found.since}–{found.until}.{form}"
    return Handout(name, MEDIA_TYPES[form], data)


def to_xlsx(found: Statement, *, officer: User, on: date) -> bytes:
    """Two sheets: the account entry by entry, and the trial balance of all accounts."""
    footer = sheets.signed_by(officer=f"{officer.office} {officer}".strip(), on=on)
    under = _("%(since)s to %(until)s, in yuan") % {"since": found.since, "until": found.until}
    names = [_("Statement"), _("Trial balance")]
    pages = [_journal(found, under, footer), _trial(found, under, footer)]
    return headed_sheets.headed_workbook(pages, names)


def _journal(found: Statement, under: str, footer: str) -> HeadedSheet:
    columns = [
        sheets.Column(_("Entry"), 8),
        sheets.Column(_("Day"), 12),
        sheets.Column(_("What for"), 44),
        sheets.Column(_("About"), 14),
        *_movement(),
        sheets.Column(_("Balance"), 18, _YUAN),
    ]
    rows: list[list[Value]] = [
        [None, found.since, _("Opening balance"), "", None, None, in_yuan(found.account.opening)],
        *(_cells(line) for line in found.lines),
        [None, found.until, _("Total and closing balance"), "", in_yuan(found.account.debit),
         in_yuan(found.account.credit), in_yuan(found.account.closing)],
    ]  # fmt: skip
    groups = {(5, 6): pgettext("of a book", "Movement")}
    return HeadedSheet(title_of(found), under, columns, rows, footer, groups)


def _movement() -> list[sheets.Column]:
    return [sheets.Column(label, 18, _YUAN) for label in _sides()]


def _sides() -> tuple[str, str]:
    return pgettext("side of an account", "Debit"), pgettext("side of an account", "Credit")


def _cells(line: StatementLine) -> list[Value]:
    debit = in_yuan(line.debit) if line.debit else None
    credit = in_yuan(line.credit) if line.credit else None
    return [line.number, line.on, line.says, line.about, debit, credit, in_yuan(line.balance)]


def _trial(found: Statement, under: str, footer: str) -> HeadedSheet:
    columns = [
        sheets.Column(pgettext("of a book", "Account"), 28),
        sheets.Column(_("Opening balance"), 18, _YUAN),
        *_movement(),
        sheets.Column(_("Closing balance"), 18, _YUAN),
    ]
    rows: list[list[Value]] = [
        [row.title["zh"], *map(in_yuan, (row.opening, row.debit, row.credit, row.closing))]
        for row in found.trial
    ]
    groups = {(3, 4): pgettext("of a book", "Movement")}
    title = f"{found.book.title} {_('Trial balance')}"
    return HeadedSheet(title, under, columns, rows, footer, groups)


def to_docx(found: Statement, *, officer: User, on: date) -> bytes:
    """The same as an official document: what moved in words, then the two tables."""
    account = found.account
    words = {
        "book": found.book.title, "account": account.title["zh"], "since": found.since,
        "until": found.until, "opening": _text(account.opening), "debit": _text(account.debit),
        "credit": _text(account.credit), "closing": _text(account.closing),
        "entries": len(found.lines),
    }  # fmt: skip
    says = _(
        "From %(since)s to %(until)s the account “%(account)s” of %(book)s began with"
        " %(opening)s yuan. %(entries)d entries debited %(debit)s and credited %(credit)s yuan;"
        " it closed with %(closing)s yuan."
    )
    blocks: list[gongwen.Block] = [
        gongwen.Paragraph(says % words),
        gongwen.Table(
            columns=[_("Entry"), _("Day"), _("What for"), *_sides(), _("Balance")],
            rows=[_words(line) for line in found.lines],
        ),
        gongwen.Table(
            columns=[pgettext("of a book", "Account"), _("Opening balance"), *_sides(),
                     _("Closing balance")],
            rows=[_trial_words(row) for row in found.trial],
        ),
    ]  # fmt: skip
    paper = gongwen.Paper(title=title_of(found), blocks=blocks, issued_by=officer.office, dated=on)
    return gongwen.render(paper)


def _words(line: StatementLine) -> list[str]:
    amounts = [_text(fen) if fen else "" for fen in (line.debit, line.credit)]
    return [str(line.number), f"{line.on}", line.says, *amounts, _text(line.balance)]


def _trial_words(row: TrialRow) -> list[str]:
    return [row.title["zh"], *map(_text, (row.opening, row.debit, row.credit, row.closing))]


def title_of(found: Statement) -> str:
    return _("%(book)s: statement of “%(account)s”") % {
        "book": found.book.title,
        "account": found.account.title["zh"],
    }


def in_yuan(fen: int) -> Decimal:
    return Decimal(fen) / 100


def _text(fen: int) -> str:
    return f"{in_yuan(fen):,.2f}"
