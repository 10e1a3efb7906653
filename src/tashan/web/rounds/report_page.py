"""One project in one round, and what of rounds the page of a project shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from tashan.base.lights import Light
from tashan.casework.problem_models import ENDED, PostEvaluation, ProjectProblem
from tashan.casework.round_models import (
    PaperSort,
    ProjectPaper,
    ReportState,
    RoundPhoto,
    RoundReport,
)
from tashan.casework.rounds.alarms import alarms_on
from tashan.casework.rounds.evaluating import grade_of
from tashan.casework.rounds.lights import ProjectLight, lights_of
from tashan.casework.rounds.papers import papers_on
from tashan.casework.rounds.seeing import may_answer, may_check
from tashan.indicators.target_words import LightWord
from tashan.programmes.project_money.lights import Deal
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.keeping import facts_on
from tashan.registry.models import Entity
from tashan.registry.naming import name_on, names_on
from tashan.web.area_words import money
from tashan.web.project_money.money_page import moneys_of
from tashan.web.project_money.source_page import MoneyRow
from tashan.web.rounds.curve_section import plan_address
from tashan.web.rounds.round_page import newest_report
from tashan.web.rounds.words import AlarmRow, SideRow, overall_word, sides_of


def advance_of(moneys: Sequence[MoneyRow]) -> int:
    """What contractors have had to lend for the project, in fen: forbidden, shown as an alarm."""
    deals: dict[int, Deal] = {d.contract.pk: d for one in moneys for d in one.told.deals}
    return sum(deal.may.advance for deal in deals.values())


class Told(NamedTuple):
    """A figure with its word, how it came about, and where that is read."""

    word: str
    value: str
    how: str = ""
    url: str = ""


class ReportPage:
    """One report as a user sees it on a day."""

    def __init__(self, row: RoundReport, user: User, on: date) -> None:
        self.row, self.user, self.on = row, user, on

    @cached_property
    def told(self) -> ProjectLight:
        return lights_of([self.row.project_id], self.row.round.month)[self.row.project_id]

    @cached_property
    def names(self) -> dict[int, str]:
        return names_on({self.row.project_id, self.row.office_id}, self.on)

    @property
    def project(self) -> str:
        return self.names.get(self.row.project_id, "")

    @property
    def office(self) -> str:
        return self.names.get(self.row.office_id, "")

    @property
    def light(self) -> LightWord:
        return overall_word(self.told)

    @property
    def sides(self) -> list[SideRow]:
        return sides_of(self.told)

    @property
    def finding(self) -> str:
        words = {"project": self.project, "month": f"{self.row.round.month:%Y-%m}",
                 "state": ReportState(self.row.state).label}  # fmt: skip
        return _("%(project)s, %(month)s: %(state)s") % words

    @property
    def figures(self) -> list[Told]:
        """Reported and statistical in two columns, and money received and paid as told."""
        known, row = self.told.known, self.row
        statistics = known.statistics
        before = "" if row.before is None else _("before: %s") % money(row.before)
        source = _("no figure is entered") if statistics is None else statistics.source.title
        document = "" if known.planned is None else known.planned.document
        plan_url = plan_address(known.planned, row.project_id)
        return [
            Told(_("Reported by the office"), money(row.done), row.lowered_because or before),
            Told(_("Statistical figure"), money(statistics.fen if statistics else None), source),
            Told(_("Planned for the year"), money(known.plan), document, plan_url),
            Told(_("Received, as told"), money(row.received)),
            Told(_("Paid, as told"), money(row.paid)),
        ]

    @cached_property
    def photos(self) -> list[RoundPhoto]:
        return list(self.row.photos.select_related("file").order_by("taken_on", "pk"))

    @cached_property
    def raised(self) -> list[ProjectProblem]:
        return list(self.row.raised.order_by("-pk"))

    @cached_property
    def moneys(self) -> Sequence[MoneyRow]:
        """What was won, received and paid for it, from the books: beside what is told."""
        return moneys_of(self.row.project, self.on)

    @property
    def advance(self) -> str:
        """What contractors have had to lend; nothing where they lent nothing."""
        fen = advance_of(self.moneys)
        return money(fen) if fen else ""

    @property
    def may_answer(self) -> bool:
        is_open = self.row.state != ReportState.CHECKED
        return is_open and may_answer(self.user, self.row.office_id, self.on)

    @property
    def may_check(self) -> bool:
        is_told = self.row.state == ReportState.ANSWERED
        is_own = self.row.answerer_id == self.user.pk
        return is_told and not is_own and may_check(self.user, self.row.office_id, self.on)

    @property
    def may_excuse(self) -> bool:
        return perms.may_keep_work(self.user)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper of a project in words; ``is_over`` where the annual plan says it now."""

    paper: ProjectPaper
    is_over: bool = False

    @property
    def value(self) -> str:
        row = self.paper
        if row.share is not None:
            return f"{row.share / 100:g}%"
        return money(row.fen) if row.fen is not None else ""


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """An evaluation of a project with its grade."""

    row: PostEvaluation

    @property
    def score(self) -> str:
        return f"{self.row.score / 100:.2f}"

    @property
    def light(self) -> Light | None:
        return grade_of(self.row).light


class ProjectRounds:
    """What of rounds, problems, alarms, papers and evaluations the page of a project shows."""

    def __init__(self, project: Entity, name: str, user: User, on: date) -> None:
        self.project, self.name, self.user, self.on = project, name, user, on

    @cached_property
    def report(self) -> RoundReport | None:
        return newest_report(self.project, self.on)

    @cached_property
    def told(self) -> ProjectLight:
        month = self.on if self.report is None else self.report.round.month
        return lights_of([self.project.pk], month)[self.project.pk]

    @property
    def light(self) -> LightWord:
        return overall_word(self.told)

    @property
    def sides(self) -> list[SideRow]:
        return sides_of(self.told)

    @property
    def done(self) -> str:
        return money(self.told.known.done)

    @property
    def statistics(self) -> str:
        found = self.told.known.statistics
        return money(None if found is None else found.fen)

    @cached_property
    def problems(self) -> list[ProjectProblem]:
        rows = ProjectProblem.objects.filter(project=self.project, raised_on__lte=self.on)
        return list(rows.exclude(state__in=ENDED).order_by("due_on", "pk")[:8])

    @cached_property
    def alarms(self) -> list[AlarmRow]:
        return [AlarmRow(one, self.name) for one in alarms_on(self.on, [self.project.pk])]

    @cached_property
    def papers(self) -> list[PaperRow]:
        found = papers_on([self.project.pk], self.on).get(self.project.pk, {})
        planned = self.told.known.planned
        in_plan = planned is not None and planned.entry is not None
        return [
            PaperRow(one, in_plan and (one.sort, one.year) == self._year_plan)
            for one in sorted(found.values(), key=lambda row: row.on)
        ]

    @property
    def _year_plan(self) -> tuple[str, int]:
        return (PaperSort.YEAR_PLAN, self.told.known.last.year)

    @cached_property
    def evaluations(self) -> list[EvaluationRow]:
        rows = PostEvaluation.objects.filter(project=self.project, on__lte=self.on)
        return [EvaluationRow(one) for one in rows.order_by("-on", "-pk")]

    @property
    def may_keep(self) -> bool:
        return perms.may_keep_work(self.user)


def rounds_section(project: Entity, user: User, on: date) -> ProjectRounds | None:
    """None where the project was not in the register, or work is not theirs to see."""
    if not perms.may_see_work(user) or facts_on(project, on) is None:
        return None
    return ProjectRounds(project, name_on(project, on), user, on)
