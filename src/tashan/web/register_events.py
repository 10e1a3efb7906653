"""What happened to an entity, in words: the act, what of it, who recorded it, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, OuterRef, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from tashan.record.models import Event, Source
from tashan.registry import kinds
from tashan.web.event_words import EVENTS

WORDS = {"stage": kinds.ProjectStage, "state": kinds.BuildingState, "part": kinds.Part}


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line: ``detail`` is empty where the act says all."""

    act: str
    detail: str
    who: str
    reason: str
    on: date


def events_of(streams: Iterable[str], *, most: int) -> list[Event]:
    """The last events of these streams with who recorded them and why, in one query."""
    number = Cast(KT("payload__source"), BigIntegerField())
    reason = Source.objects.filter(pk=OuterRef("source")).values("title")[:1]
    rows = Event.objects.filter(stream__in=list(streams)).select_related("actor")
    told = rows.annotate(source=number).annotate(reason=Subquery(reason))
    return list(told.order_by("-recorded_at", "-pk")[:most])


def mentioned(events: Iterable[Event]) -> set[int]:
    """The entities that the events name, for their names to be asked together with others."""
    found = {event.payload.get(key) for event in events for key in ("tenant", "entity")}
    about = {_subject(event) for event in events}
    return {pk for pk in found | about if isinstance(pk, int)}


def told(
    events: Sequence[Event], names: Mapping[int, str], *, page_of: int | None = None
) -> list[EventRow]:
    """The events as lines; what they are about is named unless the page is about it alone."""
    return [_row(event, names, is_own=_subject(event) == page_of) for event in events]


def _row(event: Event, names: Mapping[int, str], *, is_own: bool) -> EventRow:
    said = [] if is_own else [names.get(_subject(event) or 0, "")]
    said += _details(event.payload, names)
    return EventRow(
        str(EVENTS.get(event.kind, event.kind)),
        " ".join(word for word in said if word),
        event.actor.display_name if event.actor else "",
        getattr(event, "reason", None) or "",
        event.occurred_on,
    )


def _details(payload: Mapping[str, Any], names: Mapping[int, str]) -> list[str]:
    """What of the payload a line tells: where in the building, who, which stage, which work."""
    said = [f"{payload['floor']}F" if "floor" in payload else "", str(payload.get("unit", ""))]
    said += [names.get(payload.get(key, 0), "") for key in ("tenant", "entity")]
    for key, words in WORDS.items():
        if payload.get(key) in words.values:
            said.append(str(words(payload[key]).label))
    return [*said, str(payload.get("name", "")), str(payload.get("words", ""))]


def _subject(event: Event) -> int | None:
    number = event.stream.partition(":")[2]
    return int(number) if number.isdigit() else None
