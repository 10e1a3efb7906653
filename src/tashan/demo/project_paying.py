"""Money won for projects in the demo: three sources, a dozen projects, in every light and state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.casework.acts import By
from tashan.demo.figuring import at
from tashan.programmes.project_money import contracts, granting, spending
from tashan.programmes.project_money.contracts import NewContract
from tashan.programmes.project_money.granting import NewSource
from tashan.programmes.project_money.holding import rules_of, stands_on
from tashan.programmes.project_money_models import (
    MoneySource,
    ProjectMoney,
    SourceKind,
    WorksContract,
)
from tashan.record.models import User
from tashan.registry.kinds import Kind
from tashan.registry.kinds import Part as Role
from tashan.registry.models import Entity, Participation, ProjectFacts

OPENED, APPLIED, GRANTED = date(2026, 1, 12), date(2026, 2, 9), date(2026, 3, 5)
WAN = 10_000_00
SOURCES = (
    (SourceKind.CENTRAL, "中央预算内投资城市供水排水专项", "发改投资〔2026〕112号",
     "供水、排水管网和污水处理；不得用于楼堂馆所", 30_000, None),
    (SourceKind.BONDS, "2026年专项债券（第一批）", "财债〔2026〕9号",
     "有收益的公益性项目；不得用于经常性支出", 40_000, date(2026, 12, 31)),
    (SourceKind.PROVINCIAL, "省级基础设施补助资金", "青财建〔2026〕31号",
     "农村公路、河道治理和农田水利", 12_000, date(2026, 12, 31)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Course:
    """How one project's money goes: receipts and progress in per cent, each with its day.

    After each progress so much per cent of what may be paid is paid. ``ends`` is how it ends.
    """

    receipts: Sequence[tuple[date, int]] = ()
    progress: Sequence[tuple[date, int]] = ()
    pays: int = 100
    ends: str = ""


MARCH, MAY, JULY = date(2026, 3, 23), date(2026, 5, 11), date(2026, 7, 20)
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 14), date(2026, 10, 19), date(2026, 11, 16)
STEADY = Course(((JULY, 50), (OCTOBER, 40)), ((SEPTEMBER, 30), (NOVEMBER, 70)))
ADVANCED = Course(((JULY, 60),), ((SEPTEMBER, 35), (NOVEMBER, 60)), 40)
IDLE = Course(((MARCH, 60),))
FINISHED = Course(((MARCH, 60), (JULY, 40)), ((MAY, 45), (SEPTEMBER, 80), (NOVEMBER, 100)))
SLOW = Course(((MARCH, 70),), ((SEPTEMBER, 20),))
GIVEN_BACK = Course(((MARCH, 50),), ((MAY, 40),), ends="given_back")
CARRIED = Course(((JULY, 80),), ((OCTOBER, 55),), ends="carried")
APPLYING, REFUSED, TO_COME = Course(ends="applied"), Course(ends="refused"), Course()
COURSES: tuple[tuple[int, Course], ...] = (
    (0, STEADY), (0, ADVANCED), (0, IDLE), (0, FINISHED), (0, APPLYING),
    (1, STEADY), (1, SLOW), (1, CARRIED), (1, TO_COME),
    (2, FINISHED), (2, GIVEN_BACK), (2, REFUSED),
)  # fmt: skip


def pay_projects(place: str, people: Mapping[str, User]) -> bool:
    """Everything once; whether anything was made."""
    if MoneySource.objects.exists():
        return False
    payer = Payer(people)
    new = NewAdoption("project_money", "他山县项目资金按进度拨付", place, OPENED)
    adoption = adopt(new, actor=people["steward"], at=at(OPENED))
    sources = [
        granting.open_source(
            NewSource(adoption, "money", kind, title, document, uses, wan * WAN, until),
            by=payer.by("steward", OPENED),
        )
        for kind, title, document, uses, wan, until in SOURCES
    ]
    for n, (project, (source, course)) in enumerate(zip(_projects(), COURSES, strict=False), 1):
        payer.run(n, sources[source], project, course)
    return True


def _projects() -> list[Entity]:
    """Projects of the government that are being built, as the register has them now."""
    facts = ProjectFacts.objects.filter(replaced=None, until=None, funding="government")
    rows = facts.filter(stage__in=("building", "started", "completed")).order_by("entity")
    return [one.entity for one in rows.select_related("entity")]


class Payer:
    """Who does what, and on which day."""

    def __init__(self, people: Mapping[str, User]) -> None:
        self.people = people

    def by(self, username: str, on: date) -> By:
        return By(self.people[username], at(on), on)

    def run(self, n: int, source: MoneySource, project: Entity, course: Course) -> None:
        """One project's money, from its application to where it stands."""
        fen = (1_100 + 310 * n) * WAN
        row = granting.apply(
            source, project, fen, f"资金申请报告〔2026〕{n}号", by=self.by("fundhandler", APPLIED)
        )
        if course.ends == "applied":
            return
        chief = self.by("fundchief", GRANTED)
        if course.ends == "refused":
            granting.refuse(row, "前期手续未办结，可研报告未批复", by=chief)
            return
        granting.grant(row, fen, f"资金下达文件〔2026〕{n}号", by=chief)
        deal = self._signed(n, project, fen) if course.progress else None
        self._move(row, deal, course)
        self._end(row, course)

    def _signed(self, n: int, project: Entity, fen: int) -> WorksContract:
        parts = Participation.objects.filter(project=project, part=Role.BUILDER)
        found = parts.select_related("entity").order_by("pk").first()
        firms = Entity.objects.filter(kind=Kind.ENTERPRISE, merged_into=None).order_by("pk")
        builder = found.entity if found else firms[80 + n]
        new = NewContract(builder, f"施合〔2026〕{n}号", "主体工程施工", fen)
        return contracts.sign(project, new, by=self.by("fundhandler", MARCH))

    def _move(self, row: ProjectMoney, deal: WorksContract | None, course: Course) -> None:
        """Receipts and progress in the order of their days; a payment after each progress."""
        granted = row.granted or row.asked
        steps = [(on, "receipt", share) for on, share in course.receipts]
        steps += [(on, "progress", share) for on, share in course.progress]
        for on, sort, share in sorted(steps, key=lambda step: step[0]):
            if sort == "receipt":
                document = f"国库集中支付到账通知{on:%m%d}"
                by = self.by("cashier", on)
                spending.receive(row, granted * share // 100, document, by=by)
            elif deal is not None:
                by = self.by("fundhandler", on)
                contracts.report(deal, share * 100, f"监理月报{on:%m%d}", by=by)
                self._pay(row, deal, on, course.pays)

    def _pay(self, row: ProjectMoney, deal: WorksContract, on: date, pays: int) -> None:
        found, rules = rules_of(row.source, on)
        may, _share = spending.payable_on(deal, found, rules, on)
        there = stands_on(row, on).left
        fen = min(may.left * pays // 100, there)
        if fen:
            spending.pay(row, deal, fen, f"{on:%m%d}{deal.pk:05d}", by=self.by("cashier", on))

    def _end(self, row: ProjectMoney, course: Course) -> None:
        left = stands_on(row, NOVEMBER).left
        by = self.by("cashier", NOVEMBER)
        if course.ends == "carried" and left:
            spending.carry_over(row, left, "结转通知〔2026〕3号", by=by)
        if course.ends == "given_back":
            spending.give_back(row, left, "财政收回通知〔2026〕5号", by=by)
            spending.close(row, "项目调整，余款交回", by=self.by("fundchief", NOVEMBER))
