"""The four hundreds of the demo, scaled to the county: a dozen each recruiting, at parks, at
firms and in villages; solved, one pair chosen by hand, confirmed, visited, reported and rated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import cycle, islice

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.adoption.models import Adoption
from tashan.adoption.settings_of import Setting
from tashan.casework import calendars
from tashan.casework.acts import By
from tashan.casework.service_models import ServiceOrder
from tashan.casework.services import answering, dispatching, rating
from tashan.casework.services.dispatching import Way
from tashan.casework.visit_orders import pass_on
from tashan.demo.county import County, Person
from tashan.demo.figuring import at
from tashan.demo.hands import Hands
from tashan.demo.sent_staff import SURNAMES, SentStaff
from tashan.duties.dispatch_models import RatingSide, Secondment, SecondmentRound, TieSort
from tashan.duties.dispatching import drafting, proposing, running, visiting
from tashan.duties.dispatching.appraising import rate
from tashan.duties.dispatching.choosing import choose
from tashan.duties.dispatching.drafting import NewRound
from tashan.duties.dispatching.visiting import NewProblem, NewVisit
from tashan.record import sources
from tashan.record.models import Source, User
from tashan.registry.belonging import belong
from tashan.registry.dated import as_of
from tashan.registry.kinds import Capacity, Kind
from tashan.registry.models import (
    Belonging,
    EnterpriseFacts,
    Entity,
    EntityName,
    ParkFacts,
    PlaceFacts,
)
from tashan.registry.naming import name_on
from tashan.registry.offices import NewOffice, appoint, enter_office, enter_officer

ADOPTED, DRAFTED, SINCE = date(2026, 3, 16), date(2026, 3, 20), date(2026, 4, 1)
LAST, RATED = date(2026, 11, 20), date(2026, 10, 12)
EACH, POOL = 12, 60
PART, OFFICE = "officers", "四百干部行动办公室"
STATIONS = ("驻上海招商联络处", "驻深圳招商联络处")
NEEDS = ("negotiating", "english", "building", "land", "finance", "electronics", "machinery",
         "farming", "law")  # fmt: skip
OF_A_GROUP = {"recruiting": "negotiating", "parks": "building", "firms": "finance",
              "villages": "farming"}  # fmt: skip
TALKS: Mapping[str, Sequence[tuple[str, str, str]]] = {
    "recruiting": (("客商办公室", "投资部负责人", "介绍园区厂房和用工条件"),
                   ("商会", "秘书长", "约定下月组团来县考察")),
    "parks": (("在建厂房工地", "项目经理", "看进度，协调临时用电"),
              ("园区服务中心", "入园企业负责人", "听取招工和物流的想法")),
    "firms": (("生产车间", "厂长", "看技改进度，谈流动资金"),
              ("会议室", "财务负责人", "对接贷款续贷材料")),
    "villages": (("村委会", "村两委干部", "商量集体茶园的销路"),
                 ("农户家中", "养殖大户", "了解用水和防疫的困难")),
}  # fmt: skip
PROBLEMS = {"firms": ("一线缺工二十人", "recruiting"), "parks": ("园区北路夜间无照明", ""),
            "villages": ("灌渠年久漏水", ""), "recruiting": ("客商要看用地红线图", "")}  # fmt: skip


def send_four_hundreds(county: County, people: Mapping[str, User]) -> bool:
    """Everything once; whether anything was made."""
    if SecondmentRound.objects.filter(part=PART).exists():
        return False
    FourHundreds(county, people).send()
    return True


class FourHundreds:
    """The office, the pool, the destinations with who speaks for them, and eight months."""

    def __init__(self, county: County, people: Mapping[str, User]) -> None:
        self.county, self.people, self.steward = county, people, people["steward"]
        self.source: Source = sources.entry(
            "四百干部行动实施方案", actor=self.steward, at=at(ADOPTED)
        )
        self.staff = SentStaff(self.source, ADOPTED, OFFICE)
        self.home = Entity.objects.filter(kind=Kind.PLACE, code=county.code).first()
        self.office = self._office(OFFICE, self.home)
        self.chief = self.staff.account(self.staff.officer("祝", 1, self.office, "主任"), "chief")
        self.raters: dict[int, User] = {}
        self.goals = {"recruiting": self._stations(), "parks": self._parks(),
                      "firms": self._firms(), "villages": self._villages()}  # fmt: skip
        self.pool = self._pool()
        self.calendar = calendars.in_force().calendar
        self.hands = Hands(people["window"], self.source)
        self.adoption = self._adopted()

    def _office(self, name: str, place: Entity | None) -> Entity:
        new = NewOffice(name, ADOPTED, place=place, duty="四百干部行动")
        return enter_office(new, source=self.source)

    def _adopted(self) -> Adoption:
        codes = ("to_recruiting", "to_parks", "to_firms", "to_villages")
        values = {code: Setting(EACH, "按本县干部人数缩减") for code in codes}
        new = NewAdoption("four_hundreds", "他山县四百干部行动", self.county.code, SINCE, values)
        return adopt(new, actor=self.steward, at=at(ADOPTED))

    def _stations(self) -> list[Entity]:
        found = [self._office(name, None) for name in STATIONS]
        for n, one in enumerate(found):
            self.raters[one.pk] = self.staff.account(
                self.staff.officer("左", n, one, "负责人"), "chief"
            )
        return found

    def _parks(self) -> list[Entity]:
        """The parks that have a committee; somebody of it speaks for each."""
        rows = as_of(ParkFacts.objects.exclude(committee=None), SINCE).order_by("entity")
        facts = list(rows.select_related("entity", "committee"))
        for n, one in enumerate(facts):
            assert one.committee is not None, "those without one are left out"
            user = self._joined(one.committee)
            made = user or self.staff.account(
                self.staff.officer("项", n, one.committee, "副主任"), "chief"
            )
            self.raters[one.entity_id] = made
        return [one.entity for one in facts]

    def _firms(self) -> list[Entity]:
        """Those whose agents can sign in first, then others that operate."""
        agents = as_of(Belonging.objects.filter(capacity=Capacity.AGENT), LAST)
        for row in agents.select_related("user").order_by("pk"):
            self.raters.setdefault(row.entity_id, row.user)
        rows = as_of(EnterpriseFacts.objects.filter(standing="operating"), SINCE)
        rows = rows.exclude(industry="").select_related("entity").order_by("entity")
        known = [one.entity for one in agents.select_related("entity").order_by("pk")]
        known += [one.entity for one in rows[: EACH * 2]]
        return list({one.pk: one for one in known}.values())[:EACH]

    def _villages(self) -> list[Entity]:
        """A dozen villages with their committees."""
        rows = as_of(PlaceFacts.objects.filter(level="village"), SINCE).select_related("entity")
        found = [one.entity for one in rows.order_by("entity__code", "entity")[:EACH]]
        for n, village in enumerate(found):
            name = f"{name_on(village, SINCE)}村民委员会"
            committee = self._office(name, village)
            user = self._joined(committee)
            officer = None if user else self.staff.officer("孟", n, committee, "主任")
            self.raters[village.pk] = user or self.staff.account(officer or village)
        return found

    def _joined(self, office: Entity) -> User | None:
        """Who can sign in for an office of the demo, entered with it."""
        names = set(EntityName.objects.filter(entity=office).values_list("name", flat=True))
        person = next((p for p in self.county.people if p.joined and p.office in names), None)
        if person is None:
            return None
        self._join(person, office)
        return self.people[person.username]

    def _join(self, person: Person, office: Entity) -> None:
        since = date.fromisoformat(person.joined)
        officer = enter_officer(person.name, since=since, source=self.source)
        appoint(officer, office, person.post, since=since, source=self.source)
        user = self.people[person.username]
        belong(user, officer, Capacity.OFFICER, since=since, source=self.source)

    def _pool(self) -> list[Entity]:
        """Invented officers of the county's offices, none of them where somebody is sent."""
        offices = Entity.objects.filter(kind=Kind.OFFICE).exclude(
            pk__in=[one.pk for group in self.goals.values() for one in group]
        )
        pairs = islice(zip(cycle(SURNAMES), cycle(offices.order_by("pk")[:25]), strict=False), POOL)
        return [self.staff.officer(name, n + 3, office) for n, (name, office) in enumerate(pairs)]

    def send(self) -> None:
        self._enter_what_is_known()
        row = self._drafted()
        by = By(self.steward, at(DRAFTED), DRAFTED)
        first = row.secondments.filter(place__group="firms").order_by("pk")[0]
        sent = set(row.secondments.values_list("officer", flat=True))
        free = next(one for one in self.pool[1:] if one.pk not in sent)
        choose(first, free, "企业点名，熟悉该行业", by=by)
        running.publish(row, "他委办〔2026〕21号", by=By(self.chief, at(SINCE), SINCE))
        terms = row.secondments.select_related("round", "place__entity", "officer")
        for n, term in enumerate(terms.order_by("pk")):
            self._run(n, term)

    def _enter_what_is_known(self) -> None:
        """What each brings, what each destination needs, and who has an interest in a firm."""
        for n, officer in enumerate(self.pool):
            for code in {NEEDS[n % 9], NEEDS[(n * 4 + 2) % 9]}:
                drafting.bring(officer, code, since=ADOPTED, source=self.source)
        for group, entities in self.goals.items():
            for entity in entities:
                drafting.bring(entity, OF_A_GROUP[group], since=ADOPTED, source=self.source)
        drafting.tie(self.pool[0], self.goals["firms"][0], TieSort.FAMILY, since=ADOPTED,
                     source=self.source)  # fmt: skip

    def _drafted(self) -> SecondmentRound:
        by = By(self.steward, at(DRAFTED), DRAFTED)
        new = NewRound(self.adoption, PART, "2026年四百干部行动", self.office, SINCE)
        row = drafting.open_round(new, by=by)
        for group, entities in self.goals.items():
            drafting.add_places(row, group, entities, by=by)
        drafting.add_members(row, "county", self.pool[::2], by=by)
        drafting.add_members(row, "towns", self.pool[1::2], by=by)
        proposing.propose(row, by=by)
        return row

    def _run(self, n: int, term: Secondment) -> None:
        """A visit a month, a few missed or logged late; reports; a rating of those served."""
        user = self.staff.account(term.officer)
        for month in range(4, 12):
            on = date(2026, month, 5 + n % 14)
            if on <= LAST and (n * 5 + month * 3) % 37:
                self._visit(n + month, term, user, on)
            if month < 11 and (n * 3 + month * 5) % 31:
                entered = date(2026, month + 1, 3)
                says = f"{month}月驻点情况：下去一趟，解决一件，跟进两件。"
                by = By(user, at(entered), entered)
                visiting.report(term, date(2026, month, 5), says, by=by)
        self._rate(n, term)

    def _visit(self, n: int, term: Secondment, user: User, on: date) -> None:
        group = term.place.group
        where, met, said = TALKS[group][n % 2]
        problems = [NewProblem(*PROBLEMS[group])] if n % 5 == 0 else []
        entered = on + timedelta(days=9 if n % 17 == 0 else 1)
        new = NewVisit(where, met, said, problems)
        made = visiting.log_visit(term, new, by=By(user, at(entered), on))
        for problem in made.problems.exclude(service=""):
            passed = pass_on(problem, by=By(user, at(entered), entered))
            self._answer(ServiceOrder.objects.get(pk=passed.order), entered)

    def _answer(self, order: ServiceOrder, on: date) -> None:
        """What was passed on is dispatched, signed for and answered within days."""
        sent = dispatching.dispatch(order, Way(), by=By(self.steward, at(on), on))
        user = self.hands.handler(sent.office_id)
        answering.sign(order, by=By(user, at(on), on))
        later = on + timedelta(days=4)
        says = "已与院校和劳务公司对接，首批人员到岗"
        given = answering.answer(order, "solved", says, by=By(user, at(later), later))
        until = rating.last_day(order, given, "rate_days")
        closed = self.calendar.nth_working_day_after(until, 1)
        if closed <= LAST:
            rating.close(order, by=By(self.steward, at(closed), closed))

    def _rate(self, n: int, term: Secondment) -> None:
        """Most destinations rate, and the office; without one of them there is no score."""
        on, rater = RATED + timedelta(days=n % 9), self.raters.get(term.place.entity_id)
        if rater is not None and n % 6 and not self._was_rated(term, on):
            rate(term, RatingSide.SERVED, 3 + n % 3, by=By(rater, at(on), on))
        if n % 8:
            rate(term, RatingSide.OFFICE, 3 + (n + 1) % 3, by=By(self.chief, at(on), on))

    @staticmethod
    def _was_rated(term: Secondment, on: date) -> bool:
        return term.ratings.filter(side=RatingSide.SERVED, on=on).exists()
