"""The table of gaps, a row an indicator, and the cards that a phone shows in its place."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.indicators.benchmark import Benchmark
from tashan.indicators.lines import Line, Row
from tashan.web.benchmark import words
from tashan.web.benchmark.charts import strip_of
from tashan.web.benchmark.question import Question, listed
from tashan.web.benchmark.sources import source_url
from tashan.web.charts.small import Strip
from tashan.web.figure_text import DASH, figure_text, number_text, unknown_word


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a cell: its words, where it opens, and what to know with it."""

    text: str
    url: str
    note: str


@dataclass(frozen=True)
class GapRow:
    name: str
    unit: str
    holder: str
    address: str
    is_current: bool
    ours: Figure
    theirs: Figure
    gap: str
    gap_unit: str
    tone: str
    ratio: str
    rank: str
    of: int
    strip: Strip
    pace: str
    their_pace: str
    outlook: words.Outlook
    why_not: str


def gap_rows(found: Benchmark, current: Line | None, question: Question) -> list[GapRow]:
    return [_gap_row(found, line, current, question) for line in found.lines]


def _gap_row(found: Benchmark, line: Line, current: Line | None, question: Question) -> GapRow:
    gap = line.gap.rounded(line.places)
    standing = line.rank_of(line.ours.place)
    ratio = line.ratio.value
    return GapRow(
        name=words.name_of(line),
        unit=line.unit,
        holder=words.holder_words(line.holder),
        address=question.address(focus=line.choice, i=listed(x.choice for x in found.lines)),
        is_current=line is current,
        ours=_figure(line, line.ours),
        theirs=_figure(line, line.theirs),
        gap=DASH if gap is None else number_text(gap, line.places, is_signed=True),
        gap_unit=words.gap_unit(line) if line.is_rate and gap is not None else "",
        tone=_tone(line),
        ratio=DASH if ratio is None or line.choice.is_growth else number_text(ratio, 2),
        rank=DASH if standing is None else f"{'=' if standing.is_shared else ''}{standing.rank}",
        of=len(line.ranking.standings),
        strip=strip_of(found, line),
        pace=words.pace_text(line, line.ours.pace),
        their_pace=words.pace_text(line, line.theirs.pace) if line.theirs else DASH,
        outlook=words.outlook(line),
        why_not=words.not_comparable_words(line, found),
    )


def _figure(line: Line, row: Row | None) -> Figure:
    if row is None or row.last is None:
        return Figure(unknown_word(), "", "")
    figure = row.last
    notes = [figure.approximate, *(_("%s figure") % words.vintage_words(figure.vintage)
             for each in row.cautions if each.aspect == "vintage")]  # fmt: skip
    url = source_url(figure, row.place, line.choice)
    note = _(", ").join(note for note in notes if note)
    return Figure(words.value_text(line, figure.value), url, note)


def _tone(line: Line) -> str:
    """Ahead, behind or neither, by the direction of the indicator."""
    gap, direction = line.gap.value, line.direction
    if gap is None or gap == 0 or direction is None:
        return ""
    return "ahead" if direction.is_better(gap, gap * 0) else "behind"


def sentence_of(found: Benchmark, row: GapRow, line: Line) -> str:
    """An indicator in one sentence, for a document."""
    told = {
        "name": row.name,
        "ours": found.ours.name,
        "value": f"{row.ours.text}{_gap_before(row.unit)}{row.unit}",
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
