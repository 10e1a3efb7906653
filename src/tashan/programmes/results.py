"""What came of a run: who qualifies and for how much, who nearly does, who may, and why.

``counts`` of a programme stand in its ``RunProgramme``; the rows come a page at a time, each with
its reasons, from the run's own snapshot: what was known then, not what is known now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from tashan.indicators.snapshots.stored import frame_of as snapshot_frame
from tashan.indicators.snapshots.stored import load, withheld
from tashan.mechanisms.rules.answers import Answer
from tashan.mechanisms.rules.tables import Table
from tashan.programmes import result_file
from tashan.programmes.binding import Settlement, columns_in, settled
from tashan.programmes.models import Run, RunProgramme
from tashan.programmes.nearness import shares_short
from tashan.programmes.outcomes import Outcome
from tashan.programmes.result_file import Standing
from tashan.programmes.run_offers import offer_of_row
from tashan.programmes.values import answer
from tashan.programmes.words import ColumnWords, ConditionWords, column_words, condition_words
from tashan.registry.kinds import NameSort
from tashan.registry.models import EntityName

ORDERS = ("place", "fen", "given", "subject", "name", "short")  # short: how near, nearest first


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One subject under one programme; fen due by the rule, and given after places and budget."""

    subject: int
    standing: Standing
    fen: int | None
    given: int | None
    outcome: Outcome | None
    place: int | None
    missed: str | None  # the code of the one condition that a near miss misses
    answer: Answer


@dataclass(frozen=True, slots=True)
class Missing:
    """A column that keeps subjects unknown: how many, and how many of them by law."""

    words: ColumnWords
    subjects: int
    withheld: int


class Results:
    """One programme of a finished run."""

    def __init__(self, row: RunProgramme) -> None:
        self.row, self.run = row, row.run

    @cached_property
    def settlement(self) -> Settlement:
        """By the version that it ran on. Raises UserError where that can no longer be had."""
        return settled(offer_of_row(self.row, self.run), self.run.on)

    @cached_property
    def table(self) -> Table:
        assert self.run.snapshot is not None, "a run has a snapshot once it is done"
        return load(self.run.snapshot)

    @cached_property
    def conditions(self) -> dict[str, ConditionWords]:
        """By the code that reasons name: what each condition says, its rule and its basis."""
        return condition_words(self.settlement)

    @cached_property
    def frame(self) -> pl.DataFrame:
        """All rows of this programme, as the file has them."""
        frame = result_file.frame_of(self.run)
        return frame.filter(pl.col("programme") == self.row.position)

    def page(
        self,
        standing: Standing,
        *,
        order: str = "place",
        descending: bool = False,
        first: int = 0,
        count: int = 50,
        among: Sequence[int] | None = None,
    ) -> tuple[list[ResultRow], int]:
        """Rows ``first`` to ``first + count`` with their reasons, and how many there are.

        ``order`` is one of ORDERS; what is unknown stands last. ``among`` keeps these subjects.
        """
        rows = self.frame.filter(pl.col("standing") == standing.value)
        if among is not None:
            rows = rows.filter(pl.col("subject").is_in(list(among)))
        rows = self._ordered_by(order, rows)
        keys = [order, "subject"] if order != "subject" else ["subject"]
        ordered = rows.sort(keys, descending=[descending, *[False] * (len(keys) - 1)],
                            nulls_last=True)  # fmt: skip
        return [self._row(told) for told in ordered[first : first + count].to_dicts()], len(rows)

    def _ordered_by(self, order: str, rows: pl.DataFrame) -> pl.DataFrame:
        """With the column that is not of the file: what they are called, or how near they are."""
        if order == "name":
            called = names_in_order(rows["subject"].to_list(), self.run.on)
            return rows.with_columns(pl.Series("name", called, dtype=pl.String))
        if order == "short":
            missed = [(row, code or "") for row, code in rows.select("row", "missed").rows()]
            shares = shares_short(self.table, self.settlement.programme, missed)
            return rows.with_columns(pl.Series("short", shares, dtype=pl.Float64))
        return rows

    def _row(self, told: dict[str, object]) -> ResultRow:
        row = ResultRow(
            subject=_int(told["subject"]) or 0,
            standing=Standing(str(told["standing"])),
            fen=_int(told["fen"]),
            given=_int(told["given"]),
            outcome=Outcome(str(told["outcome"])) if told["outcome"] else None,
            place=_int(told["place"]),
            missed=str(told["missed"]) if told["missed"] else None,
            answer=answer(self.table, _int(told["row"]) or 0, self.settlement.programme),
        )
        return row

    def of(self, subject: int) -> ResultRow | None:
        """How one subject stands, with its reasons; None where it was not in the register."""
        found = self.frame.filter(pl.col("subject") == subject).to_dicts()
        if found:
            return self._row(found[0])
        at = self._at(subject)
        if at is None:
            return None
        told = answer(self.table, at, self.settlement.programme)
        return ResultRow(subject, Standing.OUT, None, None, None, None, None, told)

    def _at(self, subject: int) -> int | None:
        subjects = pl.Series(self.table.subjects, dtype=pl.Int64)
        at = int(subjects.search_sorted(subject))
        return at if at < len(subjects) and subjects[at] == subject else None

    def withheld(self, subject: int) -> set[str]:
        """The columns whose figure was reported for statistics alone, so that it is not used."""
        at = self._at(subject)
        assert self.run.snapshot is not None
        row = None if at is None else snapshot_frame(self.run.snapshot).row(at, named=True)
        return withheld(row) if row is not None else set()

    @cached_property
    def missing(self) -> list[Missing]:
        """The columns that are empty where the answer is unknown, the most frequent first."""
        assert self.run.snapshot is not None
        rows = self.frame.filter(pl.col("standing") == Standing.UNKNOWN.value)["row"]
        held = snapshot_frame(self.run.snapshot)
        found = []
        bound = self.settlement.programme
        rules = [condition.rule for condition in (*bound.eligible, *bound.excluded)]
        for key in columns_in(rules):
            empty = held[key].gather(rows).null_count()
            if empty:
                kept = f"withheld:{key}"
                by_law = held[kept].gather(rows).count() if kept in held.columns else 0
                found.append(Missing(column_words(key, self.settlement), empty, by_law))
        return sorted(found, key=lambda one: (-one.subjects, one.words.key))


def names_in_order(subjects: Sequence[int], day: date) -> list[str]:
    """The official name of each on the day as pinyin sorts it; one query."""
    rows = EntityName.objects.filter(
        entity__in=subjects, sort=NameSort.OFFICIAL, replaced__isnull=True, since__lte=day
    )
    keys = dict(rows.order_by("since").values_list("entity", "key"))
    return [keys.get(subject, "") for subject in subjects]


def _int(value: object) -> int | None:
    return value if isinstance(value, int) else None


def results(run: Run, position: int) -> Results:
    """One programme of a finished run by its position."""
    rows = RunProgramme.objects.select_related(
        "run__snapshot", "run__file", "adoption", "version__adoption"
    )
    return Results(rows.get(run=run, position=position))


def newest(adoption: int, part: str, *, on: date | None = None) -> RunProgramme | None:
    """The newest finished run of an adopted programme; with ``on`` of that day or before."""
    rows = RunProgramme.objects.filter(adoption=adoption, part=part, run__state="done")
    if on is not None:
        rows = rows.filter(run__on__lte=on)
    related = ("run__snapshot", "run__file", "adoption", "version__adoption")
    return rows.select_related(*related).order_by("-run").first()
