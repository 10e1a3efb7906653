"""What happened, appended to the stream of its subject; every event holds the hash of the last.

Lock the subject's row first, then append: the head of its stream is locked here, and two
officers at one report wait for each other in one order.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import chain, repeat
from typing import Any

from django.db import transaction
from django.utils import timezone

from tashan.record.models import Event, StreamHead, User

HOLE = object()
_SURROGATES = frozenset(map(chr, range(0xD800, 0xE000)))


def append(
    stream: str,
    kind: str,
    payload: Mapping[str, Any],
    *,
    actor: User | None,
    at: datetime,
    occurred_on: date | None = None,
) -> Event:
    """Record that ``kind`` happened to the subject of ``stream``.

    ``at`` is when it is recorded; ``occurred_on`` is the local day it happened, which is the day
    of ``at`` unless somebody types in later what was done on paper. ``actor`` is None for what
    Tashan did of itself. Raises ValueError for a payload that JSON cannot carry exactly.
    """
    with transaction.atomic():
        head = _locked_head(stream)
        event = Event(
            stream=stream,
            sequence=head.length + 1,
            kind=kind,
            payload=dict(payload),
            actor=actor,
            occurred_on=occurred_on or timezone.localdate(at),
            recorded_at=at,
            previous=head.hash,
        )
        event.hash = hash_of(event)
        event.save(force_insert=True)
        StreamHead.objects.filter(pk=stream).update(length=event.sequence, hash=event.hash)
    return event


def _locked_head(stream: str) -> StreamHead:
    heads = StreamHead.objects.select_for_update().filter(pk=stream)
    head = heads.first()
    if head is None:  # two may begin the stream at once: one makes the row, both then lock it
        StreamHead.objects.bulk_create([StreamHead(stream=stream)], ignore_conflicts=True)
        head = heads.get()
    return head


def hash_of(event: Event, *, sequence: int | None = None) -> str:
    """The SHA-256 of all that the event says, with the hash of the event before it.

    ``sequence`` asks for the hash that it would have at another number.
    """
    return hash_of_content(
        {
            "stream": event.stream,
            "sequence": event.sequence if sequence is None else sequence,
            "kind": event.kind,
            "payload": event.payload,
            "actor": event.actor_id,
            "occurred_on": event.occurred_on.isoformat(),
            "recorded_at": exact_time(event.recorded_at),
            "previous": event.previous,
        }
    )


def exact_time(moment: datetime) -> str:
    """The moment in UTC to the microsecond, always written alike."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone: give a moment with one")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def hash_of_content(content: Mapping[str, Any]) -> str:
    """The SHA-256 of the content's canonical JSON: sorted keys, no spaces, UTF-8."""
    _refuse_inexact(content, at="")
    return sha256(_json(content).encode()).hexdigest()


def canonical(content: Mapping[str, Any]) -> list[str]:
    """The canonical JSON of the content, cut where a value is HOLE for the database to fill."""
    cut = [""]
    for mark, key in zip(chain("{", repeat(",")), sorted(content), strict=False):
        cut[-1] += f"{mark}{_json(key)}:"
        if content[key] is HOLE:
            cut.append("")
        else:
            _refuse_inexact(content[key], at=f"/{key}")
            cut[-1] += _json(content[key])
    cut[-1] += "}"
    return cut


def hashed_text(stream: str, kind: str, *, actor: User, on: date, at: datetime) -> list[str]:
    """What ``hash_of`` hashes of an event, cut where payload, previous hash, sequence go."""
    return canonical(
        {
            "stream": stream, "sequence": HOLE, "kind": kind, "payload": HOLE, "actor": actor.pk,
            "occurred_on": on.isoformat(), "recorded_at": exact_time(at), "previous": HOLE,
        }
    )  # fmt: skip


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _refuse_inexact(value: object, *, at: str) -> None:
    """Only what PostgreSQL gives back exactly as it was given can be hashed."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if type(key) is not str:
                raise ValueError(f"key {key!r} at {at or 'the top'} is no text")
            _refuse_inexact(key, at=at)
            _refuse_inexact(item, at=f"{at}/{key}")
    elif isinstance(value, list | tuple):
        for place, item in enumerate(value):
            _refuse_inexact(item, at=f"{at}/{place}")
    elif isinstance(value, str):
        _refuse_broken_text(value, at=at)
    elif value is not None and not isinstance(value, bool | int):
        raise ValueError(f"{value!r} at {at} is {type(value).__name__}: write it as text")


def _refuse_broken_text(text: str, *, at: str) -> None:
    if "\0" in text or not (text.isascii() or _SURROGATES.isdisjoint(text)):
        raise ValueError(f"{text!r} at {at or 'a key'} has a NUL or half a surrogate pair")
