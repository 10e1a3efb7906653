"""All that the page of a benchmark shows of the answer to its question."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tashan.indicators import benchmark_words as words
from tashan.indicators.benchmark import Benchmark
from tashan.indicators.lines import Line
from tashan.indicators.peers import found_places, province_with_figures
from tashan.registry.kinds import PlaceLevel
from tashan.web.benchmark.charts import chase_chart, places_chart, scatter_chart
from tashan.web.benchmark.choosing import Choosing, choosing
from tashan.web.benchmark.question import Question
from tashan.web.benchmark.table import GapRow, gap_rows
from tashan.web.charts.parts import Chart


@dataclass(frozen=True)
class Shown:
    question: Question
    found: Benchmark

    @cached_property
    def line(self) -> Line | None:
        """The indicator that is drawn; None where there is none."""
        return self.found.line_of(self.question.focus)

    @cached_property
    def other(self) -> Line | None:
        """The second indicator of a scatter."""
        asked = self.question.against
        return next((x for x in self.found.lines if x.choice == asked and x is not self.line), None)

    def heading(self) -> str:
        return words.heading(self.found)

    def counts(self) -> str:
        return words.counts(self.found)

    def why(self) -> str:
        return words.why_these(self.found)

    def peers_told(self) -> str:
        return words.peers_words(self.found)

    def span_told(self) -> str:
        return words.period_words(self.found.span.period)

    def rows(self) -> list[GapRow]:
        return gap_rows(self.found, self.line, self.question)

    @cached_property
    def chart(self) -> Chart | None:
        if self.line is None:
            return None
        if self.other is not None:
            return scatter_chart(self.found, self.line, self.other)
        return places_chart(self.found, self.line)

    def without_scatter(self) -> str:
        return self.question.address(against=None)

    @cached_property
    def chase(self) -> Chart | None:
        return chase_chart(self.found, self.line) if self.line else None

    def chase_title(self) -> str:
        return words.chase_title(self.line) if self.line else ""

    def chase_note(self) -> str:
        return words.chase_note(self.line, self.found) if self.line else ""

    @cached_property
    def pick(self) -> Choosing:
        asked, on = self.question.words, self.found.on
        places = found_places(asked, on) if asked else []
        return choosing(self.found, self.line, self.question, places)

    @cached_property
    def province(self) -> int | None:
        """A province to compare instead, where ours is none."""
        if self.found.ours.level == PlaceLevel.PROVINCE:
            return None
        return province_with_figures(self.found.ours.code, self.found.on)
