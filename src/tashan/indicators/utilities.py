"""What a park's supporting facilities can carry, and what was asked of them at the peak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tashan.indicators.newest import Newest

# a facility → the codes of its capacity and of its peak, in library/indicators/parks.yaml
FACILITIES = {
    "water": ("water_capacity", "water_peak"),
    "power": ("power_capacity", "power_peak"),
    "sewage": ("sewage_capacity", "sewage_peak"),
    "refuse": ("refuse_capacity", "refuse_peak"),
    "dormitory": ("dormitory_beds", "dormitory_beds_wanted"),
}
CODES = tuple(code for codes in FACILITIES.values() for code in codes)


@dataclass(frozen=True, slots=True)
class Utility:
    """A facility of a park; either figure may be unknown."""

    code: str
    capacity: Newest | None
    peak: Newest | None

    @property
    def shortfall(self) -> Decimal | None:
        """Peak − capacity: above nought it does not suffice. Unknown if either is missing."""
        if self.capacity is None or self.peak is None or self.capacity.unit != self.peak.unit:
            return None
        return self.peak.value - self.capacity.value

    @property
    def is_short(self) -> bool:
        return self.shortfall is not None and self.shortfall > 0

    @property
    def spare(self) -> Decimal | None:
        """What is left at the peak; the other side of the shortfall."""
        return None if self.shortfall is None else -self.shortfall

    @property
    def unit(self) -> str:
        known = self.capacity or self.peak
        return known.unit if known else ""


def utilities(figures: Mapping[tuple[int, str], Newest], park: int) -> list[Utility]:
    """The facilities of which one figure at least is known, from what ``newest`` found."""
    all_of_them = [
        Utility(code, figures.get((park, capacity)), figures.get((park, peak)))
        for code, (capacity, peak) in FACILITIES.items()
    ]
    return [one for one in all_of_them if one.capacity or one.peak]
