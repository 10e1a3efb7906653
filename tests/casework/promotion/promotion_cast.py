"""A county that wins investors: the adopted pipeline, offices with officers, and leads."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tests import cast
from tests.casework import making
from tests.programmes.match_cast import steward

from tashan.adoption import adopting
from tashan.adoption.adopting import NewAdoption
from tashan.adoption.settings_of import Setting
from tashan.casework.acts import By
from tashan.casework.promotion import keeping, moving, owning, reviewing, signing
from tashan.casework.promotion.keeping import NewArrival
from tashan.casework.promotion.moving import Move, NewVisit
from tashan.casework.promotion.reporting import NewLead, report
from tashan.casework.promotion.reviewing import NewFairReview, Scored
from tashan.casework.promotion_models import (
    CapitalArrival,
    Currency,
    Direction,
    EvidenceKind,
    FairConclusion,
    Lead,
    LeadClaim,
    PromotionEvent,
)
from tashan.mechanisms.pipeline import LeadStage
from tashan.record import files
from tashan.record.models import StoredFile, User

SINCE, FIRST = date(2025, 1, 2), date(2026, 3, 2)
WAN = 1_000_000  # ten thousand yuan in fen
POINTS = {
    "industry": 4, "technology": 4, "scale": 12, "intensity": 12, "investor": 8,
    "environment": 4, "safety": 4, "land": 8, "planning": 4, "tax": 12, "jobs": 4,
}  # fmt: skip


def by(user: User, on: date = FIRST) -> By:
    return By(user, making.moment(max(on, date(2026, 11, 2))), on)


def evidence(text: str) -> StoredFile:
    return files.store(f"%PDF-1.4 {text}".encode(), name=f"{text}.pdf", at=cast.AT)


class Winning:
    """The team of the bureau of commerce reports; three other offices review."""

    def __init__(self, **values: object) -> None:
        self.place = making.home()
        self.steward = User.objects.filter(username="qiao").first() or steward()
        self.commerce = making.office("商务局")
        self.park_office = making.office("开发区管委会")
        self.handler = making.officer("yin", "handler", at=self.commerce)
        self.chief = making.officer("cao", "chief", at=self.commerce)
        self.rival = making.officer("luo", "handler", at=self.park_office)
        self.reviewers = [
            making.officer(name, "chief", at=making.office(office))
            for name, office in (("fang", "发展和改革局"), ("shi", "自然资源和规划局"),
                                 ("jiang", "生态环境局"))
        ]  # fmt: skip
        settings = {code: Setting(value, "本县实际") for code, value in values.items()}  # type: ignore[arg-type]
        new = NewAdoption("investment_promotion", "他山县招商引资", "999901", SINCE, settings)
        self.adoption = adopting.adopt(new, actor=self.steward, at=cast.AT)

    def leader(self) -> User:
        return making.officer("lei", "leader", at=making.office("县政府办公室"))

    def reported(self, title: str = "年产五十万套电机项目", **more: object) -> Lead:
        on = more.pop("on", FIRST)
        given: dict[str, object] = {
            "source": "team", "wanted": 12_000 * WAN, "investor_name": f"{title}投资方",
            "investor_home": "浙江省宁波市", "industry": "C3812", "registered_capital": 2_000 * WAN,
            "land_mu": Decimal("35.5"), "factory_area": Decimal(12000),
        }  # fmt: skip
        new = NewLead(self.adoption, "pipeline", title, **(given | more))  # type: ignore[arg-type]
        assert isinstance(on, date)
        return report(new, by=by(self.handler, on))

    def visited(self, lead: Lead, on: date = FIRST, direction: Direction = Direction.TO_US) -> Lead:
        new = NewVisit(direction, "总经理一行三人", "看了开发区标准厂房", "开发区")
        moving.visit(lead, new, by=by(self.handler, on))
        return lead

    def talking(self, lead: Lead, on: date = FIRST) -> Lead:
        moving.move(lead, Move(LeadStage.TALKS, "谈用地和厂房"), by=by(self.handler, on))
        return Lead.objects.get(pk=lead.pk)

    def reviewed(self, lead: Lead, on: date = FIRST, vetoes: dict[str, str] | None = None) -> Lead:
        """Three offices give 76 points each."""
        reviewing.open_review(lead, by=by(self.handler, on))
        points = {code: Decimal(one) for code, one in POINTS.items()}
        for who in self.reviewers:
            reviewing.score(lead, Scored(points, vetoes or {}), by=by(who, on))
        reviewing.close_review(lead, by=by(self.reviewers[0], on))
        return Lead.objects.get(pk=lead.pk)

    def fair(self, lead: Lead, on: date = FIRST) -> Lead:
        new = NewFairReview("公平竞争审查表1号", FairConclusion.FAIR, ("public_rent",))
        reviewing.record_fair(lead, new, by=by(self.handler, on))
        return lead

    def signed(self, lead: Lead, on: date, event: PromotionEvent | None = None) -> Lead:
        """After talks, a passed review and a fair competition review, all on the day."""
        self.fair(self.reviewed(self.talking(lead, on), on), on)
        new = signing.Signing(
            "投资协议1号", 12_000 * WAN, on + timedelta(300), on + timedelta(60),
            on + timedelta(400), event,
        )  # fmt: skip
        signing.sign(lead, new, by=by(self.handler, on))
        return Lead.objects.get(pk=lead.pk)

    def landed(self, lead: Lead, on: date) -> Lead:
        moving.land(lead, "营业执照", by=by(self.handler, on))
        return Lead.objects.get(pk=lead.pk)

    def arrived(
        self, lead: Lead, amount: int, on: date, currency: Currency = Currency.CNY
    ) -> CapitalArrival:
        """Entered by the handler, accepted by the chief."""
        new = NewArrival(amount, currency, EvidenceKind.BANK, "回单", evidence(f"{amount}{on}"))
        made = keeping.arrive(lead, new, by=by(self.handler, on))
        return keeping.check(made, accepted=True, reason="", by=by(self.chief, on))

    def claimed(self, lead: Lead, on: date = FIRST) -> LeadClaim:
        return owning.claim(lead, "我们去年就接触过", by=by(self.rival, on))
