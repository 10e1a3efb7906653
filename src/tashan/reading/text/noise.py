"""What surrounds a report without being part of it: buttons of a web page, marks of page breaks."""

from __future__ import annotations

import re

Cut = tuple[int, int]

_HEAD_WORD = "文档简介"
_TAIL_WORDS = ("温馨提示", "版权声明", "相关推荐", "猜你喜欢", "相关文档推荐")
_HEAD_MARK = re.compile(rf"^[^\S\n]*{_HEAD_WORD}[^\S\n]*$", re.MULTILINE)
_TAIL_MARK = re.compile(rf"^[^\S\n]*(?:{'|'.join(_TAIL_WORDS)})[^\S\n]*:?[^\S\n]*$", re.MULTILINE)
_BUTTON = re.compile(
    r"""下载(?:本文档|文档|PDF版|Word版)?|立即下载|打印(?:本页|全文)?|全屏|收藏|【?(?:字号|字体)\W*(?:[大中小]\W*){0,3}
    |加大|还原|减小|[大中小]|[\[\]【】>×|·*]+|首页|您的位置:?.{0,40}|(?:您)?当前(?:的)?位置:?.{0,40}
    |分享(?:到|至)?:?.{0,12}|微信|微博|QQ空间|扫一扫.{0,20}|(?:点击|扫码).{0,20}
    |(?:【\s*)?关闭(?:窗口|本页)?(?:\s*】)?
    |相关(?:报道|文档|链接|新闻|阅读|附件|稿件):?|浏览(?:次数|量|数)?:?\s*\d*|阅读(?:次数
    |量):?\s*\d*|评论|提交评论
    |上一篇:?.*|下一篇:?.*|返回(?:顶部|首页|列表)|无障碍(?:阅读|浏览)?|繁体(?:版|中文)?|简体(?:版
    |中文)?
    |.{0,60}_第\d+页|已阅读\d+页.*|版权说明:.*|第\s*\d+\s*页(?:\s*[,/]?\s*共\s*\d+\s*页)?
    |-\s*\d+\s*-|—\s*\d+\s*—""",
    re.VERBOSE,
)
_LONG_LINE = 60  # a line of this length is the report itself
_LOOK = 60  # lines looked at from either end
# one start for each run of blanks, which is never given back: linear on any text
_PAGE_MARK = re.compile(r"\s(?<!\s\s)\s*+(\d{1,3})、[^\S\n]*")
_SOUND = re.compile(r"\([a-zü]{0,4}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]{0,4}\)")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_LEAST_RUN = 4
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_SENTENCE_END = frozenset("。!?;:”》")


def noise_cuts(text: str) -> list[Cut]:
    """Stretches of ``text`` that are not the report, in order."""
    start, end = _body(text)
    cuts = [(0, start), (end, len(text))]
    cuts += _button_lines(text, start, end)
    cuts += _page_marks(text, start, end)
    cuts += _pronunciations(text, start, end)
    return [cut for cut in cuts if cut[0] < cut[1]]


def _body(text: str) -> Cut:
    """From after the last head mark to before the first tail mark that follows it."""
    start = 0
    if _HEAD_WORD in text:
        for mark in _HEAD_MARK.finditer(text):
            start = mark.end()
    tail = _TAIL_MARK.search(text, start) if any(word in text for word in _TAIL_WORDS) else None
    return start, tail.start() if tail else len(text)


def _button_lines(text: str, start: int, end: int) -> list[Cut]:
    cuts: list[Cut] = []
    at = start
    for _ in range(_LOOK):
        stop = text.find("\n", at, end)
        if stop < 0 or stop - at >= _LONG_LINE:
            break
        if _is_button(text[at:stop]):
            cuts.append((at, stop + 1))
        at = stop + 1
    return cuts + _buttons_at_the_end(text, at, end)


def _buttons_at_the_end(text: str, start: int, end: int) -> list[Cut]:
    cuts: list[Cut] = []
    for _ in range(_LOOK):
        at = text.rfind("\n", start, end)
        if at < 0 or end - at >= _LONG_LINE:
            break
        if _is_button(text[at + 1 : end]):
            cuts.append((at, end))
        end = at
    return cuts


def _is_button(line: str) -> bool:
    line = line.strip()
    return bool(line) and _BUTTON.fullmatch(line) is not None


def _page_marks(text: str, start: int, end: int) -> list[Cut]:
    """Marks like ``2、`` that a page break threw into the text: 1, 2, 3, … after blank lines.

    A numbered list has blank lines and numbers too; page breaks fall inside sentences.
    """
    if _EMPTY_LINE.search(text, start, end) is None:
        return []
    numbered = _PAGE_MARK.finditer(text, start, end)
    marks = [mark for mark in numbered if text.count("\n", mark.start(), mark.start(1)) > 1]
    cuts: list[Cut] = []
    for run in _runs(marks):
        torn = sum(_is_torn(text, mark) for mark in run[1:])
        if len(run) >= _LEAST_RUN and 2 * torn >= len(run):
            cuts += [_mark_cut(text, mark) for mark in run]
    return cuts


def _is_torn(text: str, mark: re.Match[str]) -> bool:
    """Whether the mark stands inside a sentence, or before the real number of a heading."""
    before = text[mark.start() - 1 : mark.start()]
    return before not in _SENTENCE_END or _HEADING.match(text, mark.end()) is not None


def _pronunciations(text: str, start: int, end: int) -> list[Cut]:
    """發(fā)展: a converter of web pages put the sound of some characters behind them."""
    cuts = [sound.span() for sound in _SOUND.finditer(text, start, end)]
    return cuts if len(cuts) >= _LEAST_RUN else []


def _runs(marks: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    runs: list[list[re.Match[str]]] = []
    for mark in marks:
        number = int(mark[1])
        if runs and number == int(runs[-1][-1][1]) + 1:
            runs[-1].append(mark)
        elif not runs or number > int(runs[-1][-1][1]) + 1 or number == 1:
            runs.append([mark])
    return runs


def _mark_cut(text: str, mark: re.Match[str]) -> Cut:
    """The mark and the break around it; one line end stays where a sentence ended before it."""
    before = text[mark.start() - 1 : mark.start()]
    keep = 0 if before and before not in _SENTENCE_END else 1
    newline = text.index("\n", mark.start())
    return (newline + keep, mark.end())
