"""Who answers for a duty on a day: an office, one of its posts or one officer of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tashan.duties.models import Holding, JointMember
from tashan.registry.dated import as_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, Succession, Tenure

EVERYWHERE = None


@dataclass(frozen=True, slots=True)
class Holder:
    """``office`` is what the office of ``holding`` has become by the day; ``officer`` is the one
    named, else who holds the ``post`` then; None for a duty that an office holds as such.
    """

    office: Entity
    post: str
    officer: Entity | None
    holding: Holding

    @property
    def is_successor(self) -> bool:
        """Whether the office had the duty from an office that it followed."""
        return self.office.pk != self.holding.office_id


@dataclass(frozen=True, slots=True)
class Holders:
    """Who holds what on a day. ``unclear``: holdings whose office several others followed."""

    by_duty: Mapping[tuple[str, int | None], Holder]
    unclear: Mapping[tuple[str, int | None], Holding]

    def of(self, duty: str, place: Entity | None = None) -> Holder | None:
        """The place's own duty first, then the one held everywhere; None where nobody does."""
        own = self.by_duty.get((duty, place.pk)) if place is not None else None
        return own or self.by_duty.get((duty, EVERYWHERE))


def holder(duty: str, on: date, *, place: Entity | None = None) -> Holder | None:
    """Who answers for a duty on a day; None where nobody does.

    An office that was abolished is followed to its successor, unless the duty was given anew;
    where several followed it nobody is guessed. ``place`` is a park or a town.
    """
    return holders(on, duties=[duty]).of(duty, place)


def holders(on: date, *, duties: Iterable[str] | None = None) -> Holders:
    """Who holds each duty on a day, or each of these; three queries for all."""
    rows = as_of(Holding.objects.select_related("duty", "office", "officer"), on)
    if duties is not None:
        rows = rows.filter(duty__code__in=list(duties))
    held = list(rows.order_by("duty__code", "pk"))
    became = Became.on(on)
    found: dict[tuple[str, int | None], Holder] = {}
    unclear: dict[tuple[str, int | None], Holding] = {}
    posts = _posts(held, became, on)
    for row in held:
        key = (row.duty.code, row.duty.place_id)
        office = became.one(row.office)
        if office is None:
            unclear[key] = row
        else:
            officer = row.officer or posts.get((office.pk, row.post))
            found[key] = Holder(office, row.post, officer, row)
    return Holders(found, unclear)


def _posts(held: Iterable[Holding], became: Became, on: date) -> dict[tuple[int, str], Entity]:
    """Who holds each post that is named; of two in one post its lead."""
    named = [row for row in held if row.post]
    offices = {office.pk for row in named if (office := became.one(row.office))}
    rows = as_of(Tenure.objects.filter(office__in=offices), on)
    rows = rows.filter(post__in={row.post for row in named}).select_related("officer")
    found: dict[tuple[int, str], Entity] = {}
    for row in rows.order_by("-is_lead", "order", "pk") if named else []:
        found.setdefault((row.office_id, row.post), row.officer)
    return found


@dataclass(frozen=True, slots=True)
class Became:
    """What offices had become by a day, read once for all of them."""

    followed: Mapping[int, tuple[Entity, ...]]

    @classmethod
    def on(cls, day: date) -> Became:
        """The successions of offices up to a day; a county has few."""
        rows = Succession.objects.filter(entity__kind=Kind.OFFICE, on__lte=day)
        followed: dict[int, tuple[Entity, ...]] = {}
        for row in rows.select_related("successor").order_by("pk"):
            followed[row.entity_id] = (*followed.get(row.entity_id, ()), row.successor)
        return cls(followed)

    def one(self, office: Entity) -> Entity | None:
        """The office itself, or the only one that followed it; None where several did."""
        at, seen = office, {office.pk}
        while following := self.followed.get(at.pk):
            if len(following) > 1 or following[0].pk in seen:
                return None
            at = following[0]
            seen.add(at.pk)
        return at


def members(joint: Entity, on: date) -> list[JointMember]:
    """The offices of a joint office on a day, the leading one first; none for any other office."""
    rows = as_of(JointMember.objects.filter(joint=joint), on).select_related("member")
    return list(rows.order_by("-is_lead", "pk"))
