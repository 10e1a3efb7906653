"""A year of the bridge fund and the mutual-aid fund, by the functions that officers use.

What happened first is entered first, whichever loan it is of.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from tashan.adoption import adopting
from tashan.adoption.adopting import NewAdoption, Reviewed
from tashan.adoption.models import Conclusion
from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.calendars import in_force
from tashan.demo.figuring import at
from tashan.demo.invented.lent import LABEL, MEMBERS, MUTUAL, STORIES, Lent, Outcome
from tashan.demo.invented.world import BANK
from tashan.programmes.fund_models import Borrower, Fund, FundSort
from tashan.programmes.funds.opening import open_fund, pay_in
from tashan.programmes.loans import recovering
from tashan.programmes.loans.applying import NewLoan, apply
from tashan.programmes.loans.approving import approve, reject, withdraw
from tashan.programmes.loans.members import member_pays_in
from tashan.programmes.loans.paying import pay_out
from tashan.programmes.loans.promising import decline, promise
from tashan.programmes.loans.renewing import renew
from tashan.programmes.loans.repaying import pay_fee, repay
from tashan.programmes.loans.reviewing import review
from tashan.record import sources
from tashan.record.models import User
from tashan.registry import changes
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, EntityName

OPENED = date(2026, 1, 12)
WAN = 10_000_00
OWN = (0, 24)  # the stories of the agent's enterprise
FUNDS = (
    ("bridge_loan_donghai", "他山县企业转贷应急资金", FundSort.BRIDGE, 2_000),
    ("mutual_aid_fund", "他山县企业应急互助基金", FundSort.MUTUAL, 500),
)


@dataclass(frozen=True, slots=True)
class Hands:
    """Who does what."""

    steward: User
    handler: User
    chief: User
    cashier: User
    clerk: User


def lend(place: str, people: Mapping[str, User]) -> None:
    """Both funds with their loans, once: doing it again changes nothing."""
    if Fund.objects.filter(sort__in=[FundSort.BRIDGE, FundSort.MUTUAL]).exists():
        return
    hands = Hands(*(people[n] for n in ("steward", "fundhandler", "fundchief", "cashier", "clerk")))
    bridge, mutual = (_fund(place, *told, hands) for told in FUNDS)
    year = Year(bridge, hands, timezone.localdate(), _bank())
    firms = _firms(people["agent"])
    for number, story in enumerate(STORIES):
        year.tell(story, firms[0 if number in OWN else number], bridge)
    members = firms[-MEMBERS:]
    source = sources.entry("互助基金会员名册", actor=hands.steward, at=at(OPENED))
    for firm in members:
        changes.label(firm, LABEL, since=OPENED, source=source)
        _members_pay(mutual, firm, hands)
    for number, story in enumerate(MUTUAL):
        year.tell(story, members[number], mutual)
    year.run()


def _fund(
    place: str, mechanism: str, title: str, sort: FundSort, wan: int, hands: Hands
) -> Fund:  # fmt: skip
    new = NewAdoption(mechanism, title, place, OPENED)
    adoption = adopting.adopt(new, actor=hands.steward, at=at(OPENED))
    said = Reviewed(Conclusion.PASSES, "他市监竞审〔2026〕2号", "他山县市场监督管理局", OPENED)
    adopting.record_review(adoption, said, actor=hands.steward, at=at(OPENED))
    fund = open_fund(adoption, "pool", sort, on=OPENED, actor=hands.steward, at=at(OPENED))
    if sort is FundSort.BRIDGE:
        says = "县财政注入，他财企〔2026〕3号"
        pay_in(fund, wan * WAN, says, on=OPENED, actor=hands.cashier, at=at(OPENED))
    return fund


def _members_pay(fund: Fund, firm: Entity, hands: Hands) -> None:
    """Each member pays in the same, by the articles of the fund."""
    share = FUNDS[1][3] * WAN // MEMBERS // 100 * 100
    member_pays_in(fund, firm, share, "会员缴纳互助金", on=OPENED, actor=hands.cashier,
                   at=at(OPENED))  # fmt: skip


def _bank() -> Entity:
    row = EntityName.objects.filter(entity__kind=Kind.ENTERPRISE, name=BANK, replaced=None).first()
    assert row is not None
    return row.entity


def _firms(agent: User) -> list[Entity]:
    """The agent's enterprise first, then others of the county that are in business."""
    own = agent.belongings.get(replaced=None).entity
    rows = Entity.objects.filter(
        kind=Kind.ENTERPRISE, merged_into=None, enterprise_facts__replaced=None,
        enterprise_facts__standing="operating", enterprise_facts__until=None,
        enterprise_facts__industry__startswith="C", credit_events=None,
    )  # fmt: skip
    return [own, *rows.exclude(pk=own.pk).distinct().order_by("pk")[: len(STORIES) + MEMBERS]]


Doing = Callable[[], None]


@dataclass
class Year:
    """All that happens, in the order of its days."""

    fund: Fund
    hands: Hands
    today: date
    bank: Entity
    _queue: list[tuple[date, int, Doing]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    def tell(self, story: Lent, firm: Entity, fund: Fund) -> None:
        """A loan from its application on, as far as its story goes."""
        course = _Course(self, story, firm, fund)
        self.on(story.ago, course.apply)

    def on(self, ago: int, doing: Doing) -> None:
        """So many days ago, on the next working day at or after it, never after today."""
        day = self.today - timedelta(days=ago)
        is_working = in_force().calendar.is_working
        while not is_working(day) and day < self.today:
            day += timedelta(days=1)
        if day <= self.today:
            heapq.heappush(self._queue, (day, next(self._numbers), doing))

    def run(self) -> None:
        while self._queue:
            self.day, _number, doing = heapq.heappop(self._queue)
            doing()

    def by(self, user: User) -> By:
        return By(user, at(self.day), self.day)


@dataclass
class _Course:
    year: Year
    story: Lent
    firm: Entity
    fund: Fund

    def apply(self) -> None:
        told, hands = self.story, self.year.hands
        fen = told.wan * WAN
        new = NewLoan(
            self.firm, Borrower(told.borrower), self.year.bank, f"农信借〔2025〕{told.number}号",
            f"6228{told.number:08d}", self.year.day + timedelta(days=told.before), fen, fen,
        )  # fmt: skip
        self.loan = apply(self.fund, new, by=self.year.by(hands.handler))
        if told.outcome is not Outcome.APPLIED:
            self.year.on(told.ago - 1, self.review)

    def review(self) -> None:
        hands, told = self.year.hands, self.story
        passes = told.outcome is not Outcome.REFUSED
        says = "" if passes else "自筹资金没有到位"
        self.loan = review(self.loan, passes, says, by=self.year.by(hands.handler))
        if passes and told.outcome is not Outcome.REVIEWED:
            then = self.promise if self.loan.needs_promise else self.approve
            self.year.on(told.ago - 2, then)

    def promise(self) -> None:
        hands, told, by = self.year.hands, self.story, self.year.by(self.year.hands.clerk)
        if told.outcome is Outcome.DECLINED:
            decline(self.loan, "续贷额度没有批下来", by=by)
            return
        until = self.year.day + timedelta(days=told.before + 5)
        letter = f"农信续承〔2026〕{told.number}号"
        self.loan = promise(self.loan, told.promised * WAN, until, letter, by=by)
        if told.outcome is Outcome.PROMISED:
            return
        if told.outcome is Outcome.REJECTED:
            reject(self.loan, "用途与原贷款不一致", by=self.year.by(hands.chief))
            return
        self.year.on(told.ago - 3, self.approve)

    def approve(self) -> None:
        self.loan = approve(
            self.loan, self.story.lent * WAN, by=self.year.by(self.year.hands.chief)
        )
        if self.story.outcome is Outcome.WITHDRAWN:
            by = self.year.by(self.year.hands.handler)
            withdraw(self.loan, "企业已用自有资金还贷", by=by)
        elif self.story.outcome is not Outcome.APPROVED:
            self.year.on(self.story.ago - self.story.before, self.pay_out)

    def pay_out(self) -> None:
        try:
            self.loan = pay_out(self.loan, by=self.year.by(self.year.hands.cashier))
        except UserError:  # the pool is short: it waits in the queue
            return
        back = self.story.ago - self.story.before - self.story.days + 1
        if self.story.outcome in (Outcome.SETTLED, Outcome.FEE_DUE, Outcome.RENEWED):
            self.year.on(back, self.renew)
        elif self.story.outcome in (Outcome.RECOVERED, Outcome.RECOVERING):
            self.year.on(self.story.ago - self.story.before - 18, self.begin_recovery)

    def renew(self) -> None:
        by, told = self.year.by(self.year.hands.clerk), self.story
        if self.loan.needs_promise:
            contract = f"农信借〔2026〕{told.number}号"
            self.loan = renew(self.loan, told.promised * WAN, contract, by=by)
        if told.outcome is Outcome.RENEWED:
            return
        by = self.year.by(self.year.hands.cashier)
        self.loan = repay(self.loan, told.lent * WAN, by=by)
        if told.outcome is Outcome.SETTLED and self.loan.fee:
            self.loan = pay_fee(self.loan, self.loan.fee, by=by)

    def begin_recovery(self) -> None:
        by = self.year.by(self.year.hands.chief)
        self.loan = recovering.begin(self.loan, "他金转追〔2026〕1号", by=by)
        if self.story.outcome is Outcome.RECOVERED:
            by = self.year.by(self.year.hands.cashier)
            self.loan = recovering.recover(self.loan, self.story.lent * WAN, "处置抵押物", by=by)
            self.loan = pay_fee(self.loan, self.loan.fee or 0, by=by)
