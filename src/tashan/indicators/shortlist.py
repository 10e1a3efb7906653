"""Who of thousands can be among the likest: reckoned roughly first, so that few are held exactly.

The rough reckoning is in floats, which differ from the exact likeness by far less than ``MARGIN``;
whoever is within it of the last place stays on the list. So the list always holds all of the
likest, and ``likeness.nearest`` of it gives what it gives of everybody.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import nlargest

from tashan.indicators.derived import Reason
from tashan.indicators.likeness import LEAST_KNOWN, Feature, Likened, is_enough, shares_of

MARGIN = 1e-6  # of a likeness from 0 to 100


@dataclass(frozen=True, slots=True)
class Sketch:
    """The features of a place in floats: logarithms of sizes, shares of mixes; None: unknown."""

    sizes: Mapping[str, float | None]
    mixes: Mapping[str, Mapping[str, float] | None]

    @classmethod
    def of(cls, place: Likened) -> Sketch:
        sizes = {name: math.log(size) if size is not None and size > 0 else None
                 for name, size in place.sizes.items()}  # fmt: skip
        mixes = {name: shares_of(mix) for name, mix in place.mixes.items()}
        return cls(sizes, {
            name: None if isinstance(mix, Reason) else {part: float(x) for part, x in mix.items()}
            for name, mix in mixes.items()
        })  # fmt: skip


def shortlist(
    ours: Sketch,
    others: Mapping[int, Sketch],
    features: Sequence[Feature],
    *,
    count: int,
    least_known_weight: Decimal = LEAST_KNOWN,
) -> list[int]:
    """Those who may be among the ``count`` likest; who is known too little is left out."""
    weights = [float(feature.weight) for feature in features]
    enough: dict[tuple[bool, ...], bool] = {}
    totals: dict[int, float] = {}
    for pk, other in others.items():
        found = [_roughly(ours, other, feature) for feature in features]
        known = tuple(part is not None for part in found)
        if known not in enough:
            enough[known] = any(known) and is_enough(features, known, least_known_weight)
        if enough[known]:
            weighed = [(w, p) for w, p in zip(weights, found, strict=True) if p is not None]
            totals[pk] = sum(w * p for w, p in weighed) / sum(w for w, _ in weighed)
    if count < 1 or len(totals) <= count:
        return list(totals)
    bar = nlargest(count, totals.values())[-1] - MARGIN
    return [pk for pk, total in totals.items() if total >= bar]


def _roughly(ours: Sketch, theirs: Sketch, feature: Feature) -> float | None:
    name = feature.name
    if name in ours.mixes or name in theirs.mixes:
        return _of_mixes(ours.mixes.get(name), theirs.mixes.get(name))
    one, other = ours.sizes.get(name), theirs.sizes.get(name)
    if one is None or other is None:
        return None
    return max(0.0, 1 - abs(one - other) / math.log(feature.vanishes_at)) * 100


def _of_mixes(one: Mapping[str, float] | None, other: Mapping[str, float] | None) -> float | None:
    if one is None or other is None or one.keys() != other.keys():
        return None
    return max(0.0, 1 - sum(abs(share - other[part]) for part, share in one.items()) / 2) * 100
