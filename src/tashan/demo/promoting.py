"""Investment promotion in the demo: two years of leads at every stage, some late, some ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.adoption.models import Adoption
from tashan.casework.acts import By
from tashan.casework.promotion import converting, keeping, moving, owning, reviewing, signing
from tashan.casework.promotion.keeping import NewArrival
from tashan.casework.promotion.moving import Move, NewPromise, NewVisit
from tashan.casework.promotion.reporting import NewLead, enter_event, report
from tashan.casework.promotion.reviewing import NewFairReview, Scored
from tashan.casework.promotion_models import (
    Currency,
    Direction,
    EvidenceKind,
    FairConclusion,
    Lead,
    PromiseKind,
    PromotionEvent,
)
from tashan.demo.figuring import at
from tashan.demo.lead_log import REASONS, Spell
from tashan.demo.recruiters import Recruiters
from tashan.mechanisms.pipeline import LeadStage
from tashan.record import files, sources
from tashan.record.models import User
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, EntityName

SINCE, LAST = date(2025, 1, 6), date(2026, 11, 26)
WAN = 1_000_000
TEAMS = ("商务局", "石桥智造园管理办公室", "发展和改革局", "自然资源和规划局", "生态环境局")
FAIR = ("他山秋季投资合作洽谈会", "他山会展中心", date(2025, 10, 16), date(2025, 10, 18))
# how far each came: days after the report of the first visit, talks, review, signing, landing,
# start of works and production; a stage that it has not reached is left out
FAR = (
    (2, 5, 14, 18, 45, 120, 300),
    (4, 9, 40, 61, 110, 200),
    (3, 12, 50, 70, 130),
    (6, 20, 55, 75),
    (5, 15, 44),
    (8, 16),
    (10,),
    (),
)
STAGES = (
    LeadStage.TALKS, LeadStage.REVIEW, LeadStage.SIGNED, LeadStage.LANDED, LeadStage.STARTED,
    LeadStage.PRODUCING,
)  # fmt: skip
# title, investor, where from, industry, investment and registered capital in 万, source, currency
LEADS = (
    ("年产八十万套微特电机", "越澄电机", "浙江省宁波市", "C3812", 12_000, 3_000, "leader"),
    ("冷链食品加工中心", "澄湖食品", "江苏省苏州市", "C1353", 8_600, 1_200, "team"),
    ("竹木复合材料生产线", "南麓竹业", "浙江省湖州市", "C2041", 5_200, 800, "chain"),
    ("汽车线束工厂", "Lindqvist Cable", "瑞典", "C3670", 900, 200, "agent"),
    ("智能仓储机器人装配", "云岫智能", "广东省深圳市", "C3491", 21_000, 5_000, "fair"),
    ("再生铝精深加工", "鼎湖金属", "安徽省芜湖市", "C3252", 30_000, 6_000, "business"),
    ("茶叶精制与研学园", "青岚茶业", "福建省南平市", "C1530", 3_800, 600, "own_visit"),
    ("医用敷料工厂", "Hartwell Care", "英国", "C2770", 1_500, 500, "agent"),
    ("光伏支架生产基地", "曜川新能源", "河北省保定市", "C3311", 16_800, 2_000, "fair"),
    ("服装柔性制造车间", "锦麓服饰", "浙江省杭州市", "C1819", 4_500, 1_000, "leader"),
    ("山泉水灌装", "碧潭饮品", "上海市", "C1522", 6_400, 1_500, "team"),
    ("新型建材预制构件", "磐石建材", "江西省南昌市", "C3022", 9_900, 1_000, "chain"),
)


@dataclass(frozen=True, slots=True)
class Deal:
    """One of the list at a round: when it was reported, and how far it came."""

    number: int
    told: tuple[str, str, str, str, int, int, str]
    reported: date
    days: tuple[int, ...]

    def on(self, place: int) -> date | None:
        """The day of its step, as far as it came before the demo's last day."""
        if place >= len(self.days):
            return None
        day = self.reported + timedelta(self.days[place])
        return day if day <= LAST else None

    def spell(self, step: int) -> Spell:
        """At the stage that its step entered (0: only reported), as far as it came."""
        stage = STAGES[step - 1] if step else LeadStage.LEAD
        since = self.on(step) if step else self.reported
        until = self.on(step + 1)
        return Spell(self.number, stage, since or self.reported, until or LAST, until is None)


def promote(place: str, steward: User) -> bool:
    """Everything once; whether anything was made."""
    if Lead.objects.exists():
        return False
    new = NewAdoption("investment_promotion", "他山县招商引资全程管理", place, SINCE)
    adoption = adopt(new, actor=steward, at=at(SINCE))
    source = sources.of_document("他山县招商工作花名册（虚构）", at=at(SINCE))
    Promoter(adoption, steward, Recruiters(source)).fill()
    return True


def deals() -> list[Deal]:
    """Thirty-six leads: each of the list three times, with days that differ a little."""
    found = []
    for number in range(3 * len(LEADS)):
        told = LEADS[number % len(LEADS)]
        turn, far = number // len(LEADS), FAR[(number * 3 + number // 12) % len(FAR)]
        days = tuple(day + (number % 5) * (step > 2) for step, day in enumerate(far))
        reported = SINCE + timedelta(12 + number * 17 + turn * 9)
        title, investor = told[0] + ("", "二期", "扩建")[turn], told[1] + ("", "科技", "实业")[turn]
        found.append(Deal(number, (title, investor, *told[2:]), reported, days))
    return found


class Promoter:
    """Who does what, and on which day."""

    def __init__(self, adoption: Adoption, steward: User, hands: Recruiters) -> None:
        self.adoption, self.steward, self.hands = adoption, steward, hands
        self.offices = _offices()
        self.event = self._fair()

    def by(self, user: User, on: date) -> By:
        return By(user, at(on), on)

    def _fair(self) -> PromotionEvent:
        title, place, began, ended = FAIR
        new = PromotionEvent(title=title, place=place, began_on=began, ended_on=ended,
                             organiser_id=self.offices[0])  # fmt: skip
        return enter_event(new, by=self.by(self.steward, ended))

    def fill(self) -> None:
        leads = [self._run(deal) for deal in deals() if deal.reported <= LAST]
        self._conflict(leads[-1])
        self._hand_over(leads)

    def _run(self, deal: Deal) -> Lead:
        team = self.offices[deal.number % 2]
        user = self.hands.handler(team)
        lead = report(self._new(deal), by=self.by(user, deal.reported))
        if (first := deal.on(0)) is not None:
            self._visit(lead, user, first, Direction.TO_US)
        self._log(lead, user, deal.spell(0))
        for step, stage in enumerate(STAGES, 1):
            if (day := deal.on(step)) is None:
                break
            self._step(lead, user, stage, day, deal)
            self._log(lead, user, deal.spell(step))
        return lead

    def _log(self, lead: Lead, user: User, spell: Spell) -> None:
        """What is called about and travelled for at a stage; and its end, if it came to nothing."""
        for on, direction, says in spell.logged():
            place = lead.investor_home if direction is Direction.BY_US else ""
            new = NewVisit(direction, "投资方项目负责人和招商专员", says, place)
            moving.visit(lead, new, by=self.by(user, on))
        if (last := spell.ended_on) is not None:
            reason = REASONS[spell.number % len(REASONS)]
            moving.end(lead, reason, by=self.by(self.steward, last))

    def _new(self, deal: Deal) -> NewLead:
        title, investor, home, industry, wanted, capital, source = deal.told
        is_foreign = home in ("瑞典", "英国")
        return NewLead(
            self.adoption, "pipeline", title, source, wanted * WAN,
            Currency.USD if is_foreign else Currency.CNY, None, investor, home, industry,
            capital * WAN, Decimal(wanted) / 300, Decimal(wanted),
            event=self.event if source == "fair" else None,
        )  # fmt: skip

    def _visit(self, lead: Lead, user: User, on: date, direction: Direction) -> None:
        places = {Direction.TO_US: "开发区标准厂房", Direction.BY_US: lead.investor_home}
        says = {
            Direction.TO_US: "看厂房和用地，问水电气价格",
            Direction.BY_US: "看生产线，谈投资进度",
        }
        new = NewVisit(
            direction, "投资方总经理、县领导和招商队", says[direction], places[direction]
        )
        moving.visit(lead, new, by=self.by(user, on))

    def _step(self, lead: Lead, user: User, stage: LeadStage, on: date, deal: Deal) -> None:
        by = self.by(user, on)
        if stage is LeadStage.TALKS:
            moving.move(lead, Move(stage, "双方确定专人对接"), by=by)
            self._visit(lead, user, min(on + timedelta(2), LAST), Direction.BY_US)
        elif stage is LeadStage.REVIEW:
            self._review(lead, user, on, deal)
        elif stage is LeadStage.SIGNED:
            self._sign(lead, user, on, deal)
        elif stage is LeadStage.LANDED:
            moving.land(lead, "营业执照、土地成交确认书", by=by)
            self._arrive(lead, user, on, 20 + deal.number % 30)
            if deal.number % 2 == 0:
                converting.convert(lead, by=by)
        else:
            moving.move(lead, Move(stage, document="现场核验记录"), by=by)
            self._arrive(lead, user, on, 20 + deal.number % 20)

    def _review(self, lead: Lead, user: User, on: date, deal: Deal) -> None:
        reviewing.open_review(lead, by=self.by(user, on))
        if deal.on(3) is None:
            return
        weights = {"industry": 5, "technology": 5, "scale": 17, "intensity": 17, "investor": 10,
                   "environment": 5, "safety": 5, "land": 10, "planning": 5, "tax": 16,
                   "jobs": 5}  # fmt: skip
        share = Decimal(76 + deal.number % 18) / 100
        points = {
            code: (weight * share).quantize(Decimal("0.5")) for code, weight in weights.items()
        }
        for office in self.offices[2:5]:
            chief = self.hands.chief(office)
            reviewing.score(lead, Scored(points, {}), by=self.by(chief, on + timedelta(1)))
        closing = self.by(self.hands.chief(self.offices[2]), on + timedelta(2))
        reviewing.close_review(lead, by=closing)
        fair = NewFairReview(f"他公平审〔{on.year}〕{deal.number + 1}号", FairConclusion.FAIR,
                             ("public_rent", "approval_service"))  # fmt: skip
        reviewing.record_fair(lead, fair, by=self.by(user, on + timedelta(2)))

    def _sign(self, lead: Lead, user: User, on: date, deal: Deal) -> None:
        new = signing.Signing(
            f"投资协议〔{on.year}〕{deal.number + 1}号", lead.wanted, on + timedelta(240),
            on + timedelta(90), on + timedelta(330),
            self.event if lead.event_id else None,
        )  # fmt: skip
        signing.sign(lead, new, by=self.by(user, on))
        promise = NewPromise(
            PromiseKind.OTHER, "供电线路接到红线外", on + timedelta(60), by_us=True
        )
        made = moving.promise(lead, promise, by=self.by(user, on))
        if deal.number % 3 and on + timedelta(50) <= LAST:
            chief = self.hands.chief(lead.owner_office_id)
            keeping.keep(made, "供电公司送电单", by=self.by(chief, on + timedelta(50)))

    def _arrive(self, lead: Lead, user: User, on: date, share: int) -> None:
        text = f"他山县银行回单（虚构） lead {lead.pk} {on.isoformat()}"
        file = files.store(text.encode(), name=f"银行回单{on:%Y%m%d}.txt", at=at(on))
        new = NewArrival(lead.wanted * share // 100, Currency(lead.currency), EvidenceKind.BANK,
                         f"回单{on:%Y%m%d}", file)  # fmt: skip
        made = keeping.arrive(lead, new, by=self.by(user, on))
        if lead.pk % 7:
            chief = self.hands.chief(lead.owner_office_id)
            keeping.check(made, accepted=True, reason="", by=self.by(chief, on))

    def _conflict(self, lead: Lead) -> None:
        """The newest lead is claimed by another team and waits for the promotion office."""
        lead.refresh_from_db()
        other = next(one for one in self.offices[:2] if one != lead.owner_office_id)
        owning.claim(
            lead, "上月在省里对接会上已经接触", by=self.by(self.hands.handler(other), LAST)
        )

    def _hand_over(self, leads: list[Lead]) -> None:
        """One of those that talk went to the other team."""
        stages = {one.pk: one.stage for one in Lead.objects.all()}
        for lead in [one for one in leads[:-1] if stages[one.pk] == LeadStage.TALKS][:1]:
            taker = self.hands.handler(self.offices[1 - self.offices.index(lead.owner_office_id)])
            owning.hand_over(lead, taker, "落户地点改到另一园区", by=self.by(self.steward, LAST))


def _offices() -> list[int]:
    """The two teams and the three offices that review, as the register names them."""
    rows = EntityName.objects.filter(entity__kind=Kind.OFFICE, replaced=None, sort="official")
    known = dict(rows.values_list("name", "entity"))
    found = [next((known[n] for n in known if n.endswith(team)), None) for team in TEAMS]
    others = iter(
        Entity.objects.filter(kind=Kind.OFFICE).order_by("pk").values_list("pk", flat=True)
    )
    chosen: list[int] = []
    for one in found:
        while one is None or one in chosen:
            one = next(others)
        chosen.append(one)
    return chosen
