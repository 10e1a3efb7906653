"""People sent in the demo: work instructors at two dozen firms, a year of visits, a new draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import cycle, islice

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.adoption.models import Adoption
from tashan.adoption.settings_of import Setting
from tashan.casework.acts import By
from tashan.demo.figuring import at
from tashan.demo.sent_staff import SURNAMES, SentStaff
from tashan.duties.dispatch_models import RatingSide, Secondment, SecondmentRound, TieSort
from tashan.duties.dispatching import drafting, proposing, running, visiting
from tashan.duties.dispatching.appraising import rate
from tashan.duties.dispatching.drafting import NewRound
from tashan.duties.dispatching.visiting import NewProblem, NewVisit
from tashan.programmes.models import Card
from tashan.record import sources
from tashan.record.models import Source, User
from tashan.registry.belonging import entity_of
from tashan.registry.dated import as_of
from tashan.registry.kinds import Capacity, Kind
from tashan.registry.models import Belonging, EnterpriseFacts, Entity, Tenure
from tashan.registry.offices import NewOffice, enter_office

ADOPTED, DRAFTED, SINCE = date(2025, 12, 15), date(2025, 12, 22), date(2026, 1, 1)
NEXT, DRAFTED_NEXT = date(2027, 1, 1), date(2026, 11, 16)
LAST = date(2026, 11, 20)  # up to which visits are logged
FIRMS, POOL, EACH = 24, 120, 12
OFFICE = "企业工作指导员办公室"
NEEDS = ("electronics", "machinery", "chemistry", "food", "textile", "materials", "finance",
         "land", "exports", "english")  # fmt: skip
TALKS = (
    ("生产车间", "厂长", "看生产线，谈下季度排产和用工"),
    ("会议室", "财务负责人", "对贷款到期和贴息材料"),
    ("厂区", "工程部经理", "看扩建工地，对用地和环评手续"),
    ("展厅", "外贸部经理", "谈出口订单和参展补贴"),
    ("食堂", "工会主席", "听职工子女入学的想法"),
)
PROBLEMS = (
    "旺季缺普工二十名",
    "流动资金贷款下月到期",
    "厂区门口道路夜间无照明",
    "扩建用地预审尚未批复",
)


def send_people(place: str, people: Mapping[str, User]) -> bool:
    """Everything once; whether anything was made."""
    if SecondmentRound.objects.filter(part="instructors").exists():
        return False
    Sender(place, people).send()
    return True


class Sender:
    """The office with its chief, the pool of officers, and what they do in a year."""

    def __init__(self, place: str, people: Mapping[str, User]) -> None:
        self.place, self.people = place, people
        self.steward = people["steward"]
        self.source = self._source("干部人事档案、企业需求调查", ADOPTED)
        self.adoption = self._adopted()
        self.office = self._office()
        self.staff = SentStaff(self.source, ADOPTED, OFFICE)
        self.chief = self.staff.account(self.staff.officer("严", 0, self.office, "主任"), "chief")
        self.firms = self._firms()
        self.pool = self._pool()

    def _source(self, reason: str, on: date) -> Source:
        return sources.entry(reason, actor=self.steward, at=at(on))

    def _adopted(self) -> Adoption:
        values = {code: Setting(EACH, "本县持卡企业数") for code in ("to_strongest", "to_best")}
        new = NewAdoption(
            "work_instructors", "他山县企业工作指导员", self.place, SINCE, values
        )  # fmt: skip
        return adopt(new, actor=self.steward, at=at(ADOPTED))

    def _office(self) -> Entity:
        found = Entity.objects.filter(kind=Kind.PLACE, code=self.place).first()
        new = NewOffice(OFFICE, ADOPTED, place=found, duty="选派、管理、考核企业工作指导员")
        return enter_office(new, source=self.source)

    def _firms(self) -> list[Entity]:
        """The agents' own, the holders of cards, and as many others as are missing."""
        agents = Belonging.objects.filter(capacity=Capacity.AGENT, until=None, replaced=None)
        found = [one.entity for one in agents.select_related("entity").order_by("pk")]
        found += [one.holder for one in Card.objects.select_related("holder").order_by("pk")]
        facts = as_of(EnterpriseFacts.objects.filter(standing="operating"), SINCE)
        others = facts.exclude(industry="").select_related("entity").order_by("entity")
        found += [one.entity for one in others[: FIRMS * 2]]
        return list({one.pk: one for one in found}.values())[:FIRMS]

    def _pool(self) -> list[Entity]:
        """The officers who can sign in as handlers, others of the register, and invented ones."""
        mine = [entity_of(user, LAST) for name, user in self.people.items() if "handler" in name]
        serving = as_of(Tenure.objects.filter(until=None), SINCE).order_by("officer")
        rows = [one.officer for one in serving.select_related("officer")[:POOL]]
        known = {one.pk: one for one in [*mine, *rows] if one is not None and one.kind == "officer"}
        offices = list(Entity.objects.filter(kind=Kind.OFFICE).order_by("pk")[:30])
        missing = max(0, POOL - len(known))
        pairs = islice(zip(cycle(SURNAMES), cycle(offices), strict=False), missing)
        made = [self.staff.officer(name, n, office) for n, (name, office) in enumerate(pairs)]
        return [*known.values(), *made]

    def send(self) -> None:
        self._enter_what_is_known()
        row = self._drafted(SINCE, None, DRAFTED)
        running.publish(row, "他委办〔2025〕88号", by=By(self.chief, at(DRAFTED), DRAFTED))
        terms = list(row.secondments.select_related("round", "place__entity", "officer"))
        for n, term in enumerate(terms):
            self._run(n, term)
        self._change(row)
        self._drafted(NEXT, row, DRAFTED_NEXT)

    def _enter_what_is_known(self) -> None:
        """What each officer brings, what some firms ask for, and who has an interest where."""
        for n, officer in enumerate(self.pool):
            for code in {NEEDS[n % 10], NEEDS[(n * 7 + 3) % 10]}:
                drafting.bring(officer, code, since=ADOPTED, source=self.source)
        for n, firm in enumerate(self.firms):
            code = NEEDS[6 + n % 4]
            drafting.bring(firm, code, since=ADOPTED, source=self.source)
            sort = (TieSort.OWN_SHARES, TieSort.FAMILY)[n % 2]
            drafting.tie(self.pool[n * 3], firm, sort, since=ADOPTED, source=self.source)

    def _drafted(self, since: date, before: SecondmentRound | None, on: date) -> SecondmentRound:
        by = By(self.steward, at(on), on)
        title = f"{since.year}年企业工作指导员"
        new = NewRound(self.adoption, "instructors", title, self.office, since, before)
        row = drafting.open_round(new, by=by)
        drafting.add_places(row, "strongest", self.firms[:EACH], by=by)
        drafting.add_places(row, "best", self.firms[EACH:], by=by)
        for n, pool in enumerate(("reserve", "middle", "retired")):
            drafting.add_members(row, pool, self.pool[n::3], by=by)
        proposing.propose(row, by=by)
        return row

    def _run(self, n: int, term: Secondment) -> None:
        """Two visits a month, a few months missed, some logged late; reports; ratings."""
        user = self.staff.account(term.officer)
        for month in range(1, 12):
            days = (4 + n % 9, 17 + n % 8)[: 1 if (n + month) % 13 == 0 else 2]
            for day in days:
                on = date(2026, month, day)
                if on <= LAST:
                    self._visit(n + month + day, term, user, on)
            if month < 11 and (n + month) % 17:
                first = date(2026, month + 1, 2)
                says = f"{month}月走访{len(days)}次，跟进企业诉求，协调部门上门一次。"
                visiting.report(term, date(2026, month, 5), says, by=By(user, at(first), first))
        self._rate(n, term)

    def _visit(self, n: int, term: Secondment, user: User, on: date) -> None:
        where, met, said = TALKS[n % len(TALKS)]
        problems: Sequence[NewProblem] = ()
        if n % 6 == 0:
            problems = [NewProblem(PROBLEMS[n // 6 % len(PROBLEMS)])]
        entered = on + timedelta(days=8 if n % 23 == 0 else 1)
        new = NewVisit(where, met, said, problems)
        visiting.log_visit(term, new, by=By(user, at(entered), on))

    def _rate(self, n: int, term: Secondment) -> None:
        """Most firms and the office have rated by the summer; without one there is no score."""
        on = date(2026, 7, 6 + n % 20)
        agents = Belonging.objects.filter(
            capacity=Capacity.AGENT, entity=term.place.entity, replaced=None
        )
        agent = agents.select_related("user").first()
        if n % 5:
            who = agent.user if agent else self.steward
            rate(term, RatingSide.SERVED, 3 + n % 3, by=By(who, at(on), on))
        if n % 7:
            rate(term, RatingSide.OFFICE, 3 + (n + 1) % 3, by=By(self.chief, at(on), on))

    def _change(self, row: SecondmentRound) -> None:
        """One was handed back in the autumn, one was replaced."""
        on = date(2026, 11, 23)
        terms = list(row.secondments.select_related("round", "place").order_by("pk"))
        by = By(self.chief, at(on), on)
        running.hand_back(terms[3], "借调省厅，回原单位", by=by)
        sent = set(row.secondments.values_list("officer", flat=True))
        for officer in self.pool:
            barred = officer.pk in sent or officer in self.pool[: FIRMS * 3 : 3]
            if not barred:
                running.replace(terms[8], officer, "岗位调整", by=by)
                return
