"""What a rule may favour some firms by, and the names in its text that do so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tashan.mechanisms.indicator import Indicator


class Ground(StrEnum):
    """A condition on it needs a basis in law (fair competition review regulations, 9 and 10)."""

    REGISTRATION = "registration"  # where the firm is registered or operates
    OWNERSHIP = "ownership"
    TAX = "tax"  # how much tax it paid


FIELDS = {"place": Ground.REGISTRATION, "operates_here": Ground.REGISTRATION}
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_NAME = re.compile(
    r"(?<![\w.])([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)(\[\w*\])?(\s*>\s*0(?![\w.]))?"
)


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
        """Every name in the text that is a ground, in order."""
        blank = _QUOTED.sub(lambda found: " " * len(found.group()), rule)
        for found in _NAME.finditer(blank):
            name = found.group(1)
            ground = self.fields.get(name) or (Ground.TAX if self.is_tax(name) else None)
            if ground:
                yield Mention(name, ground, found.start(), bool(found.group(3)))
        for found in _QUOTED.finditer(rule):
            label = found.group(1) or found.group(2) or ""
            if label in self.labels:
                yield Mention(label, self.labels[label], found.start())

    def is_tax(self, code: str) -> bool:
        """Whether the indicator is tax paid, or is computed from it at whatever remove."""
        return any(one.is_tax for one in _with_inputs(code, self.indicators.get))


def _with_inputs(code: str, find: Callable[[str], Indicator | None]) -> Iterator[Indicator]:
    ahead, seen = [code], set[str]()
    while ahead:
        following = ahead.pop()
        found = None if following in seen else find(following)
        seen.add(following)
        if found:
            yield found
            ahead += found.inputs
