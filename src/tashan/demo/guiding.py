"""A guidance fund and an incubation fund of the demo, by the functions that officers use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tashan.adoption import adopting
from tashan.adoption.adopting import NewAdoption, Reviewed
from tashan.adoption.models import Conclusion
from tashan.casework.acts import By
from tashan.demo.figuring import at
from tashan.programmes.fund_models import Fund, FundSort
from tashan.programmes.funds.opening import open_fund
from tashan.programmes.investment_models import Investment, InvestmentSort
from tashan.programmes.investments.calling import NewPartner, call, commit, pay
from tashan.programmes.investments.investing import (
    NewInvestment,
    decide,
    leave,
    meet,
    pay_tranche,
    value,
    write_off,
)
from tashan.programmes.investments.returning import distribute
from tashan.record.models import User
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, EntityName

OPENED, PAID = date(2026, 1, 19), date(2026, 2, 27)
WAN = 10_000_00
PARTNERS = ((9_000, True), (5_000, False), (4_000, False), (2_000, False))
INVESTED = (
    ("投决〔2026〕1号", ((1_200, "工商变更完成"), (800, "二期厂房投产"))),
    ("投决〔2026〕2号", ((600, "工商变更完成"),)),
    ("投决〔2026〕3号", ((900, "取得发明专利"),)),
    ("投决〔2026〕4号", ((400, "样机通过检测"),)),
    ("投决〔2026〕5号", ((700, "首批订单交付"), (700, "年产值过亿"))),
)


def guide(place: str, people: Mapping[str, User]) -> None:
    """Both funds, once: doing it again changes nothing."""
    if Fund.objects.filter(sort__in=[FundSort.GUIDANCE, FundSort.INCUBATION]).exists():
        return
    hands = Hands(people)
    firms = list(
        Entity.objects.filter(kind=Kind.ENTERPRISE, merged_into=None).order_by("pk")[60:72]
    )
    fund = hands.opened(place, "government_guidance", "他山县产业引导基金", FundSort.GUIDANCE)
    hands.paid_in(fund, PARTNERS, [treasury(), *firms[:3]], 8_000)
    held = [
        hands.invested(fund, firm, document, steps)
        for firm, (document, steps) in zip(firms[4:9], INVESTED, strict=True)
    ]
    for row, wan in zip(held[:3], (1_500, 780, 900), strict=True):
        value(row, wan * WAN, "年度估值报告", by=hands.by("fundhandler", date(2026, 9, 30)))
    leave(held[1], 960 * WAN, "股权转让协议", by=hands.by("cashier", date(2026, 10, 20)))
    write_off(held[3], "企业破产清算，决策程序合规，已尽职免责",
              by=hands.by("fundchief", date(2026, 11, 5)))  # fmt: skip
    value(held[4], 700 * WAN, "投后估值", by=hands.by("fundhandler", date(2026, 11, 9)))
    distribute(fund, 500 * WAN, "分配决议〔2026〕1号", by=hands.by("cashier", date(2026, 11, 12)))
    small = hands.opened(place, "incubation", "他山县创业孵化基金", FundSort.INCUBATION)
    hands.paid_in(small, ((1_000, True),), [treasury()], 300)
    hands.invested(small, firms[10], "孵化〔2026〕1号", ((10, "入孵签约"), (20, "产品上线")),
                   sort=InvestmentSort.GRANT)  # fmt: skip


def treasury() -> Entity:
    """The finance bureau, which puts the county's money in."""
    rows = EntityName.objects.filter(entity__kind=Kind.OFFICE, name__endswith="财政局")
    return rows.select_related("entity").order_by("pk")[0].entity


class Hands:
    """Who does what, and on which day."""

    def __init__(self, people: Mapping[str, User]) -> None:
        self.people = people

    def by(self, username: str, on: date) -> By:
        return By(self.people[username], at(on), on)

    def opened(self, place: str, mechanism: str, title: str, sort: FundSort) -> Fund:
        steward = self.people["steward"]
        adoption = adopting.adopt(
            NewAdoption(mechanism, title, place, OPENED), actor=steward, at=at(OPENED)
        )
        said = Reviewed(Conclusion.PASSES, "他市监竞审〔2026〕6号", "他山县市场监督管理局", OPENED)
        adopting.record_review(adoption, said, actor=steward, at=at(OPENED))
        return open_fund(adoption, "fund", sort, on=OPENED, actor=steward, at=at(OPENED),
                         approval="青政函〔2026〕8号")  # fmt: skip

    def paid_in(
        self, fund: Fund, told: tuple[tuple[int, bool], ...], parties: list[Entity], wan: int
    ) -> None:
        handler, chief = self.by("fundhandler", OPENED), self.by("fundchief", OPENED)
        partners = [
            commit(fund, NewPartner(party, n * WAN, "合伙协议", gov), by=handler)
            for party, (n, gov) in zip(parties, told, strict=True)
        ]
        made = call(fund, wan * WAN, PAID, "缴款通知〔2026〕1号", by=chief)
        for one in partners:
            pay(made, one, made.shares[str(one.pk)], by=self.by("cashier", PAID))

    def invested(
        self, fund: Fund, target: Entity, document: str, steps: tuple[tuple[int, str], ...],
        sort: InvestmentSort = InvestmentSort.EQUITY,
    ) -> Investment:  # fmt: skip
        """Decided, with the first of its milestones met and paid."""
        new = NewInvestment(target, sort, document, [(says, wan * WAN) for wan, says in steps])
        made = decide(fund, new, by=self.by("fundchief", date(2026, 3, 20)))
        first = made.tranches.get(position=1)
        meet(first, "登记材料和现场核查", by=self.by("fundhandler", date(2026, 4, 10)))
        pay_tranche(first, by=self.by("cashier", date(2026, 4, 15)))
        return Investment.objects.select_related("fund", "target").get(pk=made.pk)
