"""Whether requirements are met: each by any of its ways, and left out where it does not apply."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tashan.mechanisms.project_library import Requirement, Way


@dataclass(frozen=True, slots=True)
class Shown:
    """What there is of a project: items passed, kinds of evidence, what rules answer by text."""

    items: Collection[str]
    evidence: Collection[str]
    rules: Mapping[str, bool | None]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A requirement with whether it applies, and of each way whether it is open."""

    requirement: Requirement
    applies: bool | None
    ways: tuple[bool | None, ...]

    @property
    def met(self) -> bool | None:
        """None where what decides is unknown. What does not apply is met."""
        if self.applies is False or True in self.ways:
            return True
        return None if self.applies is None or None in self.ways else False


def weighed(requirements: Iterable[Requirement], shown: Shown) -> list[Weighed]:
    """Each requirement against what there is."""
    return [
        Weighed(one, _applies(one, shown), tuple(_open(way, shown) for way in one.any))
        for one in requirements
    ]


def _applies(one: Requirement, shown: Shown) -> bool | None:
    return True if one.when is None else shown.rules[one.when]


def _open(way: Way, shown: Shown) -> bool | None:
    if way.rule is not None:
        return shown.rules[way.rule]
    if way.items:
        return not set(way.items).isdisjoint(shown.items)
    return set(way.evidence) <= set(shown.evidence)


def rules_in(requirements: Iterable[Requirement]) -> Iterator[str]:
    """Every rule that some requirement asks."""
    for one in requirements:
        if one.when is not None:
            yield one.when
        yield from (way.rule for way in one.any if way.rule is not None)
