"""Who would qualify with one condition more, and how all stand under each condition."""

from __future__ import annotations

import polars as pl

from tashan.mechanisms.rules.bound import BoundProgramme
from tashan.mechanisms.rules.tables import NearMisses, Standing


def near_misses(programme: BoundProgramme, rows: pl.Series, truths: list[pl.Series]) -> NearMisses:
    """``truths`` are the conditions and then the exclusions, each from the subject's view."""
    codes = [each.code for each in (*programme.eligible, *programme.excluded)]
    standings = tuple(
        _standing(code, truth, is_exclusion=number >= len(programme.eligible))
        for number, (code, truth) in enumerate(zip(codes, truths, strict=True))
    )
    frame = pl.DataFrame([truth.alias(str(n)) for n, truth in enumerate(truths)])
    is_near = (pl.sum_horizontal(~pl.all()) == 1) & pl.all_horizontal(pl.all().is_not_null())
    which = pl.coalesce(
        *(pl.when(~pl.col(str(n))).then(pl.lit(code)) for n, code in enumerate(codes))
    )
    near = frame.select(is_near.alias("near"), which.alias("missed"))
    missed = near.filter("near")["missed"]
    return NearMisses(programme.code, rows.filter(near["near"]), missed, standings)


def _standing(code: str, truth: pl.Series, *, is_exclusion: bool) -> Standing:
    met, unknown = int(truth.sum()), truth.null_count()
    return Standing(code, is_exclusion, met, len(truth) - met - unknown, unknown)
