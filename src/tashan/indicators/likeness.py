"""Places like ours: likeness from 0 to 100 by stated features, with their weights shown.

Of sizes a and b (population, product per head): 100 × (1 − |ln(a÷b)| ÷ ln k), not below 0; so
equal sizes are 100 alike, and a size ``k`` times the other is 0 alike. Of mixes (industry in
shares): 100 × (1 − ½ Σ|share − share|). The whole is the weighted mean over the features that are
known of both places; the others are named, and what the weights became without them is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from tashan.indicators.derived import Derived, Reason, missing
from tashan.indicators.growth import HUNDRED

Mix = Mapping[str, Decimal | None]
# Published shares are rounded; more than this off a hundred, and a part of the mix is missing.
MIX_TOLERANCE = Decimal(1)
LEAST_KNOWN = Decimal(50)  # per cent of the weights


@dataclass(frozen=True, slots=True)
class Feature:
    """What places are likened by; ``weight`` counts beside the others' and ``vanishes_at`` is k."""

    name: str
    weight: Decimal
    vanishes_at: Decimal = Decimal(4)

    def __post_init__(self) -> None:
        if self.weight <= 0:
            raise ValueError(f"{self.name}: the weight is above zero, not {self.weight}")
        if self.vanishes_at <= 1:
            raise ValueError(f"{self.name}: likeness vanishes above 1, not at {self.vanishes_at}")


@dataclass(frozen=True, slots=True)
class Likened:
    """A place with its features by name: sizes as figures, mixes as shares in per cent."""

    code: str
    sizes: Mapping[str, Decimal | None] = field(default_factory=dict)
    mixes: Mapping[str, Mix] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FeatureLikeness:
    """One feature's part: its own likeness, and its weight in per cent of the known features."""

    feature: Feature
    likeness: Derived
    weight: Decimal | None  # None where the feature is unknown


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a place is to ours; ``known_weight`` is the per cent of the weights it rests on."""

    code: str
    total: Derived
    parts: tuple[FeatureLikeness, ...]
    known_weight: Decimal

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(p.feature.name for p in self.parts if not p.likeness.is_known)


def likeness(ours: Likened, theirs: Likened, features: Iterable[Feature]) -> Likeness:
    found = [(feature, _of_feature(ours, theirs, feature)) for feature in features]
    asked = sum((feature.weight for feature, _ in found), Decimal(0))
    known = sum((feature.weight for feature, alike in found if alike.is_known), Decimal(0))
    parts = tuple(
        FeatureLikeness(f, alike, f.weight / known * HUNDRED if alike.is_known else None)
        for f, alike in found
    )
    if not known:
        return Likeness(theirs.code, missing(Reason.UNKNOWN_VALUE), parts, Decimal(0))
    weighed = [f.weight * alike.value for f, alike in found if alike.value is not None]
    total = Derived(sum(weighed, Decimal(0)) / known)
    return Likeness(theirs.code, total, parts, known / asked * HUNDRED)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The places most like ours, the likest first, and those of which too little is known."""

    places: tuple[Likeness, ...]
    too_little_known: tuple[Likeness, ...]


def nearest(
    ours: Likened,
    others: Iterable[Likened],
    features: Iterable[Feature],
    *,
    count: int,
    least_known_weight: Decimal = LEAST_KNOWN,
) -> Nearest:
    """The ``count`` likest, equal ones by code; ours itself is left out.

    A place known by less than ``least_known_weight`` per cent of the weights is set apart, so that
    one figure that happens to agree makes no peer.
    """
    asked = tuple(features)
    found = [likeness(ours, other, asked) for other in others if other.code != ours.code]
    enough = [f for f in found if f.total.is_known and f.known_weight >= least_known_weight]
    enough.sort(key=lambda f: f.code)
    enough.sort(key=lambda f: f.total.value or Decimal(0), reverse=True)
    placed = {f.code for f in enough}
    apart = sorted((f for f in found if f.code not in placed), key=lambda f: f.code)
    return Nearest(tuple(enough[:count]), tuple(apart))


def is_enough(
    features: Iterable[Feature], known: Iterable[bool], least_known_weight: Decimal
) -> bool:
    """Whether the known features have enough of the weights, as ``nearest`` counts them."""
    pairs = list(zip(features, known, strict=True))
    asked = sum((feature.weight for feature, _ in pairs), Decimal(0))
    weight = sum((feature.weight for feature, is_known in pairs if is_known), Decimal(0))
    return weight / asked * HUNDRED >= least_known_weight


def likeness_of_sizes(one: Decimal | None, other: Decimal | None, vanishes_at: Decimal) -> Derived:
    if one is None or other is None:
        return missing(Reason.UNKNOWN_VALUE)
    if one <= 0 or other <= 0:
        return missing(Reason.NO_BASE)
    apart = abs(_logarithm(one) - _logarithm(other)) / _logarithm(vanishes_at)
    return Derived(max(Decimal(0), 1 - apart) * HUNDRED)


@lru_cache(maxsize=8192)  # our own place is held against thousands
def _logarithm(value: Decimal) -> Decimal:
    return value.ln()


def likeness_of_mixes(one: Mix | None, other: Mix | None) -> Derived:
    """Each mix is taken as shares of its own sum, so that rounding of the shares does not tell.

    A part that only one of the two names is unknown of the other, not zero.
    """
    ours, theirs = shares_of(one), shares_of(other)
    if isinstance(ours, Reason):
        return missing(ours)
    if isinstance(theirs, Reason):
        return missing(theirs)
    if ours.keys() != theirs.keys():
        return missing(Reason.UNKNOWN_VALUE)
    apart = sum((abs(share - theirs[name]) for name, share in ours.items()), Decimal(0))
    return Derived(max(Decimal(0), 1 - apart / 2) * HUNDRED)


def shares_of(mix: Mix | None) -> dict[str, Decimal] | Reason:
    shares = {name: share for name, share in (mix or {}).items() if share is not None}
    if not mix or len(shares) < len(mix):
        return Reason.UNKNOWN_VALUE
    whole = sum(shares.values(), Decimal(0))
    if abs(whole - HUNDRED) > MIX_TOLERANCE or min(shares.values()) < 0:
        return Reason.NOT_WHOLE
    return {name: share / whole for name, share in shares.items()}


def _of_feature(ours: Likened, theirs: Likened, feature: Feature) -> Derived:
    name = feature.name
    if name in ours.mixes or name in theirs.mixes:
        return likeness_of_mixes(ours.mixes.get(name), theirs.mixes.get(name))
    return likeness_of_sizes(ours.sizes.get(name), theirs.sizes.get(name), feature.vanishes_at)
