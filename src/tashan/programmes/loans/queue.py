"""Who waits for the pool, in the declared order, and for whom it reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tashan.ledger import balances
from tashan.ledger.models import Account
from tashan.mechanisms.fund import QueueKey
from tashan.programmes.fund_models import Fund, Loan, LoanState
from tashan.programmes.funds.terms import terms_of


@dataclass(frozen=True, slots=True)
class Queued:
    """An approved loan that is not paid out: its place, what those before it take, in fen.

    ``reaches`` says whether the pool suffices for it and everybody before it.
    """

    loan: Loan
    place: int
    before: int
    available: int
    keys: tuple[QueueKey, ...]

    @property
    def reaches(self) -> bool:
        return self.before + (self.loan.approved or 0) <= self.available


def queue_of(fund: Fund, on: date) -> list[Queued]:
    """All who wait, the first first, by the fund's rules of the day."""
    keys = terms_of(fund, on).part.queue
    rows = Loan.objects.filter(fund=fund, state=LoanState.APPROVED).select_related("firm", "bank")
    waiting = sorted(rows, key=lambda loan: (*(_key(loan, key) for key in keys), loan.pk))
    available, before, found = available_in(fund), 0, []
    for place, loan in enumerate(waiting, start=1):
        found.append(Queued(loan, place, before, available, keys))
        before += loan.approved or 0
    return found


def _key(loan: Loan, key: QueueKey) -> int:
    if key is QueueKey.SMALLEST:
        return loan.approved or 0
    return (loan.matures_on if key is QueueKey.MATURES_ON else loan.applied_on).toordinal()


def available_in(fund: Fund) -> int:
    """What the special account holds with all that was posted, in fen."""
    return balances.now(Account.objects.get(book=fund.book_id, code="cash", party=None))
