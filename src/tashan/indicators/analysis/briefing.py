"""The monthly briefing: its chapters, made by rule from the rows of the analysis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tashan.indicators.analysis import chinese, sentences
from tashan.indicators.analysis.monthly import Analysis
from tashan.indicators.analysis.rows import Row
from tashan.indicators.analysis.sentences import Sentence, Span
from tashan.indicators.analysis.sheet import Theme
from tashan.indicators.models import Observation

THEMES = {
    Theme.OVERALL: "经济总量",
    Theme.INDUSTRY: "工业",
    Theme.INVESTMENT: "投资",
    Theme.CONSUMPTION: "消费和服务业",
    Theme.TRADE: "外贸外资",
    Theme.BUDGET: "财政",
    Theme.BANKING: "金融",
    Theme.ENERGY: "用电",
    Theme.PEOPLE: "居民收入和就业",
}
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of sentences."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Briefing:
    """``notes`` numbers every figure told, in the text or the table, from 1 on."""

    title: str
    analysis: Analysis
    parts: tuple[Heading | Passage, ...]
    observations: dict[int, Observation] = field(default_factory=dict)

    @cached_property
    def notes(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for part in self.parts:
            for sentence in part.sentences if isinstance(part, Passage) else ():
                for span in sentence:
                    if span.figure is not None:
                        found.setdefault(span.figure, len(found) + 1)
        for row in self.analysis.known:
            for cell in sentences.figures_of(row):
                found.setdefault(cell.id, len(found) + 1)
        return found

    def text(self, sentence: Sentence) -> str:
        """The sentence with the number of each figure's source behind it."""
        return "".join(
            span.text if span.figure is None else f"{span.text}[{self.notes[span.figure]}]"
            for span in sentence
        )

    @property
    def dated(self) -> date:
        return self.analysis.on


def briefing(analysis: Analysis) -> Briefing:
    """The briefing with the sources of its figures, which are fetched in one query."""
    parts = tuple(_parts(analysis))
    made = Briefing(title_of(analysis), analysis, parts)
    rows = Observation.objects.filter(pk__in=made.notes).select_related(
        "indicator", "source__actor", "source__file"
    )
    made.observations.update({row.pk: row for row in rows})
    return made


def title_of(analysis: Analysis) -> str:
    """他山县2026年1—9月经济运行简报."""
    return f"{analysis.name}{analysis.period.chinese}经济运行简报"


def _parts(analysis: Analysis) -> Iterator[Heading | Passage]:
    chapters = (
        ("总体情况", [Passage(overall(analysis))]),
        ("分领域运行情况", list(_by_theme(analysis))),
        ("需要关注的情况", list(_to_watch(analysis))),
        ("尚缺数据", list(_lacking(analysis))),
    )
    number = 0
    for title, parts in chapters:
        if parts:
            yield Heading(1, f"{NUMERALS[number]}、{title}")
            yield from parts
            number += 1


def overall(analysis: Analysis) -> tuple[Sentence, ...]:
    """How many of the headline figures grow faster than a year ago, and than a period ago."""
    told = [f"{len(analysis.headlines)}项主要指标中"]
    if analysis.compared:
        slower = len(analysis.compared) - len(analysis.faster)
        told.append(f"{len(analysis.faster)}项增速快于上年同期、{slower}项不快于上年同期")
    ups = [r for r in analysis.headlines if (m := r.change.value) is not None and m > 0]
    downs = [r for r in analysis.headlines if (m := r.change.value) is not None and m < 0]
    told.append(f"与上期相比，{len(ups)}项增速提高、{len(downs)}项回落")
    rates = [(r.rate.value, r) for r in analysis.headlines if r.rate.value is not None]
    negative = [row.of.title.zh for rate, row in rates if rate < 0]
    if negative:
        told.append(f"{chinese.listed(negative)}同比下降")
    found: list[Sentence] = [(Span(f"{told[0]}，{'；'.join(told[1:])}。"),)]
    if analysis.anomalies:
        names = chinese.listed(row.of.title.zh for row in analysis.anomalies)
        found.append((Span(f"{len(analysis.anomalies)}项偏离季节规律：{names}。"),))
    return tuple(found)


def _by_theme(analysis: Analysis) -> Iterator[Heading | Passage]:
    number = 0
    for theme in Theme:
        rows = [row for row in analysis.known if row.line.theme == theme]
        if rows:
            yield Heading(2, f"（{NUMERALS[number]}）{THEMES[theme]}")
            yield Passage(tuple(_sentences(analysis, rows)))
            number += 1


def _sentences(analysis: Analysis, rows: list[Row]) -> Iterator[Sentence]:
    """A line for each row; its period is named where it is not the one just named."""
    named = None
    whole_by_code = {whole.row.code: whole for whole in analysis.wholes}
    for row in rows:
        yield sentences.told(analysis, row, names_period=row.period != named)
        named = row.period
        for line in row.beside:
            yield sentences.beside(row, line)
        if row.code in whole_by_code:
            yield sentences.contributed(whole_by_code[row.code])


def _to_watch(analysis: Analysis) -> Iterator[Passage]:
    found = [sentences.anomaly(analysis, row) for row in analysis.anomalies]
    found += [sentences.mismatch(row) for row in analysis.mismatches]
    found += [sentences.fell(row) for row in analysis.fallen]
    yield from (Passage((sentence,)) for sentence in found)


def _lacking(analysis: Analysis) -> Iterator[Passage]:
    year = analysis.sheet.year
    found = tuple(sentences.absent(row, year=year) for row in analysis.lacking)
    if found:
        yield Passage(found)
