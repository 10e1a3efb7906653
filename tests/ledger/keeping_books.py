"""Books for tests: one with money in it, and entries posted to it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.casework.making import make_case

from tashan.adoption.models import AdoptionVersion
from tashan.ledger.books import NewAccount, account_ids, open_book
from tashan.ledger.kinds import Side
from tashan.ledger.models import Book
from tashan.ledger.posting import NewEntry, Posted, post
from tashan.record.models import User

OPENED = date(2026, 1, 5)
AT = datetime(2026, 1, 5, 4, tzinfo=UTC)
ACCOUNTS = (
    NewAccount("cash", "专户存款", "Special account", Side.DEBIT, floor=0),
    NewAccount("loans", "在途本金", "Principal out", Side.DEBIT, floor=0),
    NewAccount("capital", "基金本金", "Capital", Side.CREDIT),
    NewAccount("fees", "占用费收入", "Fees", Side.CREDIT),
)


def cashier() -> User:
    """Somebody who posts; one account."""
    user = User.objects.filter(username="cashier-of-books").first()
    return user or User.objects.create(username="cashier-of-books", display_name="出纳")


def version() -> AdoptionVersion:
    """Some rules: of a bare case's adoption, made once."""
    return AdoptionVersion.objects.first() or make_case({"licence": {}}).version


def book(code: str = "fund:1.pool", *, capital: int = 1_000_000_00) -> Book:
    """A book into which so many fen of capital were paid."""
    made = open_book(code, "转贷应急资金", ACCOUNTS, on=OPENED, actor=cashier(), at=AT)
    if capital:
        enter(made, {"cash": capital, "capital": -capital}, kind="pay_in")
    return made


def enter(
    to: Book, lines: dict[str, int], *, kind: str = "draw", on: date = OPENED,
    about: str = "case:1",
) -> Posted:  # fmt: skip
    """One entry by the codes of accounts."""
    ids = account_ids(to)
    new = NewEntry(
        kind=kind, lines={ids[code]: fen for code, fen in lines.items()}, on=on, about=about,
        version=version().pk, says="一笔",
    )  # fmt: skip
    return post(to.pk, new, actor=cashier(), at=AT)
