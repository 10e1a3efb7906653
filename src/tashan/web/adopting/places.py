"""Places by their division codes, as the register calls them, or GB/T 2260 where it does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tashan.adoption.pedigree import link
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.naming import names_on


def place_names(codes: Iterable[str], *, on: date) -> Mapping[str, str]:
    """The name of each code on the day; two queries for all of them."""
    wanted = set(codes)
    rows = Entity.objects.filter(kind=Kind.PLACE, code__in=wanted).values_list("code", "pk")
    entities = dict(rows)
    names = names_on(entities.values(), on)
    known = {code: names[pk] for code, pk in entities.items() if pk in names}
    return {code: known.get(code) or link(code, on=on).name for code in wanted}
