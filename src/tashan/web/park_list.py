"""The list of parks: occupancy and utilisation side by side, as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.registry.dated import as_of
from tashan.registry.models import ParkFacts
from tashan.registry.naming import names_on
from tashan.registry.occupancy import Areas, Stock
from tashan.web.area_words import percent, square_metres


@dataclass(frozen=True, slots=True)
class ParkRow:
    """A park in the list."""

    park: int
    name: str
    level: str
    place: str
    areas: Areas
    buildings: int

    @property
    def url(self) -> str:
        return reverse("park", args=[self.park])


def park_rows(on: date) -> list[ParkRow]:
    """All parks of a day with their areas, the largest first."""
    rows = list(as_of(ParkFacts.objects.select_related("entity"), on))
    stock = Stock([row.entity for row in rows])
    names = names_on([pk for row in rows for pk in (row.entity_id, row.place_id)], on)
    made = [
        ParkRow(
            row.entity_id,
            names[row.entity_id],
            row.get_level_display(),
            names[row.place_id] if row.place_id else "",
            stock.areas(on, park=row.entity_id),
            sum(facts.park_id == row.entity_id for facts in stock.buildings_on(on)),
        )
        for row in rows
    ]
    return sorted(made, key=lambda row: (-row.areas.available, row.name))


def finding(rows: Sequence[ParkRow]) -> str:
    """The title: how many parks, how far they are let, how much is vacant."""
    count = len(rows)
    first = ngettext("%d park", "%d parks", count) % count
    whole = Areas(
        sum((row.areas.available for row in rows), Decimal(0)),
        sum((row.areas.let for row in rows), Decimal(0)),
        sum((row.areas.producing for row in rows), Decimal(0)),
    )
    if whole.occupancy is None:
        return first
    rate = _("%s let") % percent(whole.occupancy)
    return _(", ").join([first, rate, _("%s vacant") % square_metres(whole.vacant)])
