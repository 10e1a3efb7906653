"""The statement of a book to take away: a workbook, and an official document."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators.handouts import DOCX, XLSX, Handout
from tashan.ledger.statement import Statement, StatementLine, TrialRow
from tashan.papers import gongwen, sheets
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
    return sheets.workbook([_journal(found, footer), _trial(found, footer)])


def _journal(found: Statement, footer: str) -> sheets.Sheet:
    columns = [
        sheets.Column(_("Entry"), 8),
        sheets.Column(_("Day"), 12),
        sheets.Column(_("What for"), 44),
        sheets.Column(_("About"), 14),
        sheets.Column(_("Debit"), 18, _YUAN, "元"),
        sheets.Column(_("Credit"), 18, _YUAN, "元"),
        sheets.Column(_("Balance"), 18, _YUAN, "元"),
    ]
    rows: list[list[object]] = [
        [None, found.since, _("Opening balance"), "", None, None, in_yuan(found.account.opening)],
        *(_cells(line) for line in found.lines),
        [None, found.until, _("Total and closing balance"), "", in_yuan(found.account.debit),
         in_yuan(found.account.credit), in_yuan(found.account.closing)],
    ]  # fmt: skip
    return sheets.Sheet(title_of(found), columns, rows, footer)


def _cells(line: StatementLine) -> list[object]:
    debit = in_yuan(line.debit) if line.debit else None
    credit = in_yuan(line.credit) if line.credit else None
    return [line.number, line.on, line.says, line.about, debit, credit, in_yuan(line.balance)]


def _trial(found: Statement, footer: str) -> sheets.Sheet:
    columns = [
        sheets.Column(_("Account"), 28),
        sheets.Column(_("Opening balance"), 18, _YUAN, "元"),
        sheets.Column(_("Debit"), 18, _YUAN, "元"),
        sheets.Column(_("Credit"), 18, _YUAN, "元"),
        sheets.Column(_("Closing balance"), 18, _YUAN, "元"),
    ]
    rows = [
        [row.title["zh"], *map(in_yuan, (row.opening, row.debit, row.credit, row.closing))]
        for row in found.trial
    ]
    return sheets.Sheet(_("Trial balance"), columns, rows, footer)


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
            columns=[_("Entry"), _("Day"), _("What for"), _("Debit"), _("Credit"), _("Balance")],
            rows=[_words(line) for line in found.lines],
        ),
        gongwen.Table(
            columns=[_("Account"), _("Opening balance"), _("Debit"), _("Credit"),
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
