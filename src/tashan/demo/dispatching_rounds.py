"""Rounds on projects in the demo: ten months answered, problems at all stages, alarms, a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from tashan.base.dates import add_months
from tashan.casework.acts import By
from tashan.casework.problem_models import ProblemKind, ProjectProblem
from tashan.casework.projects.annual import annual_entries
from tashan.casework.round_models import DispatchRound, PaperSort, RoundReport
from tashan.casework.rounds import answering, clearing, evaluating, issuing, papers, raising
from tashan.casework.rounds.answering import Answer
from tashan.casework.rounds.clearing import ProblemAct
from tashan.casework.rounds.curves import NewCurve, enter_curve
from tashan.casework.rounds.evaluating import NewEvaluation
from tashan.casework.rounds.issuing import NewRound
from tashan.casework.rounds.papers import NewPaper
from tashan.casework.rounds.raising import Limit, NewInspection, NewProblem
from tashan.casework.rounds.saying import ProblemSaid
from tashan.demo.figuring import at
from tashan.demo.invented.picture import hills
from tashan.record import files
from tashan.record.models import User
from tashan.registry.dated import as_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, Participation, ProjectFacts

JANUARY, LAST_ANSWERED, NOVEMBER = date(2026, 1, 1), 10, 11
TODAY = date(2026, 11, 27)
WAN = 10_000_00
MOST = 10  # projects of a round
# how each project does against the plan of the year, in per cent of the time elapsed
PACES = (104, 98, 81, 55, 110, 93, 40, 100, 88, 72)
WORDS = ("基础施工", "主体结构施工", "设备基础施工", "主体封顶", "管线敷设", "装修和设备安装",
         "设备安装调试", "室外工程", "分项验收", "竣工资料整理")  # fmt: skip
PROBLEMS = (
    (ProblemKind.LAND, "两户未签征收协议，北侧管线无法施工", "raise"),
    (ProblemKind.SUPPLY, "临时用电容量不足，塔吊无法同时运行", "review"),
    (ProblemKind.APPROVAL, "施工图审查意见未闭合", "assign"),
    (ProblemKind.MONEY, "第二批资金未到账，甲供材料停供", "take_up"),
    (ProblemKind.TENDER, "设备标段流标一次，须重新招标", "ask_clearing"),
    (ProblemKind.ENVIRONMENT, "扬尘在线监测未联网", "clear"),
    (ProblemKind.CLEARANCE, "场内高压线未迁改", "late"),
    (ProblemKind.WORKS, "雨季土方滞后，须延长工期", "ask_later"),
    (ProblemKind.SUPPLY, "变电站扩容列入电网明年计划，今年解决不了", "on_account"),
    (ProblemKind.LAND, "林地手续等待省里批复，时间不定", "ask_account"),
)  # fmt: skip
LATE = (0, 1, 3, 6, 10, 15, 21, 28, 36, 45, 65, 100)  # per cent of the year's plan by month
PROOF = "整改情况说明：已完成，现场照片见附页。".encode()


def dispatch(people: Mapping[str, User]) -> bool:
    """Everything once; whether anything was made."""
    if DispatchRound.objects.exists():
        return False
    teller = Teller(people)
    chosen = teller.chosen()
    if not chosen:
        return False
    teller.enter_papers(chosen)
    teller.plan_by_month(chosen)
    for number in range(1, NOVEMBER + 1):
        teller.run(number, chosen)
    teller.raise_problems(chosen)
    teller.inspect(chosen[0])
    teller.evaluate()
    return True


class Teller:
    """Who does what, and on which day."""

    def __init__(self, people: Mapping[str, User]) -> None:
        self.people = people
        self.plans: dict[int, int] = {}  # of the annual plan, by the place of the project

    def by(self, username: str, on: date) -> By:
        return By(self.people[username], at(on), on)

    def chosen(self) -> list[Entity]:
        """Key projects under way since January that an office answers for."""
        found = issuing.under_way(JANUARY + timedelta(days=20), key_only=True)
        offices = issuing.offices_answering([one.pk for one in found], TODAY)
        return [one for one in found if one.pk in offices][:MOST]

    def enter_papers(self, chosen: Sequence[Entity]) -> None:
        """The plan of the year where the annual plan does not give it, of all but one; other papers
        of some, so that alarms are seen."""
        given = annual_entries([one.pk for one in chosen], JANUARY.year, TODAY)
        for n, project in enumerate(chosen):
            if project.pk in given:
                self.plans[n] = given[project.pk].fen
            elif n != len(chosen) - 1:
                fen = self.plan(n)
                self.paper(project, PaperSort.YEAR_PLAN, JANUARY + timedelta(days=14), fen=fen,
                           year=2026)  # fmt: skip
            if n % 5 != 4:
                self.paper(project, PaperSort.STATISTICS, date(2026, 2, 20))
                self.paper(project, PaperSort.LICENCE, date(2025, 6, 10))
            if n % 4 == 1:
                self.paper(project, PaperSort.STUDY, date(2024, 5, 8), fen=3 * self.plan(n))
                over = 118 if n % 8 == 1 else 104
                self.paper(project, PaperSort.ESTIMATE, date(2024, 11, 6),
                           fen=3 * self.plan(n) * over // 100)  # fmt: skip
            self.paper(project, PaperSort.RATIFICATION, date(2024, 12, 20 - n))
            self.paper(project, PaperSort.ASSESSMENT, date(2021, 9, 1) + timedelta(days=40 * n))

    def plan(self, n: int) -> int:
        """The year's plan of the nth project, in fen."""
        return self.plans.get(n, (3_200 + 740 * n) * WAN)

    def plan_by_month(self, chosen: Sequence[Entity]) -> None:
        """Two projects get their equipment late in the year: their own months say so."""
        for n, project in enumerate(chosen):
            if n in (3, 6):
                months = [self.plan(n) * share // 100 for share in LATE]
                new = NewCurve(JANUARY.year, months, "项目进度计划表（设备第四季度到货）")
                enter_curve(project, new, by=self.by("steward", date(2026, 2, 12)))

    def paper(
        self, project: Entity, sort: PaperSort, on: date, *, fen: int | None = None,
        year: int | None = None,
    ) -> None:  # fmt: skip
        new = NewPaper(sort, f"{sort.label}〔{on.year}〕{project.pk % 97 + 1}号", fen, year)
        papers.enter_paper(project, new, by=self.by("steward", on))

    def run(self, number: int, chosen: Sequence[Entity]) -> None:
        """One month: issued on its 25th, answered and checked up to October."""
        month = add_months(JANUARY, number - 1)
        issued = month + timedelta(days=23)
        new = NewRound(month, f"2026年{number}月重点项目调度", issued + timedelta(days=12),
                       "形象进度、完成投资、存在问题和现场照片")  # fmt: skip
        made = issuing.issue(new, chosen, by=self.by("steward", issued))
        if number > LAST_ANSWERED:
            return
        places = {one.pk: n for n, one in enumerate(chosen)}
        for report in made.reports.select_related("round", "project"):
            n = places[report.project_id]
            if (n + number) % 11 != 5:  # some have not answered
                self.answer(report, n, number)

    def show(self, report: RoundReport, n: int, on: date) -> None:
        """A photo of the site, drawn."""
        by = self.by("handler3", on)
        file = files.store(hills(n * 12 + on.month), name=f"现场{on:%Y%m%d}.png", at=by.at)
        answering.attach_photo(report, file, on - timedelta(days=4), "项目现场", by=by)

    def answer(self, report: RoundReport, n: int, number: int) -> None:
        """What is told of a month; one repeats itself, and some are not checked yet."""
        on = add_months(JANUARY, number) + timedelta(days=3)
        stage = WORDS[min(number - 1, len(WORDS) - 1)] if n != 3 else WORDS[2]
        done = self.plan(n) * number * PACES[n] // 1_200
        received = done * 9 // 10
        said = Answer(f"{stage}，累计完成形象进度{number * PACES[n] // 12}%", done, received,
                      received * 8 // 10)  # fmt: skip
        if n == 3:
            said = Answer("主体结构施工，按计划推进", done, received, received // 2)
        if number >= LAST_ANSWERED - 1 and n % 3 != 1:
            self.show(report, n, on)
        answering.answer(report, said, by=self.by("handler3", on))
        if number < LAST_ANSWERED or n % 3:
            answering.check(report, by=self.by("steward", on + timedelta(days=3)))
        if n % 4 != 2:
            papers.enter_statistics(
                report.project, report.round.month, done * (88 + n) // 100,
                f"2026年{number}月固定资产投资台账",
                by=self.by("statistician", on + timedelta(days=6)),
            )  # fmt: skip

    def raise_problems(self, chosen: Sequence[Entity]) -> None:
        """One problem at each stage, one of them past its limit and one that asks for more."""
        for n, (kind, says, reached) in enumerate(PROBLEMS):
            project = chosen[n % len(chosen)]
            on = date(2026, 9, 7) + timedelta(days=3 * n)
            by = self.by("handler3", on)
            problem = raising.raise_problem(project, NewProblem(kind, says), by=by)
            self.carry(problem, reached, on)

    def carry(self, problem: ProjectProblem, reached: str, on: date) -> None:
        """As far as it has come."""
        if reached == "raise":
            return
        self.does(problem, "review", "steward", on)
        if reached == "review":
            return
        late = reached in ("late", "ask_later")
        until = date(2026, 11, 20) if late else date(2026, 12, 11)
        office = self.office(problem.project)
        limit = ProblemSaid(office=office, measures="专班每周会商，逐项销号", until=until)
        self.does(problem, "assign", "steward", on + timedelta(days=2), limit)
        if reached == "assign":
            return
        self.does(problem, "take_up", "handler3", on + timedelta(days=4))
        if reached == "ask_later":
            self.does(problem, "ask_later", "handler3", date(2026, 11, 16),
                      ProblemSaid(until=date(2026, 12, 20), says="连续降雨"))  # fmt: skip
        if reached in ("on_account", "ask_account"):
            self.does(problem, "ask_account", "handler3", date(2026, 11, 10),
                      ProblemSaid(until=date(2027, 3, 31), says="须等上级安排"))  # fmt: skip
        if reached == "on_account":
            self.does(problem, "put_on_account", "steward", date(2026, 11, 12),
                      ProblemSaid(says="县政府专题会议同意"))  # fmt: skip
        if reached in ("ask_clearing", "clear"):
            proof = files.store(PROOF, name="整改说明.txt", at=at(on))
            self.does(problem, "ask_clearing", "handler3", date(2026, 11, 9),
                      ProblemSaid(says="已办结，附说明", file=proof))  # fmt: skip
        if reached == "clear":
            self.does(problem, "clear", "steward", date(2026, 11, 13))

    def does(
        self, problem: ProjectProblem, act: str, username: str, on: date,
        said: ProblemSaid | None = None,
    ) -> None:  # fmt: skip
        words = said or ProblemSaid()
        clearing.perform(ProblemAct(act), problem, words, by=self.by(username, on))

    def office(self, project: Entity) -> Entity:
        return Entity.objects.get(pk=issuing.offices_answering([project.pk], TODAY)[project.pk])

    def inspect(self, project: Entity) -> None:
        """An inspection with two findings, one put right."""
        on = date(2026, 8, 18)
        row = raising.enter_inspection(
            project, NewInspection("2026年重大项目稽察", "他发改稽〔2026〕4号", "县重大项目稽察组",
                                   "资金、招标、合同和质量"), by=self.by("steward", on),
        )  # fmt: skip
        found = ((ProblemKind.TENDER, "监理合同未备案", "clear"),
                 (ProblemKind.MONEY, "工程款未按合同约定支付", "take_up"))  # fmt: skip
        for kind, says, reached in found:
            limit = Limit(self.office(project), "限期整改并报送佐证", date(2026, 10, 30))
            problem = raising.find(row, NewProblem(kind, says), limit, by=self.by("steward", on))
            self.does(problem, "take_up", "handler3", on + timedelta(days=3))
            if reached == "clear":
                proof = files.store(PROOF, name="整改说明.txt", at=at(on))
                self.does(problem, "ask_clearing", "handler3", date(2026, 9, 22),
                          ProblemSaid(says="已备案", file=proof))  # fmt: skip
                self.does(problem, "clear", "steward", date(2026, 9, 25))

    def evaluate(self) -> None:
        """A finished project, evaluated by a firm that had no part in it."""
        on = date(2026, 10, 20)
        facts = as_of(ProjectFacts.objects.filter(stage__in=evaluating.FINISHED), on)
        one = facts.select_related("entity").order_by("entity").first()
        if one is None:
            return
        partners = Participation.objects.filter(project=one.entity).values("entity")
        firms = Entity.objects.filter(kind=Kind.ENTERPRISE, merged_into=None)
        firm = firms.exclude(pk__in=partners).order_by("pk").last()
        if firm is None:
            return
        marks = {"decision": "88", "building": "84.5", "money": "90", "effect": "79",
                 "lasting": "72"}  # fmt: skip
        given = {code: Decimal(mark) for code, mark in marks.items()}
        verdict = "建设目标基本实现，产能利用有待提高"
        new = NewEvaluation(firm, "后评价报告〔2026〕2号", given, verdict)
        made = evaluating.evaluate(one.entity, new, by=self.by("steward", on))
        evaluating.use(made, "二期压缩仓储规模，增加公共检测", "县政府专题会议纪要〔2026〕17号",
                       by=self.by("steward", date(2026, 11, 6)))  # fmt: skip
