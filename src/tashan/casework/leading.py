"""Who leads which office: the duty that the ladder names, held for an office or for all."""

from __future__ import annotations

from datetime import date

from tashan.adoption import current
from tashan.duties.holding import EVERYWHERE, holders
from tashan.mechanisms.ladder import Ladder
from tashan.registry.dated import held_on
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, Tenure


def leaders(duty: str, on: date) -> dict[int, int]:
    """The officer in charge of each office, by the office's id.

    The duty's place is the office that is led; without a place it is held for all the others.
    """
    found = {
        place: held.officer.pk
        for (_code, place), held in holders(on, duties=[duty]).by_duty.items()
        if held.officer is not None
    }
    general = found.pop(EVERYWHERE, None)
    if general is None:
        return {place: officer for place, officer in found.items() if place is not None}
    staffed = Tenure.objects.filter(held_on(on)).values("office")
    offices = Entity.objects.filter(kind=Kind.OFFICE, pk__in=staffed).values_list("pk", flat=True)
    return {office: found.get(office, general) for office in offices} | {
        place: officer for place, officer in found.items() if place is not None
    }


def led_by(officer: Entity, on: date) -> set[int]:
    """The offices that an officer is in charge of, by the duty that an adopted ladder names."""
    duties = {
        part.leader
        for held in current.in_force(on)
        for part in held.mechanism.parts.values()
        if isinstance(part, Ladder)
    }
    return {
        office
        for duty in duties
        for office, leader in leaders(duty, on).items()
        if leader == officer.pk
    }
