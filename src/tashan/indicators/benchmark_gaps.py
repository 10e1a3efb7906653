"""The gaps of a benchmark in words: a row an indicator, and a sentence of each."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.indicators import benchmark_words as words
from tashan.indicators.benchmark import Benchmark
from tashan.indicators.figure_text import DASH, figure_text, number_text, unknown_word
from tashan.indicators.lines import Line, Row


@dataclass(frozen=True, slots=True)
class GapWords:
    """What is said of the gap in one indicator."""

    name: str
    unit: str
    holder: str
    ours: str
    theirs: str
    gap: str
    gap_unit: str
    tone: str
    ratio: str
    rank: str
    of: int
    pace: str
    their_pace: str
    outlook: words.Outlook
    why_not: str


def gap_words(found: Benchmark, line: Line) -> GapWords:
    gap = line.gap.rounded(line.places)
    standing = line.rank_of(line.ours.place)
    ratio = line.ratio.value
    return GapWords(
        name=words.name_of(line),
        unit=line.unit,
        holder=words.holder_words(line.holder),
        ours=_figure(line, line.ours),
        theirs=_figure(line, line.theirs),
        gap=DASH if gap is None else number_text(gap, line.places, is_signed=True),
        gap_unit=words.gap_unit(line) if line.is_rate and gap is not None else "",
        tone=_tone(line),
        ratio=DASH if ratio is None or line.choice.is_growth else number_text(ratio, 2),
        rank=DASH if standing is None else f"{'=' if standing.is_shared else ''}{standing.rank}",
        of=len(line.ranking.standings),
        pace=words.pace_text(line, line.ours.pace),
        their_pace=words.pace_text(line, line.theirs.pace) if line.theirs else DASH,
        outlook=words.outlook(line),
        why_not=words.not_comparable_words(line, found),
    )


def _figure(line: Line, row: Row | None) -> str:
    known = row.last if row else None
    return unknown_word() if known is None else words.value_text(line, known.value)


def _tone(line: Line) -> str:
    """Ahead, behind or neither, by the direction of the indicator."""
    gap, direction = line.gap.value, line.direction
    if gap is None or gap == 0 or direction is None:
        return ""
    return "ahead" if direction.is_better(gap, gap * 0) else "behind"


def sentence_of(found: Benchmark, row: GapWords, line: Line) -> str:
    """An indicator in one sentence, for a document."""
    told = {
        "name": row.name,
        "ours": found.ours.name,
        "value": f"{row.ours}{_gap_before(row.unit)}{row.unit}",
        "rank": row.rank,
        "of": row.of,
    }
    if line.ours.last is None:
        return _("%(name)s: the figure of %(ours)s is not yet known.") % told
    head = _("%(name)s: %(ours)s %(value)s, rank %(rank)s of %(of)s") % told
    if row.why_not:
        return _("%(head)s. Not compared with the reference. %(why)s.") % {
            "head": head, "why": row.why_not}  # fmt: skip
    if line.gap.value is None or found.reference is None:
        return f"{head}{pgettext('benchmark', '.')}"
    more = {
        "head": head,
        "reference": found.reference.name,
        "gap": figure_text(line.gap.value, words.gap_unit(line), line.places, is_signed=True),
        "title": words.chase_title(line),
    }
    if line.choice.is_growth or line.direction is None:
        return _("%(head)s; against %(reference)s %(gap)s.") % more
    return _("%(head)s; against %(reference)s %(gap)s. %(title)s.") % more


def _gap_before(unit: str) -> str:
    return "" if unit in ("%", "‰", "") else " "
