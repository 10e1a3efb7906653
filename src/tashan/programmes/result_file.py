"""The result of a run as it is kept: one row a programme and subject that is not simply out."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from io import BytesIO

import polars as pl

from tashan.programmes.models import Run
from tashan.programmes.outcomes import Outcome
from tashan.record import files
from tashan.record.models import StoredFile


class Standing(StrEnum):
    """How a subject stands under a programme; who is in no row does not qualify."""

    ELIGIBLE = "eligible"
    NEAR = "near"  # misses exactly one condition, all else known
    UNKNOWN = "unknown"
    OUT = "out"  # in no row of the file


# ``row`` is the subject's row in the snapshot; ``missed`` the code of a near miss's condition;
# ``fen`` is due by the rule, ``given`` after places, budget and other programmes
SCHEMA = pl.Schema(
    {
        "programme": pl.Int16(),
        "row": pl.UInt32(),
        "subject": pl.Int64(),
        "standing": pl.Enum([standing.value for standing in Standing]),
        "missed": pl.String(),
        "fen": pl.Int64(),
        "given": pl.Int64(),
        "outcome": pl.Enum([outcome.value for outcome in Outcome]),
        "place": pl.UInt32(),
    }
)


def written(frame: pl.DataFrame) -> bytes:
    """The frame's bytes: the same frame is the same bytes."""
    kept = BytesIO()
    frame.rechunk().write_ipc(kept, compression="zstd")
    return kept.getvalue()


def known_sum(fen: pl.Series, eligible: int) -> int | None:
    """The sum of what is known; None where somebody qualifies and nobody's amount is known."""
    return int(fen.sum()) if fen.count() or not eligible else None


def frame_of(run: Run) -> pl.DataFrame:
    """The rows of a finished run. Raises DamagedFileError where its file was changed."""
    assert run.file is not None, "a run has a result once it is done"
    return _frame(run.file.sha256)


@lru_cache(maxsize=4)  # two pages of one run read the file once
def _frame(sha256: str) -> pl.DataFrame:
    return pl.read_ipc(BytesIO(files.read(StoredFile.objects.get(sha256=sha256))))
