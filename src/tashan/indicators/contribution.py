"""What the parts of a total did for its growth: contribution 贡献率 and pull 拉动."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tashan.indicators.derived import Derived, Reason, missing
from tashan.indicators.growth import HUNDRED


@dataclass(frozen=True, slots=True)
class Change:
    """A figure in a period, and in the period that it is compared with."""

    now: Decimal | None
    before: Decimal | None

    @property
    def difference(self) -> Derived:
        if self.before is None:
            return missing(Reason.UNKNOWN_BASE)
        if self.now is None:
            return missing(Reason.UNKNOWN_VALUE)
        return Derived(self.now - self.before)


@dataclass(frozen=True, slots=True)
class Contribution:
    """Of one part: ``share`` in per cent of the total's change, ``pull`` in percentage points.

    Where the total fell, a positive share is a share in the fall.
    """

    share: Derived
    pull: Derived


def contributions(total: Change, parts: Mapping[str, Change]) -> dict[str, Contribution]:
    """Share = Δpart ÷ Δtotal; pull = Δpart ÷ the total's base. Unknown parts spoil no other."""
    return {name: contribution(total, part) for name, part in parts.items()}


def contribution(total: Change, part: Change) -> Contribution:
    moved = part.difference
    if moved.value is None:
        return Contribution(moved, moved)
    return Contribution(_share(total, moved.value), _pull(total, moved.value))


def _share(total: Change, moved: Decimal) -> Derived:
    whole = total.difference
    if whole.value is None:
        return whole
    if whole.value == 0:
        return missing(Reason.NO_CHANGE)
    return Derived(moved / whole.value * HUNDRED)


def _pull(total: Change, moved: Decimal) -> Derived:
    if total.before is None:
        return missing(Reason.UNKNOWN_BASE)
    if total.before <= 0:
        return missing(Reason.NO_BASE)
    return Derived(moved / total.before * HUNDRED)
