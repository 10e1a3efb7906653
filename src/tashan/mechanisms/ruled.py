"""Where the rules of a mechanism stand, and what each must be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tashan.mechanisms.fund import Fund
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.plain import Path
from tashan.mechanisms.programme import Asked, Condition, Order, Programme
from tashan.mechanisms.ranking import RankedMeasure, Ranking
from tashan.mechanisms.schema import Mechanism, Part

MEAN = "mean"  # a baseline that is the mean of the group, and no rule


class Purpose(StrEnum):
    """What the place of a rule wants."""

    CONDITION = "condition"  # holds or not, and not of an empty record
    GROUP = "group"  # holds or not; a last group may take all who are left
    AMOUNT = "amount"  # money, or a bare number of yuan
    NUMBER = "number"
    LIKE = "like"  # a number that is held against a figure
    ORDER = "order"  # whatever has an order
    TIERS = "tiers"
    SYNTAX = "syntax"  # of names that are known only when a case runs


@dataclass(frozen=True, slots=True)
class Ruled:
    """A rule with its place in the file; ``like`` is the figure that it is held against."""

    path: Path
    rule: str
    purpose: Purpose
    subject: Subject = Subject.ENTERPRISE
    asks: Mapping[str, Asked] = field(default_factory=dict)
    like: str = ""


def ruled(mechanism: Mechanism) -> Iterator[Ruled]:
    """Every rule of the mechanism's own parts, in the order of the file."""
    for name, part in mechanism.parts.items():
        for one in _of_part(part):
            yield _placed(one, ("parts", name))


def _placed(one: Ruled, before: Path) -> Ruled:
    path = (*before, *one.path)
    return Ruled(path, one.rule, one.purpose, one.subject, one.asks, one.like)


def _of_part(part: Part) -> Iterator[Ruled]:
    match part:
        case Programme():
            yield from _of_programme(part)
        case Ranking():
            yield from _of_ranking(part)
        case Fund():
            yield from _of_fund(part)


def _of_programme(part: Programme) -> Iterator[Ruled]:
    for path, rule, purpose in _programme_rules(part):
        yield Ruled(path, rule, purpose, part.subject, part.asks)


_Found = tuple[Path, str, Purpose]


def _programme_rules(part: Programme) -> Iterator[_Found]:
    yield from _conditions("eligible", part.eligible)
    yield from _conditions("excluded", part.excluded)
    if part.gives.amount is not None:
        yield ("gives", "amount"), part.gives.amount, Purpose.AMOUNT
    for place, step in enumerate(part.gives.steps):
        yield ("gives", "steps", str(place), "when"), step.when, Purpose.CONDITION
        yield ("gives", "steps", str(place), "amount"), step.amount, Purpose.AMOUNT
    for place, reason in enumerate(part.gives.claw_back):
        yield ("gives", "claw_back", str(place), "share"), reason.share, Purpose.NUMBER
    if part.places:
        yield ("places", "first"), part.places.first, Purpose.NUMBER
        yield from _orders("places", part.places.order)
    if part.budget:
        yield ("budget", "total"), part.budget.total, Purpose.AMOUNT
        yield from _orders("budget", part.budget.order)


def _conditions(name: str, conditions: Sequence[Condition]) -> Iterator[_Found]:
    for place, condition in enumerate(conditions):
        yield (name, str(place), "rule"), condition.rule, Purpose.CONDITION


def _orders(name: str, orders: Sequence[Order]) -> Iterator[_Found]:
    for place, order in enumerate(orders):
        yield (name, "order", str(place), "by"), order.by, Purpose.ORDER


def _of_ranking(part: Ranking) -> Iterator[Ruled]:
    for path, rule, purpose in _ranking_rules(part):
        yield Ruled(path, rule, purpose, part.subject)
    for place, measure in enumerate(part.measures):
        for one in _of_measure(measure, part.subject):
            yield _placed(one, ("measures", str(place)))


def _ranking_rules(part: Ranking) -> Iterator[_Found]:
    if part.population is not None:
        yield ("population",), part.population, Purpose.CONDITION
    yield from _conditions("excluded", part.excluded)
    for place, group in enumerate(part.groups):
        yield ("groups", str(place), "rule"), group.rule, Purpose.GROUP
    for place, veto in enumerate(part.vetoes):
        if veto.rule is not None:
            yield ("vetoes", str(place), "rule"), veto.rule, Purpose.CONDITION


def _of_measure(measure: RankedMeasure, subject: Subject) -> Iterator[Ruled]:
    yield Ruled(("figure",), measure.figure, Purpose.NUMBER, subject)
    yield Ruled(("weight",), measure.weight, Purpose.NUMBER, subject)
    for name in ("target", "low", "high", "baseline"):
        rule = getattr(measure.scoring, name)
        if rule is not None and rule != MEAN:
            path = ("scoring", name)
            yield Ruled(path, rule, Purpose.LIKE, subject, like=measure.figure)
    if measure.scoring.tiers is not None:
        yield Ruled(("scoring", "tiers"), measure.scoring.tiers, Purpose.TIERS, subject)


def _of_fund(part: Fund) -> Iterator[Ruled]:
    yield Ruled(("opening",), part.opening, Purpose.AMOUNT)
    for place, source in enumerate(part.sources):
        if source.amount is not None:
            yield Ruled(("sources", str(place), "amount"), source.amount, Purpose.AMOUNT)
    for name in ("per_firm", "per_loan", "per_bank"):
        rule = getattr(part.limits, name, None)
        if rule is not None:
            yield Ruled(("limits", name), rule, Purpose.AMOUNT)
    if part.limits is not None:
        for kind, rule in part.limits.borrowers.items():
            yield Ruled(("limits", "borrowers", str(kind)), rule, Purpose.AMOUNT)
        for name in ("share_of_promise", "times_paid_in"):
            if (rule := getattr(part.limits, name)) is not None:
                yield Ruled(("limits", name), rule, Purpose.NUMBER)
    if part.fee is not None and part.fee.prepaid is not None:
        yield Ruled(("fee", "prepaid"), part.fee.prepaid, Purpose.NUMBER)
    for name in ("single", "management_fee", "conceded"):
        if (rule := getattr(part.investing, name, None)) is not None:
            yield Ruled(("investing", name), rule, Purpose.NUMBER)
    for name in ("apply_before", "recover_after", "market_rate"):
        if (rule := getattr(part, name)) is not None:
            yield Ruled((name,), rule, Purpose.NUMBER)
