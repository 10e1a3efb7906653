"""Alarms of projects: what the law limits, computed from their papers and reports on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tashan.base.calendars import Calendar
from tashan.base.dates import add_months
from tashan.base.lights import Light
from tashan.casework.calendars import in_force
from tashan.casework.round_models import PaperSort, RoundReport
from tashan.casework.rounds.invested import TOLD
from tashan.casework.rounds.lights import HUNDRED
from tashan.casework.rounds.papers import NONE, Papers, papers_on
from tashan.casework.rounds.rules import ALARMS, Declared, declared
from tashan.mechanisms.plan import Dimension, LightRule, judged
from tashan.registry.dated import as_of
from tashan.registry.kinds import ProjectStage as Stage
from tashan.registry.models import ProjectFacts

P = PaperSort
MONTHS_OF_A_YEAR = 12
OVER = (Stage.ENDED, Stage.EVALUATED)


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of a project on a day; ``invested`` is all of it, in fen."""

    on: date
    facts: ProjectFacts
    papers: Papers
    invested: int | None

    def fen(self, sort: PaperSort) -> int | None:
        paper = self.papers.get((sort, None))
        return None if paper is None else paper.fen

    def day(self, sort: PaperSort) -> date | None:
        paper = self.papers.get((sort, None))
        return None if paper is None else paper.on

    @property
    def has_begun(self) -> bool:
        return self.facts.started_on is not None and self.facts.started_on <= self.on


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm with the figure, the rule that it met, and the paper that it starts from."""

    project: int
    rule: LightRule
    figure: Decimal
    papers: tuple[int, ...]  # numbers of the papers' sources
    day: date | None = None  # when it lapses

    @property
    def light(self) -> Light:
        return self.rule.light


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with the sorts of papers that it is from."""

    figure: Decimal
    sorts: tuple[PaperSort, ...]
    day: date | None = None


def alarms_on(on: date, projects: Collection[int] | None = None) -> list[Alarm]:
    """All alarms on a day, the red ones first; a bounded number of queries."""
    rules, calendar = declared(ALARMS, on), in_force().calendar
    facts = as_of(ProjectFacts.objects.exclude(stage__in=OVER), on)
    if projects is not None:
        facts = facts.filter(entity__in=projects)
    known = {one.entity_id: one for one in facts}
    papers, invested = papers_on(known, on), _invested(known, on)
    found: list[Alarm] = []
    for pk, one in known.items():
        own = papers.get(pk, NONE)
        found += _alarms(pk, Situation(on, one, own, invested.get(pk)), rules, calendar)
    return sorted(found, key=lambda alarm: (alarm.light.urgency, alarm.project))


def _alarms(pk: int, now: Situation, rules: Declared, calendar: Calendar) -> list[Alarm]:
    found = []
    for dimension, reading in readings(now, rules, calendar).items():
        given = judged(rules.book.rules, dimension, [reading.figure])
        if given.rule is None or given.light is Light.GREEN:
            continue
        papers = [now.papers.get((sort, None)) for sort in reading.sorts]
        ids = tuple(paper.source_id for paper in papers if paper is not None)
        found.append(Alarm(pk, given.rule, reading.figure, ids, reading.day))
    return found


def readings(
    now: Situation, rules: Declared, calendar: Calendar
) -> Mapping[Dimension, Reading]:  # fmt: skip
    """The figures that can be told; what is unknown gives no alarm."""
    found: dict[Dimension, Reading] = {}
    study, estimate = now.fen(P.STUDY), now.fen(P.ESTIMATE)
    if study and estimate is not None:
        share = Decimal(estimate) * HUNDRED / study
        found[Dimension.ESTIMATE] = Reading(share, (P.STUDY, P.ESTIMATE))
    if estimate and now.invested is not None:
        share = Decimal(now.invested) * HUNDRED / estimate
        found[Dimension.SPENT] = Reading(share, (P.ESTIMATE,))
    if now.has_begun:
        return {**found, **_of_begun(now)}
    lapses = lapses_on(now, rules)
    if lapses is not None:
        left = _working_days_left(now.on, lapses, calendar)
        found[Dimension.RATIFICATION] = Reading(left, (P.RATIFICATION, P.EXTENSION), lapses)
    assessed = now.day(P.ASSESSMENT)
    if assessed is not None:
        found[Dimension.ASSESSMENT] = Reading(_months_since(assessed, now.on), (P.ASSESSMENT,))
    return found


def _of_begun(now: Situation) -> Mapping[Dimension, Reading]:
    if now.day(P.LICENCE) is not None or now.facts.started_on is None:
        return {}
    days = Decimal((now.on - now.facts.started_on).days + 1)
    return {Dimension.LICENCE: Reading(days, (P.LICENCE,))}


def lapses_on(now: Situation, rules: Declared) -> date | None:
    """The last day of the ratification, its extension counted; None where there is none."""
    given, years = now.day(P.RATIFICATION), rules.number("ratification_years")
    if given is None or years is None:
        return None
    last = add_months(given, int(years) * MONTHS_OF_A_YEAR)
    more = rules.number("extension_years")
    longer = now.day(P.EXTENSION)
    if more is not None and longer is not None and longer >= given:
        return add_months(last, int(more) * MONTHS_OF_A_YEAR)
    return last


def _working_days_left(on: date, last: date, calendar: Calendar) -> Decimal:
    """Below zero once it has lapsed."""
    if last < on:
        return Decimal(-1)
    return Decimal(calendar.working_days_between(on, last))


def _months_since(day: date, on: date) -> Decimal:
    """Whole months, and a half more where another has begun: 60 is five years to the day."""
    months = (on.year - day.year) * MONTHS_OF_A_YEAR + on.month - day.month
    if add_months(day, months) > on:
        months -= 1
    return Decimal(months) + (Decimal("0.5") if add_months(day, months) < on else 0)


def _invested(projects: Collection[int], on: date) -> dict[int, int]:
    """All that was invested in each by a day: up to a year's end by paper, then by reports."""
    spent: dict[int, tuple[int, int]] = {}
    for pk, papers in papers_on(projects, on).items():
        of_years = [(year or 0, p.fen or 0) for (s, year), p in papers.items() if s == P.SPENT]
        if of_years:
            spent[pk] = max(of_years)
    rows = RoundReport.objects.filter(project__in=projects, state__in=TOLD, answered_on__lte=on)
    told_of = rows.exclude(done=None).order_by("round__month").select_related("round")
    years: dict[int, dict[int, int]] = defaultdict(dict)
    for row in told_of:
        if row.done is not None:
            years[row.project_id][row.round.month.year] = row.done
    found = {}
    for pk in spent.keys() | years.keys():
        until, fen = spent.get(pk, (0, 0))
        found[pk] = fen + sum(done for year, done in years[pk].items() if year > until)
    return found
