"""Mechanisms: named schemes, systems, platforms, policy tools and ways of working."""

from __future__ import annotations

import re

from tashan.reading.findings import Finding, Kind
from tashan.reading.normalise import Normal
from tashan.reading.sections import Section
from tashan.reading.words import pattern, words
from tashan.reading.zones import Zones

NAME_LIMIT = 24
LEFT_REACH = 44  # how far before its last word a name may begin, with the verb before it
QUOTE_LIMIT = 16

_KNOWN = words("mechanism.known")
_HIT = re.compile(rf"{pattern('mechanism.known', 'mechanism.head')}|”")
_PART_AFTER = re.compile(pattern("mechanism.part_of_another_word"))
_HEAD_AFTER = re.compile(rf"的?[^,，。;；:：、“和与等\n]{{0,8}}?(?:{pattern('mechanism.head')})")
_STOP = re.compile(r"[，,。；;：:！？!?\n]")

# A name begins after what is done with the mechanism, and after the words that link the two.
_INTRO = re.compile(
    rf"(?:实施(?!方案|办法)|(?:{pattern('mechanism.verb_before')})(?!办法|力))(?:了|并|和|好|的|出)?"
)
_LINK = re.compile(rf"(?:{pattern('mechanism.link_before')}|向(?!.{{2,8}}派驻)|\d+[个项]?)+")
_GENERAL = re.compile(rf"(?:{pattern('mechanism.general')})*")
_TALK = re.compile(rf"{pattern('mechanism.never_in_a_name')}|《[^》]*$|“[^”]*$")
_MARKED = re.compile(r"”的?[^，,。；;]{0,6}$")
_BUILT = re.compile(pattern("mechanism.built"))


def _after(table: str) -> re.Pattern[str]:
    """A head counts after quotation marks or one of the words of a table."""
    return re.compile(rf"(?:”|{pattern(table)})$")


# Heads that count only after a word that makes them a scheme of the office.
_NEEDS = {
    "工程": _after("mechanism.programme"),
    "行动": _after("mechanism.campaign"),
    "计划": _after("mechanism.plan"),
    "平台": _after("mechanism.platform"),
    "基金": _after("mechanism.fund"),
    "办法": _after("mechanism.rule"),
    "政策": re.compile(r"(?:”|差别化|差异化)$"),
    "战略": re.compile(r"”$"),
    "服务": re.compile(r"”$"),
    "经验": _MARKED,
    "产品": _MARKED,
    "考核": _MARKED,
    "总体目标": _MARKED,
    "内设机构": _MARKED,
    "体制": _MARKED,
}
# A programme that is "carried out" needs no such word.
_CARRIED_OUT = frozenset({"工程", "计划", "行动", "战略"})
_NAMED_BY_HEAD = frozenset({"储备库", "项目库", "项目中心", "工作法", "工作制"})
# Quoted words are a scheme by their last word.
_QUOTED = re.compile(rf"“[^“”]{{2,14}}(?:{pattern('mechanism.quoted')})”")
_QUOTE = re.compile(r"“[^“”]+”")
_QUOTED_ENDS = frozenset(word[-1] for word in words("mechanism.quoted") | _KNOWN)


def read_mechanisms(normal: Normal, sections: tuple[Section, ...], zones: Zones) -> list[Finding]:
    """Every mechanism at its first mention, in the order of the text."""
    text = normal.text
    findings: list[Finding] = []
    seen: set[str] = set()
    edge = 0
    for match in _HIT.finditer(text):
        start, end = _start(text, edge, match), match.end()
        if start is None:
            continue
        edge = end
        name = text[start:end]
        if name not in seen:
            seen.update((name, *_QUOTE.findall(name)))
            findings.append(_finding(normal, start, end, name=name))
    return findings


def _finding(normal: Normal, start: int, end: int, *, name: str) -> Finding:
    first, last = normal.span(start, end)
    return Finding(
        Kind.MECHANISM,
        first,
        last,
        normal.original[first:last],
        name=name,
        confidence=0.8 if "“" in name else 0.7,
        rules=["mechanism.quoted" if "“" in name else "mechanism.head"],
    )


def _start(text: str, edge: int, match: re.Match[str]) -> int | None:
    """Where the name begins whose last word was hit, or None where no name stands there."""
    word = match.group()
    if word == "”":
        return _before_close(text, edge, match.end())
    if _PART_AFTER.match(text, match.end()):
        return None
    if word in _KNOWN:
        return None if text[match.start() - 1] == "“" else match.start()
    return _before_head(text, edge, match)


def _before_close(text: str, edge: int, end: int) -> int | None:
    """Where the quoted words begin that end here, if they are a scheme and no head follows."""
    if text[end - 2] not in _QUOTED_ENDS:
        return None
    start = text.rfind("“", max(edge, end - QUOTE_LIMIT - 2), end)
    if start < 0 or _HEAD_AFTER.match(text, end):
        return None
    is_scheme = text[start + 1 : end - 1] in _KNOWN or _QUOTED.fullmatch(text, start, end)
    return start if is_scheme else None


def _before_head(text: str, edge: int, match: re.Match[str]) -> int | None:
    head, at = match.group(), match.start()
    left = max(edge, at - LEFT_REACH)
    for stop in _STOP.finditer(text, left, at):
        left = stop.end()
    if at - left < 2 or text[at - 1] == "的":
        return None
    start, verb = _after_intro(text, left, at)
    if not _is_scheme(text, max(left, at - 16), at, head=head, carried_out=verb == "实施"):
        return None
    if at - start > NAME_LIMIT or (not verb and "、" in text[start:at]):
        start = _from_quote(text, left, at)
    name = text[start:at]
    if len(name) < 2 or len(name) > NAME_LIMIT or _TALK.search(name):
        return None
    if head not in _NAMED_BY_HEAD and _GENERAL.fullmatch(name):
        return None
    return start


def _is_scheme(text: str, left: int, at: int, *, head: str, carried_out: bool) -> bool:
    """Whether the words before a head make it a scheme and not a thing built or told."""
    need = _NEEDS.get(head)
    if need is None or need.search(text, left, at):
        return True
    return carried_out and head in _CARRIED_OUT and not _BUILT.search(text, left, at)


def _after_intro(text: str, left: int, at: int) -> tuple[int, str]:
    """Where the words after the last verb before a head begin, and that verb ('' for none)."""
    start, verb = left, ""
    for intro in _INTRO.finditer(text, left, at):
        if at - intro.end() >= 2 and _balanced(text, intro.end(), at):
            start, verb = intro.end(), intro.group()
    de = text.rfind("的", start, at - 2)
    if de >= 0 and _balanced(text, de, at) and text[de - 1] != "”":
        start = de + 1
    link = _LINK.match(text, start, at)
    return (link.end() if link and link.end() < at else start), verb


def _from_quote(text: str, left: int, at: int) -> int:
    """Where the last quoted words before a head begin, with the short word before them."""
    quote = text.rfind("“", left, at)
    if quote < 0:
        return at
    start = max(text.rfind("、", left, quote) + 1, left)
    return start if start < quote and quote - start <= 6 else quote


def _balanced(text: str, start: int, end: int) -> bool:
    return text.count("“", start, end) == text.count("”", start, end)
