"""Match programmes with the registers as of a day, keep the result, and repeat it.

A small register is matched at once; a large one by the worker (see ``tasks``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

import polars as pl
from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators.snapshots.stored import load
from tashan.indicators.snapshots.taking import take
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.rules.bound import Column
from tashan.programmes import result_file
from tashan.programmes.binding import Settlement, settled
from tashan.programmes.engines import DEFAULT, engine
from tashan.programmes.matching import match
from tashan.programmes.models import Run, RunProgramme, RunState
from tashan.programmes.offers import Offer
from tashan.programmes.result_file import Standing, known_sum
from tashan.programmes.run_offers import offers_of
from tashan.record import events, files
from tashan.record.models import User

Part = Callable[[int], None]


@transaction.atomic
def run(
    offers: Sequence[Offer],
    on: date,
    *,
    actor: User | None,
    at: datetime,
    by: str = DEFAULT,
) -> Run:
    """Match at once; the finished run. Raises UserError for what cannot be matched."""
    made = start(offers, on, actor=actor, at=at, by=by)
    return work(made, at=at)


@transaction.atomic
def start(
    offers: Sequence[Offer],
    on: date,
    *,
    actor: User | None,
    at: datetime,
    by: str = DEFAULT,
) -> Run:
    """A run that waits to be worked on. Its programmes have one kind of subject.

    Raises UserError where a programme's rules cannot be bound on the day.
    """
    engine(by)
    subject = _subject(offers)
    for offer in offers:
        settled(offer, on)
    made = Run.objects.create(
        subject=subject.value,
        on=on,
        engine=by,
        is_preview=any(offer.held is None for offer in offers),
        actor=actor,
        at=at,
    )
    RunProgramme.objects.bulk_create(
        _row(made, position, offer) for position, offer in enumerate(offers)
    )
    codes = [offer.key for offer in offers]
    said = {"on": on.isoformat(), "programmes": codes}
    events.append(made.stream, "run.asked", said, actor=actor, at=at)
    return made


def _subject(offers: Sequence[Offer]) -> Subject:
    kinds = {offer.programme.subject for offer in offers}
    if len(kinds) != 1:
        raise UserError(
            _("A run takes programmes for one kind of subject, and one programme at least."),
            hint=_("Choose those for enterprises, or those for projects."),
        )
    return kinds.pop()


def _row(made: Run, position: int, offer: Offer) -> RunProgramme:
    return RunProgramme(
        run=made,
        position=position,
        mechanism=offer.origin.mechanism,
        part=offer.part,
        code=offer.code,
        title=offer.title,
        adoption=offer.held.adoption if offer.held else None,
        version=offer.held.version if offer.held else None,
        parameters=offer.parameters_on(made.on),
        digest=offer.digest_on(made.on),
    )


def _nobody(_percent: int) -> None:
    """Nobody watches."""


def work(made: Run, *, at: datetime, part: Part = _nobody) -> Run:
    """Take the snapshot, match and keep the result; ``part`` is told how far it is, in per cent."""
    rows = list(made.programmes.order_by("position").select_related("adoption", "version"))
    settlements = [settled(offer, made.on) for offer in offers_of(made, rows)]
    part(5)
    snapshot = take(
        Subject(made.subject), columns_of(settlements), on=made.on, at=at, actor=made.actor
    )
    part(60)
    frame = match(load(snapshot), settlements, by=engine(made.engine))
    part(95)
    made.snapshot = snapshot
    _finish(made, rows, settlements, frame, at=at)
    return made


def columns_of(settlements: Iterable[Settlement]) -> list[Column]:
    """The columns that some programme asks for, each once."""
    found = {key: column for one in settlements for key, column in one.columns.items()}
    return list(found.values())


@transaction.atomic
def _finish(
    made: Run,
    rows: Sequence[RunProgramme],
    settlements: Sequence[Settlement],
    frame: pl.DataFrame,
    *,
    at: datetime,
) -> None:
    made.file = files.store(result_file.written(frame), name=f"run-{made.pk}.arrow", at=at)
    made.state, made.progress, made.finished_at = RunState.DONE, 100, at
    made.save(update_fields=["snapshot", "file", "state", "progress", "finished_at"])
    for row, one in zip(rows, settlements, strict=True):
        _count(row, one, frame.filter(pl.col("programme") == row.position))
    fields = ["eligible", "unknown", "near", "wanted", "given", "budget"]
    RunProgramme.objects.bulk_update(rows, fields)
    said = {"sha256": made.file.sha256, "rows": len(frame)}
    events.append(made.stream, "run.done", said, actor=made.actor, at=at)


def _count(row: RunProgramme, one: Settlement, frame: pl.DataFrame) -> None:
    """How many stand how, and the sums in fen; sums leave out what is not known."""
    counts = dict(frame.group_by("standing").len().rows())
    row.eligible = counts.get(Standing.ELIGIBLE.value, 0)
    row.near = counts.get(Standing.NEAR.value, 0)
    row.unknown = counts.get(Standing.UNKNOWN.value, 0)
    if one.programme.amount is not None:
        row.wanted, row.given = (known_sum(frame[name], row.eligible) for name in ("fen", "given"))
        row.budget = one.budget


def repeat(made: Run) -> pl.DataFrame:
    """The same again from the snapshot and the versions that it ran on: the same to the fen.

    Raises UserError where a previewed programme of the library was changed since.
    """
    assert made.snapshot is not None, "only a finished run is repeated"
    rows = list(made.programmes.order_by("position").select_related("adoption", "version"))
    settlements = [settled(offer, made.on) for offer in offers_of(made, rows)]
    return match(load(made.snapshot), settlements, by=engine(made.engine))


def fail(made: Run, error: UserError, *, at: datetime) -> None:
    """The run did not come to an end; it says why."""
    with transaction.atomic():
        Run.objects.filter(pk=made.pk).update(
            state=RunState.FAILED, problem=error.message[:500], hint=error.hint[:500],
            finished_at=at,
        )  # fmt: skip
        said = {"problem": error.message}
        events.append(made.stream, "run.failed", said, actor=made.actor, at=at)
