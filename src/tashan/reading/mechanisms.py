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
LISTED = "、"  # stands for the verb before the first of several names

Span = tuple[int, int]

_KNOWN = words("mechanism.known")
_HIT = re.compile(rf"{pattern('mechanism.known', 'mechanism.head')}|”")
_PART_AFTER = re.compile(pattern("mechanism.part_of_another_word"))
_HEAD_AFTER = re.compile(rf"的?[^,，。;；:：、“和与等\n]{{0,8}}?(?:{pattern('mechanism.head')})")
_STOP = re.compile(r"[，,。；;：:！？!?\n]")

# A name begins after what is done with the mechanism, and after the words that link the two.
_INTRO = re.compile(
    rf"(?:(?P<strong>实施(?!方案|办法)|(?:{pattern('mechanism.strong_verb_before')})(?!办法|力))"
    rf"|(?:{pattern('mechanism.verb_before')})(?!办法|力)|(?<![\u3400-\u9fff”])建设)(?:了|并|和|好|的|出)?"
)
_LINK = re.compile(
    rf"(?:{pattern('mechanism.link_before')}|向(?!.{{2,8}}派驻)|\d[\d.]*(?:[个项支只家条批处]|[万亿]?元)?)+"
)
_GENERAL = re.compile(rf"(?:{pattern('mechanism.general')})*")
_TALK = re.compile(
    rf"{pattern('mechanism.never_in_a_name')}|体制$|(?:业态|场景|技术).*新$|《[^》]*$|“[^”]*$"
)
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
    "服务": _MARKED,
    "经验": _MARKED,
    "产品": _MARKED,
    "考核": _MARKED,
    "总体目标": _MARKED,
    "内设机构": _MARKED,
    "体制": _MARKED,
}
# A programme that is "carried out" needs no such word.
_CARRIED_OUT = {
    "工程": frozenset({"实施", LISTED}),
    "计划": frozenset({"实施", LISTED}),
    "战略": frozenset({"实施", "深化", "落实", LISTED}),
    "行动": frozenset({"实施", "开展", "启动", "推进", "组织", "深化", LISTED}),
}
_NAMED_BY_HEAD = frozenset({"储备库", "项目库", "项目中心", "工作法", "工作制"})
# Quoted words are a scheme by their last word.
_QUOTED = re.compile(rf"“[^“”]{{2,14}}(?:{pattern('mechanism.quoted')})”")
_QUOTED_ENDS = frozenset(word[-1] for word in words("mechanism.quoted") | _KNOWN)
_LISTING = frozenset("、和与及")
_QUOTE = re.compile(r"“([^“”]+)”")
_UNQUOTED = str.maketrans("", "", "“”")
_PRACTISED = re.compile(r"(?:推行|实行|试行|推广|深化|创设)了?$")
_IDEA_AFTER = re.compile(
    r"、“|[^，,。；;]{0,4}(?:精神|理念|意识|要求|目标|成果|效应|经济|建设|战略|关系)"
)


def read_mechanisms(normal: Normal, sections: tuple[Section, ...], zones: Zones) -> list[Finding]:
    """Every mechanism at its first mention, in the order of the text."""
    text = normal.text
    findings: list[Finding] = []
    seen: set[str] = set()
    for start, end in _names(text):
        name = text[start:end]
        plain = name.translate(_UNQUOTED)
        if plain not in seen:
            seen.update((plain, *_QUOTE.findall(name)))
            findings.append(_finding(normal, start, end, name=name))
    return findings


def _names(text: str) -> list[Span]:
    """Where every name begins and ends; one that runs on from the name before it takes it in."""
    names: list[Span] = []
    before = (0, 0)
    for match in _HIT.finditer(text):
        start = _start(text, before, match)
        if start is None:
            continue
        if names and start == before[0]:
            names.pop()
        before = start, match.end()
        names.append(before)
    return names


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


def _start(text: str, before: Span, match: re.Match[str]) -> int | None:
    """Where the name begins whose last word was hit, or None where no name stands there."""
    word = match.group()
    if word == "”":
        return _before_close(text, before, match.end())
    if word in _KNOWN:
        begins_quote = text[match.start() - 1 : match.start()] == "“"
        goes_on = text[match.end() : match.end() + 1] != "、"
        return None if begins_quote and goes_on else match.start()
    if _PART_AFTER.match(text, match.end()):
        return None
    return _before_head(text, before, match)


def _before_close(text: str, before: Span, end: int) -> int | None:
    """Where the quoted words begin that end here, if they are a scheme and no head follows."""
    start = text.rfind("“", max(before[1], end - QUOTE_LIMIT - 2), end)
    if start < 0:
        return None
    if text[end - 2] in _QUOTED_ENDS:
        is_scheme = text[start + 1 : end - 1] in _KNOWN or bool(_QUOTED.fullmatch(text, start, end))
    else:
        is_scheme = False
    if not is_scheme and _PRACTISED.search(text, max(0, start - 4), start):
        is_scheme = _IDEA_AFTER.match(text, end) is None
    if not is_scheme or _HEAD_AFTER.match(text, end) or _TALK.search(text, start + 1, end - 1):
        return None
    return start


def _before_head(text: str, before: Span, match: re.Match[str]) -> int | None:
    head, at = match.group(), match.start()
    left = _clause_start(text, max(before[1], at - LEFT_REACH), at)
    need = _NEEDS.get(head)
    has_need = need is None or need.search(text, max(left, at - 16), at) is not None
    if at - left < 2 or text[at - 1] == "的" or not (has_need or head in _CARRIED_OUT):
        return None
    start, verb = _after_intro(text, left, at)
    if not verb and left == before[1] > 0:  # nothing parts it from the name before
        verb = LISTED if text[left] in _LISTING else ""
        start = start if verb or start > left else before[0]
    is_carried_out = verb in _CARRIED_OUT.get(head, ())
    if not (has_need or is_carried_out) or _is_built(text, start, at, head=head):
        return None
    if at - start > NAME_LIMIT or (not verb and "、" in text[start:at]):
        start = _from_quote(text, left, at)
    is_named = head in _NAMED_BY_HEAD or (is_carried_out and at - start > 3)
    return start if _is_name(text[start:at], is_named=is_named) else None


def _is_built(text: str, start: int, at: int, *, head: str) -> bool:
    """Whether the words before a head are those of a dam or a road, and stand in no quotation."""
    return head == "工程" and text[at - 1] != "”" and bool(_BUILT.search(text, start, at))


def _clause_start(text: str, left: int, at: int) -> int:
    for stop in _STOP.finditer(text, left, at):
        left = stop.end()
    return left


def _is_name(words_before: str, *, is_named: bool) -> bool:
    """Whether the words before a head name one scheme and are no talk of schemes at large."""
    if not 2 <= len(words_before) <= NAME_LIMIT or _TALK.search(words_before):
        return False
    return is_named or not _GENERAL.fullmatch(words_before)


def _after_intro(text: str, left: int, at: int) -> tuple[int, str]:
    """Where the words after the verb before a head begin, and that verb ('' for none).

    The last strong verb counts (实施, 建立); of those that stand inside names too, the first.
    """
    start, verb = left, ""
    is_strong = False
    for intro in _INTRO.finditer(text, left, at):
        if at - intro.end() < 2 or not _balanced(text, intro.end(), at):
            continue
        strong = intro["strong"]
        if strong or not verb or (not is_strong and intro.start() == start):
            start, verb, is_strong = intro.end(), strong or intro.group(), bool(strong)
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
