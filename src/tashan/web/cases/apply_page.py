"""For what an enterprise's agent may apply: the enterprise itself and its own projects."""

from __future__ import annotations

from datetime import date

from tashan.casework.perms import actor_of
from tashan.record.models import User
from tashan.registry.dated import as_of
from tashan.registry.kinds import Part
from tashan.registry.models import Entity, Participation
from tashan.registry.naming import names_on


def own_subjects(user: User, on: date) -> tuple[Entity | None, dict[int, str]]:
    """The enterprise of an agent, and what it may apply for, each with its name."""
    enterprise = actor_of(user, on).stands_for
    if enterprise is None:
        return None, {}
    owned = as_of(Participation.objects.filter(part=Part.OWNER, entity=enterprise), on)
    wanted = [*owned.values_list("project", flat=True), enterprise]
    names = names_on(wanted, on)
    return Entity.objects.get(pk=enterprise), {pk: names.get(pk, str(pk)) for pk in wanted}
