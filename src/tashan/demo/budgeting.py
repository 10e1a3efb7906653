"""Budgets of the demo: lists that draw on one, a payment, a claim back, a round of honours.

Everything goes through the functions that officers use; doing it twice changes nothing.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from tashan.adoption import current
from tashan.adoption.adopting import NewAdoption, Reviewed, adopt, record_review
from tashan.adoption.models import Adoption, Conclusion
from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.mechanisms.programme import Mode
from tashan.programmes import awards, lists
from tashan.programmes.budgets.opening import NewBudget, open_budget
from tashan.programmes.models import (
    AwardList,
    AwardState,
    Budget,
    ListState,
    NominationRound,
    Payment,
)
from tashan.programmes.nominations.nominating import Named, nominate, score
from tashan.programmes.nominations.opening import open_round
from tashan.programmes.nominations.seeing import office_of
from tashan.programmes.offers import offer
from tashan.programmes.payments import claiming, drafting, paying, readying
from tashan.programmes.running import run
from tashan.record import sources
from tashan.record.models import User
from tashan.registry import changes
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, Label

YEAR = 2026
WAN = 10_000_00
SINCE = date(2026, 1, 1)
LISTED = date(2026, 3, 2)
TITLE = "2026年惠企奖补资金"


class Hands:
    """Who does what: a steward, an analyst who drafts, a cashier who pays."""

    def __init__(self, steward: User, analyst: User, cashier: User) -> None:
        self.steward, self.analyst, self.cashier = steward, analyst, cashier
        self.now = timezone.now()

    def by(self, user: User) -> By:
        return By(user, self.now, timezone.localdate(self.now))


def fill(place: str, hands: Hands) -> None:
    """One budget, a listing award that is paid and claimed back, honours that are nominated."""
    if Budget.objects.filter(title=TITLE).exists():
        return
    adoptions = {row.mechanism: row for row in Adoption.objects.filter(place=place)}
    growth = adoptions.get("growth_enterprises") or _adopted(
        "growth_enterprises", "他山县成长型企业倍增办法（示范数据）", place, hands
    )
    growth = _reviewed(growth, hands)
    parts = [(growth, "listing_award")]
    given = adoptions.get("awards")
    if given is not None:
        parts += [(given, "equipment"), (given, "srdi")]
    new = NewBudget(YEAR, TITLE, parts, "他财企〔2026〕1号（虚构）", 3000 * WAN)
    budget = open_budget(new, by=hands.by(hands.steward))
    _pay_listing(budget, growth, hands)
    if given is not None:
        _pay_confirmed(budget, given, hands)
    _honours(place, hands)


def _adopted(mechanism: str, title: str, place: str, hands: Hands) -> Adoption:
    made = adopt(NewAdoption(mechanism, title, place, SINCE), actor=hands.steward, at=hands.now)
    return _reviewed(made, hands)


def _reviewed(made: Adoption, hands: Hands) -> Adoption:
    """With the conclusion of a fair competition review, where there is none yet."""
    if current.is_reviewed(made):
        return made
    said = Reviewed(Conclusion.PASSES, "他市监审〔2026〕6号（虚构）", "县市场监管局", SINCE)
    record_review(made, said, actor=hands.steward, at=hands.now)
    return made


def _firms(number: int) -> list[Entity]:
    """The first enterprises that no other part of the demo needs."""
    rows = Entity.objects.filter(kind=Kind.ENTERPRISE, merged_into=None).order_by("pk")
    return list(rows[20 : 20 + number])


def _pay_listing(budget: Budget, growth: Adoption, hands: Hands) -> None:
    """Two firms are tutored and paid; one withdraws its filing and gives half of it back."""
    source = sources.entry("上市进度（虚构）", actor=hands.steward, at=hands.now)
    for firm in _firms(2):
        if not Label.objects.filter(entity=firm, code="上市辅导备案", replaced=None).exists():
            changes.label(firm, "上市辅导备案", since=LISTED, source=source)
    on = timezone.localdate(hands.now)
    found = run([offer(growth, "listing_award", on)], on, actor=hands.steward, at=hands.now)
    try:
        made = lists.draft(found.programmes.get(), actor=hands.steward, at=hands.now)
        made = lists.confirm(made, actor=hands.steward, at=hands.now)
        readying.make_payable(made, by=hands.by(hands.steward))
    except UserError as error:
        print(error)
        return
    payments = _paid(budget, hands)
    paying.file(payments[0].list, by=hands.by(hands.cashier))
    by = hands.by(hands.steward)
    claim = claiming.claim_back(payments[0], "moved_back", "他金办〔2026〕12号（虚构）", by=by)
    claiming.refund(claim, claim.fen // 5 * 2, "来款回单0001", by=hands.by(hands.cashier))


def _paid(budget: Budget, hands: Hands) -> list[Payment]:
    """The payment list of all that is payable, drafted, approved and paid by three people."""
    made = drafting.draft(budget, by=hands.by(hands.analyst))
    drafting.approve(made, by=hands.by(hands.steward))
    rows = list(made.payments.order_by("pk"))
    for number, row in enumerate(rows, start=1):
        account, receipt = f"6228 0100 {row.award_id:06d}", f"回单{made.pk:04d}-{number:03d}"
        paying.pay(row, account, receipt, by=hands.by(hands.cashier))
    return [Payment.objects.select_related("list__budget__book").get(pk=row.pk) for row in rows]


def _pay_confirmed(budget: Budget, given: Adoption, hands: Hands) -> None:
    """What enterprises took of the confirmed list of titles waits on a drafted payment list."""
    for made in AwardList.objects.filter(adoption=given, part="srdi", state=ListState.CONFIRMED):
        on = timezone.localdate(hands.now)
        if offer(given, made.part, on).programme.mode is Mode.AUTOMATIC:
            for award in made.awards.filter(state=AwardState.PUSHED).order_by("pk")[:3]:
                awards.take(award, actor=hands.steward, at=hands.now)
        try:
            readying.make_payable(made, by=hands.by(hands.steward))
            drafting.draft(budget, by=hands.by(hands.analyst))
        except UserError as error:
            print(error)


def _honours(place: str, hands: Hands) -> None:
    """A round of the year that is open, with two nominations and a score."""
    if NominationRound.objects.exists():
        return
    adoption = _adopted("honours", "他山县年度表彰办法（示范数据）", place, hands)
    by = hands.by(hands.steward)
    closes = by.on + timedelta(days=14)
    made = open_round(adoption, "contributor", YEAR, closes, by=by)
    for firm, reasons in zip(_firms(2), ("稳住三百个岗位", "牵头一项国家标准"), strict=True):
        named = Named(reasons, entity=firm, office=office_of(hands.steward, by.on))
        row = nominate(made, named, by=by)
        score(row, 88, "", by=hands.by(hands.analyst))
