"""What a loan's entries say: how much is out, what came back when, and which fee was paid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from tashan.casework.acts import By
from tashan.ledger import balances
from tashan.ledger.books import account, account_ids
from tashan.ledger.models import Account, Entry, Posting
from tashan.ledger.posting import NewEntry, Posted, post
from tashan.programmes.fund_models import Fund, FundSort, Loan
from tashan.programmes.funds.opening import FURTHER
from tashan.programmes.loans.rules import version_id

BACK = ("repay", "recover", "write_off")  # kinds of entry that take principal off
Step = Mapping[str, Any]


def principal_account(loan: Loan) -> int:
    """The account of the firm's principal, opened with its first loan."""
    new = next(one for one in FURTHER[FundSort(loan.fund.sort)] if one.code == "loans")
    return account(loan.fund.book, new, party=loan.firm).pk


def posted_on(loan: Loan, code: str) -> int:
    """What stands on accounts of this code for the loan, in fen, debits positive."""
    rows = Posting.objects.filter(
        entry__about=loan.about, entry__book=loan.fund.book_id, account__code=code
    )
    found: int | None = rows.aggregate(fen=Sum("fen"))["fen"]
    return found or 0


def outstanding(loan: Loan) -> int:
    """The principal that is still out."""
    return posted_on(loan, "loans")


def fee_paid(loan: Loan) -> int:
    """What was paid of the fee."""
    return -posted_on(loan, "fees")


@dataclass(frozen=True, slots=True)
class Came:
    """Principal that came back on a day."""

    on: date
    fen: int


def came_back(loan: Loan) -> list[Came]:
    """What came off the principal, entries that were turned round left out."""
    rows = Posting.objects.filter(
        entry__about=loan.about, entry__book=loan.fund.book_id, entry__kind__in=BACK,
        entry__reversals=None, account__code="loans",
    )  # fmt: skip
    told = rows.order_by("entry__number").values_list("entry__on", "fen")
    return [Came(on, -fen) for on, fen in told]


def entries_of(loan: Loan) -> QuerySet[Entry]:
    """All entries about the loan, in their order."""
    return Entry.objects.filter(book=loan.fund.book_id, about=loan.about).order_by("number")


def is_turned(entry: Entry) -> bool:
    """Whether an entry is a reversal or was reversed."""
    return Entry.objects.filter(Q(pk=entry.pk, reverses__isnull=False) | Q(reverses=entry)).exists()


def book_ids(fund: Fund) -> dict[str, int]:
    return account_ids(fund.book)


def enter(
    loan: Loan, kind: str, lines: Mapping[int, int], says: str, *, by: By,
    reckoning: Sequence[Step] = (), told: Mapping[str, Any] | None = None,
) -> Posted:  # fmt: skip
    """One entry about the loan, by the rules of its case."""
    assert by.user is not None, "somebody moves money"
    new = NewEntry(
        kind=kind, lines=lines, on=by.on, about=loan.about, version=version_id(loan), says=says,
        reckoning=reckoning, told=told or {},
    )  # fmt: skip
    return post(loan.fund.book_id, new, actor=by.user, at=by.at)


def named(loan: Loan, posted: Posted) -> str:
    """How a decision names the entry that it stands on."""
    return f"book:{loan.fund.book_id}/{posted.number}"


def balance_on(fund: Fund, code: str, on: date) -> int:
    """What stood on an account of the fund at the end of a day, in fen."""
    return balances.balance(fund.book, code, on)


def outstanding_of(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """The principal out, by book and firm: a firm has one open use."""
    wanted = list(pairs)
    if not wanted:
        return {}
    rows = Account.objects.filter(
        book__in={book for book, _firm in wanted}, code="loans",
        party__in={firm for _book, firm in wanted},
    )  # fmt: skip
    return {(book, firm): fen for book, firm, fen in rows.values_list("book", "party", "balance")}
