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
_MODIFIED = words("mechanism.known_with_modifier")
_ALONE = _KNOWN | _MODIFIED
# Patterns over the whole text are plain alternatives: the matcher then skips what begins none.
_HIT = re.compile(
    rf"{pattern('mechanism.known', 'mechanism.known_with_modifier', 'mechanism.head')}|”"
)
_PART_AFTER = re.compile(pattern("mechanism.part_of_another_word"))
_HEAD_AFTER = re.compile(rf"的?[^,，。;；:：、“和与等\n]{{0,8}}?(?:{pattern('mechanism.head')})")
_FORM_AFTER = re.compile("(?:管理)?(?:制度|机制|模式|办法|政策)(?![化性])")
_STOP = re.compile(r"[，,。；;：:！？!?\n]")

# A name begins after what is done with the mechanism, and after the words that link the two.
_STRONG = words("mechanism.strong_verb_before")
_INTRO = re.compile(pattern("mechanism.strong_verb_before", "mechanism.verb_before"))
_NO_VERB_BEFORE = ("方案", "办法", "力")
_LINK = re.compile(
    rf"(?:{pattern('mechanism.link_before')}|向(?!.{{2,8}}派驻)|\d[\d.]*(?:[个项支只家条批处]|[万亿]?元)?)+"
)
_AGAIN = re.compile("(?:推广|推进|推动|支持|加快|完善|健全|建立|实施)[我全本“]")
_GENERAL = re.compile(rf"(?:{pattern('mechanism.general')})*")
_TALK = re.compile(
    rf"{pattern('mechanism.never_in_a_name')}|体制$|业态.*新$|场景.*新$|技术.*新$|《[^》]*$|“[^”]*$"
)
_MARKED = re.compile(r"”的?[^，,。；;]{0,6}$")
_BUILT = re.compile(pattern("mechanism.built"))


# Heads that count only after a word that makes them a scheme of the office, or quotation marks.
_AFTER = {
    "工程": ("”", *words("mechanism.programme")),
    "行动": ("”", *words("mechanism.campaign")),
    "计划": ("”", *words("mechanism.plan")),
    "平台": ("”", *words("mechanism.platform")),
    "基金": ("”", *words("mechanism.fund")),
    "办法": ("”", *words("mechanism.rule")),
    "政策": ("”", "差别化", "差异化"),
    "战略": ("”",),
}
_AFTER_QUOTE = frozenset({"服务", "经验", "产品", "考核", "总体目标", "内设机构", "体制"})
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
_QUOTED_ENDS = frozenset(word[-1] for word in words("mechanism.quoted") | _ALONE)
_LISTING = frozenset("、和与及")
_QUOTE = re.compile(r"“([^“”]+)”")
_UNQUOTED = str.maketrans("", "", "“”")
_PRACTISED = ("推行", "实行", "试行", "推广", "深化", "创设", "推行了", "实行了", "创设了")
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
        if match.start() < before[1]:
            continue
        name = _name(text, before, match)
        if name is None:
            continue
        if names and name[0] == before[0]:
            names.pop()
        before = name
        names.append(name)
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


def _name(text: str, before: Span, match: re.Match[str]) -> Span | None:
    """The name whose last word was hit, or None where no name stands there."""
    word = match.group()
    start, end = match.span()
    if word == "”":
        return _before_close(text, before, end)
    if word in _ALONE:
        return _known(text, before, match)
    if text[start - 1 : start] == "的" or _PART_AFTER.match(text, end):
        return None
    begin = _before_head(text, before, match)
    return None if begin is None else (begin, end)


def _known(text: str, before: Span, match: re.Match[str]) -> Span | None:
    """A way of working that needs no head, with the words that say which and of what form."""
    start, end = match.span()
    if text[start - 1 : start] == "“" and text[end : end + 1] != "、":
        return None  # the closing mark decides
    form = _FORM_AFTER.match(text, end)
    end = form.end() if form else end
    if match.group() not in _MODIFIED:
        return start, end
    left = _clause_start(text, max(before[1], start - LEFT_REACH), start)
    begin, verb = _after_intro(text, left, start)
    if verb and _is_name(text[begin:start], is_named=True):
        return begin, end
    return start, end


def _before_close(text: str, before: Span, end: int) -> Span | None:
    """The quoted words that end here, if they are a scheme and no head follows."""
    start = text.rfind("“", max(before[1], end - QUOTE_LIMIT - 2), end)
    if start < 0:
        return None
    is_scheme = text[end - 2] in _QUOTED_ENDS and (
        text[start + 1 : end - 1] in _ALONE or _QUOTED.fullmatch(text, start, end) is not None
    )
    if not is_scheme and text.endswith(_PRACTISED, 0, start):
        is_scheme = _IDEA_AFTER.match(text, end) is None
    if not is_scheme or _HEAD_AFTER.match(text, end) or _TALK.search(text, start + 1, end - 1):
        return None
    return start, end


def _before_head(text: str, before: Span, match: re.Match[str]) -> int | None:
    """Where the name begins whose head was hit."""
    head, at = match.group(), match.start()
    has_need = _has_need(text, at, head)
    if not (has_need or head in _CARRIED_OUT):
        return None
    left = _clause_start(text, max(before[1], at - LEFT_REACH), at)
    if at - left < 2:
        return None
    start, verb = _after_intro(text, left, at)
    if not verb and left == before[1] > 0:  # nothing parts it from the name before
        verb = LISTED if text[left] in _LISTING else ""
        start = start if verb or start > left else before[0]
    is_carried_out = verb in _CARRIED_OUT.get(head, ())
    if not (has_need or is_carried_out) or _is_built(text, start, at, head=head):
        return None
    if at - start > NAME_LIMIT or _is_list(text[start:at], verb):
        start = _from_quote(text, left, at)
    is_named = head in _NAMED_BY_HEAD or (is_carried_out and at - start > 3)
    return start if _is_name(text[start:at], is_named=is_named) else None


def _is_list(words_before: str, verb: str) -> bool:
    """Whether the words before a head tell several things, of which only the last is its name."""
    if "、“" in words_before:
        return "”、“" not in words_before
    return not verb and "、" in words_before


def _has_need(text: str, at: int, head: str) -> bool:
    """Whether the word before a head makes it a scheme and not a thing built or told."""
    if head in _AFTER_QUOTE:
        mark = text.rfind("”", max(0, at - 8), at)
        return mark >= 0 and _MARKED.match(text, mark, at) is not None
    after = _AFTER.get(head)
    return after is None or text.endswith(after, 0, at)


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
        word, end = intro.group(), intro.end()
        strong = word in _STRONG
        if not strong and verb and (is_strong or intro.start() != start):
            continue
        if at - end < 2 or text.startswith(_NO_VERB_BEFORE, end) or not _balanced(text, end, at):
            continue
        if word != "建设" or intro.start() == left:
            start, verb, is_strong = end, word, strong
    de = text.rfind("的", start, at - 2)
    if de >= 0 and _balanced(text, de, at) and text[de - 1] != "”":
        start = de + 1
    start = _after_link(text, start, at)
    again = _AGAIN.match(text, start, at)
    return (_after_link(text, again.end() - 1, at) if again else start), verb


def _after_link(text: str, start: int, at: int) -> int:
    link = _LINK.match(text, start, at)
    return link.end() if link and link.end() < at else start


def _from_quote(text: str, left: int, at: int) -> int:
    """Where the last quoted words before a head begin, with the short word before them."""
    quote = text.rfind("“", left, at)
    if quote < 0:
        return at
    start = max(text.rfind("、", left, quote) + 1, left)
    return start if start < quote and quote - start <= 4 else quote


def _balanced(text: str, start: int, end: int) -> bool:
    return text.count("“", start, end) == text.count("”", start, end)
