"""The thing that a number counts, in the words after it: 引进[80家]首店."""

from __future__ import annotations

import re

from tashan.reading.numbers.changes import change
from tashan.reading.numbers.wording import any_of

# Where the thing ends and what it does begins: at an adverb, or at one of these verbs.
_ADVERB = re.compile(any_of("专门 全部 陆续 率先 成功 顺利 已") + "|均(?!衡)")
_DOES = re.compile(
    "新?(?:"
    + any_of("""
    创造 下放 正在 将 纳入 入选 获评 获批 列入 达到 完成 实现 开工 投产 竣工 投入 带动 累计 覆盖
    建成 落地 通过 进行 开展 提供 享受 参与 得到 加快 获 上榜 销往 位居 设计的
    """)
    + "|居(?=[全第首前世中])|占(?!比)|增(?:长(?![方极点])|加(?!值)))"
)
_FLIPS = re.compile(
    "("
    + any_of("企业 群众 项目 农户 居民 职工 村民 人员 家庭 学生 老人")
    + ")("
    + any_of("受益 投产 入驻 上市 开工 落户 就业 脱贫 参保 签约 竣工 落地")
    + ")"
)
_BUILT = re.compile(
    r"的?(?:建设的)?(?P<thing>[^,。;、\n]{0,20}?(?:"
    + any_of("项目 工程 产业园 创业园 园 园区 基地 中心 生产线 企业")
    + ")”?)"
)
_PART = re.compile("([县市区镇乡村]|乡镇|街道|社区|省份|国家|部门)的")
_FAR = 80  # no thing is longer
_OPEN = frozenset("、“(")
_LOOSE = re.compile("(?:" + any_of("近 约 超 超过 共 达 达到 和 及 与 等 以及 并 从 由 的") + ")+$")
_LOOSE_ENDS = frozenset("近约超过共达到和及与等并从由的")
_BRACKET = re.compile(r"\([^)]*\)|[”」)]")


def noun(after: str) -> str:
    """The thing at the beginning of the words after a number; empty where none stands there."""
    words = whole_noun(after)
    part = _PART.match(words)
    if part:  # 3个县的工业 counts counties
        return part[1]
    adverb, does = _ADVERB.search(words, 2), _DOES.search(words, 4)
    ends = [at.start() for at in (adverb, does) if at and words[at.start() - 1] not in _OPEN]
    words = _trimmed(words[: min(ends)]) if ends else words
    if len(words) < 6 and (verb := change(words)) and not verb.subject:
        return ""
    flips = _FLIPS.fullmatch(words) if len(words) == 4 else None
    return flips[2] + flips[1] if flips else words


def whole_noun(after: str) -> str:
    """All the words after a number, without what ties them to it."""
    if after.startswith("、"):
        return ""
    words = after[:_FAR].removeprefix("建设的").removeprefix("的")
    if words[:1] in {"(", ")", "”", "」"}:
        bracket = _BRACKET.match(words)
        words = words[bracket.end() :] if bracket else words
    return _trimmed(words)


def built_thing(after: str) -> str | None:
    """The project in 投资2亿元的液压件项目."""
    built = _BUILT.match(after)
    return built["thing"] if built else None


def _trimmed(words: str) -> str:
    return _LOOSE.sub("", words) if words[-1:] in _LOOSE_ENDS else words
