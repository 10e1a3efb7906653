"""What registrars do to any entity: names, labels, successors, duplicates."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from tashan.api.asked import entry, kept, named
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id, entity_url
from tashan.api.routers import registers as router
from tashan.api.schemas import entities as told
from tashan.api.schemas.shared import Done
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry import changes, merging
from tashan.registry.kinds import NameSort
from tashan.registry.models import Label

WRITE = Scope.REGISTERS_WRITE


@door(
    router, "POST", "/entities/{entity_id}/names",
    scope=WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def name_entity(request: ProgramRequest, entity_id: Id, given: told.NameGiven) -> Done:
    """Another name: official ones follow each other, short ones and aliases stand beside."""
    entity = kept(entity_id)
    source = entry(request, given.reason, timezone.now())
    if given.sort == NameSort.OFFICIAL.value:
        changes.rename(entity, given.name, since=given.since, source=source)
    else:
        changes.call(
            entity, given.name, sort=NameSort(given.sort), since=given.since, source=source
        )
    return Done(id=entity.pk, url=entity_url(entity.pk))


@door(
    router, "POST", "/entities/{entity_id}/labels",
    scope=WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def label_entity(request: ProgramRequest, entity_id: Id, given: told.LabelGiven) -> Done:
    """A dated mark; the same one twice on the same days is refused."""
    row = changes.label(
        kept(entity_id),
        given.code,
        since=given.since,
        until=given.until,
        remark=given.note,
        source=entry(request, given.reason, timezone.now()),
    )
    return Done(id=row.pk, url=entity_url(entity_id) + "/labels")


@door(
    router, "POST", "/labels/{label_id}/end",
    scope=WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def end_label(request: ProgramRequest, label_id: Id, given: told.Ended) -> Done:
    """The label is carried no more from a day on."""
    row = get_object_or_404(Label.objects.select_related("entity"), pk=label_id)
    if row.replaced_id is not None:
        raise Http404
    changes.end_label(row, on=given.on, source=entry(request, given.reason, timezone.now()))
    return Done(id=row.pk, url=entity_url(row.entity_id) + "/labels")


@door(
    router, "POST", "/entities/{entity_id}/successors",
    scope=WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def succeed_entity(request: ProgramRequest, entity_id: Id, given: told.SuccessorGiven) -> Done:
    """From a day on another entity is what this one was."""
    row = changes.succeed(
        kept(entity_id),
        named(given.successor),
        on=given.on,
        remark=given.note,
        source=entry(request, given.reason, timezone.now()),
    )
    return Done(id=row.pk, url=entity_url(row.successor_id))


@door(
    router, "POST", "/entities/{entity_id}/merge",
    scope=WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def merge_entity(request: ProgramRequest, entity_id: Id, given: told.MergeGiven) -> Done:
    """It was the same as another all along; both histories stay. Answers with the survivor."""
    into = merging.merge(
        kept(entity_id),
        named(given.into),
        on=given.on,
        despite_codes=given.despite_codes,
        source=entry(request, given.reason, timezone.now()),
    )
    return Done(id=into.pk, url=entity_url(into.pk))


@door(
    router, "POST", "/entities/{entity_id}/part",
    scope=WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def part_entity(request: ProgramRequest, entity_id: Id, given: told.Ended) -> Done:
    """Take a merger back: they were two after all."""
    source = entry(request, given.reason, timezone.now())
    row = merging.part(kept(entity_id), on=given.on, source=source)
    return Done(id=row.pk, url=entity_url(row.pk))
