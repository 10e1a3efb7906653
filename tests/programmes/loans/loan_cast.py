"""A bridge-loan fund as it is run: its office, its cashier, a firm with its agent, a bank."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import cast
from tests.casework import making
from tests.registry import people_and_places as county

from tashan.adoption import adopting
from tashan.adoption.adopting import NewAdoption, Reviewed
from tashan.adoption.models import Conclusion
from tashan.casework.acts import By
from tashan.programmes.fund_models import Borrower, Fund, FundSort, Loan
from tashan.programmes.funds.opening import open_fund, pay_in
from tashan.programmes.loans.applying import NewLoan, apply
from tashan.programmes.loans.approving import approve
from tashan.programmes.loans.paying import pay_out
from tashan.programmes.loans.promising import promise
from tashan.programmes.loans.renewing import renew
from tashan.programmes.loans.repaying import pay_fee, repay
from tashan.programmes.loans.reviewing import review
from tashan.record.models import User
from tashan.registry.belonging import belong
from tashan.registry.kinds import Capacity
from tashan.registry.models import Entity

OPENED = date(2026, 1, 5)
DAY = date(2026, 3, 2)  # a Monday
WAN = 10_000_00  # ten thousand yuan in fen


def by(user: User, on: date = DAY) -> By:
    return By(user, making.moment(on), on)


class Money:
    """The fund of Donghai's rules in our county, with so many fen of capital."""

    def __init__(
        self, capital: int = 2_000 * WAN, mechanism: str = "bridge_loan_donghai",
        sort: FundSort = FundSort.BRIDGE,
    ) -> None:  # fmt: skip
        making.home()
        self.office = making.office("金融服务中心")
        for duty in ("fund_office", "fund_cashier"):
            making.holds(duty, self.office)
        self.handler = making.officer("fundhandler", "handler", at=self.office)
        self.chief = making.officer("fundchief", "chief", at=self.office)
        self.cashier = making.officer("cashier", "cashier", at=self.office)
        self.bank = making.enterprise("他山农村信用合作社", 90)
        self.clerk = clerk("clerk", self.bank)
        self.fund = fund(mechanism, self.cashier, capital, sort)
        self.firms = 0

    def firm(self) -> tuple[Entity, User]:
        """Another enterprise in business, and its agent."""
        self.firms += 1
        firm = making.enterprise(f"他山轴承{self.firms}厂", 100 + self.firms)
        return firm, making.agent(f"agent{self.firms}", firm)

    def applied(self, asked: int = 100 * WAN, on: date = DAY, **said: Any) -> Loan:
        firm, agent = self.firm()
        new = NewLoan(**self.told(firm, asked, on) | said)
        return apply(self.fund, new, by=by(agent, on))

    def told(self, firm: Entity, asked: int = 100 * WAN, on: date = DAY) -> dict[str, Any]:
        """What an application says."""
        return {
            "firm": firm, "borrower": Borrower.COMPANY, "bank": self.bank,
            "bank_loan": f"HT-{firm.pk}", "account": "6230 0001", "matures_on": on,
            "owed": asked, "asked": asked,
        }  # fmt: skip

    def approved(self, asked: int = 100 * WAN, on: date = DAY, **said: Any) -> Loan:
        """Applied, reviewed, promised enough, and approved whole."""
        loan = review(self.applied(asked, on, **said), True, by=by(self.handler, on))
        loan = promise(loan, 2 * asked, on, "承诺函一号", by=by(self.clerk, on))
        return approve(loan, asked, by=by(self.chief, on))

    def drawn(self, asked: int = 100 * WAN, on: date = DAY, **said: Any) -> Loan:
        return pay_out(self.approved(asked, on, **said), by=by(self.cashier, on))

    def repaid(self, loan: Loan, on: date) -> Loan:
        """Renewed and paid back on a day."""
        loan = renew(loan, 2 * (loan.approved or 0), "新贷一号", by=by(self.clerk, on))
        return repay(loan, loan.approved or 0, by=by(self.cashier, on))

    def settled(self, loan: Loan, on: date) -> Loan:
        loan = self.repaid(loan, on)
        return pay_fee(loan, loan.fee or 0, by=by(self.cashier, on)) if loan.fee else loan


def clerk(username: str, bank: Entity) -> User:
    """A clerk of the bank."""
    user = making.person(username, "clerk")
    if not user.belongings.exists():
        belong(user, bank, Capacity.CLERK, since=county.LONG_AGO, source=county.source())
    return user


def fund(mechanism: str, actor: User, capital: int, sort: FundSort = FundSort.BRIDGE) -> Fund:
    """The fund of a shipped mechanism, reviewed, opened and paid into."""
    new = NewAdoption(mechanism, mechanism, "999901", OPENED)
    adoption = adopting.adopt(new, actor=county.clerk(), at=cast.AT)
    said = Reviewed(Conclusion.PASSES, "公审〔2026〕1号", "市场监督管理局", OPENED)
    adopting.record_review(adoption, said, actor=county.clerk(), at=cast.AT)
    at = making.moment(OPENED)
    made = open_fund(adoption, "pool", sort, on=OPENED, actor=actor, at=at)
    if capital:
        pay_in(made, capital, "县财政注入", on=OPENED, actor=actor, at=at)
    return made
