"""Checks the rules of mechanism files: each mistake is told at the character it begins at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tashan.mechanisms.head import Parameter, ParameterValue
from tashan.mechanisms.looking_up import Known
from tashan.mechanisms.plain import Tree
from tashan.mechanisms.problems import Problem
from tashan.mechanisms.programme import Programme
from tashan.mechanisms.ruled import Purpose, Ruled
from tashan.mechanisms.ruled_cases import every_rule
from tashan.mechanisms.rules import nodes
from tashan.mechanisms.rules.binding import (
    NEWEST,
    bind_amount,
    bind_condition,
    bind_like,
    bind_number,
    bind_tiers,
    typed,
)
from tashan.mechanisms.rules.emptiness import holds_of_nothing
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.literals import word_of
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.rules.vocabulary import fields_of
from tashan.mechanisms.schema import Mechanism
from tashan.mechanisms.shelves import Shelves
from tashan.mechanisms.taken_names import taken_names

_ALWAYS = (
    "this holds even of a subject about which nothing is known: it decides nothing. Name what must "
    "be known, or leave the rule out."
)


def check_rules(shelves: Shelves, lost: Mapping[str, str]) -> Iterator[Problem]:
    """Everything wrong in the rules of all mechanisms."""
    indicators = Known("indicator", shelves.indicators, lost)
    for code, mechanism in shelves.mechanisms.items():
        tree = shelves.trees[code]
        yield from taken_names(mechanism, tree)
        for name, parameter in mechanism.parameters.items():
            yield from _mixed_values(name, parameter, tree)
        yield from _beneficiaries(mechanism, tree)
        for one in every_rule(mechanism):
            yield from _check(one, _scope(one, mechanism, shelves), indicators, tree)


def _scope(one: Ruled, mechanism: Mechanism, shelves: Shelves) -> Scope:
    kinds = [kind for credit in shelves.credits.values() for kind in credit.events]
    return Scope(
        subject=one.subject,
        indicators=shelves.indicators,
        parameters=mechanism.parameters,
        asks=one.asks,
        registers=shelves.registers,
        credit_kinds=frozenset(kinds),
    )


def _check(one: Ruled, scope: Scope, indicators: Known, tree: Tree) -> Iterator[Problem]:
    try:
        node = parse(one.rule)
        named = nodes.figures(node)
        gone = [f for f in named if f.code in indicators.lost and f.code not in indicators.codes]
        for figure in gone:
            mark = tree.character(one.path, one.rule, figure.offset)
            yield from indicators.check(figure.code, mark)
        if not gone:
            _bind(one, node, scope)
    except RuleError as error:
        mark = tree.character(one.path, one.rule, error.offset)
        yield Problem(mark, "rule", error.message)


def _bind(one: Ruled, node: nodes.Node, scope: Scope) -> None:
    """Raises RuleError where the rule is not what its place wants."""
    match one.purpose:
        case Purpose.CONDITION | Purpose.GROUP:
            rule = bind_condition(node, scope=scope, on=NEWEST)
            if one.purpose is Purpose.CONDITION and holds_of_nothing(rule):
                raise RuleError(_ALWAYS)
        case Purpose.AMOUNT:
            bind_amount(node, scope=scope, on=NEWEST)
        case Purpose.NUMBER:
            bind_number(node, scope=scope, on=NEWEST)
        case Purpose.ORDER:
            typed(node, scope=scope, on=NEWEST)
        case Purpose.TIERS:
            bind_tiers(node, scope=scope, on=NEWEST)
        case Purpose.LIKE:
            figure = bind_number(parse(one.like), scope=scope, on=NEWEST)
            bind_like(node, figure, scope=scope, on=NEWEST)
        case Purpose.SYNTAX:
            pass


def _mixed_values(name: str, parameter: Parameter, tree: Tree) -> Iterator[Problem]:
    """A parameter is the same sort of thing on every day, or no rule could use it."""
    sorts = {first: _sort(value) for first, value in parameter.values.items()}
    expected = next(iter(sorts.values()))
    for first, sort in sorts.items():
        if sort != expected:
            mark = tree.mark(("parameters", name, "values", first.isoformat()))
            told = (
                f"{name!r} is {sort} from {first} on, and {expected} before. Keep to one of them."
            )
            yield Problem(mark, "mixed_values", told)


def _sort(value: ParameterValue) -> str:
    if isinstance(value, tuple):
        return "a list of words" if isinstance(value[0], str) else "a list of tiers"
    if isinstance(value, bool):
        return "true or false"
    return "words" if isinstance(value, str) else "a number"


def _beneficiaries(mechanism: Mechanism, tree: Tree) -> Iterator[Problem]:
    """Where a programme applies is the code of a division."""
    for name, part in mechanism.parts.items():
        if isinstance(part, Programme) and part.beneficiaries is not None:
            place = fields_of(part.subject).get("place")
            mark = tree.mark(("parts", name, "beneficiaries"))
            try:
                if place is None:
                    raise RuleError(f"{Scope(part.subject).said} has no place: leave this out.")
                word_of(place, part.beneficiaries, 0)
            except RuleError as error:
                yield Problem(mark, "rule", error.message)
