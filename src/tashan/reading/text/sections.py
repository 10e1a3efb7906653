"""The tree of headings of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from tashan.reading.text.normalise import Normal

NUMERALS = "一二三四五六七八九十"
TITLE_LIMIT = 60
ITEM_LIMIT = 48  # the first sentence of an item is its title up to this length
CLOSING_LIMIT = 160  # the closing words below the last item of a list
# A heading without a boundary before it is believed only when layout residue stands there.
RESIDUE_REACH = 12

_LABELS = "启示|体会|感受|经验|做法|特点|差距|问题|建议|对策"
# A line of its own that names a part of a report whose parts have no numbers.
_BARE = re.compile(
    r"(?<=\n)[^\n。，,;；：:、！!?/]{1,20}(?:回顾|情况|任务|工作|安排|目标|不足|打算|措施|思考|短板|反思|困难|举措"
    rf"|想法|设想|思路|方向|概况|{_LABELS})(?=[】〕)）]?[：:]?\n)"
)
# One alternative a rank, the highest first; the group name gives the rank.
_MARK = (
    rf"(?P<volume>第[{NUMERALS}]{{1,3}}部分)|(?P<part>[{NUMERALS}]{{1,3}}、(?![{NUMERALS}]+[、级次类三产]))"
    rf"|(?P<bracket>[（(]\s?[{NUMERALS}]{{1,3}}[）)])|(?P<digit>\d{{1,2}}[.．、](?!\d))"
    r"|(?P<small>[（(]\d{1,2}[）)])"
    rf"|(?P<item>[{NUMERALS}]{{1,3}}(?:是|要(?![素闻点害道塞件求领]))"
    rf"|第[{NUMERALS}]{{1,2}}[，,、](?![{NUMERALS}])"
    rf"|(?:{_LABELS})之?[{NUMERALS}](?=[。：:、，,是])"
    r"|首先[，,]|其次[，,]|再次[，,]|最后[，,])"
)
_FIRST = re.compile(rf"[ \t\u3000]{{0,8}}(?:{_MARK})")
_HEADING = re.compile(rf"[\n。；：！？;:!?…”][ \t\u3000\n]{{0,8}}(?:{_MARK})")
_LOOSE = re.compile(rf"[{NUMERALS}][{NUMERALS}]{{0,2}}、(?![{NUMERALS}])")
_RANK = {"volume": 0, "part": 1, "bracket": 3, "digit": 4, "small": 5, "item": 6}
PART, INNER = 1, 2  # a part, and what is numbered like one right below its heading
# Words by which the heading of a part tells itself from an inner one.
_TELLING = re.compile(
    r"问题|差距|不足|建议|打算|措施|对策|做法|情况|启示|体会|下一?步|安排|思路|反思"
)
TELLING_REACH = 16
_TITLE_END = re.compile(r"[。\n：:！？；;]")
_SENTENCE_END = re.compile(r"[。；！？;!?\n”]")
_AFTER_LABEL = frozenset("。：:、，,是")
_COMMA = re.compile(r"[，,]")
_MORE = re.compile(r"[。；;\n](?=\s{0,8}\S)")
_PREDICATES = re.compile(r"[^，,、\n]{4}[，,][^，,、\n]{4}")
_TORN = re.compile(r"\d[^。；;，,、第之\d]{0,2}$")
_ITEM = re.compile(
    rf"(?:[{NUMERALS}][是要]|第[{NUMERALS}]{{1,2}}|首先|其次|再次|最后|(?:{_LABELS})之?[{NUMERALS}])$"
)
_FIRSTS = frozenset({"一", "1", "一是", "一要", "首先", "第一"})
_NUMBER = re.compile(rf"[{NUMERALS}]+")


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and what stands under it, in offsets of the normalised text.

    ``path`` joins the numbers of the headings above with slashes (``一/(三)/一是``); ``level``
    counts from 1. ``end`` is where the next heading of the same or a higher level begins.
    """

    path: str
    title: str
    level: int
    start: int
    end: int

    @property
    def is_item(self) -> bool:
        """Whether a word of order (一是, 首先, 建议一) numbers it and not a sign."""
        return _ITEM.search(self.mark) is not None

    @property
    def is_first(self) -> bool:
        """Whether a list begins with it."""
        return self.mark.strip("()") in _FIRSTS

    @property
    def mark(self) -> str:
        """Its own number, the last of its path."""
        return self.path.rpartition("/")[2]


@dataclass(slots=True)
class _Heading:
    rank: int
    mark: str
    start: int
    after: int
    is_hidden: bool = False


def read_sections(normal: Normal) -> tuple[Section, ...]:
    """The headings of the text in their order, each with its path and its end."""
    text = normal.text
    headings = list(_headings(text))
    ends = _ends(headings, len(text))
    sections: list[Section] = []
    above: list[_Heading] = []
    for heading, end in zip(headings, ends, strict=True):
        while above and above[-1].rank >= heading.rank:
            above.pop()
        above.append(heading)
        path = "/".join(h.mark for h in above)
        title = _title(text, heading.after)
        sections.append(Section(path, title, len(above), heading.start, end))
    return tuple(sections)


def titles_of(text: str, sections: tuple[Section, ...]) -> set[int]:
    """Where sentences begin that are titles: first sentences with more to say under them."""
    titles: set[int] = set()
    full = ""  # the last heading of which the only sentence says all, without its number
    for section, after in zip_longest(sections, sections[1:]):
        above = f"{section.level}{section.path.rpartition('/')[0]}"
        is_last = after is None or after.level < section.level
        if _is_title(text, section, ends_full=is_last and full == above):
            titles.add(section.start)
        else:
            full = above
    return titles


def _is_title(text: str, section: Section, *, ends_full: bool) -> bool:
    """Whether the first sentence is short, and more than itself stands below it."""
    start, end = section.start, section.end
    stop = _MORE.search(text, start, min(end, start + ITEM_LIMIT))
    if stop is None or (section.is_item and stop.group() != "。"):
        return False
    more = end - stop.end()
    if ends_full and more < CLOSING_LIMIT and _PREDICATES.search(text, start, stop.start()):
        return False  # what stands below the last of a list is the end of the report
    return more > 1 and (stop.group() == "\n" or more > stop.start() - start)


def _headings(text: str) -> Iterator[_Heading]:
    first = _FIRST.match(text)
    found = [_heading(first)] if first else []
    found += [_heading(match) for match in _HEADING.finditer(text)]
    numbered = any(heading.rank <= 1 for heading in found)
    more = _hidden(text) if numbered else _bare(text)
    found = sorted([*found, *more], key=lambda heading: heading.start)
    expected = inner = 1
    above: _Heading | None = None
    for heading in found:
        if heading.is_hidden and _value(heading.mark) != expected:
            continue
        if heading.rank == PART:
            value = _value(heading.mark)
            if above and value == inner and _is_inner(text, above, heading, value):
                heading.rank, inner = INNER, inner + 1
            else:
                expected, inner, above = value + 1, 1, heading
        yield heading


def _is_inner(text: str, above: _Heading, heading: _Heading, value: int) -> bool:
    """Whether a part numbered anew (一、 right below 三、) is a chapter of the part above it."""
    if value == 1:
        return _value(above.mark) > 1 and heading.start - above.after <= TITLE_LIMIT
    return _TELLING.match(text, heading.after) is None


def _hidden(text: str) -> Iterator[_Heading]:
    """What may be headings of the first rank behind numbers torn out of the page."""
    for match in _LOOSE.finditer(text):
        if _in_residue(text, match.start()) or _is_torn(text, match):
            yield _Heading(1, match.group()[:-1], match.start(), match.end(), is_hidden=True)


def _bare(text: str) -> Iterator[_Heading]:
    for match in _BARE.finditer(text):
        yield _Heading(1, match.group().strip("【〔（( "), match.start(), match.start())


def _heading(match: re.Match[str]) -> _Heading:
    kind = match.lastgroup or "part"
    mark = match[kind].rstrip("、，,.．")
    if kind in ("bracket", "small"):
        mark = f"({mark[1:-1].strip()})"
    return _Heading(_RANK[kind], mark, match.start(kind), match.end())


def _in_residue(text: str, start: int) -> bool:
    """Whether numbers torn out of the page stand between the last sentence and the heading."""
    before = text[max(0, start - RESIDUE_REACH) : start]
    rest = _SENTENCE_END.split(before)
    return len(rest) > 1 and any(c.isdigit() for c in rest[-1])


def _is_torn(text: str, match: re.Match[str]) -> bool:
    """Whether a number torn out of the page stands right before the heading."""
    left = max(0, match.start() - RESIDUE_REACH)
    return _TORN.search(text, left, match.start()) is not None


def _value(mark: str) -> int:
    """The number of a heading as printed (十二 is 12)."""
    found = _NUMBER.search(mark)
    word = found.group() if found else ""
    tens, ten, ones = word.partition("十")
    if not ten:
        return NUMERALS.find(word) + 1
    return (NUMERALS.find(tens) + 1 if tens else 1) * 10 + (NUMERALS.find(ones) + 1 if ones else 0)


def _ends(headings: list[_Heading], length: int) -> list[int]:
    ends = [length] * len(headings)
    open_: list[int] = []
    for i, heading in enumerate(headings):
        while open_ and headings[open_[-1]].rank >= heading.rank:
            ends[open_.pop()] = heading.start
        open_.append(i)
    return ends


def _title(text: str, after: int) -> str:
    """The words of the heading: its first sentence, or its first clause where that is long."""
    if text[after : after + 1] in _AFTER_LABEL:
        after += 1
    found = _TITLE_END.search(text, after, after + TITLE_LIMIT)
    if found:
        return text[after : found.start()].strip()
    comma = _COMMA.search(text, after, after + TITLE_LIMIT)
    return text[after : comma.start() if comma else after + TITLE_LIMIT].strip()
