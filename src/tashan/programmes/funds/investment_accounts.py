"""The accounts of a fund that invests: what partners owe it, what it holds, what it gained.

What was committed and is not called yet is no money: a memorandum pair.
"""

from __future__ import annotations

from tashan.ledger.books import NewAccount
from tashan.ledger.kinds import Side

UNCALLED = NewAccount("uncalled", "未缴认缴额（备查）", "Not called (memo)", Side.DEBIT, floor=0)
COMMITTED = NewAccount("committed", "认缴总额（备查）", "Committed (memo)", Side.CREDIT, floor=0)
CALLED = NewAccount("called", "应收缴款", "Called, not paid in", Side.DEBIT, floor=0)
CALLED_CAPITAL = NewAccount("called_capital", "已通知未到位资本", "Capital called", Side.CREDIT,
                            floor=0)  # fmt: skip
PAID_IN = NewAccount("paid_in", "实缴资本", "Capital paid in", Side.CREDIT, floor=0)
RETURNED = NewAccount("returned", "已返还本金", "Principal returned", Side.DEBIT, floor=0)
INVESTED = NewAccount("invested", "投资成本", "Investments at cost", Side.DEBIT, floor=0)
GRANTS = NewAccount("grants", "孵化资助支出", "Grants paid", Side.DEBIT, floor=0)
GAINS = NewAccount("gains", "投资收益", "Gains", Side.CREDIT)
LOSSES = NewAccount("losses", "投资损失", "Losses", Side.DEBIT, floor=0)
SHARED = NewAccount("shared_gains", "已分配收益", "Gains distributed", Side.DEBIT, floor=0)
MANAGEMENT = NewAccount("management", "管理费", "Management fee", Side.DEBIT, floor=0)
PLAIN = (COMMITTED, CALLED_CAPITAL, GAINS, LOSSES, MANAGEMENT)  # towards nobody
