"""The accounts of a source of money: how much there is to grant, and where each project's stands.

Towards each project: granted and not received yet, received and there (``cash``), carried over,
paid and given back. What is there never falls below nothing: no project pays more than it received.
"""

from __future__ import annotations

from tashan.ledger.books import NewAccount, account
from tashan.ledger.kinds import Side
from tashan.ledger.models import Book
from tashan.registry.models import Entity

QUOTA = NewAccount("quota", "资金额度（备查）", "Quota (memo)", Side.CREDIT, floor=0)
UNGRANTED = NewAccount("ungranted", "未安排（备查）", "Not granted (memo)", Side.DEBIT, floor=0)
OF_THE_SOURCE = (QUOTA, UNGRANTED)
TOWARDS = {
    one.code: one
    for one in (
        NewAccount("due", "已下达未到账（备查）", "Granted, to come (memo)", Side.DEBIT, floor=0),
        NewAccount("arrived", "已到账（备查）", "Arrived (memo)", Side.DEBIT, floor=0),
        NewAccount("cash", "项目资金专户", "Special account", Side.DEBIT, floor=0),
        NewAccount("carried", "结转资金", "Carried over", Side.DEBIT, floor=0),
        NewAccount("money", "到账资金", "Received", Side.CREDIT, floor=0),
        NewAccount("paid", "已支付", "Paid", Side.DEBIT, floor=0),
        NewAccount("returned", "已交回", "Given back", Side.DEBIT, floor=0),
    )
}


def towards(book: Book, code: str, project: Entity) -> int:
    """The account of this code of one project."""
    return account(book, TOWARDS[code], party=project).pk
