"""Two key projects of an office, the people of a round, and its answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import cast
from tests.casework import making
from tests.registry import people_and_places as places

from tashan.casework.acts import By
from tashan.casework.problem_models import ProblemKind, ProjectProblem
from tashan.casework.round_models import DispatchRound, PaperSort, ProjectPaper, RoundReport
from tashan.casework.rounds import answering, clearing, issuing, papers, raising
from tashan.casework.rounds.answering import Answer
from tashan.casework.rounds.clearing import ProblemAct
from tashan.casework.rounds.issuing import NewRound
from tashan.casework.rounds.papers import NewPaper
from tashan.casework.rounds.raising import NewProblem
from tashan.casework.rounds.saying import ProblemSaid
from tashan.record import files
from tashan.record.models import StoredFile, User
from tashan.registry import keeping
from tashan.registry.kinds import Kind, Part
from tashan.registry.models import Entity
from tashan.registry.projects import join

WAN = 1_000_000  # ten thousand yuan in fen
ISSUED, ANSWERED = date(2026, 9, 28), date(2026, 10, 9)
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
PICTURE = b"\x89PNG\r\n\x1a\n photo of the works"


def by(user: User, on: date = ANSWERED) -> By:
    return By(user, making.moment(max(on, date(2026, 11, 2))), on)


def project(name: str, serial: int, **facts: Any) -> Entity:
    usual = {"stage": "building", "funding": "government", "is_key": True}
    new = keeping.New(name, date(2024, 1, 8), making.project_code(serial), usual | facts)
    return keeping.enter(Kind.PROJECT, new, source=places.source())


class Dispatching:
    """One office answers for both projects; its chief checks, and so does the steward."""

    def __init__(self) -> None:
        making.home()
        self.office = making.office("发展和改革局")
        self.steward = making.person("qiao", "steward")
        self.handler = making.officer("yin", "handler", at=self.office)
        self.chief = making.officer("cao", "chief", at=self.office)
        self.statistician = making.person("shu", "statistician")
        self.project = project("供水管网改造", 1, started_on=date(2026, 2, 3))
        self.other = project("高标准厂房二期", 2, stage="preparatory",
                             planned_start=date(2026, 8, 20))  # fmt: skip
        for one in (self.project, self.other):
            join(one, self.office, part=Part.LEAD_OFFICE, since=date(2024, 1, 8),
                 source=places.source())  # fmt: skip

    def issued(self, month: date = SEPTEMBER, on: date = ISSUED) -> DispatchRound:
        new = NewRound(month, f"{month:%Y-%m}重点项目调度", on.replace(day=28))
        return issuing.issue(new, [self.project, self.other], by=by(self.steward, on))

    def report(self, found: DispatchRound, project: Entity | None = None) -> RoundReport:
        return RoundReport.objects.get(round=found, project=project or self.project)

    def answered(
        self, report: RoundReport, progress: str = "主管完成三公里", **said: Any
    ) -> RoundReport:
        more = {"done": 600 * WAN} | said
        return answering.answer(report, Answer(progress, **more), by=by(self.handler))

    def paper(
        self, sort: PaperSort, on: date, *, project: Entity | None = None, **said: Any
    ) -> ProjectPaper:
        new = NewPaper(sort, f"{sort}号文件", **said)
        return papers.enter_paper(project or self.project, new, by=by(self.steward, on))

    def planned(self, wan: int = 1_000) -> ProjectPaper:
        return self.paper(PaperSort.YEAR_PLAN, date(2026, 1, 15), fen=wan * WAN, year=2026)

    def raised(self) -> ProjectProblem:
        new = NewProblem(ProblemKind.LAND, "三户未签协议，管线过不去")
        return raising.raise_problem(self.project, new, by=by(self.handler))

    def does(self, act: str, problem: ProjectProblem, user: User, **said: Any) -> ProjectProblem:
        return clearing.perform(ProblemAct(act), problem, ProblemSaid(**said), by=by(user))

    def assigned(self) -> ProjectProblem:
        found = self.does("review", self.raised(), self.steward)
        return self.does("assign", found, self.steward, office=self.office,
                         measures="由镇里逐户签约", until=date(2026, 10, 30))  # fmt: skip

    def to_clear(self) -> ProjectProblem:
        found = self.does("take_up", self.assigned(), self.handler)
        return self.does("ask_clearing", found, self.handler, says="三户已签", file=evidence())


def evidence(data: bytes = PICTURE, name: str = "works.png") -> StoredFile:
    return files.store(data, name=name, at=cast.AT)
