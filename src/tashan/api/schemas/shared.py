"""What many answers have in common: a thing by its name, its days, where it is from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field

from tashan.api.fields import Reason, entity_url, source_url
from tashan.record.perms import Visitor
from tashan.registry.dated import Dated
from tashan.registry.households import name_for
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.naming import names_on


class Given(Schema):
    """What is sent to the API. A field that it does not know is refused, not passed over."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


class Act(Given):
    """What an officer does from a day on, and why; the reason becomes its source."""

    since: date
    reason: Reason


class AsOf(Schema):
    """The day that is asked about; today where it is left out."""

    on: date | None = Field(default=None, examples=["2026-09-30"])


class Known(AsOf):
    """… and as far as was known at a moment: later entries and withdrawals change nothing."""

    known_at: AwareDatetime | None = Field(default=None, examples=["2026-10-01T09:00:00+08:00"])


class Ref(Schema):
    """A place, an office, an enterprise …, by its name on the day asked about."""

    id: int
    kind: str
    code: str
    name: str
    url: str = Field(examples=["/api/v1/entities/12"])


class Refs:
    """Names looked up once for all the entities of an answer; households' names may be masked."""

    def __init__(self, entities: Iterable[Entity | None], *, on: date, viewer: Visitor) -> None:
        self._entities = {one.pk: one for one in entities if one is not None}
        self._names = names_on(self._entities, on)
        self._viewer = viewer

    def of(self, entity: Entity | None) -> Ref | None:
        return None if entity is None else self.to(entity)

    def to(self, entity: Entity) -> Ref:
        return Ref(
            id=entity.pk,
            kind=entity.kind,
            code=entity.code,
            name=self.name(entity),
            url=entity_url(entity.pk),
        )

    def name(self, entity: Entity) -> str:
        name = self._names.get(entity.pk, str(entity))
        return name_for(self._viewer, name) if entity.kind == Kind.HOUSEHOLD else name


class Days(Schema):
    """From when on it holds, until the first day on which it no longer does; and its source."""

    since: date
    until: date | None
    source: str = Field(examples=["/api/v1/sources/7"])


def days_of(row: Dated) -> dict[str, Any]:
    return {"since": row.since, "until": row.until, "source": source_url(row.source_id)}


class Done(Schema):
    """That it is done, and where the thing is now."""

    id: int
    url: str
