"""Mechanisms: named schemes, systems, platforms, policy tools and ways of working."""

from __future__ import annotations

import re

from tashan.reading.findings import Finding, Kind
from tashan.reading.meaning.words import pattern, words
from tashan.reading.meaning.zones import Zones
from tashan.reading.text.normalise import Normal
from tashan.reading.text.sections import Section

NAME_LIMIT = 24
LEFT_REACH = 44  # how far before its last word a name may begin, with the verb before it
QUOTE_LIMIT = 16
PAPER_LIMIT = 50
LISTED = "、"  # stands for the verb before the first of several names

Span = tuple[int, int]

_KNOWN = words("mechanism.known")
_MODIFIED = words("mechanism.known_with_modifier")
_NEEDS_MODIFIER = frozenset({"工作专班", "联席会议", "全过程管理", "闭环管理", "清单化管理"})
_ALONE = _KNOWN | _MODIFIED
# Patterns over the whole text are plain alternatives: the matcher then skips what begins none.
_HIT = re.compile(
    rf"{pattern('mechanism.known', 'mechanism.known_with_modifier', 'mechanism.head')}"
    r"|一[日周旬月季年]一[\u3400-\u9fff]{2}|”|》"
)
# What is done again and again: a check a week, a notice a month.
_ROUND = re.compile(
    r"一[日周旬月季年]一[\u3400-\u9fff]{2}(?:[、,，]一[日周旬月季年]一[\u3400-\u9fff]{2})*"
)
_TURNS = re.compile("一[日周旬月季年]一")
# A paper that the office makes is a scheme; a law or a plan of land is none.
_PAPER = re.compile(r"《[^《》]{2,40}(?:方案|办法|计划)(?:[（(][^（）()]{1,8}[）)])?》$")
_ISSUED = (
    "出台",
    "制定",
    "制订",
    "印发",
    "实施",
    "修订",
    "编制",
    "落实",
    "出台了",
    "制定了",
    "印发了",
)
_PART_AFTER = re.compile(pattern("mechanism.part_of_another_word"))
_HEAD_AFTER = re.compile(rf"的?[^,，。;；:：、“和与等\n]{{0,8}}?(?:{pattern('mechanism.head')})")
_FORM_AFTER = re.compile(
    "(?:管理|督查|审批|事项|审批事项)?(?:制度|机制|模式|办法|政策|清单)(?![化性])|(?<=灯)(?:管理|督查)"
)
_ITEM = re.compile("[一二三四五六七八九十]{1,3}是")
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
_MARKED = re.compile(r"”(?:的[^，,。；;]{0,6}|[^，,。；;、等]{0,6})$")
_BUILT = re.compile(pattern("mechanism.built"))


# Heads that count only after a word that makes them a scheme of the office, or quotation marks.
_AFTER = {
    "工程": ("”", *words("mechanism.programme")),
    "行动": ("”", *words("mechanism.campaign")),
    "计划": ("”", *words("mechanism.plan")),
    "平台": ("”", *words("mechanism.platform")),
    "基金": ("”", *words("mechanism.fund")),
    "办法": ("”", *words("mechanism.rule")),
    "活动": ("”", "年", "专项"),
    "台账": ("督查", "督办", "管理", "整改", "问题", "项目"),
    "政策": ("”", "差别化", "差异化"),
    "战略": ("”",),
}
_AFTER_QUOTE = frozenset(
    {"改革", "小程序", "服务", "经验", "产品", "考核", "总体目标", "内设机构", "体制"}
)
# A programme that is "carried out" needs no such word.
_CARRIED_OUT = {
    "办法": frozenset({"实行", "推行", "试行", "出台", "制定"}),
    "台账": frozenset({"建立", "建立健全"}),
    "工程": frozenset({"实施", LISTED}),
    "计划": frozenset({"实施", LISTED}),
    "战略": frozenset({"实施", "深化", "落实", LISTED}),
    "行动": frozenset({"实施", "开展", "启动", "推进", "组织", "深化", LISTED}),
}
_BUILT_TOO = frozenset({"工程", "行动", "计划", "平台", "基金", "战略", "政策"})
_WAYS = frozenset({"办法", "机制", "模式", "制度"})
_LIST_OF_WAYS = re.compile(r"(?:[\u3400-\u9fff]{3,6}、){1,4}[\u3400-\u9fff]{3,6}的$")
_EVENTS = ("活动", "改革", "服务", "产品", "”")
_SURE = (
    "制度",
    "责任制",
    "机制",
    "模式",
    "办法",
    "工作法",
    "行动",
    "行动方案",
    "实施方案",
    "资金池",
    "》",
)
_NAMED_BY_HEAD = frozenset(
    [
        "储备库",
        "项目库",
        "项目中心",
        "工作法",
        "工作制",
        "引导资金",
        "扶持资金",
        "周转资金",
        "补偿资金",
    ]
)
# Quoted words are a scheme by their last word.
_QUOTED = re.compile(rf"“[^“”]{{2,14}}(?:{pattern('mechanism.quoted')})”")
_QUOTED_ENDS = frozenset(word[-1] for word in words("mechanism.quoted") | _ALONE)
_LISTING = frozenset("、和与及")
_QUOTE = re.compile(r"“([^“”]+)”")
_UNQUOTED = str.maketrans("", "", "“”")
_PRACTISED = ("推行", "实行", "试行", "推广", "深化", "创设", "推行了", "实行了", "创设了")
_CARRIED = re.compile(r"(?:推行|实行|试行|创设)了?[^，,。；;：:、“”《]{0,9}$")
_RUN_AFTER = re.compile("(?:督办|督查|动态|分类)?(?:管理|监管)(?![局委办部])")
_THING = re.compile(r"“[\u3400-\u9fff]{3,8}”")
_FOUNDED = re.compile(rf"(?:{pattern('mechanism.founded')})了?[^，,。；;：:、“”《]{{0,4}}$")
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
        confidence=_confidence(name),
        rules=["mechanism.quoted" if "“" in name else "mechanism.head"],
    )


def _confidence(name: str) -> float:
    """More where quotation marks or a title name it, less where it may be an event."""
    if name in _ALONE or _QUOTED.fullmatch(name):
        return 0.9
    if name.endswith(_EVENTS):
        return 0.6
    if "“" in name:
        return 0.9
    return 0.85 if name.endswith(_SURE) else 0.7


def _name(text: str, before: Span, match: re.Match[str]) -> Span | None:
    """The name whose last word was hit, or None where no name stands there."""
    word = match.group()
    start, end = match.span()
    if word == "”":
        return _before_close(text, before, end)
    if word == "》":
        return _paper(text, before, end)
    if _TURNS.match(word):
        turns = _ROUND.match(text, start)
        return (start, turns.end()) if turns and len(turns.group()) > len(word) else None
    if word in _ALONE:
        return _known(text, before, match)
    if _PART_AFTER.match(text, end):
        return None
    if text[start - 1 : start] == "的":
        return _told_before(text, before, match)
    begin = _before_head(text, before, match)
    end += word.endswith("制") and text.startswith("度", end)
    return None if begin is None else (begin, end)


def _told_before(text: str, before: Span, match: re.Match[str]) -> Span | None:
    """A way of working that quoted words tell: “…一点、…一点”的办法."""
    start = match.start() - 1
    if match.group() not in _WAYS or text[start - 1] != "”":
        return None
    opened = text.rfind("“", max(before[1], start - LEFT_REACH), start)
    return (opened, match.end()) if opened >= 0 else None


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
    return None if match.group() in _NEEDS_MODIFIER else (start, end)


def _paper(text: str, before: Span, end: int) -> Span | None:
    """The paper whose title ends here, if the office makes it or carries it out."""
    start = text.rfind("《", max(before[1], end - PAPER_LIMIT), end)
    if start < 0 or not text.endswith(_ISSUED, 0, start):
        return None
    return (start, end) if _PAPER.match(text, start, end) else None


def _before_close(text: str, before: Span, end: int) -> Span | None:
    """The quoted words that end here, if they are a scheme and no head follows."""
    start = text.rfind("“", max(before[1], end - QUOTE_LIMIT - 2), end)
    if start < 0:
        return None
    is_scheme = text[end - 2] in _QUOTED_ENDS and (
        text[start + 1 : end - 1] in _ALONE or _QUOTED.fullmatch(text, start, end) is not None
    )
    if not is_scheme and _is_done(text, start, end):
        is_scheme = _IDEA_AFTER.match(text, end) is None
    if not is_scheme or _HEAD_AFTER.match(text, end) or _TALK.search(text, start + 1, end - 1):
        return None
    form = _RUN_AFTER.match(text, end)
    return start, form.end() if form else end


def _is_done(text: str, start: int, end: int) -> bool:
    """Whether the quoted words are practised, or are a thing founded under that name."""
    if text.endswith(_PRACTISED, 0, start) or _CARRIED.search(text, max(0, start - 13), start):
        return True
    is_thing = _THING.match(text, start, end) is not None
    return is_thing and _FOUNDED.search(text, max(0, start - 9), start) is not None


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
    after = () if head in _AFTER_QUOTE else _AFTER.get(head)
    if after is None or text.endswith(after, 0, at):
        return True
    mark = text.rfind("”", max(0, at - 8), at)
    return mark >= 0 and head not in _BUILT_TOO and _MARKED.match(text, mark, at) is not None


def _is_built(text: str, start: int, at: int, *, head: str) -> bool:
    """Whether the words before a head are those of a dam or a road, and stand in no quotation."""
    return head == "工程" and text[at - 1] != "”" and bool(_BUILT.search(text, start, at))


def _clause_start(text: str, left: int, at: int) -> int:
    for stop in _STOP.finditer(text, left, at):
        left = stop.end()
    item = _ITEM.match(text, left, at)
    return item.end() if item else left


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
    begun = start
    de = text.rfind("的", start, at - 2)
    if de >= 0 and _balanced(text, de, at) and text[de - 1] != "”":
        start = de + 1
    listed = _LIST_OF_WAYS.search(text, left, start) if de >= 0 and verb else None
    if listed:
        return max(listed.start(), begun), verb
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
