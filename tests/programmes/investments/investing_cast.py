"""A guidance fund of three partners in our county, and those who run it."""

from __future__ import annotations

from datetime import date

from tests import cast
from tests.casework import making
from tests.registry import people_and_places as county

from tashan.adoption import adopting
from tashan.adoption.adopting import NewAdoption, Reviewed
from tashan.adoption.models import Adoption, Conclusion
from tashan.casework.acts import By
from tashan.programmes.fund_models import FundSort
from tashan.programmes.funds.opening import open_fund
from tashan.programmes.investment_models import (
    CapitalCall,
    Investment,
    InvestmentSort,
    Partner,
)
from tashan.programmes.investments.calling import NewPartner, call, commit, pay
from tashan.programmes.investments.investing import NewInvestment, decide, meet, pay_tranche
from tashan.record.models import User

OPENED = date(2026, 1, 5)
DAY = date(2026, 3, 2)
WAN = 10_000_00


def by(user: User, on: date = DAY) -> By:
    return By(user, making.moment(on), on)


def adopted(mechanism: str) -> Adoption:
    """Adopted and reviewed."""
    new = NewAdoption(mechanism, mechanism, "999901", OPENED)
    adoption = adopting.adopt(new, actor=county.clerk(), at=cast.AT)
    said = Reviewed(Conclusion.PASSES, "公审〔2026〕1号", "市场监督管理局", OPENED)
    adopting.record_review(adoption, said, actor=county.clerk(), at=cast.AT)
    return adoption


class Guidance:
    """Commitments of 600, 300 and 101 ten thousand yuan; the first is the government's."""

    def __init__(self, mechanism: str = "government_guidance") -> None:
        making.home()
        self.office = making.office("金融服务中心")
        making.holds("fund_office", self.office)
        self.handler = making.officer("fundhandler", "handler", at=self.office)
        self.chief = making.officer("fundchief", "chief", at=self.office)
        self.cashier = making.officer("cashier", "cashier", at=self.office)
        self.fund = open_fund(
            adopted(mechanism), "fund", FundSort.GUIDANCE, on=OPENED, actor=self.cashier,
            at=making.moment(OPENED), approval="青政函〔2026〕8号",
        )  # fmt: skip
        told = ((600, True), (300, False), (101, False))
        self.partners = [self._partner(n, wan, gov) for n, (wan, gov) in enumerate(told)]

    def _partner(self, number: int, wan: int, is_government: bool) -> Partner:
        party = making.enterprise(f"出资人{number}", 200 + number)
        new = NewPartner(party, wan * WAN, "认缴承诺书", is_government)
        return commit(self.fund, new, by=by(self.handler, OPENED))

    def called(self, wan: int, on: date = OPENED) -> CapitalCall:
        return call(self.fund, wan * WAN, DAY, "缴款通知", by=by(self.chief, on))

    def paid_in(self, wan: int) -> CapitalCall:
        """Called, and paid by every partner in full."""
        made = self.called(wan)
        for one in self.partners:
            pay(made, one, made.shares[str(one.pk)], by=by(self.cashier, OPENED))
        return made

    def invested(self, wan: int, sort: InvestmentSort = InvestmentSort.EQUITY) -> Investment:
        """Decided, its one milestone met, and paid."""
        target = making.enterprise("他山新材料有限公司", 300)
        new = NewInvestment(target, sort, "投决〔2026〕1号", [("工商变更完成", wan * WAN)])
        made = decide(self.fund, new, by=by(self.chief))
        tranche = made.tranches.get()
        meet(tranche, "营业执照", by=by(self.handler))
        pay_tranche(tranche, by=by(self.cashier))
        return Investment.objects.select_related("fund", "target").get(pk=made.pk)
