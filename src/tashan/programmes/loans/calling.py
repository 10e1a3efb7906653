"""One door to every move of a loan: which words each needs, and the call it becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.models import Entry
from tashan.programmes.fund_models import Loan
from tashan.programmes.loans import (
    approving,
    paying,
    prepaying,
    promising,
    recovering,
    renewing,
    repaying,
    reviewing,
)
from tashan.programmes.loans.doing import LoanAct
from tashan.record.models import StoredFile

A = LoanAct


@dataclass(frozen=True, slots=True)
class LoanSaid:
    """What is said with a move: amounts in fen, an entry by its number; unsaid is None."""

    fen: int | None = None
    says: str | None = None
    document: str | None = None
    passes: bool | None = None
    renews_on: date | None = None
    entry: int | None = None
    file: StoredFile | None = None


# act → the words that it needs
NEEDS: dict[LoanAct, tuple[str, ...]] = {
    A.REVIEW: ("passes", "says"),
    A.PROMISE: ("fen", "renews_on", "document"),
    A.DECLINE: ("says",),
    A.APPROVE: ("fen",),
    A.REJECT: ("says",),
    A.WITHDRAW: ("says",),
    A.PREPAY: (),
    A.PAY_OUT: (),
    A.RENEW: ("fen", "document"),
    A.REPAY: ("fen",),
    A.PAY_FEE: ("fen",),
    A.REVERSE: ("entry", "says"),
    A.BEGIN_RECOVERY: ("document",),
    A.RECOVER: ("fen", "says"),
    A.WRITE_OFF: ("document",),
}
# act → what may be said too
TAKES: dict[LoanAct, tuple[str, ...]] = {A.PROMISE: ("file",), A.RENEW: ("file",)}


def perform(act: LoanAct, loan: Loan, said: LoanSaid, *, by: By) -> Loan:
    """Make a move. Raises UserError for words that are missing or not taken, and as it refuses."""
    given = {one.name for one in fields(said) if getattr(said, one.name) is not None}
    needed = NEEDS[act]
    if missing := [name for name in needed if name not in given]:
        raise UserError(
            _("“%(act)s” needs: %(fields)s.") % {"act": act, "fields": ", ".join(missing)},
            hint=_("Give them too."),
        )
    if strange := sorted(given - {*needed, *TAKES.get(act, ())}):
        raise UserError(
            _("“%(act)s” does not take: %(fields)s.") % {"act": act, "fields": ", ".join(strange)},
            hint=_("Leave them out."),
        )
    return CALLS[act](loan, said, by)


def _fen(said: LoanSaid) -> int:
    assert said.fen is not None, "asked for in NEEDS"
    return said.fen


def _promise(loan: Loan, said: LoanSaid, by: By) -> Loan:
    assert said.renews_on is not None, "asked for in NEEDS"
    letter, until = said.document or "", said.renews_on
    return promising.promise(loan, _fen(said), until, letter, by=by, file=said.file)


def _reverse(loan: Loan, said: LoanSaid, by: By) -> Loan:
    entry = Entry.objects.filter(book=loan.fund.book_id, number=said.entry or 0).first()
    if entry is None:
        raise UserError(
            _("The book has no entry %s.") % said.entry, hint=_("Choose one of the loan's.")
        )
    return repaying.reverse_payment(loan, entry, said.says or "", by=by)


CALLS: dict[LoanAct, Callable[[Loan, LoanSaid, By], Loan]] = {
    A.REVIEW: lambda loan, said, by: reviewing.review(
        loan, bool(said.passes), said.says or "", by=by
    ),
    A.PROMISE: _promise,
    A.DECLINE: lambda loan, said, by: promising.decline(loan, said.says or "", by=by),
    A.APPROVE: lambda loan, said, by: approving.approve(loan, _fen(said), by=by),
    A.REJECT: lambda loan, said, by: approving.reject(loan, said.says or "", by=by),
    A.WITHDRAW: lambda loan, said, by: approving.withdraw(loan, said.says or "", by=by),
    A.PREPAY: lambda loan, _said, by: prepaying.prepay(loan, by=by),
    A.PAY_OUT: lambda loan, _said, by: paying.pay_out(loan, by=by),
    A.RENEW: lambda loan, said, by: renewing.renew(
        loan, _fen(said), said.document or "", by=by, file=said.file
    ),
    A.REPAY: lambda loan, said, by: repaying.repay(loan, _fen(said), by=by),
    A.PAY_FEE: lambda loan, said, by: repaying.pay_fee(loan, _fen(said), by=by),
    A.REVERSE: _reverse,
    A.BEGIN_RECOVERY: lambda loan, said, by: recovering.begin(loan, said.document or "", by=by),
    A.RECOVER: lambda loan, said, by: recovering.recover(loan, _fen(said), said.says or "", by=by),
    A.WRITE_OFF: lambda loan, said, by: recovering.write_off(loan, said.document or "", by=by),
}
