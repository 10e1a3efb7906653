"""Offices, their posts and officers: the tree and the staff as of any day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.record.models import Source
from tashan.registry import changes, keeping
from tashan.registry.dated import as_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, EntityName, OfficeFacts, Succession, Tenure
from tashan.registry.naming import names_on


@dataclass(slots=True)
class Node:
    """An office in the tree of a day, with how many officers serve there."""

    entity: Entity
    name: str
    facts: OfficeFacts
    depth: int = 0
    staff: int = 0
    below: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """This office and all below it, each after the one above."""
        yield self
        for node in self.below:
            yield from node.walk()


def tree(on: date, *, place: Entity | None = None) -> list[Node]:
    """The offices of a day (of one place, or all), those on top first; by pinyin within.

    What another office followed by then is no more; what was below it stands on top.
    """
    followed = Succession.objects.filter(entity=OuterRef("entity"), on__lte=on)
    rows = as_of(OfficeFacts.objects.all(), on).filter(~Exists(followed))
    rows = rows.filter(entity__merged_into__isnull=True)
    if place is not None:
        rows = rows.filter(place=place)
    nodes = _named({row.entity_id: row for row in rows.select_related("entity")}, on)
    tops: list[Node] = []
    for node in nodes.values():
        above = nodes.get(node.facts.parent_id or 0)
        (above.below if above else tops).append(node)
    for top in tops:
        _set_depth(top, 0)
    return tops


def _named(facts: dict[int, OfficeFacts], on: date) -> dict[int, Node]:
    names = as_of(EntityName.objects.filter(entity__in=facts, sort="official"), on)
    called = {row.entity_id: row.name for row in names.order_by("key")}
    counted = as_of(Tenure.objects.filter(office__in=facts), on).values_list("office")
    staff = dict(counted.annotate(n=Count("officer", distinct=True)))
    return {
        pk: Node(facts[pk].entity, name, facts[pk], staff=staff.get(pk, 0))
        for pk, name in called.items()
    }


def _set_depth(node: Node, depth: int) -> None:
    node.depth = depth
    for below in node.below:
        _set_depth(below, depth + 1)


@dataclass(frozen=True, slots=True)
class Served:
    """Somebody's time in a post, with the name they had."""

    tenure: Tenure
    name: str


def staff(office: Entity, on: date) -> list[Served]:
    """Who serves in an office on a day, the lead first, then in the office's own order."""
    rows = as_of(Tenure.objects.filter(office=office), on).select_related("officer")
    ordered = list(rows.order_by("-is_lead", "order", "pk"))
    names = names_on([row.officer_id for row in ordered], on)
    return [Served(row, names.get(row.officer_id, "")) for row in ordered]


def served_before(office: Entity, on: date) -> list[Served]:
    """Whose time in the office had ended by a day, the latest first."""
    rows = Tenure.objects.filter(office=office, replaced__isnull=True, until__lte=on)
    ordered = list(rows.select_related("officer").order_by("-until", "pk"))
    names = names_on([row.officer_id for row in ordered], on)
    return [Served(row, names.get(row.officer_id, "")) for row in ordered]


def holder(office: Entity, post: str, on: date) -> Entity | None:
    """Who holds a post on a day; None where nobody does. A post held by two has its lead."""
    rows = as_of(Tenure.objects.filter(office=office, post=post), on)
    row = rows.select_related("officer").order_by("-is_lead", "order", "pk").first()
    return row.officer if row else None


def posts_of(officer: Entity) -> list[Tenure]:
    """Every post of an officer, those held now first, as far as is known."""
    rows = Tenure.objects.filter(officer=officer, replaced__isnull=True)
    return list(rows.select_related("office", "source").order_by("-since", "pk"))


def below(office: Entity, on: date) -> list[Entity]:
    """The offices directly below one on a day."""
    rows = as_of(OfficeFacts.objects.filter(parent=office), on).select_related("entity")
    return [row.entity for row in rows]


@dataclass(frozen=True, slots=True)
class NewOffice:
    name: str
    since: date
    place: Entity | None = None
    parent: Entity | None = None
    duty: str = ""
    phone: str = ""
    short: str = ""


def enter_office(new: NewOffice, *, source: Source) -> Entity:
    """A new office with its place in the tree."""
    facts = {"place": new.place, "parent": new.parent, "duty": new.duty, "phone": new.phone}
    given = keeping.New(new.name, new.since, facts=facts)
    return changes.enter(Kind.OFFICE, given, source=source, short=new.short)


def refuse_circle(office: Entity, parent: Entity, on: date) -> None:
    """Raises UserError where the office would come to lie below itself."""
    above = dict(as_of(OfficeFacts.objects.all(), on).values_list("entity", "parent"))
    at: int | None = parent.pk
    seen: set[int] = set()
    while at is not None and at not in seen:
        if at == office.pk:
            raise UserError(
                _("An office cannot lie below itself."), hint=_("Choose another office above.")
            )
        seen.add(at)
        at = above.get(at)


def enter_officer(name: str, *, since: date, source: Source) -> Entity:
    """Somebody who serves; names may be held by several, so each is an entity of its own."""
    return changes.enter(Kind.OFFICER, keeping.New(name, since), source=source)


@transaction.atomic
def appoint(
    officer: Entity,
    office: Entity,
    post: str,
    *,
    since: date,
    source: Source,
    is_lead: bool = False,
    order: int = 100,
    until: date | None = None,
) -> Tenure:
    """An officer holds a post from a day on; the same post twice at a time is refused."""
    changes.lock(officer)
    held = Tenure.objects.filter(officer=officer, office=office, post=post)
    if as_of(held, since).exists():
        raise UserError(
            _("The officer holds this post on that day already."), hint=_("End that tenure first.")
        )
    row = Tenure.objects.create(
        officer=officer,
        office=office,
        post=post,
        is_lead=is_lead,
        order=order,
        since=since,
        until=until,
        source=source,
        entered=source,
    )
    said = {"office": office, "post": post, "is_lead": is_lead}
    changes.note(officer, "officer.appointed", said, source=source, on=since)
    return row


@transaction.atomic
def leave(row: Tenure, *, on: date, source: Source) -> Tenure:
    """The post is held no more from a day on."""
    changes.lock(row.officer)
    ended = keeping.end(row, on=on, source=source)
    said = {"office": row.office, "post": row.post}
    changes.note(row.officer, "officer.left", said, source=source, on=on)
    return ended  # type: ignore[return-value]  # end() gives a row of the same table
