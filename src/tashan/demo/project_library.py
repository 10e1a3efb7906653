"""The library of projects in the demo: papers, milestones early and late, plans, and leaving."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.casework.acts import By
from tashan.casework.perms import offices_of
from tashan.casework.project_models import Direction, InvestmentPlan, Milestone
from tashan.casework.projects import departing, evidence, milestones, planning
from tashan.casework.projects.evidence import NewEvidence
from tashan.casework.projects.milestones import NewMilestone, Reached
from tashan.casework.projects.planning import Amount, NewPlanEntry, stated_in_register
from tashan.casework.rounds.issuing import offices_answering
from tashan.demo.figuring import at
from tashan.record.models import User
from tashan.registry.models import Entity, ProjectFacts

SINCE, SET, CHECKED = date(2024, 1, 1), date(2026, 1, 12), date(2026, 11, 20)
DRAFTED, ISSUED, ADJUSTED = date(2026, 1, 15), date(2026, 2, 10), date(2026, 8, 3)
STEPS = (("桩基完成", date(2026, 4, 30)), ("主体封顶", date(2026, 9, 30)),
         ("设备进场", date(2026, 12, 31)))  # fmt: skip
TAKEN_BACK = date(2026, 11, 24)
REPORTED = date(2026, 4, 24)  # the first report
REPORTERS = ("handler", "handler2", "handler3", "fundhandler", "parkchief")
MOST = 24  # projects of the plan
OF_YEARS = (40, 30, 20)  # per cent of the total investment


def keep_library(place: str, people: Mapping[str, User]) -> bool:
    """Everything once; whether anything was made."""
    if InvestmentPlan.objects.exists():
        return False
    new = NewAdoption("project_library", "他山县项目库与投资计划", place, SINCE)
    adopt(new, actor=people["steward"], at=at(SINCE))
    keeper = Keeper(people)
    rows = ProjectFacts.objects.filter(replaced=None, until=None).select_related("entity")
    found = list(rows.order_by("entity"))
    for row in found:
        keeper.show(row)
    going = [row for row in found if row.stage in ("started", "building")]
    for number, row in enumerate(going):
        keeper.set_milestones(number, row.entity)
    keeper.take_back([row.entity for row in going])
    planned = ("preparatory", "started", "building")
    keeper.plan([row for row in found if row.stage in planned and row.since <= DRAFTED])
    keeper.let_leave([row.entity for row in found if row.stage == "planned"])
    return True


class Keeper:
    """Who does what, and on which day."""

    def __init__(self, people: Mapping[str, User]) -> None:
        self.people = people
        self.reporters = {
            office: name for name in REPORTERS if name in people
            for office in offices_of(people[name], REPORTED)
        }  # fmt: skip

    def by(self, username: str, on: date) -> By:
        return By(self.people[username], at(on), on)

    def show(self, row: ProjectFacts) -> None:
        """The paper that decided on a project, from the day on which it came into its stage."""
        if row.stage in ("planned", "stopped", "ended"):
            return
        kind = "study" if row.funding == "government" else "filing"
        on = min(max(row.since, date(2024, 2, 1)), DRAFTED)
        paper = "可研批复" if kind == "study" else "备案证明"
        new = NewEvidence(kind, f"{paper}〔{on.year}〕{row.entity_id}号")
        evidence.enter_evidence(row.entity, new, by=self.by("steward", on))

    def set_milestones(self, number: int, project: Entity) -> None:
        """Three; of every third project the second is planned anew, of every other it is done."""
        office = self._answering(project)
        for place, (title, on) in enumerate(STEPS):
            fen = (place + 1) * 3_000_000_000
            day = on + timedelta(days=number % 5 * 4)
            new = NewMilestone(title, office, day, fen)
            row = milestones.set_milestone(project, new, by=self.by("steward", SET))
            if place == 0:
                self._done(row, day + timedelta(days=number % 4 * 6 - 6), fen, number)
            if place == 1 and number % 3 == 0:
                later, by = date(2026, 12, 10), self.by("steward", date(2026, 9, 21))
                milestones.plan_anew(row, later, fen, "汛期停工四十天", by=by)

    def _answering(self, project: Entity) -> Entity:
        """The office of the project where somebody signs in, else that of projects."""
        lead = offices_answering([project.pk], SET).get(project.pk)
        of_projects = next(pk for pk, name in self.reporters.items() if name == "handler3")
        return Entity.objects.get(pk=lead if lead in self.reporters else of_projects)

    def _done(self, row: Milestone, on: date, fen: int, number: int) -> None:
        reached = Reached(f"监理月报{on:%m%d}", fen * (90 + number % 3 * 5) // 100)
        reporter = self.reporters[row.office_id]
        milestones.report_done(row, reached, by=self.by(reporter, on))
        if number % 4:
            by = self.by("steward", CHECKED)
            milestones.check_done(row, agreed=True, answer="现场核实", by=by)

    def plan(self, rows: Sequence[ProjectFacts]) -> None:
        """The annual plan, issued and adjusted, and the rolling one as a draft."""
        by = self.by("steward", DRAFTED)
        annual = planning.make_plan("annual", "", 2026, by=by)
        rolling = planning.make_plan("rolling", "", 2026, by=by)
        for row in rows[:MOST]:
            if row.investment is not None:
                self._admit(annual, row, [2026])
                self._admit(rolling, row, [2026, 2027, 2028])
        planning.issue(annual, "他发改〔2026〕4号", by=self.by("fundchief", ISSUED))
        draft = planning.adjust(annual, "年中按资金到位调整", by=self.by("steward", ADJUSTED))
        last = draft.entries.order_by("pk").last()
        if last is not None:
            planning.take_out(last, "资金未落实", by=self.by("steward", ADJUSTED))
        planning.issue(draft, "他发改〔2026〕39号", by=self.by("fundchief", ADJUSTED))

    def take_back(self, going: Sequence[Entity]) -> None:
        """A contract of another project, and a confirmed milestone that was not reached."""
        if not going:
            return
        new = NewEvidence("contract", "施工合同〔2026〕18号")
        row = evidence.enter_evidence(going[0], new, by=self.by("steward", SET))
        evidence.take_back(row, "合同属于另一个标段，附错了", by=self.by("steward", ISSUED))
        done = Milestone.objects.filter(checked_on__isnull=False).order_by("pk").last()
        if done is not None:
            by = self.by("steward", TAKEN_BACK)
            milestones.take_back(done, "复核发现桩基检测尚未合格", by=by)

    def _admit(self, plan: InvestmentPlan, row: ProjectFacts, years: Sequence[int]) -> None:
        total, is_public = row.investment or 0, row.funding == "government"
        sources = ("bonds", "county") if is_public else ("own", "loans")
        amounts = [
            Amount(year, source, total * of_year * share // 1000)
            for year, of_year in zip(years, OF_YEARS, strict=False)
            for source, share in zip(sources, (6, 4), strict=True)
        ]
        content = row.content or "新建厂房、设备及配套工程"
        new = NewPlanEntry(row.entity, content, None, None, None, amounts)
        by = self.by("steward", DRAFTED)
        planning.admit(plan, stated_in_register(new, by.on), by=by)

    def let_leave(self, planned: Sequence[Entity]) -> None:
        """One has left, one waits to be checked."""
        for number, project in enumerate(planned[:2]):
            by = self.by("steward", date(2026, 11, 16))
            row = departing.ask(project, Direction.LEAVE, "land", "地块指标无法落实", by=by)
            if number == 0:
                chief = self.by("fundchief", CHECKED)
                departing.check(row, agreed=True, answer="已向镇里核实", by=chief)
