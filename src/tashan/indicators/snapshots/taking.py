"""Take a snapshot: what registers and figures said on a day, one row a subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

import polars as pl
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators.models import Snapshot
from tashan.indicators.snapshots import marks
from tashan.indicators.snapshots.copied_out import Only
from tashan.indicators.snapshots.fields import FIELDS, dtype, register_columns
from tashan.indicators.snapshots.figures import figure_column, withheld_column
from tashan.indicators.snapshots.keys import ASKED, CREDIT, EXTRA, LABELS, FigureKey, marked
from tashan.indicators.snapshots.stored import WITHHELD, described, written
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.rules.bound import Column
from tashan.record import files
from tashan.record.models import User
from tashan.registry.kinds import Kind


def take(
    subject: Subject, columns: Iterable[Column], *, on: date, at: datetime, actor: User | None
) -> Snapshot:
    """Keep the columns of everything of the kind as it held on a day, as far as is known now.

    The same register gives the same SHA-256. Raises UserError for a column of no known thing.
    """
    wanted = sorted(set(columns), key=lambda column: column.key)
    frame = taken(subject, wanted, on=on)
    stored = files.store(written(frame), name=f"{subject.value}-{on}.arrow", at=at)
    return Snapshot.objects.create(
        sha256=stored.sha256,
        subject=subject.value,
        on=on,
        taken_at=at,
        by=actor,
        rows=len(frame),
        columns=[described(column, frame) for column in wanted],
        file=stored,
    )


def taken(
    subject: Subject, columns: Sequence[Column], *, on: date, only: Only = None
) -> pl.DataFrame:
    """The frame of a snapshot, not kept: ``subject`` and the columns in the order of their keys.

    ``only`` of these entities, their duplicates among them.
    """
    kind = Kind(subject.value)
    fields = [column for column in columns if column.key in FIELDS[kind]]
    frame = register_columns(fields, kind, on, only)
    others = [column for column in columns if column.key not in FIELDS[kind]]
    for column in others:
        for part in _further(column, kind, on, frame["subject"], only):
            frame = frame.join(part, on="subject", how="left", maintain_order="left")
    keys = [column.key for column in columns]
    held = sorted(name for name in frame.columns if name.startswith(WITHHELD))
    return frame.select("subject", *keys, *held).rechunk()


def _further(
    column: Column, kind: Kind, on: date, subjects: pl.Series, only: Only
) -> Iterator[pl.DataFrame]:
    if FigureKey.parse(column.key):
        figures = figure_column(column, kind, only)
        yield figures
        yield from _withheld(column, kind, figures["subject"], only)
        return
    prefix, rest = marked(column.key)
    match prefix:
        case "" if rest == "as_of":
            yield _same(column, subjects, on)
        case "" if rest == "dishonest":
            yield _truth(column, subjects, marks.dishonest(on, only))
        case _ if prefix == LABELS:
            yield _truth(column, subjects, marks.labelled(rest, on, only))
        case _ if prefix == CREDIT:
            yield _truth(column, subjects, marks.on_record(rest, on, only))
        case _ if prefix == EXTRA:
            register, _dot, name = rest.partition(".")
            yield marks.extra_column(column, register, name, on, only)
        case _ if prefix == ASKED:
            yield _same(column, subjects, None)
        case _:
            raise UserError(
                _("No register holds “%s”.") % column.key,
                hint=_("Tell whoever keeps the mechanism files."),
            )


def _withheld(column: Column, kind: Kind, known: pl.Series, only: Only) -> Iterator[pl.DataFrame]:
    """Where the only figure is one that serves statistics alone."""
    subjects = withheld_column(column, kind, only)
    alone = subjects.filter(~subjects.is_in(known.implode()))
    if len(alone):
        yield pl.DataFrame(
            {"subject": alone, WITHHELD + column.key: pl.repeat(True, len(alone), eager=True)}
        )


def _same(column: Column, subjects: pl.Series, value: date | None) -> pl.DataFrame:
    cells = pl.repeat(value, len(subjects), dtype=dtype(column), eager=True)
    return pl.DataFrame({"subject": subjects, column.key: cells})


def _truth(column: Column, subjects: pl.Series, those: pl.Series) -> pl.DataFrame:
    return pl.DataFrame({"subject": subjects, column.key: subjects.is_in(those.implode())})
