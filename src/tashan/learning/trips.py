"""Trips are entered and added to here; every act is an event of the trip's stream."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.learning.models import AttachedReport, Host, Member, Photo, Site, Trip
from tashan.reading.models import Report
from tashan.record import events, files
from tashan.record.models import User
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.resolve import resolve

MOST_BYTES = 10_000_000
# how the bytes of a picture begin, and what it is then
PICTURES = {b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n\x1a\n": ".png"}
MOST_PHOTOS = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a trip; ``members`` are names with posts, the leader first."""

    title: str
    first: date
    last: date
    hosts: Sequence[str]
    members: Sequence[tuple[str, str]] = ()
    people: int | None = None
    distance: int | None = None
    purpose: str = ""


@transaction.atomic
def make(told: Told, *, place: Entity, actor: User, at: datetime) -> Trip:
    """A new trip of a place."""
    _refuse(told)
    trip = Trip.objects.create(**_fields(told), place=place, actor=actor, at=at)
    _set_hosts(trip, told.hosts)
    _set_members(trip, told.members)
    _append(trip, "trip.made", {"title": trip.title, "hosts": list(told.hosts)}, actor, at)
    return trip


@transaction.atomic
def change(trip: Trip, told: Told, *, actor: User, at: datetime) -> Trip:
    """The trip said anew; sites stay with the places that are still among its hosts."""
    _refuse(told)
    trip = Trip.objects.select_for_update().get(pk=trip.pk)
    late = trip.sites.exclude(visited_on__range=(told.first, told.last)).first()
    if late is not None:
        raise UserError(
            _("“%s” was visited on a day outside of the trip.") % late.name,
            hint=_("Remove that site first, or choose days that hold it."),
        )
    for name, value in _fields(told).items():
        setattr(trip, name, value)
    trip.save()
    _set_hosts(trip, told.hosts)
    trip.members.all().delete()
    _set_members(trip, told.members)
    _append(trip, "trip.changed", {"title": trip.title, "hosts": list(told.hosts)}, actor, at)
    return trip


def _fields(told: Told) -> dict[str, Any]:
    return {
        "title": told.title.strip(),
        "first": told.first,
        "last": told.last,
        "people": told.people,
        "distance": told.distance,
        "purpose": told.purpose.strip(),
    }


def _refuse(told: Told) -> None:
    if not told.title.strip():
        raise UserError(
            _("The trip has no title."), hint=_("Name it by where it led, and the year.")
        )
    if told.last < told.first:
        raise UserError(_("The trip ends before it begins."), hint=_("Give the earlier day first."))
    if not told.hosts:
        raise UserError(_("The trip led nowhere."), hint=_("Name at least one place."))
    if len(set(told.hosts)) < len(told.hosts):
        raise UserError(_("A place stands there twice."), hint=_("Name every place once."))


def _set_hosts(trip: Trip, names: Sequence[str]) -> None:
    trip.hosts.exclude(name__in=names).delete()
    for order, name in enumerate(names, 1):
        place = resolve(name, kind=Kind.PLACE, on=trip.first).entity
        trip.hosts.update_or_create(name=name, defaults={"order": order, "place": place})


def _set_members(trip: Trip, members: Sequence[tuple[str, str]]) -> None:
    Member.objects.bulk_create(
        Member(trip=trip, name=name, post=post, order=order)
        for order, (name, post) in enumerate(members, 1)
    )


@transaction.atomic
def add_site(
    trip: Trip, *, name: str, host: Host | None, visited_on: date, note: str, actor: User,
    at: datetime,
) -> Site:  # fmt: skip
    """A place of interest that was visited on a day of the trip."""
    if not trip.first <= visited_on <= trip.last:
        raise UserError(
            _("The trip was not under way on %s.") % visited_on.isoformat(),
            hint=_("It went from %(first)s to %(last)s.")
            % {"first": trip.first.isoformat(), "last": trip.last.isoformat()},
        )
    site = Site.objects.create(
        trip=trip, host=host, name=name.strip(), visited_on=visited_on, note=note.strip()
    )
    _append(trip, "trip.site_added", {"site": site.name}, actor, at, on=visited_on)
    return site


@transaction.atomic
def remove_site(site: Site, *, actor: User, at: datetime) -> None:
    """The site was entered by mistake; its photos stay with the trip."""
    trip, name = site.trip, site.name
    site.delete()
    _append(trip, "trip.site_removed", {"site": name}, actor, at)


@transaction.atomic
def add_photo(
    trip: Trip, data: bytes, *, caption: str, site: Site | None, actor: User, at: datetime
) -> Photo:
    """Keep a picture. Raises UserError for what is none, is too large, or is here already."""
    ending = next((end for start, end in PICTURES.items() if data.startswith(start)), None)
    if ending is None:
        raise UserError(
            _("This file is no picture."), hint=_("Choose a .jpg or .png, as phones make them.")
        )
    if len(data) > MOST_BYTES:
        raise too_large()
    if trip.photos.count() >= MOST_PHOTOS:
        raise UserError(
            _("The trip has %s photos already.") % MOST_PHOTOS,
            hint=_("Keep the others in the archive."),
        )
    file = files.store(data, name=f"{trip.pk}-{trip.photos.count() + 1}{ending}", at=at)
    if trip.photos.filter(file=file).exists():
        raise UserError(_("This picture is here already."), hint=_("Choose another one."))
    photo = Photo.objects.create(trip=trip, site=site, file=file, caption=caption.strip())
    _append(trip, "trip.photo_added", {"sha256": file.sha256}, actor, at)
    return photo


def too_large() -> UserError:
    """A picture of more than ``MOST_BYTES``, told before it is read."""
    return UserError(
        _("The picture is larger than 10 MB."), hint=_("Make it smaller, then send it again.")
    )


@transaction.atomic
def attach(trip: Trip, report: Report, *, actor: User, at: datetime) -> AttachedReport:
    """The report tells of this trip; once is enough."""
    row, is_new = AttachedReport.objects.get_or_create(trip=trip, report=report)
    if is_new:
        _append(trip, "trip.report_attached", {"report": report.pk}, actor, at)
    return row


@transaction.atomic
def detach(row: AttachedReport, *, actor: User, at: datetime) -> None:
    """The report tells of another trip; what was learned from it stays linked."""
    trip, report = row.trip, row.report_id
    row.delete()
    _append(trip, "trip.report_detached", {"report": report}, actor, at)


def _append(
    trip: Trip,
    kind: str,
    payload: dict[str, Any],
    actor: User,
    at: datetime,
    *,
    on: date | None = None,
) -> None:
    events.append(trip.stream, kind, payload, actor=actor, at=at, occurred_on=on)
