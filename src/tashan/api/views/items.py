"""The open catalogue of items with who acts, its same-day share, and what versions changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query

from tashan.adoption.models import Adoption
from tashan.api.asked import today
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.routers import duties as router
from tashan.api.schemas import duties as told
from tashan.api.schemas.shared import AsOf, Refs
from tashan.casework.same_day import SameDay, same_day_of
from tashan.duties.acting import Acting, actors
from tashan.duties.items import OpenItem, catalogue, differences, items_of_version, versions
from tashan.mechanisms.fields import Text
from tashan.record import perms
from tashan.record.tokens import Scope


@door(
    router, "GET", "/items",
    scope=Scope.DUTIES_READ, right=perms.may_see_registers, answer=told.Items,
)  # fmt: skip
def list_items(request: ProgramRequest, asked: Query[AsOf]) -> told.Items:
    """The items of all catalogues in force on a day, with who acts then."""
    on = asked.on or today()
    items = catalogue(on)
    first = date(on.year, 1, 1)
    marked = {item.code for item in items if item.is_same_day}
    counted = same_day_of(marked, first, on) if marked else SameDay()
    return told.Items(
        items=_told(request, items, on),
        same_day=told.ShareTold(
            decided=counted.decided,
            same_day=counted.same_day,
            share=counted.share,
            first=first,
            last=on,
        ),
    )


def _told(request: ProgramRequest, items: Iterable[OpenItem], on: date) -> list[told.ItemTold]:
    acting = actors(on)
    pairs = [(item, acting.of(item.duty, item.code)) for item in items]
    mentioned = [one for _item, found in pairs if found for one in (found.office, found.seal)]
    refs = Refs(mentioned, on=on, viewer=request.user)
    return [_item(item, found, refs) for item, found in pairs]


def _item(item: OpenItem, acting: Acting | None, refs: Refs) -> told.ItemTold:
    return told.ItemTold(
        code=item.code,
        title=_titled(item.title),
        sort=item.sort.value,
        duty=item.duty,
        office=refs.of(acting.office if acting else None),
        seal=refs.of(acting.seal if acting else None),
        is_same_day=item.is_same_day,
        promised=dict(item.promised) if item.promised else None,
        statutory=dict(item.statutory) if item.statutory else None,
        materials=[_titled(one) for one in item.materials],
        basis=list(item.basis),
        is_charged=item.is_charged,
        stages={code: _titled(title) for code, title in item.stages.items()},
        adoption=item.adoption.pk,
        version=item.version.number,
    )


def _titled(text: Text) -> told.Titled:
    return told.Titled(zh=text.zh, en=text.en)


@door(
    router, "GET", "/items/versions/{adoption_id}",
    scope=Scope.DUTIES_READ, right=perms.may_see_registers, answer=told.Changes,
)  # fmt: skip
def compare_item_versions(
    request: ProgramRequest, adoption_id: Id, asked: Query[told.VersionsAsked]
) -> told.Changes:
    """What changed between two versions of an adopted catalogue."""
    every = {row.number: row for row in versions(get_object_or_404(Adoption, pk=adoption_id))}
    if asked.before not in every or asked.after not in every:
        raise Http404
    pair = (every[asked.before], every[asked.after])
    found = differences(*(items_of_version(row, row.since) for row in pair))
    refs = Refs([], on=today(), viewer=request.user)
    return told.Changes(
        items=[
            told.ChangeTold(
                code=one.code,
                before=_item(one.before, None, refs) if one.before else None,
                after=_item(one.after, None, refs) if one.after else None,
            )
            for one in found
        ]
    )
