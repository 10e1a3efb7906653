"""Going through what a rule says: every node of its text, before names are looked up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from tashan.mechanisms.rules.nodes import Node


def through(node: Node) -> Iterator[Node]:
    """The node and everything within it, each before what it holds."""
    yield node
    for field in fields(node):
        held = getattr(node, field.name)
        for part in held if isinstance(held, tuple) else (held,):
            if isinstance(part, Node):
                yield from through(part)
