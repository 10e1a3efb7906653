"""Flips in words: whose figure, from what to what, by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tashan.indicators.figure_text import figure_text
from tashan.indicators.ranking_models import RankingRun
from tashan.mechanisms.scoring.flips import Flip
from tashan.registry.naming import names_on
from tashan.web.ranking import words

NARROW = Fraction(1, 100)  # a slip of a hundredth is an easy one


@dataclass(frozen=True, slots=True)
class FlipLine:
    """``share`` is the change in per cent of the figure; blank where no figure swaps the two."""

    rank: int | None
    upper: str
    lower: str
    lower_id: int
    whose: str
    figure: str
    before: str
    after: str
    change: str
    share: str
    is_narrow: bool


def flip_lines(run: RankingRun, found: Sequence[Flip]) -> list[FlipLine]:
    """In the order of the table."""
    ids = {pk for flip in found for pk in (flip.upper, flip.lower)}
    names = names_on(ids, run.on)
    ranks = dict(run.rows.filter(entity__in=ids).values_list("entity", "rank"))
    columns = {c["key"]: c for measure in run.head["measures"] for c in measure["columns"]}
    return [_line(flip, names, ranks, columns) for flip in found]


def _line(
    flip: Flip,
    names: dict[int, str],
    ranks: dict[int, int | None],
    columns: dict[str, words.Head],
) -> FlipLine:
    pair = (ranks.get(flip.upper), names[flip.upper], names[flip.lower], flip.lower)
    column = columns.get(flip.key)
    if column is None:
        return FlipLine(*pair, "", "", "", "", "", "", is_narrow=False)
    share = flip.share
    sign = "+" if flip.change > 0 else "−"
    return FlipLine(
        *pair,
        names[flip.subject],
        words.column_title(flip.key),
        words.cell_text(flip.before, column),
        words.cell_text(flip.after, column),
        sign + words.cell_text(abs(flip.change), column),
        "" if share is None else figure_text(words.plain(share * 100, 2), "%", 2, is_signed=True),
        is_narrow=share is not None and abs(share) <= NARROW,
    )
