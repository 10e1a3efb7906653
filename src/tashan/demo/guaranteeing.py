"""A guarantee fund of the demo with guarantees in every state, moved as its people move them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone

from tashan.adoption import adopting
from tashan.adoption.adopting import NewAdoption, Reviewed
from tashan.adoption.models import Adoption, Conclusion
from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.demo.figuring import at
from tashan.demo.invented.world import BANK
from tashan.programmes.fund_models import Fund, FundSort
from tashan.programmes.funds.opening import open_fund, pay_in
from tashan.programmes.guarantee_models import Guarantee, SecurityKind, WatchLevel
from tashan.programmes.guarantees import (
    claiming,
    deciding,
    granting,
    paying,
    releasing,
    securing,
)
from tashan.programmes.guarantees.applying import NewGuarantee, apply
from tashan.programmes.guarantees.granting import BankLoan
from tashan.programmes.guarantees.securing import NewSecurity
from tashan.record.models import User
from tashan.registry.belonging import entity_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, EntityName

MECHANISM = "credit_guarantee"
ADOPTED = date(2026, 1, 1)
OPENED = date(2026, 1, 20)
FIRST = date(2026, 2, 9)
REVIEW = "他市监竞审〔2026〕9号"
WAN = 1_000_000  # ten thousand yuan in fen
ASSETS = 5_000 * WAN
STEP, LATEST = 8, date(2026, 11, 20)  # days from one application to the next
# what becomes of each application, and how much it asks for in ten thousand yuan
STORIES: tuple[tuple[str, int], ...] = (
    ("released", 200), ("recovering", 300), ("granted", 480), ("granted", 150), ("released", 80),
    ("watched", 260), ("granted", 320), ("rejected", 400), ("written_off", 60), ("granted", 90),
    ("part_repaid", 300), ("granted", 210), ("recovered", 50), ("granted", 450), ("serious", 180),
    ("part_repaid", 240), ("granted", 120), ("withdrawn", 100), ("granted", 360), ("claimed", 140),
    ("granted", 70), ("granted", 280), ("accepted", 110), ("granted", 160), ("granted", 330),
    ("approved", 200), ("granted", 95), ("approved", 380), ("reviewed", 130), ("applied", 220),
)  # fmt: skip
NAMES = ("fundhandler", "fundchief", "cashier", "clerk", "steward")
ENDED_EARLY = ("applied", "reviewed", "approved", "rejected", "withdrawn")


@dataclass(frozen=True, slots=True)
class Hands:
    """Who acts, and for which bank."""

    handler: User
    chief: User
    cashier: User
    clerk: User
    steward: User
    bank: Entity


@transaction.atomic
def guarantee_loans(place: str, people: Mapping[str, User]) -> bool:
    """The fund and its guarantees; whether they are new. Done twice it changes nothing."""
    if Adoption.objects.filter(mechanism=MECHANISM, place=place).exists():
        return False
    named = EntityName.objects.filter(name=BANK, entity__kind=Kind.ENTERPRISE).first()
    if named is None or not set(NAMES) <= people.keys():
        return False
    handler, chief, cashier, clerk, steward = (people[name] for name in NAMES)
    hands = Hands(handler, chief, cashier, clerk, steward, named.entity)
    fund = _fund(place, hands.steward)
    last = min(LATEST, timezone.localdate() - timedelta(days=1))
    firms = _firms(people["agent"], hands.bank)
    made = [
        (story, row)
        for number, (story, wan) in enumerate(STORIES)
        if (on := FIRST + timedelta(days=STEP * number)) <= last
        and (row := _begin(fund, firms, wan, hands, on)) is not None
    ]
    for story, row in made:
        _early(story, row, hands)
    for story, row in made:
        if story not in ENDED_EARLY:
            _later(story, row, hands, last)
    return True


def _fund(place: str, steward: User) -> Fund:
    new = NewAdoption(MECHANISM, "他山县企业信用担保", place, ADOPTED, {})
    held = adopting.adopt(new, actor=steward, at=at(ADOPTED))
    said = Reviewed(Conclusion.PASSES, REVIEW, "他山县市场监督管理局", date(2026, 1, 12))
    adopting.record_review(held, said, actor=steward, at=at(OPENED))
    fund = open_fund(held, "fund", FundSort.GUARANTEE, on=OPENED, actor=steward, at=at(OPENED))
    says = "县财政拨入担保资金，他财预〔2026〕11号"
    pay_in(fund, ASSETS, says, on=OPENED, actor=steward, at=at(OPENED))
    return fund


def _firms(agent: User, bank: Entity) -> Iterator[Entity]:
    """The agent's own firm first, then every ninth of the register."""
    own = entity_of(agent, FIRST)
    if own is not None:
        yield own
    rows = Entity.objects.filter(kind=Kind.ENTERPRISE, merged_into=None).exclude(pk=bank.pk)
    others = rows.exclude(pk=own.pk if own else 0).order_by("pk")
    yield from islice(others.iterator(), 0, 4_000, 3)


def _by(user: User, on: date) -> By:
    return By(user, at(on), on)


def _begin(
    fund: Fund, firms: Iterator[Entity], wan: int, hands: Hands, on: date
) -> Guarantee | None:
    """The next firm that meets the conditions applies."""
    for firm in firms:
        new = NewGuarantee(firm, hands.bank, wan * WAN, 12, "补充流动资金，购买原材料")
        try:
            return apply(fund, new, by=_by(hands.handler, on))
        except UserError:
            continue
    return None


def _early(story: str, row: Guarantee, hands: Hands) -> None:
    """From the application to the guarantee, or as far as it came."""
    on = row.applied_on
    if story == "applied":
        return
    review, decide = on + timedelta(days=1), on + timedelta(days=3)
    deciding.review(row, "材料齐全，实地看过", passes=True, by=_by(hands.handler, review))
    if story == "rejected":
        deciding.reject(row, "现金流不足以还款", by=_by(hands.chief, decide))
    if story in ("reviewed", "rejected"):
        return
    security = NewSecurity(
        SecurityKind.MORTGAGE, "厂房抵押", row.asked, f"他山县不动产抵押证明第{row.pk:04d}号"
    )
    securing.secure(row, security, by=_by(hands.handler, review))
    deciding.approve(row, row.asked, "同意担保", by=_by(hands.chief, decide))
    if story == "withdrawn":
        deciding.withdraw(row, "改用自有资金", by=_by(hands.handler, decide))
    if story in ENDED_EARLY:
        return
    loan = BankLoan(row.asked + row.asked // 4, f"他农信借字〔2026〕{row.pk:03d}号")
    granting.grant(row, loan, by=_by(hands.cashier, on + timedelta(days=4)))
    row.refresh_from_db()


def _later(story: str, row: Guarantee, hands: Hands, last: date) -> None:
    """What happened since it was granted."""
    assert row.granted_on is not None
    since = row.granted_on
    assert row.loan is not None

    def day(n: int) -> date:
        return min(since + timedelta(days=n), last)

    if story == "released":
        releasing.report_repayment(row, row.loan // 2, "还款回单", by=_by(hands.clerk, day(60)))
        rest = row.loan - row.loan // 2
        releasing.report_repayment(row, rest, "结清证明", by=_by(hands.clerk, day(150)))
    elif story == "part_repaid":
        releasing.report_repayment(row, row.loan // 3, "还款回单", by=_by(hands.clerk, day(60)))
    elif story in ("watched", "serious"):
        _watch(story, row, hands, day(45))
    elif story != "granted":
        _claim(story, row, hands, day)
    if story == "granted":
        says = "生产正常，按月付息"
        securing.inspect(row, WatchLevel.NORMAL, says, by=_by(hands.handler, day(90)))


def _watch(story: str, row: Guarantee, hands: Hands, on: date) -> None:
    level, says = WatchLevel.WARNING, "主要客户订单减少三成，付息迟了五天"
    if story == "serious":
        level, says = WatchLevel.SERIOUS, "停产两周，工资拖欠一个月"
    next_by = on + timedelta(days=30)
    securing.inspect(row, level, says, next_by=next_by, by=_by(hands.handler, on))


def _claim(story: str, row: Guarantee, hands: Hands, day: Callable[[int], date]) -> None:
    """Claimed, and as far as the story goes: accepted, paid, recovered, written off."""
    assert row.guaranteed is not None
    securing.inspect(row, WatchLevel.SERIOUS, "贷款逾期", by=_by(hands.handler, day(40)))
    document, says = f"他农信代偿〔2026〕{row.pk:03d}号", "逾期超过九十天，催收无果"
    claiming.claim(row, row.guaranteed, document, says, by=_by(hands.clerk, day(60)))
    if story == "claimed":
        return
    claiming.review_claim(row, row.guaranteed, "情况属实", by=_by(hands.chief, day(65)))
    if story == "accepted":
        return
    paying.pay_claim(row, by=_by(hands.cashier, day(70)))
    cashier = hands.cashier
    owed = row.guaranteed * row.reguarantee_share // 10_000
    paying.receive(row, "reguarantee", owed, "再担保补偿批复", by=_by(cashier, day(80)))
    part = row.guaranteed if story == "recovered" else row.guaranteed // 3
    paying.recover(row, part, "拍卖抵押厂房所得", by=_by(cashier, day(90)))
    if story == "written_off":
        paying.write_off(row, "他财〔2026〕88号", by=_by(hands.steward, day(100)))
