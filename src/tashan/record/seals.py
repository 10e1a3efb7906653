"""Seals: each closed minute, one hash over all streams that grew, chained to the seal before.

Every seal is also written as a line of ``seals.tsv`` under TASHAN_VAR. Whoever owns the database
could cut the last seals together with their events; not without that file telling.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from tashan.record.events import exact_time, hash_of_content
from tashan.record.models import Seal, SealedHead, StreamHead

# any number that no other advisory lock of Tashan uses
LOCK = 7_420_001
FILE = "seals.tsv"
LONGEST_LINE = 150


@dataclass(frozen=True, slots=True)
class Line:
    """A seal as the file beside the database has it."""

    number: int
    minute: str
    hash: str


def seal(at: datetime) -> Seal | None:
    """Seal the streams that grew until the last minute closed before ``at``.

    None where nothing grew, or where the minute is sealed already. A stream that is just growing
    is locked and goes into the next seal.
    """
    minute = at.replace(second=0, microsecond=0) - timedelta(minutes=1)
    with transaction.atomic():
        _wait_for_other_sealers()
        last = Seal.objects.order_by("number").last()
        if last is not None and last.minute >= minute:
            return None
        grown = list(_grown_heads())
        if not grown:
            return None
        made = _make_seal(grown, minute=minute, last=last)
        transaction.on_commit(write_lines)
    return made


def _wait_for_other_sealers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _grown_heads() -> Iterable[StreamHead]:
    heads = StreamHead.objects.filter(length__gt=F("sealed_length")).order_by("stream")
    return heads.select_for_update(skip_locked=True)


def _make_seal(grown: list[StreamHead], *, minute: datetime, last: Seal | None) -> Seal:
    made = Seal(
        number=last.number + 1 if last else 1,
        minute=minute,
        streams=len(grown),
        events=sum(head.length - head.sealed_length for head in grown),
        previous=last.hash if last else "",
    )
    heads = [
        SealedHead(seal=made, stream=head.stream, length=head.length, hash=head.hash)
        for head in grown
    ]
    made.hash = hash_of_seal(made, heads)
    made.save(force_insert=True)
    SealedHead.objects.bulk_create(heads)
    names = [head.stream for head in grown]
    StreamHead.objects.filter(stream__in=names).update(sealed_length=F("length"))
    return made


def hash_of_seal(made: Seal, heads: Iterable[SealedHead]) -> str:
    """The SHA-256 of the seal, its heads in the order of their streams, and the seal before."""
    return hash_of_content(
        {
            "number": made.number,
            "minute": exact_time(made.minute),
            "streams": made.streams,
            "events": made.events,
            "heads": sorted([head.stream, head.length, head.hash] for head in heads),
            "previous": made.previous,
        }
    )


def lines_beside() -> Iterator[Line]:
    """The seals as the file beside the database has them, oldest first."""
    path = _path()
    if not path.exists():
        return
    with path.open(encoding="ascii") as file:
        for text in file:
            if text.endswith("\n"):  # a power cut may have left half a line
                number, minute, digest = text.rstrip("\n").split("\t")
                yield Line(int(number), minute, digest)


def write_lines() -> None:
    """Add the seals that the file does not have yet; what is written is never rewritten."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        written = _last_number(file)
        for made in Seal.objects.filter(number__gt=written).order_by("number"):
            line = f"{made.number}\t{exact_time(made.minute)}\t{made.hash}\n"
            file.write(line.encode("ascii"))
        file.flush()
        os.fsync(file.fileno())


def _last_number(file: BinaryIO) -> int:
    """The number of the last whole line; half a line after it is cut off."""
    end = file.seek(0, os.SEEK_END)
    start = file.seek(max(0, end - LONGEST_LINE * 2))
    whole = file.read().rpartition(b"\n")[0]
    if not whole:
        file.truncate(start)
        return 0
    file.truncate(start + len(whole) + 1)
    return int(whole.rpartition(b"\n")[2].split(b"\t")[0])


def _path() -> Path:
    folder: Path = settings.VAR
    return folder / FILE
