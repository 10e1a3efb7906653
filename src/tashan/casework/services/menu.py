"""The menu of services in force on a day, and the numbers that its file declares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.base.errors import UserError
from tashan.mechanisms.catalogue import Catalogue, Item, Offer
from tashan.mechanisms.settling import cited, settle

CENTRE = "service_centre"  # the duty of whoever dispatches, beside the stewards


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One service of the menu, with the file that it stands in."""

    held: InForce
    part: str
    code: str
    item: Item
    offer: Offer

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue that the service is an item of."""
        found = self.held.part(self.part)
        if not isinstance(found, Catalogue):
            raise TypeError(self.part)
        return found

    @property
    def basis(self) -> tuple[str, ...]:
        """What the service rests on, one line each."""
        return cited(self.item.basis)

    def limit_on(self, on: date) -> dict[str, object]:
        """The promised limit of its procedure on a day: ``n`` of which ``unit``."""
        return limit_of(self.held, self.offer.procedure, on)


def limit_of(held: InForce, procedure: str, on: date) -> dict[str, object]:
    """The first limit of a procedure's only step, as the file says it on a day."""
    step = next(iter(settle(held.mechanism, procedure, on).steps.values()))
    limits = step.terms["limits"]
    return dict(limits[0]) if limits else {}


def menus(on: date) -> Iterator[tuple[InForce, str, Catalogue]]:
    """The catalogues in force that offer services."""
    for held in current.in_force(on):
        for code, part in held.mechanism.parts.items():
            if isinstance(part, Catalogue) and any(item.offer for item in part.items.values()):
                yield held, code, part


def menu(on: date) -> list[MenuEntry]:
    """All services that a firm may order on a day, in the order of their files."""
    return [
        MenuEntry(held, part, code, item, item.offer)
        for held, part, catalogue in menus(on)
        for code, item in catalogue.items.items()
        if item.offer
    ]


def entry_of(service: str, on: date) -> MenuEntry:
    """The service of this code. Raises UserError where the menu has none."""
    entries = menu(on)
    found = next((one for one in entries if one.code == service), None)
    if found is None:
        menu_in_force(on)
        offered = "、".join(one.item.title.zh for one in entries)
        raise UserError(
            _("The menu has no service “%s”.") % service, hint=_("It offers: %s.") % offered
        )
    return found


def menu_in_force(on: date) -> InForce:
    """The adopted file whose menu holds. Raises UserError where there is none."""
    found = next((held for held, _code, _part in menus(on)), None)
    if found is None:
        raise UserError(
            _("No menu of services is in force."),
            hint=_("Adopt “Menu of services” first: nothing is offered yet."),
        )
    return found


def number_or_none(held: InForce, name: str, on: date) -> int | None:
    """As ``number``; None where the file declares none: an older version of it may not."""
    parameter = held.mechanism.parameters.get(name)
    value = parameter.number_on(on) if parameter else None
    return None if value is None else int(value)


def number(held: InForce, name: str, on: date) -> int:
    """A whole number that the file declares. Raises UserError where it says none on the day."""
    value = number_or_none(held, name, on)
    if value is None:
        raise UserError(
            _("“%(title)s” does not say %(name)s.")
            % {"title": held.adoption.title, "name": name},
            hint=_("Give the parameter a value that holds on this day."),
        )  # fmt: skip
    return value


def basis_of(held: InForce, name: str) -> str:
    """What a declared number rests on, in one line; empty where the file says nothing."""
    parameter = held.mechanism.parameters.get(name)
    return "；".join(cited(parameter.basis)) if parameter else ""
