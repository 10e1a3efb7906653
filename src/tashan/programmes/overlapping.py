"""Programmes of one group: amounts add up, or only the higher is given (就高不重复)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tashan.mechanisms.programme import Overlap, Together
from tashan.programmes.outcomes import Claim


class Grouped(NamedTuple):
    """The claims under one programme of a run."""

    overlap: Overlap | None
    claims: Sequence[Claim]


def overlapped(programmes: Sequence[Grouped]) -> list[set[int]]:
    """Of each programme the subjects whose claim gives way to a higher one of its group.

    The amounts by rule are compared, before places and budgets; of equal ones the programme that
    stands first gives. A claim of unknown amount gives way to none and none gives way to it.
    """
    lost: list[set[int]] = [set() for _ in programmes]
    for group in _groups(programmes):
        best: dict[int, tuple[int, int]] = {}
        for at in group:
            for claim in programmes[at].claims:
                if claim.fen is None:
                    continue
                held = best.get(claim.subject)
                if held is None or claim.fen > held[0]:
                    best[claim.subject] = (claim.fen, at)
                    beaten = held and held[1]
                else:
                    beaten = at
                if beaten is not None:
                    lost[beaten].add(claim.subject)
    return lost


def _groups(programmes: Sequence[Grouped]) -> Sequence[Sequence[int]]:
    """The positions of the programmes of each group in which only the higher is given.

    It is enough that one programme of the group says so.
    """
    found: dict[str, list[int]] = {}
    higher: Mapping[str, bool] = {
        p.overlap.group: True
        for p in programmes
        if p.overlap is not None and p.overlap.rule is Together.HIGHER
    }
    for at, programme in enumerate(programmes):
        if programme.overlap is not None and programme.overlap.group in higher:
            found.setdefault(programme.overlap.group, []).append(at)
    return [group for group in found.values() if len(group) > 1]
