"""The menu as a firm reads it: what is offered, to whom, by which office, within what time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tashan.casework.services.menu import MenuEntry, menu
from tashan.duties.holding import holders
from tashan.mechanisms.fields import Text
from tashan.registry.naming import names_on
from tashan.web.figure_words import in_tongue
from tashan.web.services.words import limit_word


@dataclass(frozen=True, slots=True)
class Dish:
    """One service of the menu in words."""

    code: str
    title: str
    gives: str
    whom: str
    office: str
    time: str
    materials: tuple[str, ...]
    basis: str


def dishes(on: date) -> list[Dish]:
    """The whole menu; the office is who answers for the duty now, else the duty's own words."""
    entries = menu(on)
    held = holders(on, duties={one.item.duty for one in entries})
    offices = {}
    for one in entries:
        holder = held.of(one.item.duty)
        if holder is not None:
            offices[one.item.duty] = holder.office.pk
    names = names_on(set(offices.values()), on)
    return [_dish(one, names.get(offices.get(one.item.duty, 0), ""), on) for one in entries]


def _dish(one: MenuEntry, office: str, on: date) -> Dish:
    catalogue = one.catalogue
    duty = catalogue.duties.get(one.item.duty) or Text(zh=one.item.duty, en=one.item.duty)
    materials = tuple(in_tongue(catalogue.materials[code].title) for code in one.item.materials)
    return Dish(
        one.code, in_tongue(one.item.title), in_tongue(one.offer.gives), in_tongue(one.offer.whom),
        office or in_tongue(duty), limit_word(one.limit_on(on)), materials, "；".join(one.basis),
    )  # fmt: skip
