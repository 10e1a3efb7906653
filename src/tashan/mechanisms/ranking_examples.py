"""Examples of rankings: ranks, scores and classes of the subjects that are given."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from tashan.base.calendars import Calendar
from tashan.base.errors import UserError
from tashan.mechanisms.answering import Answers, UnfitError, day_of
from tashan.mechanisms.definitions import RankingDefinition
from tashan.mechanisms.given_rows import Given as GivenFigures
from tashan.mechanisms.given_rows import GivenRows, subjects_in
from tashan.mechanisms.head import Example, Figures, Held
from tashan.mechanisms.library import Library
from tashan.mechanisms.rules.bound import Bound, OverPopulation
from tashan.mechanisms.rules.engines.reference.populations import of_row, over_all
from tashan.mechanisms.rules.engines.reference.values import Over
from tashan.mechanisms.rules.engines.reference.values import Row as Cells
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.rules.tables import Table
from tashan.mechanisms.scoring.binding import bind_ranking
from tashan.mechanisms.scoring.columns import populations_in
from tashan.mechanisms.scoring.entering import Entering, Entries, Recorded, Row, Value
from tashan.mechanisms.scoring.settled import BoundRanking
from tashan.mechanisms.scoring.standings import half_up
from tashan.mechanisms.scoring.totals import Given, Outcome, Struck, outcomes
from tashan.mechanisms.working_days import calendar_of

SUBJECT = "subject"


def ranking_answers(example: Example, part: RankingDefinition, within: Library) -> Answers:
    """Of each subject by name ``rank``, ``score``, ``class``, ``group``, ``state``, and the points
    of each measure by its code. Plus and minus points and vetoes are given by their codes."""
    scope = Scope(
        subject=part.subject,
        indicators=within.indicators,
        parameters=part.origin.parameters,
        registers=within.registers,
    )
    on = day_of(example)
    try:
        bound = bind_ranking(part, code=part.code, scope=scope, on=on)
    except (RuleError, UserError) as error:
        raise UnfitError(f"the ranking {part.code!r} cannot be run: {error}") from error
    subjects = subjects_in(example.given)
    recorded = {n: _recorded(part, given) for n, given in enumerate(subjects.values())}
    rows = GivenRows(scope, on, {column.key: column for column in bound.columns})
    table = rows.table([_figures(part, given) for given in subjects.values()])
    running = _Running(bound, table, calendar_of(within), recorded)
    try:
        return running.answers(list(subjects), part)
    except UserError as error:
        raise UnfitError(str(error)) from error


def _figures(part: RankingDefinition, given: GivenFigures) -> GivenFigures:
    by_hand = {extra.code for extra in part.extras} | {veto.code for veto in part.vetoes}
    return {name: held for name, held in given.items() if name not in by_hand}


def _recorded(part: RankingDefinition, given: GivenFigures) -> Recorded:
    """A number says how often, a word of which level; a veto that holds is true."""
    extras = [_extra(e.code, given[e.code]) for e in part.extras if e.code in given]
    struck = [Struck(v.code, v.effect) for v in part.vetoes if given.get(v.code) is True]
    return Recorded(tuple(extras), tuple(struck))


def _extra(code: str, held: Figures) -> Given:
    if isinstance(held, str):
        return Given(code, level=held)
    if isinstance(held, Decimal) and held == int(held):
        return Given(code, times=int(held))
    raise UnfitError(f"{code!r}: expected how often it counts, or its level.")


@dataclass(frozen=True)
class _Running:
    bound: BoundRanking
    table: Table
    calendar: Calendar
    recorded: dict[int, Recorded]

    def answers(self, names: list[str], part: RankingDefinition) -> Answers:
        rows = [(n, row | {SUBJECT: n}) for n, row in enumerate(self.table.rows())]
        entering = Entering(self.bound, self._evaluate, lambda _row: frozenset(), self.recorded)
        entries = entering.entries(rows)
        found = _of_all(names, entries)
        for outcome in outcomes(self.bound.scheme, entries.contenders):
            found[names[outcome.subject]] = _told(outcome, part.decimals)
        return {name: dict(told) for name, told in found.items()}

    @cached_property
    def _over(self) -> list[Over]:
        nodes: set[OverPopulation] = {n for rule in self.bound.rules for n in populations_in(rule)}
        places = over_all(self.table, nodes, self.calendar)
        return [of_row(places, number) for number in range(len(self.table))]

    def _evaluate(self, rule: Bound, row: Row) -> Value:
        number = row[SUBJECT]
        assert isinstance(number, int)
        value = Cells(row, self.calendar, self._over[number]).value(rule)
        return Fraction(value) if type(value) is int else value


def _of_all(names: list[str], entries: Entries) -> dict[str, dict[str, Held]]:
    """Who is not ranked, and why; who is not of the population is out."""
    found: dict[str, dict[str, Held]] = {name: _out("out") for name in names}
    for outside in entries.outside:
        found[names[outside.subject]] = _out(outside.standing.value)
    return found


def _out(state: str) -> dict[str, Held]:
    return {"state": state, "rank": None, "score": None, "class": None}


def _told(outcome: Outcome, decimals: int) -> dict[str, Held]:
    points: dict[str, Held] = {
        step.measure: None if step.points is None else half_up(step.points, decimals)
        for step in outcome.steps
    }
    return points | {
        "state": outcome.state.value,
        "rank": None if outcome.rank is None else Decimal(outcome.rank),
        "score": outcome.score,
        "class": outcome.grade,
        "group": outcome.group,
    }
