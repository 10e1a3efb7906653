"""What a rule may favour some firms by, and the names in its text that do so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tashan.mechanisms.ground import Ground
from tashan.mechanisms.indicator import Indicator
from tashan.mechanisms.rules import nodes
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.through import through

FIELDS = {"place": Ground.REGISTRATION, "operates_here": Ground.REGISTRATION}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that a rule depends on. ``only_any`` where it asks only whether there is any."""

    name: str
    ground: Ground
    offset: int
    only_any: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Which names are grounds: fields of the subject, register fields, indicators and labels."""

    fields: Mapping[str, Ground]
    indicators: Mapping[str, Indicator]
    labels: Mapping[str, Ground]

    def mentions(self, rule: str) -> Iterator[Mention]:
        """Every name in the rule that is a ground, in order; of one that cannot be read, none."""
        try:
            node = parse(rule)
        except RuleError:  # told where rules are checked
            return
        of_any = {id(asked) for found in through(node) for asked in _asked_for_any(found)}
        for found in through(node):
            match found:
                case nodes.Name() if found.code in self.fields:
                    yield Mention(found.code, self.fields[found.code], found.offset)
                case nodes.Figure() if self.is_tax(found.code):
                    only_any = id(found) in of_any
                    yield Mention(found.code, Ground.TAX, found.offset, only_any)
                case nodes.Words() if found.value in self.labels:
                    yield Mention(found.value, self.labels[found.value], found.offset)

    def is_tax(self, code: str) -> bool:
        """Whether the indicator is tax paid, or is computed from it at whatever remove."""
        return any(one.is_tax for one in _with_inputs(code, self.indicators.get))


def _asked_for_any(node: nodes.Node) -> Iterator[nodes.Node]:
    """``tax_paid[last_year] > 0`` asks for any, not for how much."""
    if isinstance(node, nodes.Comparison):
        sides = {">": (node.left, node.right), "<": (node.right, node.left)}.get(node.sign)
        if sides and isinstance(sides[1], nodes.Number) and sides[1].value == 0:
            yield sides[0]


def _with_inputs(code: str, find: Callable[[str], Indicator | None]) -> Iterator[Indicator]:
    ahead, seen = [code], set[str]()
    while ahead:
        following = ahead.pop()
        found = None if following in seen else find(following)
        seen.add(following)
        if found:
            yield found
            ahead += found.inputs
