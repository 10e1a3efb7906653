"""Whose account it is: an officer's, an enterprise's authorised agent's or a bank's clerk's.

Agents and clerks see what is their own, and nothing else.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.record import perms
from tashan.record.models import Source, User
from tashan.record.perms import Visitor
from tashan.registry import changes, keeping
from tashan.registry.dated import as_of
from tashan.registry.following import survivor
from tashan.registry.kinds import Capacity, Kind
from tashan.registry.models import Belonging, Entity

KINDS = {
    Capacity.OFFICER: Kind.OFFICER,
    Capacity.AGENT: Kind.ENTERPRISE,
    Capacity.CLERK: Kind.ENTERPRISE,  # a bank is an enterprise
}


def belonging_of(user: User, on: date) -> Belonging | None:
    """To whom an account belongs on a day, and in which capacity."""
    rows = as_of(Belonging.objects.filter(user=user), on)
    return rows.select_related("entity").first()


def entity_of(user: User, on: date) -> Entity | None:
    """The officer, enterprise or bank of an account; a duplicate's survivor."""
    row = belonging_of(user, on)
    return survivor(row.entity) if row else None


def may_see_entity(user: Visitor, entity: Entity, on: date) -> bool:
    """Officers see every entity by their role; an agent or a clerk only their own."""
    if perms.may_see_registers(user):
        return True
    if not isinstance(user, User) or not perms.may_see_own(user):
        return False
    row = belonging_of(user, on)
    if row is None or row.capacity not in _held(user):
        return False
    return survivor(row.entity).pk == survivor(entity).pk


def _held(user: User) -> set[str]:
    """In which capacities the account's roles let it see its own."""
    capacities = {perms.AGENT: Capacity.AGENT, perms.CLERK: Capacity.CLERK}
    return {capacities[role].value for role in perms.roles_of(user) if role in capacities}


@transaction.atomic
def belong(
    user: User, entity: Entity, capacity: Capacity, *, since: date, source: Source
) -> Belonging:
    """From a day on the account belongs to the entity; whose it was before ends that day."""
    if entity.kind != KINDS[capacity]:
        raise UserError(
            _("An account of this capacity belongs to another kind of entry."),
            hint=_("Officers belong to officers, agents and clerks to enterprises and banks."),
        )
    changes.lock(entity)
    User.objects.select_for_update().get(pk=user.pk)
    held = Belonging.objects.filter(user=user, replaced__isnull=True)
    if held.filter(since__gte=since).exists():
        raise UserError(
            _("The account belongs to somebody from that day or a later one already."),
            hint=_("Give a day after that."),
        )
    for row in as_of(held, since):
        keeping.end(row, on=since, source=source)
    row = Belonging.objects.create(
        user=user, entity=entity, capacity=capacity, since=since, source=source, entered=source
    )
    said = {"user": user, "capacity": capacity.value}
    changes.note(entity, "account.belongs", said, source=source, on=since)
    return row


@transaction.atomic
def release(row: Belonging, *, on: date, source: Source) -> None:
    """The account belongs to the entity no more from a day on."""
    changes.lock(row.entity)
    keeping.end(row, on=on, source=source)
    said = {"user": row.user, "capacity": row.capacity}
    changes.note(row.entity, "account.released", said, source=source, on=on)
