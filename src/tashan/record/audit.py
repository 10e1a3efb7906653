"""Verify that the events are those that were appended: none changed, missing or added.

The chain of a stream tells what was changed inside it; its head tells where it ends; the seals
tell which streams there were; the file beside the database tells which seals there were. What
grew since the last seal, about a minute's work, is held by its own head alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter

from django.db import connection, transaction
from django.db.models import Exists, F, Max, OuterRef, Sum
from django.db.models.functions import Coalesce

from tashan.record.chains import Walk, walk
from tashan.record.faults import Fault, FaultKind
from tashan.record.models import Event, Seal, SealedHead, StreamHead
from tashan.record.seals import hash_of_seal, lines_beside

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much was looked at, how much of it no seal covers yet, and what is wrong."""

    streams: int
    events: int
    seals: int
    unsealed: int
    faults: tuple[Fault, ...]


def verify() -> Verdict:
    """Look at every event and every seal, at one moment of the database."""
    beside = {line.number: line.hash for line in lines_beside()}
    with transaction.atomic():
        _hold_still()
        seals, seal_faults = _verify_seals(beside)
        ways = [(way.count, way.faults) for way in _walks()]
        faults = [*seal_faults, *(fault for _, found in ways for fault in found)]
        if not faults:
            faults = list(_heads_unlike_seals())
        return Verdict(
            streams=len(ways),
            events=sum(count for count, _ in ways),
            seals=seals,
            unsealed=_unsealed(),
            faults=tuple(faults),
        )


def _hold_still() -> None:
    """What is appended meanwhile is not seen; impossible only inside another transaction."""
    if len(connection.savepoint_ids) == 0:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _verify_seals(beside: dict[int, str]) -> tuple[int, list[Fault]]:
    """How many seals there are, and what is wrong with them."""
    faults: list[Fault] = []
    count, expected, previous = 0, 1, ""
    for made in _seals_with_heads():
        count += 1
        known = beside.pop(made.number, None)
        gap = range(expected, made.number)
        faults += [_missing(number) for number in gap]
        detail = _seal_flaw(made, known=known, previous=None if gap else previous)
        if detail:
            faults.append(Fault(FaultKind.CHANGED_SEAL, "", made.number, detail))
        expected, previous = made.number + 1, made.hash
    faults += [_missing(number) for number in sorted(beside) if number >= expected]
    return count, faults


def _missing(number: int) -> Fault:
    return Fault(FaultKind.MISSING_SEAL, "", number, "this seal was taken out")


def _seals_with_heads() -> Iterator[Seal]:
    seals = Seal.objects.order_by("number").prefetch_related("heads")
    return seals.iterator(chunk_size=BATCH)


def _seal_flaw(made: Seal, *, known: str | None, previous: str | None) -> str:
    """What is wrong with one seal, in words; nothing where it is sound."""
    if hash_of_seal(made, made.heads.all()) != made.hash:
        return "its content does not fit its hash"
    if previous is not None and made.previous != previous:
        return "it does not hold the hash of the seal before"
    if known is not None and known != made.hash:
        return "the file beside the database holds another hash of it"
    return ""


def _walks() -> Iterator[Walk]:
    heads = StreamHead.objects.filter(length__gt=0).order_by("stream").iterator()
    while batch := list(islice(heads, BATCH)):
        yield from _walk_all({head.stream: head for head in batch})
    yield from _walk_all(dict.fromkeys(_streams_without_head()))


def _streams_without_head() -> list[str]:
    """Streams that events or seals name and that have no head."""
    head = StreamHead.objects.filter(stream=OuterRef("stream"), length__gt=0)
    names: set[str] = set()
    for model in (Event, SealedHead):
        rows = model._default_manager.filter(~Exists(head))
        names.update(rows.order_by().values_list("stream", flat=True).distinct())
    return sorted(names)


def _walk_all(heads: dict[str, StreamHead | None]) -> Iterator[Walk]:
    sealed = _sealed_hashes(heads)
    rows = Event.objects.filter(stream__in=list(heads)).order_by("stream", "sequence").iterator()
    missed = dict(heads)
    for stream, events in groupby(rows, key=attrgetter("stream")):
        head = missed.pop(stream)
        yield walk(stream, events, head=head, sealed=sealed[stream])
    for stream, head in missed.items():
        yield walk(stream, (), head=head, sealed=sealed[stream])


def _sealed_hashes(streams: Iterable[str]) -> dict[str, dict[int, str]]:
    """For each stream the hash at every length that a seal holds."""
    hashes: dict[str, dict[int, str]] = defaultdict(dict)
    rows = SealedHead.objects.filter(stream__in=list(streams))
    for stream, length, digest in rows.values_list("stream", "length", "hash").iterator():
        hashes[stream][length] = digest
    return hashes


def _heads_unlike_seals() -> Iterator[Fault]:
    """Heads that say they are sealed up to another length than the seals say."""
    last = SealedHead.objects.filter(stream=OuterRef("stream")).order_by().values("stream")
    heads = StreamHead.objects.annotate(
        held=Coalesce(last.annotate(last=Max("length")).values("last"), 0)
    )
    for head in heads.exclude(sealed_length=F("held")).order_by("stream"):
        held: int = head.held
        if head.sealed_length > held:
            detail = f"sealed up to {head.sealed_length}, but the seals end at {held}"
            yield Fault(FaultKind.MISSING_SEAL, head.stream, held + 1, detail)
        else:
            detail = f"the seals hold it up to {held}, the head says {head.sealed_length}"
            yield Fault(FaultKind.CHANGED_HEAD, head.stream, held, detail)


def _unsealed() -> int:
    rows = StreamHead.objects.aggregate(sum=Sum(F("length") - F("sealed_length")))
    return rows["sum"] or 0
