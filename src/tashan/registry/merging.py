"""Duplicates: one entity that was entered twice. Both histories stay; one leads to the other."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.record.models import Source
from tashan.registry import changes
from tashan.registry.following import survivor
from tashan.registry.models import Entity


@transaction.atomic
def merge(
    duplicate: Entity, into: Entity, *, source: Source, on: date, despite_codes: bool = False
) -> Entity:
    """``duplicate`` was the same as ``into`` all along. Gives the survivor.

    Its own rows stay as they were entered. Two codes are two entities: only who says
    ``despite_codes`` merges them, and the source's reason tells why.
    """
    first, second = sorted((duplicate, into), key=lambda entity: entity.pk)
    locked = {entity.pk: entity for entity in (changes.lock(first), changes.lock(second))}
    duplicate, into = locked[duplicate.pk], survivor(locked[into.pk])
    _refuse(duplicate, into, despite_codes=despite_codes)
    Entity.objects.filter(pk=duplicate.pk).update(merged_into=into)
    changes.note(duplicate, "entity.merged", {"into": into}, source=source, on=on)
    changes.note(into, "entity.took_in", {"duplicate": duplicate}, source=source, on=on)
    return into


def _refuse(duplicate: Entity, into: Entity, *, despite_codes: bool) -> None:
    if duplicate.merged_into_id is not None:
        raise UserError(
            _("It was merged already."), hint=_("Take that back first, if it was wrong.")
        )
    if duplicate.pk == into.pk or duplicate.kind != into.kind:
        raise UserError(
            _("Only two entries of one kind can be merged."), hint=_("Choose another entry.")
        )
    if duplicate.code and into.code and duplicate.code != into.code and not despite_codes:
        raise UserError(
            _("They have different codes: %(one)s and %(other)s.")
            % {"one": duplicate.code, "other": into.code},
            hint=_("Two codes are two entities. Confirm it only with the reason why not."),
        )


@transaction.atomic
def part(duplicate: Entity, *, source: Source, on: date) -> Entity:
    """Take a merger back: they were two after all."""
    row = changes.lock(duplicate)
    if row.merged_into is None:
        raise UserError(_("It was not merged."), hint=_("There is nothing to take back."))
    into = row.merged_into
    Entity.objects.filter(pk=row.pk).update(merged_into=None)
    changes.note(row, "entity.parted", {"from": into}, source=source, on=on)
    changes.note(into, "entity.gave_back", {"duplicate": row}, source=source, on=on)
    return Entity.objects.get(pk=row.pk)
