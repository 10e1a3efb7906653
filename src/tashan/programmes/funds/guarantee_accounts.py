"""The accounts of a guarantee fund: its money, what is owed to it, and what it is liable for.

What it is liable for is no money yet: a memorandum pair. ``covered`` is kept for each firm and
``liability`` towards each bank, so that both are balances as of any day.
"""

from __future__ import annotations

from tashan.ledger.books import NewAccount, account
from tashan.ledger.kinds import Side
from tashan.ledger.models import Book
from tashan.registry.models import Entity

COVERED = NewAccount("covered", "被担保贷款（备查）", "Loans covered (memo)", Side.DEBIT, floor=0)
LIABILITY = NewAccount("liability", "担保责任（备查）", "Liability (memo)", Side.CREDIT, floor=0)
FEES = NewAccount("fees", "担保费收入", "Fees earned", Side.CREDIT, floor=0)
PAID = NewAccount("claims_paid", "应收代偿款", "Claims paid", Side.DEBIT, floor=0)
REGUARANTEE = NewAccount(
    "reguarantee_due", "应收再担保补偿", "Due from re-guarantor", Side.DEBIT, floor=0
)
TREASURY = NewAccount("treasury_due", "应收财政风险补偿", "Due from treasury", Side.DEBIT, floor=0)
LOSSES = NewAccount("losses", "代偿损失", "Losses", Side.DEBIT, floor=0)
PASSING = NewAccount("passing_on", "应转付追偿款", "To be passed on", Side.CREDIT, floor=0)
GUARANTEE_ACCOUNTS = (FEES, PAID, REGUARANTEE, TREASURY, LOSSES, PASSING)
DUES = {"reguarantee": REGUARANTEE.code, "treasury": TREASURY.code}


def covered(book: Book, firm: Entity) -> int:
    """The account of what is covered for one firm."""
    return account(book, COVERED, party=firm).pk


def liability(book: Book, bank: Entity) -> int:
    """The account of what the fund is liable for towards one bank."""
    return account(book, LIABILITY, party=bank).pk
