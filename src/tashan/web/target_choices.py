"""Whom a target may be set for, and who may answer for it, by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from tashan.indicators.models import Target
from tashan.indicators.targets import ANSWERABLE, SUBJECTS
from tashan.registry.dated import held_on
from tashan.registry.kinds import Kind, NameSort
from tashan.registry.models import Entity, EntityName, PlaceFacts
from tashan.web.forms.targets import Groups

# what a target is split over → the kind of its parts
SPLITS = {"towns": Kind.PLACE, "offices": Kind.OFFICE, "parks": Kind.PARK}


def choices(place: Entity, *, on: date) -> tuple[Groups, Groups]:
    """Subjects, and who answers: our place with its towns, the offices, parks and officers."""
    own = PlaceFacts.objects.filter(held_on(on), parent=place).values("entity")
    kinds = {*SUBJECTS, *ANSWERABLE} - {Kind.PLACE}
    wanted = Q(kind__in=kinds) | Q(entity=place) | Q(entity__in=own)
    rows = EntityName.objects.filter(held_on(on), wanted, sort=NameSort.OFFICIAL)
    by_kind: dict[str, list[tuple[int, str]]] = {}
    for row in rows.order_by("key"):
        by_kind.setdefault(row.kind, []).append((row.entity_id, row.name))
    return _groups(by_kind, SUBJECTS), _groups(by_kind, ANSWERABLE)


def _groups(by_kind: Mapping[str, list[tuple[int, str]]], kinds: tuple[Kind, ...]) -> Groups:
    return [(str(kind.label), by_kind[kind]) for kind in kinds if kind in by_kind]


def parts_for(target: Target, over: str, *, on: date) -> dict[str, str]:
    """The parts that a target may be split into, by the key of their field."""
    if over == "years":
        return {str(year): str(year) for year in range(target.first.year, target.last.year + 1)}
    rows = EntityName.objects.filter(held_on(on), sort=NameSort.OFFICIAL, kind=SPLITS[over])
    if over == "towns":
        inside = PlaceFacts.objects.filter(held_on(on), parent=target.subject_id)
        rows = rows.filter(entity__in=inside.values("entity"))
    return {str(row.entity_id): row.name for row in rows.order_by("key")}


def splits_of(target: Target) -> list[tuple[str, str]]:
    """What it can be split over: years where it has several, else holders."""
    holders = [("towns", _("Towns")), ("offices", _("Offices")), ("parks", _("Parks"))]
    if target.first.year != target.last.year:
        return [("years", _("Years"))]
    return holders if target.subject.kind == Kind.PLACE else holders[1:]
