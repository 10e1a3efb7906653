"""The table of gaps, a row an indicator, and the cards that a phone shows in its place."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tashan.indicators import benchmark_words as words
from tashan.indicators.benchmark import Benchmark
from tashan.indicators.benchmark_gaps import GapWords, gap_words
from tashan.indicators.lines import Line, Row
from tashan.web.benchmark.charts import strip_of
from tashan.web.benchmark.question import Question, listed
from tashan.web.benchmark.sources import source_url
from tashan.web.charts.small import Strip


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a cell: its words, where it opens, and what to know with it."""

    text: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap as the page shows it: its words, its figures with their sources, its strip."""

    said: GapWords
    address: str
    is_current: bool
    ours: Figure
    theirs: Figure
    strip: Strip


def gap_rows(found: Benchmark, current: Line | None, question: Question) -> list[GapRow]:
    return [_gap_row(found, line, current, question) for line in found.lines]


def _gap_row(found: Benchmark, line: Line, current: Line | None, question: Question) -> GapRow:
    said = gap_words(found, line)
    return GapRow(
        said=said,
        address=question.address(focus=line.choice, i=listed(x.choice for x in found.lines)),
        is_current=line is current,
        ours=_figure(said.ours, line, line.ours),
        theirs=_figure(said.theirs, line, line.theirs),
        strip=strip_of(found, line),
    )


def _figure(text: str, line: Line, row: Row | None) -> Figure:
    if row is None or row.last is None:
        return Figure(text, "", "")
    figure = row.last
    notes = [figure.approximate, *(_("%s figure") % words.vintage_words(figure.vintage)
             for each in row.cautions if each.aspect == "vintage")]  # fmt: skip
    url = source_url(figure, row.place, line.choice)
    return Figure(text, url, _(", ").join(note for note in notes if note))
