"""Whose orders an office or a leader looks down on: offices below, and those of their line."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from tashan.casework.leading import led_by
from tashan.casework.perms import actor_of
from tashan.duties.line_models import LinePost, LineThing
from tashan.record import perms
from tashan.record.models import User
from tashan.record.perms import Visitor
from tashan.registry.belonging import entity_of
from tashan.registry.dated import as_of
from tashan.registry.models import Entity, OfficeFacts, Tenure


def offices_below(user: Visitor, on: date) -> frozenset[int]:
    """The offices below those where somebody serves, and those that the person leads.

    One leads an office by the duty that the ladder of supervision names, or where it hangs under
    the line of the person's post; what lies below these is led too.
    """
    if not isinstance(user, User) or not perms.may_see_work(user):
        return frozenset()
    own = actor_of(user, on).offices
    person = entity_of(user, on)
    led = _led(person, on) if person is not None else set()
    return frozenset(led | under(own | led, on)) - own


def under(offices: Collection[int], on: date) -> set[int]:
    """Everything below these offices on a day, at any depth; one query, a county has few."""
    if not offices:
        return set()
    children: dict[int, list[int]] = {}
    rows = as_of(OfficeFacts.objects.exclude(parent=None), on)
    for entity, parent in rows.values_list("entity", "parent"):
        children.setdefault(parent, []).append(entity)
    found: set[int] = set()
    open_ = list(offices)
    while open_:
        for child in children.get(open_.pop(), ()):
            if child not in found:
                found.add(child)
                open_.append(child)
    return found


def _led(person: Entity, on: date) -> set[int]:
    found = led_by(person, on)
    lines = list(as_of(LinePost.objects.all(), on).values_list("line", "office", "post"))
    if not lines:
        return found
    posts = set(as_of(Tenure.objects.filter(officer=person), on).values_list("office", "post"))
    mine = {line for line, office, post in lines if (office, post) in posts}
    things = as_of(LineThing.objects.filter(line__in=mine, about__startswith="office:"), on)
    return found | {int(one.key) for one in things if one.key.isdecimal()}
