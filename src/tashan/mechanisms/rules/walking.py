"""Going through what is bound: every node, every column."""

from __future__ import annotations

from collections.abc import Iterator

from tashan.mechanisms.rules.bound import (
    Arithmetic,
    AtLeast,
    Between,
    Both,
    Bound,
    BoundProgramme,
    Chosen,
    Column,
    Compared,
    Constant,
    Counted,
    Either,
    Extreme,
    Growing,
    OverPopulation,
)


def parts(node: Bound) -> tuple[Bound, ...]:
    """The nodes directly within a node, in the order of the text."""
    match node:
        case Column() | Constant():
            return ()
        case Arithmetic() | Compared():
            return (node.left, node.right)
        case Extreme() | Both() | Either() | Counted() | AtLeast():
            return node.items
        case Growing():
            return (node.now, node.base)
        case Between():
            return (node.start, node.end)
        case Chosen():
            return (node.when, node.then, node.otherwise)
    return (node.of,)


def walk(node: Bound) -> Iterator[Bound]:
    """The node and everything within it, each before what it holds."""
    yield node
    for part in parts(node):
        yield from walk(part)


def rules_of(programme: BoundProgramme) -> tuple[Bound, ...]:
    conditions = [*programme.eligible, *programme.excluded]
    amount = () if programme.amount is None else (programme.amount,)
    return (*(condition.rule for condition in conditions), *amount)


def columns(found: Bound | BoundProgramme) -> frozenset[Column]:
    """What a table must hold for the rule, or for all rules of the programme."""
    rules = rules_of(found) if isinstance(found, BoundProgramme) else (found,)
    return frozenset(node for rule in rules for node in walk(rule) if isinstance(node, Column))


def populations(found: Bound | BoundProgramme) -> frozenset[OverPopulation]:
    """What must be computed over all rows before any row can be answered."""
    rules = rules_of(found) if isinstance(found, BoundProgramme) else (found,)
    return frozenset(n for rule in rules for n in walk(rule) if isinstance(n, OverPopulation))
