"""An offer settled for a day: its rules bound, its places and its budget as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.mechanisms.library import library
from tashan.mechanisms.programme import Order
from tashan.mechanisms.rules.binding import bind_amount, bind_number, bind_programme
from tashan.mechanisms.rules.bound import (
    Bound,
    BoundCondition,
    BoundProgramme,
    Column,
    Constant,
    Within,
)
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.literals import word_of
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.rules.vocabulary import fields_of
from tashan.mechanisms.rules.walking import columns, rules_of
from tashan.programmes.offers import Offer

BENEFICIARIES = "beneficiaries"  # the condition that the field of this name makes


class OrderKey(NamedTuple):
    """One key of an order: the number it goes by, and whether the highest comes first."""

    by: Bound
    highest_first: bool


@dataclass(frozen=True, slots=True)
class Settlement:
    """An offer on a day. ``first`` is how many places there are, ``budget`` the fen there are."""

    offer: Offer
    programme: BoundProgramme
    first: int | None
    place_order: tuple[OrderKey, ...]
    budget: int | None
    budget_order: tuple[OrderKey, ...]

    @property
    def columns(self) -> dict[str, Column]:
        """Every column that some rule asks for, by key."""
        orders = [key.by for key in (*self.place_order, *self.budget_order)]
        return columns_in((*rules_of(self.programme), *orders))


def columns_in(rules: Sequence[Bound]) -> dict[str, Column]:
    """The columns that these rules ask for, by key."""
    return {column.key: column for rule in rules for column in columns(rule)}


def scope_of(offer: Offer) -> Scope:
    """The names that the offer's rules may use."""
    known = library()
    return Scope(
        subject=offer.programme.subject,
        indicators=known.indicators,
        parameters=offer.origin.parameters,
        asks=offer.programme.asks,
        registers=known.registers,
    )


def settled(offer: Offer, on: date) -> Settlement:
    """The offer bound for a day. Raises UserError where its rules cannot be."""
    try:
        return _settled(offer, on)
    except RuleError as error:
        raise UserError(
            _("A rule of “%(title)s” cannot run: %(told)s")
            % {"title": offer.programme.title.zh, "told": error},
            hint=_("Change the local file, or ask whoever keeps the mechanism."),
        ) from error


def _settled(offer: Offer, on: date) -> Settlement:
    scope, programme = scope_of(offer), offer.programme
    bound = bind_programme(programme, code=offer.key, scope=scope, on=on)
    places, budget = programme.places, programme.budget
    first = _number(bind_number(parse(places.first), scope=scope, on=on).bound) if places else None
    total = _number(bind_amount(parse(budget.total), scope=scope, on=on)) if budget else None
    return Settlement(
        offer=offer,
        programme=replace(bound, eligible=(*bound.eligible, *_within(offer))),
        first=None if first is None else int(first),
        place_order=_ordered(places.order if places else (), scope, on),
        budget=None if total is None else int(total * 100),
        budget_order=_ordered(budget.order if budget else (), scope, on),
    )


def _within(offer: Offer) -> tuple[BoundCondition, ...]:
    """Where it applies, where the file names that: who issues it is another matter."""
    tree = offer.programme.beneficiaries
    if tree is None:
        return ()
    place = fields_of(offer.programme.subject)["place"]
    rule = Within(place.column, frozenset({word_of(place, tree, 0)}), is_tree=True)
    return (BoundCondition(BENEFICIARIES, f"place in '{tree}'", rule),)


def _ordered(order: Sequence[Order], scope: Scope, on: date) -> tuple[OrderKey, ...]:
    return tuple(
        OrderKey(bind_number(parse(key.by), scope=scope, on=on).bound, key.highest_first)
        for key in order
    )


def _number(bound: Bound) -> Fraction:
    if isinstance(bound, Constant) and isinstance(bound.value, Fraction):
        return bound.value
    raise UserError(
        _("How many places or how much money there is, is not a number on this day."),
        hint=_("Set the parameter for this day."),
    )
