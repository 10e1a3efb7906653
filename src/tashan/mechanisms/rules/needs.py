"""What some programmes need of a table: its columns, and numbers over all of its rows."""

from __future__ import annotations

from collections.abc import Sequence

from tashan.mechanisms.rules.bound import BoundProgramme, Column, OverPopulation
from tashan.mechanisms.rules.walking import columns, rules_of, walk


def columns_of(programmes: Sequence[BoundProgramme]) -> dict[str, Column]:
    """By key."""
    return {column.key: column for programme in programmes for column in columns(programme)}


def populations_of(programmes: Sequence[BoundProgramme]) -> list[OverPopulation]:
    """Each once, and those first that others are made of."""
    nodes = [n for each in programmes for rule in rules_of(each) for n in reversed([*walk(rule)])]
    return list(dict.fromkeys(node for node in nodes if isinstance(node, OverPopulation)))
