"""What programmes need of a table: its columns, and numbers over all of its rows."""

from __future__ import annotations

from collections.abc import Iterator

from tashan.mechanisms.rules import bound as b


def parts(node: b.Bound) -> tuple[b.Bound, ...]:
    """The nodes just below."""
    match node:
        case b.Arithmetic() | b.Compared():
            return (node.left, node.right)
        case b.Extreme() | b.Both() | b.Either() | b.Counted() | b.AtLeast():
            return node.items
        case b.Growing():
            return (node.now, node.base)
        case b.Between():
            return (node.start, node.end)
        case b.Chosen():
            return (node.when, node.then, node.otherwise)
        case b.Column() | b.Constant():
            return ()
    return (node.of,)


def from_below(node: b.Bound) -> Iterator[b.Bound]:
    """Each node after those that it is made of."""
    for part in parts(node):
        yield from from_below(part)
    yield node


def rules_of(programme: b.BoundProgramme) -> tuple[b.Bound, ...]:
    """Conditions, exclusions and the amount."""
    rules = [condition.rule for condition in (*programme.eligible, *programme.excluded)]
    return (*rules, programme.amount) if programme.amount is not None else tuple(rules)


def columns_of(programmes: tuple[b.BoundProgramme, ...]) -> dict[str, b.Column]:
    """The columns that some rule asks for, by key."""
    return {
        node.key: node
        for programme in programmes
        for rule in rules_of(programme)
        for node in from_below(rule)
        if isinstance(node, b.Column)
    }


def populations_of(programmes: tuple[b.BoundProgramme, ...]) -> list[b.OverPopulation]:
    """The numbers over all rows, those first that others are made of."""
    found = [
        node
        for programme in programmes
        for rule in rules_of(programme)
        for node in from_below(rule)
        if isinstance(node, b.OverPopulation)
    ]
    return list(dict.fromkeys(found))
