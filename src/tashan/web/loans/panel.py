"""What the page of a lending fund shows: who waits and why there, what is overdue, what is out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.ledger.reckoning import yuan
from tashan.mechanisms.fund import QueueKey
from tashan.programmes.fund_models import Fund, Loan, LoanState
from tashan.programmes.loans.money import outstanding_of
from tashan.programmes.loans.queue import Queued, queue_of
from tashan.web.area_words import money
from tashan.web.guarantees.words import percent_of
from tashan.web.loans.loan_list import LoanRow, loan_rows

TEMPLATE = "funds/_bridge.html"
LIKELY = 8  # of the firms with most out


@dataclass(frozen=True, slots=True)
class QueueRow:
    """Who waits: the place, why there, and whether the pool reaches."""

    place: int
    loan: LoanRow
    why: str
    reaches: bool
    reach: str


@dataclass(frozen=True, slots=True)
class OutRow:
    """A loan that is out, with the principal that is."""

    loan: LoanRow
    fen: int

    @property
    def amount(self) -> str:
        return money(self.fen)

    @property
    def days_late(self) -> int:
        due = self.loan.row.due_on
        return max((self.loan.on - due).days, 0) if due else 0


@dataclass(frozen=True, slots=True)
class BankRow:
    """What is out through one bank."""

    name: str
    fen: int
    count: int
    share: str

    @property
    def amount(self) -> str:
        return money(self.fen)


def loan_panel(fund: Fund, on: date) -> dict[str, object]:
    """The context of ``TEMPLATE``."""
    queue = queue_of(fund, on)
    rows = Loan.objects.filter(fund=fund, state=LoanState.DRAWN).order_by("due_on", "pk")
    drawn = list(rows)
    told = loan_rows([*(one.loan for one in queue), *drawn], on)
    out = _out(fund, told[len(queue) :])
    order = _(", then ").join(order_word(key) for key in (queue[0].keys if queue else ()))
    return {
        "queue": [_queued(one, row) for one, row in zip(queue, told, strict=False)],
        "order": order,
        "out": out,
        "late": [one for one in out if one.loan.is_overdue],
        "banks": by_bank(out),
    }


def _out(fund: Fund, rows: Sequence[LoanRow]) -> list[OutRow]:
    fen = outstanding_of((fund.book_id, one.row.firm_id) for one in rows)
    return [OutRow(one, fen.get((fund.book_id, one.row.firm_id), 0)) for one in rows]


def by_bank(rows: Iterable[OutRow]) -> list[BankRow]:
    """What is out through each bank, the most first."""
    sums: dict[str, list[int]] = {}
    for one in rows:
        sums.setdefault(one.loan.bank, []).append(one.fen)
    whole = sum(map(sum, sums.values()))
    found = [BankRow(name, sum(fen), len(fen), f"{percent_of(sum(fen), whole)}%")
             for name, fen in sums.items()]  # fmt: skip
    return sorted(found, key=lambda one: -one.fen)


def order_word(key: QueueKey) -> str:
    """A key of the declared order."""
    words = {
        QueueKey.MATURES_ON: _("whose bank loan falls due first"),
        QueueKey.APPLIED_ON: _("who applied first"),
        QueueKey.SMALLEST: _("the smaller amount first"),
    }
    return words[key]


def _why(loan: Loan, key: QueueKey) -> str:
    words = {
        QueueKey.MATURES_ON: _("bank loan due %s") % loan.matures_on,
        QueueKey.APPLIED_ON: _("applied on %s") % loan.applied_on,
        QueueKey.SMALLEST: _("%s yuan") % yuan(loan.approved or 0),
    }
    return words[key]


def _queued(one: Queued, row: LoanRow) -> QueueRow:
    why = " · ".join(_why(one.loan, key) for key in one.keys)
    return QueueRow(one.place, row, why, one.reaches, _reach(one))


def _reach(one: Queued) -> str:
    """What the pool has, what those before take, and whether the rest suffices."""
    mine = one.loan.approved or 0
    words = {"there": yuan(one.available), "before": yuan(one.before), "mine": yuan(mine)}
    if one.reaches:
        return _("%(there)s − %(before)s ≥ %(mine)s") % words
    words["short"] = yuan(one.before + mine - one.available)
    return _("%(there)s − %(before)s < %(mine)s: short by %(short)s") % words


def late_word(n: int) -> str:
    """5 days late."""
    return ngettext("%d day late", "%d days late", n) % n
