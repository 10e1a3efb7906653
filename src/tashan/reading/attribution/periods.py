"""Which period a number speaks of: named beside it, carried along, or told by the heading."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tashan.base.dates import Period
from tashan.reading.attribution.genre import Genre, read_genre
from tashan.reading.attribution.period_phrases import Phrase, phrases
from tashan.reading.text.normalise import Normal
from tashan.reading.text.sections import Section
from tashan.reading.text.stops import sentence_starts

_MOST = 50  # phrases looked back over in one sentence
_LONGEST = 200  # characters of a clause
_BORDERS = {"period.clause": ",;:", "period.from": ",;:到至为"}
_STARTS = re.compile(
    r"(?:^|[。!?;\n]|各位[一-龥]{2},)[\s　—]*(?:这|在|对|回顾|(?:刚刚|即将)?过去的?|刚过去的)?$"
)
_AS_OF = re.compile(r"(?:^|[。!?;\n])[\s　]*截[至止](?:到|至)?$")
_AFTERWARDS = re.compile(r"[^,。;\n]{2,24}后,")
_DATED = {
    "period.year", "period.years", "period.dated", "period.part", "period.relative",
    "period.relative.part", "period.masked",
}  # fmt: skip
_PART_MARK = re.compile("第?[一二三四五六七八九十]{1,3}(?:部分|章)?")  # not 一是, not (一)
_IN_HEADING = re.compile(r"(?P<year>20\d\d)年|(?:第十|十)(?P<plan>[一二三四五六七])(?:五|个五年)")
_TITLE = 100  # characters in which the title and the session stand


@dataclass(frozen=True, slots=True)
class PeriodRef:
    """``printed`` as in the text or carried along; ``iso`` what it means, None where unknown."""

    printed: str | None
    iso: str | None
    rule: str


UNKNOWN = PeriodRef(None, None, "period.none")


class Periods:
    """The phrases of a report, and which of them rules at an offset of the normalised text."""

    def __init__(
        self,
        text: str,
        found: Sequence[Phrase],
        runs: Sequence[tuple[int, PeriodRef]],
        said: Mapping[str, str],
    ) -> None:
        self._text = text
        self._said = said
        self._found = found
        self._starts = [phrase.start for phrase in found]
        self._sentences = sentence_starts(text)
        self._run_starts = [start for start, _ in runs]
        self._runs = [ref for _, ref in runs]

    def of(self, start: int, end: int) -> PeriodRef:
        """The period of what stands at ``text[start:end]``: its own, its sentence's, the run's."""
        sentence = self._sentences[bisect_right(self._sentences, start) - 1]
        last = bisect_left(self._starts, end) - 1
        weak: Phrase | None = None  # 全年 is said where a heading or 今年 tells of which year
        for at in range(last, max(-1, last - _MOST), -1):
            phrase = self._found[at]
            if phrase.start < sentence:
                break
            if phrase.rule == "period.whole":
                weak = weak or phrase
            elif self._reaches(phrase, start):
                return self._ref(phrase, start)
        running = self.running(start)
        return self._ref(weak, start) if weak and running.printed is None else running

    def running(self, offset: int) -> PeriodRef:
        """What heading or opening words set for this stretch of the text."""
        at = bisect_right(self._run_starts, offset) - 1
        return self._runs[at] if at >= 0 else UNKNOWN

    def _reaches(self, phrase: Phrase, start: int) -> bool:
        """Some phrases hold for their clause alone, and 从2020年 only for what it rose from."""
        borders = _BORDERS.get(phrase.rule)
        if borders is None:
            return True
        if start - phrase.end > _LONGEST:
            return False
        between = self._text[phrase.end : max(phrase.end, start)]
        return not any(char in between for char in borders)

    def _ref(self, phrase: Phrase, start: int) -> PeriodRef:
        if _AFTERWARDS.match(self._text, phrase.end) and phrase.rule != "period.now":
            return PeriodRef(None, None, "period.after")
        carried = "" if phrase.end >= start else ".carried"
        return _shown(phrase, self._said, carried)


def _shown(phrase: Phrase, said: Mapping[str, str], suffix: str) -> PeriodRef:
    """今年 is shown as 2026年 where a heading or the title prints the year that it means.

    So is 过去一年; 五年来 keeps its words, whatever plan the five years were of.
    """
    year = phrase.rule == "period.relative" or (
        phrase.rule == "period.span" and "/" not in (phrase.iso or "/")
    )
    printed = said.get(phrase.iso or "", phrase.printed) if year else phrase.printed
    return PeriodRef(printed, phrase.iso, phrase.rule + suffix)


def read_periods(
    normal: Normal, sections: Sequence[Section], *, topics: Sequence[int] = ()
) -> Periods:
    """Find every phrase once; ``Periods.of`` is then a few steps a number.

    ``topics`` are the offsets (``Places.starts``) at which a report begins to speak of another
    place: there no period is carried on.
    """
    text = normal.text
    genre = read_genre(text, sections)
    found = [p for p in phrases(text, base=genre.base) if not _in_title(text, p)]
    said = _said(text, sections, genre)
    runs = [*_titled(genre), *_headings(sections, genre)]
    runs += (
        _visit_runs(text, found, topics, said)
        if genre.visit
        else _runs(text, found, sections, genre, said)
    )
    runs.sort(key=lambda run: run[0])
    runs += list(_as_of(text, found, runs, said))
    runs.sort(key=lambda run: run[0])
    return Periods(text, found, runs, said)


def _said(text: str, sections: Sequence[Section], genre: Genre) -> dict[str, str]:
    """What the headings, and the title of a report about its own place, call the periods."""
    titles = [section.title for section in _tops(sections)]
    said = {ref.iso: ref.printed for title in titles for ref in _named(title)}
    if not genre.visit:
        said |= {ref.iso: ref.printed for ref in _named(text[:_TITLE])}
    return {iso: printed for iso, printed in said.items() if iso and printed}


def _in_title(text: str, phrase: Phrase) -> bool:
    """《2014年工作要点》 is the name of a paper."""
    before = max(0, phrase.start - 40)
    return text.rfind("《", before, phrase.start) > text.rfind("》", before, phrase.start)


def _tops(sections: Sequence[Section]) -> list[Section]:
    return [section for section in sections if _PART_MARK.fullmatch(section.path)]


def _titled(genre: Genre) -> Iterator[tuple[int, PeriodRef]]:
    """松江县2024年上半年经济运行情况 tells of that half-year from its first word."""
    for phrase in phrases(genre.told_of, base=genre.base):
        yield 0, PeriodRef(phrase.printed, phrase.iso, "period.title")


def _headings(sections: Sequence[Section], genre: Genre) -> Iterator[tuple[int, PeriodRef]]:
    """Each heading's first period; one without any goes on with the year before it."""
    before = next((ref for _, ref in _titled(genre)), UNKNOWN)
    for section in _tops(sections):
        named = next(_named(section.title), None) or _part_named(section.title, genre)
        if named is None and "/" in (before.iso or "/") and before.rule != "period.title":
            before = UNKNOWN
        yield section.start, named or before
        before = named or before


def _part_named(title: str, genre: Genre) -> PeriodRef | None:
    """三、下半年打算; 一、过去五年工作回顾."""
    for phrase in phrases(title, base=genre.base):
        if phrase.rule in _DATED or phrase.rule == "period.span":
            return PeriodRef(phrase.printed, phrase.iso, "period.heading")
    return None


def _runs(
    text: str,
    found: Sequence[Phrase],
    sections: Sequence[Section],
    genre: Genre,
    said: Mapping[str, str],
) -> Iterator[tuple[int, PeriodRef]]:
    """What the words that open a stretch set until others do."""
    tops = _tops(sections)
    starts = [section.start for section in tops]
    for phrase in found:
        if phrase.running and _opens_a_stretch(text, phrase, genre):
            at = bisect_right(starts, phrase.start) - 1
            if at < 0 or phrase.start >= tops[at].start + len(tops[at].title):
                yield phrase.start, _shown(phrase, said, ".running")


def _visit_runs(
    text: str, found: Sequence[Phrase], topics: Sequence[int], said: Mapping[str, str]
) -> Iterator[tuple[int, PeriodRef]]:
    """In a report about other places a date is carried on to the next sentences of its paragraph.

    It stops where another place is spoken of, and at the next phrase.
    """
    ends = sentence_starts(text)[1:]
    stops = sorted({*topics, *(at for at in ends if text[at - 1] == "\n")})
    for phrase in found:
        at = bisect_left(ends, phrase.end)
        if at == len(ends):
            return
        dated = phrase.rule in _DATED and not _AFTERWARDS.match(text, phrase.end)
        dated = dated and not text.startswith(("前", "之前"), phrase.end)  # a day to be met
        yield ends[at], _shown(phrase, said, ".running") if dated and topics else UNKNOWN
        stop = bisect_left(stops, ends[at])
        if stop < len(stops):
            yield stops[stop], UNKNOWN


def _as_of(
    text: str,
    found: Sequence[Phrase],
    runs: Sequence[tuple[int, PeriodRef]],
    said: Mapping[str, str],
) -> Iterator[tuple[int, PeriodRef]]:
    """截至去年底,…: the day of all that its paragraph counts, until others words open a stretch."""
    starts = [start for start, _ in runs]
    for phrase in found:
        if phrase.rule not in _DATED or not _AS_OF.search(
            text[max(0, phrase.start - 8) : phrase.start]
        ):
            continue
        next_ = bisect_right(starts, phrase.start)
        stop = text.find("\n", phrase.end)
        yield phrase.start, _shown(phrase, said, ".running")
        if stop >= 0 and not (next_ < len(starts) and starts[next_] <= stop):
            yield stop, runs[next_ - 1][1] if next_ else UNKNOWN


def _opens_a_stretch(text: str, phrase: Phrase, genre: Genre) -> bool:
    before = text[max(0, phrase.start - 14) : phrase.start]
    if _STARTS.search(before) is None:
        return False
    if phrase.rule != "period.year" or genre.base is None:
        return True
    return phrase.iso in {str(genre.base), str(genre.base - 1)}


def _named(title: str) -> Iterator[PeriodRef]:
    """The years and five-year plans that a heading names, in their order."""
    for found in _IN_HEADING.finditer(title):
        if found["year"]:
            yield PeriodRef(found[0], found["year"], "period.heading")
            continue
        plan = found["plan"]
        first = 1951 + 5 * (10 + "一二三四五六七".index(plan) + 1)
        iso = str(Period.years(first, first + 4))
        yield PeriodRef(f"“十{plan}五”时期", iso, "period.heading")
