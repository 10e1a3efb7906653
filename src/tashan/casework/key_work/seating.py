"""Whom a file means by a seat: an office, or a post of an office, of our own registers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from tashan.casework.key_work_models import SeatRole
from tashan.mechanisms.fields import Text
from tashan.mechanisms.tasklist import CommandGroup, Task
from tashan.registry.dated import as_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, EntityName, Tenure


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat as words and, where the register knows it, an office with or without a post."""

    role: SeatRole
    words: Mapping[str, str]
    office: Entity | None = None
    post: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """The offices of our place by name and the posts that they have, as of a day."""

    offices: Mapping[str, Entity]
    posts: Mapping[str, frozenset[int]]
    by_id: Mapping[int, Entity]

    @classmethod
    def on(cls, day: date) -> Known:
        """Three queries, whatever is asked afterwards."""
        rows = as_of(EntityName.objects.filter(entity__kind=Kind.OFFICE), day)
        home = EntityName.objects.filter(
            entity__kind=Kind.PLACE, entity__code=settings.PLACE, sort="official"
        )
        place = home.values_list("name", flat=True).first() or ""
        offices: dict[str, Entity] = {}
        for row in rows.select_related("entity").order_by("pk"):
            offices.setdefault(row.name, row.entity)
            offices.setdefault(row.name.removeprefix(place), row.entity)
        posts: dict[str, set[int]] = {}
        for post, office in as_of(Tenure.objects.all(), day).values_list("post", "office"):
            posts.setdefault(post, set()).add(office)
        held = {post: frozenset(found) for post, found in posts.items()}
        return cls(offices, held, {one.pk: one for one in offices.values()})

    def seat(self, role: SeatRole, words: Text) -> Seat:
        """An office by its name, a post named with its office, or a post that one office has."""
        said, name = {"zh": words.zh, "en": words.en}, words.zh
        if (office := self.offices.get(name)) is not None:
            return Seat(role, said, office)
        longest = max((one for one in self.offices if one and name.startswith(one)),
                      key=len, default="")  # fmt: skip
        if longest:
            return Seat(role, said, self.offices[longest], name.removeprefix(longest))
        found = self.posts.get(name, frozenset())
        if len(found) == 1:
            return Seat(role, said, self.by_id.get(next(iter(found))), name)
        return Seat(role, said)


def seats_of(task: Task, group: CommandGroup | None, known: Known) -> Iterator[Seat]:
    """The seats of a task in their order; without a group of its own that of the list."""
    command = task.command or group
    if command is not None:
        yield known.seat(SeatRole.LEADER, command.leader)
        yield from (known.seat(SeatRole.DEPUTY, one) for one in command.deputies)
        yield from (known.seat(SeatRole.MEMBER, one) for one in command.members)
        if command.office is not None:
            yield known.seat(SeatRole.OFFICE, command.office)
    if task.lead is not None:
        yield known.seat(SeatRole.LEAD, task.lead)
    yield from (known.seat(SeatRole.SUPPORTING, one) for one in task.supporting)
