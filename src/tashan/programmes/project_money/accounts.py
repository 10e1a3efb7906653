"""The accounts of a source of money: how much there is to grant, and where each project's stands.

The quota moves on from account to account: not granted, granted to a project and to come, there
(``cash``), carried over, paid, given back; together they are the quota. What is there never falls
below nothing: no project pays more than it received.
"""

from __future__ import annotations

from tashan.ledger.books import NewAccount, account
from tashan.ledger.kinds import Side
from tashan.ledger.models import Book
from tashan.registry.models import Entity

QUOTA = NewAccount("quota", "资金额度", "Quota", Side.CREDIT, floor=0)
UNGRANTED = NewAccount("ungranted", "未安排额度", "Not granted", Side.DEBIT, floor=0)
OF_THE_SOURCE = (QUOTA, UNGRANTED)
TOWARDS = {
    one.code: one
    for one in (
        NewAccount("due", "已下达未到账", "Granted, to come", Side.DEBIT, floor=0),
        NewAccount("cash", "到账未付", "Received, not paid", Side.DEBIT, floor=0),
        NewAccount("carried", "结转资金", "Carried over", Side.DEBIT, floor=0),
        NewAccount("paid", "已支付", "Paid", Side.DEBIT, floor=0),
        NewAccount("returned", "已交回", "Given back", Side.DEBIT, floor=0),
    )
}


def towards(book: Book, code: str, project: Entity) -> int:
    """The account of this code of one project."""
    return account(book, TOWARDS[code], party=project).pk
