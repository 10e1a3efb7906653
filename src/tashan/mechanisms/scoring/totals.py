"""From steps to outcomes: plus and minus points, vetoes, the sum, ranks and classes by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tashan.base.errors import UserError
from tashan.mechanisms.ranking import Effect, Extra, Grade
from tashan.mechanisms.scoring.points import steps
from tashan.mechanisms.scoring.readings import Reading, Step, WeightedMeasure
from tashan.mechanisms.scoring.standings import (
    grade_by_points,
    grade_by_share,
    half_up,
    last_class,
    ranks,
)


@dataclass(frozen=True, slots=True)
class Given:
    """Plus or minus points recorded for one subject: which, of what level, how many times."""

    extra: str
    level: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Struck:
    """A veto that holds for one subject: by the file's rule, or recorded with its document."""

    veto: str
    effect: Effect
    document: str = ""


@dataclass(frozen=True, slots=True)
class Contender:
    """One subject that is ranked: a reading by measure, and what was recorded about it."""

    subject: int
    readings: Mapping[str, Reading]
    group: str | None = None
    given: Sequence[Given] = ()
    struck: Sequence[Struck] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """What one kind of plus or minus points came to, and what it would be without its cap."""

    extra: str
    times: int
    before: Fraction
    points: Fraction


class State(StrEnum):
    RANKED = "ranked"
    UNKNOWN = "unknown"  # a figure that counts is missing
    NOT_RANKED = "not_ranked"  # a veto takes it out


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one subject; ``total`` is exact and before rounding, ``score`` as declared."""

    subject: int
    group: str | None
    state: State
    steps: tuple[Step, ...]
    added: tuple[Added, ...]
    struck: tuple[Struck, ...]
    total: Fraction | None
    score: Decimal | None
    rank: int | None = None
    is_shared: bool = False
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """What is settled for a run: measures with their weights, extras, classes, rounding."""

    measures: tuple[WeightedMeasure, ...]
    extras: tuple[Extra, ...] = ()
    grades: tuple[Grade, ...] = ()
    decimals: int = 2
    full: Fraction | None = None

    def of_group(self, group: str | None) -> tuple[WeightedMeasure, ...]:
        """The measures that count in a group. UserError where their weights miss the sum."""
        own = tuple(m for m in self.measures if m.only is None or m.only == group)
        total = sum((m.weight for m in own), Fraction(0))
        if self.full is not None and total != self.full:
            named = f" of the group {group}" if group else ""
            raise UserError(
                f"the weights{named} sum to {_plain(total)}, not to {_plain(self.full)}.",
                hint="Change the weights, or 'full', in the mechanism's file.",
            )
        return own


Ranks = Callable[[Sequence[Decimal]], list[int]]


def outcomes(
    scheme: Scheme, contenders: Iterable[Contender], *, ranked: Ranks = ranks
) -> list[Outcome]:
    """Every group ranked by itself, the best first; the order given does not matter.

    Who stands level is in the order of their numbers; who has no rank comes last. ``ranked`` is
    another way to the same ranks, for very many.
    """
    groups: dict[str | None, list[Contender]] = {}
    for contender in sorted(contenders, key=lambda c: c.subject):
        groups.setdefault(contender.group, []).append(contender)
    found = []
    for group in sorted(groups, key=lambda code: code or ""):
        found += _of_group(scheme, group, groups[group], ranked)
    return found


def _of_group(
    scheme: Scheme, group: str | None, members: list[Contender], ranked: Ranks
) -> list[Outcome]:
    measures = scheme.of_group(group)
    columns = [steps(m, [c.readings[m.code] for c in members]) for m in measures]
    rows = zip(*columns, strict=True) if columns else [()] * len(members)
    summed = [
        _summed(scheme, member, tuple(row)) for member, row in zip(members, rows, strict=True)
    ]
    return _placed(scheme, summed, ranked)


def _summed(scheme: Scheme, contender: Contender, row: tuple[Step, ...]) -> Outcome:
    added = tuple(_added(scheme.extras, contender.given))
    points = [step.points for step in row]
    known = [p for p in points if p is not None]
    total = None
    if len(known) == len(points):
        total = sum(known, Fraction(0)) + sum((a.points for a in added), Fraction(0))
    effects = {struck.effect for struck in contender.struck}
    if Effect.ZERO in effects:
        total = Fraction(0)
    return Outcome(
        contender.subject,
        contender.group,
        _state(effects, total),
        row,
        added,
        tuple(contender.struck),
        total,
        None if total is None else half_up(total, scheme.decimals),
    )


def _state(effects: set[Effect], total: Fraction | None) -> State:
    if Effect.NOT_RANKED in effects:
        return State.NOT_RANKED
    return State.UNKNOWN if total is None else State.RANKED


def _added(extras: Sequence[Extra], given: Sequence[Given]) -> Iterable[Added]:
    """One for each kind that was recorded, in the file's order, capped for each kind together."""
    for extra in extras:
        own = [g for g in given if g.extra == extra.code]
        if not own:
            continue
        before = sum((Fraction(_each(extra, g)) * g.times for g in own), Fraction(0))
        points = before
        if extra.cap is not None:
            cap = Fraction(extra.cap)
            points = max(-cap, min(cap, before))
        yield Added(extra.code, sum(g.times for g in own), before, points)


def _each(extra: Extra, given: Given) -> Decimal:
    return extra.levels.get(given.level, extra.each)


def _placed(scheme: Scheme, summed: list[Outcome], by: Ranks) -> list[Outcome]:
    """With ranks and classes: the ranked first, from the best on, then the others."""
    ranked = [o for o in summed if o.state is State.RANKED and o.score is not None]
    places = by([o.score for o in ranked if o.score is not None])
    counts = Counter(places)
    placed = [
        _with_place(scheme, outcome, place, len(ranked), is_shared=counts[place] > 1)
        for outcome, place in zip(ranked, places, strict=True)
    ]
    placed.sort(key=lambda o: (o.rank or 0, o.subject))
    return placed + [o for o in summed if o.state is not State.RANKED]


def _with_place(
    scheme: Scheme, outcome: Outcome, rank: int, number: int, *, is_shared: bool
) -> Outcome:
    assert outcome.score is not None
    if any(s.effect in (Effect.LAST_CLASS, Effect.ZERO) for s in outcome.struck):
        grade = last_class(scheme.grades)
    else:
        by_share = grade_by_share(rank, number, scheme.grades)
        grade = by_share or grade_by_points(outcome.score, scheme.grades)
    return replace(outcome, rank=rank, is_shared=is_shared, grade=grade)


def _plain(number: Fraction) -> str:
    return f"{half_up(number, 4).normalize():f}"
