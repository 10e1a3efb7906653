"""A guarantee fund of 50 million yuan with a bank, firms, and everybody who acts on it."""

from __future__ import annotations

from datetime import date

from tests import cast
from tests.casework import making
from tests.programmes.match_cast import County, steward
from tests.registry import people_and_places as places

from tashan.adoption import adopting
from tashan.adoption.models import Adoption, Conclusion
from tashan.casework.acts import By
from tashan.programmes.fund_models import Fund, FundSort
from tashan.programmes.funds.opening import open_fund, pay_in
from tashan.programmes.guarantee_models import Guarantee
from tashan.programmes.guarantees import applying, claiming, deciding, granting, paying
from tashan.programmes.guarantees.applying import NewGuarantee
from tashan.programmes.guarantees.granting import BankLoan
from tashan.record.models import User
from tashan.registry.belonging import belong
from tashan.registry.kinds import Capacity
from tashan.registry.models import Entity

SINCE = date(2026, 1, 1)
ON = date(2026, 11, 2)
WAN = 1_000_000  # ten thousand yuan in fen
ASSETS = 5_000 * WAN


def by(user: User, on: date = ON) -> By:
    return By(user, making.moment(max(on, ON)), on)


def adoption(actor: User, **values: object) -> Adoption:
    """The county guarantees by the file of the library, with what differs here."""
    found = County.adopted(_Actor(actor), "credit_guarantee", "信用担保", **values)  # type: ignore[arg-type]
    said = adopting.Reviewed(Conclusion.PASSES, "审查意见9号", "县市场监管局", ON)
    adopting.record_review(found, said, actor=actor, at=cast.AT)
    return found


class _Actor:
    def __init__(self, actor: User) -> None:
        self.actor = actor


class Guaranteeing:
    """The fund, its people, 他山农商行 with its clerk, and 恒川电子 with its agent."""

    def __init__(self, *, capital: int = ASSETS, **values: object) -> None:
        self.place = making.home()
        self.office = making.office("金融服务中心")
        self.steward = User.objects.filter(username="qiao").first() or steward()
        self.fund = self._fund(capital, values)
        self.bank = making.enterprise("他山农商行", 88)
        self.firm = making.enterprise("恒川电子", 7)
        self.handler = making.officer("yin", "handler", at=self.office)
        self.chief = making.officer("cao", "chief", at=self.office)
        self.cashier = making.officer("jin", "cashier", at=self.office)
        self.agent = making.agent("agent-of-hengchuan", self.firm)
        self.clerk = making.person("clerk-of-bank", "clerk")
        if not self.clerk.belongings.exists():
            source = places.source()
            belong(self.clerk, self.bank, Capacity.CLERK, since=places.LONG_AGO, source=source)

    def _fund(self, capital: int, values: dict[str, object]) -> Fund:
        held = adoption(self.steward, **values)
        fund = open_fund(held, "fund", FundSort.GUARANTEE, on=SINCE, actor=self.steward, at=cast.AT)
        if capital:
            pay_in(fund, capital, "县财政拨入", on=SINCE, actor=self.steward, at=cast.AT)
        return fund

    def applied(
        self, asked: int = 300 * WAN, *, firm: Entity | None = None, months: int = 12,
        is_farm: bool = False, on: date = ON,
    ) -> Guarantee:  # fmt: skip
        new = NewGuarantee(firm or self.firm, self.bank, asked, months, "购买原材料", is_farm)
        return applying.apply(self.fund, new, by=by(self.agent, on))

    def approved(self, asked: int = 300 * WAN, *, on: date = ON, **more: object) -> Guarantee:
        row = self.applied(asked, on=on, **more)  # type: ignore[arg-type]
        deciding.review(row, "材料齐全", passes=True, by=by(self.handler, on))
        return deciding.approve(row, asked, "同意担保", by=by(self.chief, on))

    def granted(
        self, asked: int = 300 * WAN, *, loan: int | None = None, on: date = ON, **more: object
    ) -> Guarantee:
        row = self.approved(asked, on=on, **more)
        made = BankLoan(loan or asked, f"借字第{row.pk}号")
        return granting.grant(row, made, by=by(self.cashier, on))

    def claimed(self, asked: int = 300 * WAN, loss: int | None = None) -> Guarantee:
        row = self.granted(asked)
        claiming.claim(row, loss or asked, "代偿通知书1号", "逾期九十天", by=by(self.clerk))
        return row

    def paid(self, asked: int = 300 * WAN, loss: int | None = None) -> Guarantee:
        row = self.claimed(asked, loss)
        claiming.review_claim(row, loss or asked, "情况属实", by=by(self.chief))
        paying.pay_claim(row, by=by(self.cashier))
        row.refresh_from_db()
        return row
