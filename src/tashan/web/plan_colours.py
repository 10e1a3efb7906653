"""How the units of a stacking plan are told apart: a tint, and a code that stands in the unit.

Colour is never alone: every group has its code in the corner of its units and in the legend.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.base.industries import industry
from tashan.registry.occupancy import Let

GROUPS = 6  # tints; further industries share one more
SOON, YEAR = 90, 365


@dataclass(frozen=True, slots=True)
class Colour:
    """A group of units: its class in the style sheet, its code, and its words for the legend."""

    tint: str
    code: str
    words: str


class Painter(ABC):
    """Colours for the units of a plan; ``legend`` tells those that were used."""

    do_not_call_in_templates = True

    def __init__(self) -> None:
        self.used: dict[str, Colour] = {}

    def __call__(self, place: Let) -> Colour:
        if place.tenancy is None:
            return Colour("void" if place.is_vacant else "unready", "", "")
        colour = self.of(place)
        self.used[colour.tint] = colour
        return colour

    @abstractmethod
    def of(self, place: Let) -> Colour:
        """The colour of a unit that is let."""

    @property
    def legend(self) -> list[Colour]:
        return [self.used[tint] for tint in sorted(self.used)]


class ByIndustry(Painter):
    """By the division of GB/T 4754 (39: computers, communication, electronics)."""

    def __init__(self, places: Iterable[Let], industries: Mapping[int, str]) -> None:
        super().__init__()
        self.divisions = {tenant: division(code) for tenant, code in industries.items()}
        areas: Counter[str] = Counter()
        for place in places:
            if place.tenancy and (code := self.divisions.get(place.tenancy.tenant_id)):
                areas[code] += int(place.unit.area)
        self.tints = {
            code: f"t{number}" for number, (code, _a) in enumerate(areas.most_common(GROUPS), 1)
        }

    def of(self, place: Let) -> Colour:
        code = self.divisions.get(place.tenancy.tenant_id, "") if place.tenancy else ""
        if not code:
            return Colour("t9", "?", _("industry not known"))
        if code not in self.tints:
            return Colour("t8", "…", _("other industries"))
        return Colour(self.tints[code], code, industry(code).name)


class ByEnd(Painter):
    """By when the contract ends."""

    def __init__(self, on: date) -> None:
        super().__init__()
        self.on = on

    def of(self, place: Let) -> Colour:
        until = place.tenancy.until if place.tenancy else None
        if until is None:
            return Colour("e4", "∞", _("no end agreed"))
        last = until - timedelta(days=1)
        left = (last - self.on).days
        if left <= SOON:
            return Colour("e1", "≤90", _("within 90 days"))
        if left <= YEAR:
            return Colour("e2", "≤1", _("within a year"))
        return Colour("e3", ">1", _("later than a year"))


class ByTax(Painter):
    """By the tenants' tax per mu: thirds of those tenants whose figure is known."""

    def __init__(self, figures: Mapping[int, Decimal]) -> None:
        super().__init__()
        ranked = sorted(figures, key=lambda tenant: figures[tenant])
        self.thirds = {tenant: 3 * place // len(ranked) for place, tenant in enumerate(ranked)}

    def of(self, place: Let) -> Colour:
        third = self.thirds.get(place.tenancy.tenant_id) if place.tenancy else None
        return {
            2: Colour("x1", "+", _("upper third")),
            1: Colour("x2", "=", _("middle third")),
            0: Colour("x3", "−", _("lower third")),
        }.get(-1 if third is None else third, Colour("x4", "?", _("not known")))


def division(code: str) -> str:
    """The two digits of an industry's division; nothing for what is no code of the standard."""
    try:
        found = industry(code)
    except UserError:
        return ""
    return found.code[:2] if found.parent is not None else ""
