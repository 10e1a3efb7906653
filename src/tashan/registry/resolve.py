"""Which entity a name in a text means: one, or candidates with reasons, never a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from tashan.base.script import simplified
from tashan.registry import name_forms
from tashan.registry.dated import as_of
from tashan.registry.following import now, survivors
from tashan.registry.keeping import FACTS
from tashan.registry.kinds import Kind, NameSort
from tashan.registry.models import Entity, EntityName, OfficeFacts
from tashan.registry.naming import names_on
from tashan.registry.places import Ancestry, ancestry, place_at_front

MOST = 20


class Why(TextChoices):
    """Why a candidate may be meant, the best reason first."""

    CODE = "code", _("It has this code")
    OFFICIAL = "official", _("Its official name that day")
    EARLIER = "earlier", _("Its official name at another time")
    SHORT = "short", _("Its short name")
    ALIAS = "alias", _("Another name of it")
    PLACED = "placed", _("The name without the place before it")
    STRIPPED = "stripped", _("The name without the form of company")
    FORM = "form", _("A usual short form of its name")
    HEAD = "head", _("The same name with another form of company or office")


# These only suggest: a person decides.
SUGGESTIONS = frozenset({Why.HEAD})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant, by which of its names, and whether it followed that one."""

    entity: Entity
    name: str
    why: Why
    is_successor: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """``entity`` is the one that is meant, or None where it is not certain or not known."""

    entity: Entity | None
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_known(self) -> bool:
        return self.entity is not None


def resolve(text: str, *, kind: Kind, on: date, context: Entity | None = None) -> Resolution:
    """What the text names on a day; ``context`` is the place that the text speaks of."""
    wanted = "".join(simplified(text).split())
    if not wanted:
        return Resolution(None)
    around = ancestry(context, on) if context else Ancestry(())
    for step in (_by_code, _by_name, _by_form):
        found = step(wanted, kind, on, around)
        if found:
            return _settled(_led_on(found, on), kind, on, around)
    return Resolution(None)


Step = Callable[[str, Kind, date, Ancestry], list[Candidate]]


def _by_code(wanted: str, kind: Kind, on: date, around: Ancestry) -> list[Candidate]:
    rows = Entity.objects.filter(kind=kind, code=wanted.upper()).exclude(code="")
    return [Candidate(row, wanted, Why.CODE) for row in rows]


def _by_name(wanted: str, kind: Kind, on: date, around: Ancestry) -> list[Candidate]:
    """Whole names; an official one of that day goes before all others."""
    found = [_named(row, on) for row in _rows([wanted], kind)]
    best = [one for one in found if one.why is Why.OFFICIAL]
    return best or found


def _rows(names: Iterable[str], kind: Kind) -> list[EntityName]:
    rows = EntityName.objects.filter(kind=kind, name__in=set(names), replaced__isnull=True)
    return list(rows.select_related("entity").order_by("entity", "-since")[:200])


def _named(row: EntityName, on: date) -> Candidate:
    if row.sort != NameSort.OFFICIAL:
        why = Why.SHORT if row.sort == NameSort.SHORT else Why.ALIAS
    else:
        holds = row.since <= on and (row.until is None or on < row.until)
        why = Why.OFFICIAL if holds else Why.EARLIER
    return Candidate(row.entity, row.name, why)


def _by_form(wanted: str, kind: Kind, on: date, around: Ancestry) -> list[Candidate]:
    """Usual ways to write a name otherwise, the nearest ones first."""
    front = place_at_front(wanted, on, around)
    for why, forms in name_forms.forms(wanted, kind=kind, front=front, around=around):
        found = [Candidate(row.entity, row.name, Why(why)) for row in _rows(forms, kind)]
        if kind == Kind.OFFICE and front.places:
            found = _of_places(found, set(front.places), on)
        if found:
            return found
    return []


def _of_places(found: list[Candidate], places: set[int], on: date) -> list[Candidate]:
    """The offices of the place that the text names before them."""
    mine = OfficeFacts.objects.filter(
        entity__in=[one.entity.pk for one in found], place__in=places, replaced__isnull=True
    )
    kept = set(mine.values_list("entity", flat=True))
    return [one for one in found if one.entity.pk in kept]


def _led_on(found: list[Candidate], on: date) -> list[Candidate]:
    """Duplicates lead to their survivor, what is gone that day to what followed it."""
    leads = survivors(one.entity for one in found)
    led: dict[int, Candidate] = {}
    for one in found:
        at = leads[one.entity.pk]
        for entity in now(at, on):
            follows = entity.pk != at.pk
            led.setdefault(entity.pk, Candidate(entity, one.name, one.why, follows))
    return list(led.values())


def _settled(found: list[Candidate], kind: Kind, on: date, around: Ancestry) -> Resolution:
    """One candidate is the answer; of several, the only one in the place spoken of is."""
    near = found
    if len(found) > 1 and around.places:
        near = _near(found, kind, on, around) or found
    certain = len(near) == 1 and near[0].why not in SUGGESTIONS
    order = list(Why)
    told = sorted(found, key=lambda one: (order.index(one.why), one.name, one.entity.pk))
    return Resolution(near[0].entity if certain else None, tuple(told[:MOST]))


def _near(found: list[Candidate], kind: Kind, on: date, around: Ancestry) -> list[Candidate]:
    """Candidates of the place that is spoken of, else of the one above it."""
    lies = _where([one.entity for one in found], kind, on)
    for place in around.places:
        mine = [one for one in found if place in lies.get(one.entity.pk, ())]
        if mine:
            return mine
    return []


def _where(entities: list[Entity], kind: Kind, on: date) -> dict[int, set[int]]:
    """The place of each and, for a place, itself and what it lies in."""
    if kind == Kind.PLACE:
        return {one.pk: {*ancestry(one, on).places} for one in entities[:MOST]}
    model = FACTS.get(kind)
    if model is None or not any(field.name == "place" for field in model._meta.fields):
        return {}
    rows = as_of(model._default_manager.filter(Q(entity__in=entities)), on)
    return {row.entity_id: {row.place_id} for row in rows}  # type: ignore[attr-defined]


def told(resolution: Resolution, on: date) -> list[tuple[Candidate, str]]:
    """The candidates with what each is called on the day."""
    names = names_on([one.entity.pk for one in resolution.candidates], on)
    return [(one, names.get(one.entity.pk, one.name)) for one in resolution.candidates]
