"""A ranking in sentences: who is ranked, by what, how points come about, what is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tashan.mechanisms.ranking import (
    Effect,
    Extra,
    Grade,
    Method,
    Published,
    Publishing,
    RankedMeasure,
    Ranking,
    Scoring,
    Veto,
)
from tashan.mechanisms.words.amounts import number
from tashan.mechanisms.words.limits import limit
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.programmes import exclusions
from tashan.mechanisms.words.rules import in_words
from tashan.mechanisms.words.sentences import Answers, Question
from tashan.mechanisms.words.spans import Phrase, joined, listed, plain, said, strong

_METHODS = {
    Method.VALUE: ("按数值本身", "the figure itself"),
    Method.COMPLETION: ("按目标完成率", "completion of the target"),
    Method.GROWTH: ("按增幅与目标之比", "growth against the target"),
    Method.EFFICACY: ("按功效系数", "efficacy coefficient"),
    Method.MIN_MAX: ("按极差", "from the least to the most"),
    Method.RANK_POINTS: ("按名次", "points by rank"),
    Method.TIERS: ("按分档", "by tier"),
    Method.DEDUCTION: ("按扣分", "points off each"),
    Method.BASELINE: ("按与基准值之比", "against the baseline"),
}
_EFFECTS = {
    Effect.LAST_CLASS: ("直接定为末档", "in the last class"),
    Effect.ZERO: ("记零分", "no points"),
    Effect.NOT_RANKED: ("不参加排名", "not ranked"),
}
_SHOWN = {
    Published.RANKS: ("名称和名次", "names and ranks"),
    Published.CLASSES: ("名称和类别", "names and classes"),
    Published.SCORES: ("名称、名次和得分", "names, ranks and scores"),
}


def ranking(part: Ranking, by: Speaker) -> Answers:
    """What a ranking answers."""
    yield Question.WHO, _who(part, by)
    if part.grades:
        yield Question.GIVES, joined(_grades(part.grades, by), by.pick("。", "."))
    if part.publishing:
        yield Question.GIVES, _published(part.publishing, by)
    for one in part.measures:
        yield Question.MEASURED, measure(one, by)
    for extra in part.extras:
        yield Question.MEASURED, _extra(extra, by)
    for veto in part.vetoes:
        yield Question.MEASURED, _veto(veto, by)


def _who(part: Ranking, by: Speaker) -> Phrase:
    everybody = plain(by.pick("全部", "All"))
    pieces = [in_words(part.population, by) if part.population else everybody]
    if part.groups:
        groups = listed(
            (plain(said(one.title, by.tongue)) for one in part.groups), by.pick("、", ", ")
        )
        pieces.append(joined(by.pick("；分组：", "; in groups: "), groups))
    if part.excluded:
        pieces.append(
            joined(by.pick("；不参评：", "; not ranked: "), exclusions(part.excluded, by))
        )
    return joined(*pieces, by.pick("。", "."))


def _grades(given: Sequence[Grade], by: Speaker) -> Phrase:
    """A: the first 20%; B: 20%–60%; the last: the last 5%. Or from so many points."""
    starts = [Decimal(0), *(one.up_to_share or Decimal(0) for one in given)]
    lines = [_grade(one, start, by) for one, start in zip(given, starts, strict=False)]
    return listed(lines, by.pick("；", "; "))


def _grade(given: Grade, start: Decimal, by: Speaker) -> Phrase:
    title = said(given.title, by.tongue)
    if given.up_to_share is None:
        points = number(given.from_points or Decimal(0))
        return joined(title, " ", strong(by.pick(f"{points} 分以上", f"from {points} points")))
    first, last = (number(share * 100) for share in (start, given.up_to_share))
    if start == 0:
        until = by.pick(f"前 {last}%", f"the first {last}%")
    elif given.up_to_share == 1:
        rest = number((1 - start) * 100)
        until = by.pick(f"后 {rest}%", f"the last {rest}%")
    else:
        until = f"{first}%–{last}%"
    return joined(title, " ", strong(until))


def _published(given: Publishing, by: Speaker) -> Phrase:
    shown = strong(by.pick(*_SHOWN[given.shows]))
    pieces: list[Phrase | str] = [by.pick("对外只公布", "Outside only "), shown]
    if given.first:
        pieces.append(by.pick(f"，前 {given.first} 名", f" of the first {given.first}"))
    pieces.append(by.pick("", " are shown"))
    if given.consent:
        pieces.append(by.pick("，先取得企业书面同意", ", with the enterprise's written consent"))
    if given.notice:
        days = limit(given.notice, by)
        pieces.append(by.pick(f"，先公示 {days}", f", after a public notice of {days}"))
    return joined(*pieces, by.pick("。", "."))


def measure(given: RankedMeasure, by: Speaker) -> Phrase:
    """Its title, its points and its method with what the method compares with."""
    points = joined(in_words(given.weight, by), strong(by.pick(" 分", " points")))
    how = joined(by.pick(*_METHODS[given.scoring.method]), *_against(given.scoring, by))
    title = said(given.title, by.tongue)
    return joined(title, " ", points, by.pick("：", ": "), how, by.pick("。", "."))


def _against(given: Scoring, by: Speaker) -> Iterator[Phrase]:
    if given.target:
        yield joined(by.pick("，目标 ", ", target "), in_words(given.target, by))
    if given.low and given.high:
        low, high = in_words(given.low, by), in_words(given.high, by)
        yield joined(by.pick("，不允许值 ", ", not acceptable "), low)
        yield joined(by.pick("，满意值 ", ", satisfactory "), high)
    if given.baseline:
        mean = given.baseline == "mean"
        base = plain(by.pick("平均值", "the mean")) if mean else in_words(given.baseline, by)
        yield joined(by.pick("，基准值 ", ", baseline "), base)
    if given.each is not None:
        yield joined(by.pick("，每个扣 ", ", each "), number(given.each), by.pick(" 分", ""))
    if given.cap != 1:
        cap = number(given.cap)
        yield plain(by.pick(f"，最多 {cap} 倍", f", at most {cap} times the weight"))


def _extra(given: Extra, by: Speaker) -> Phrase:
    """Plus or minus points: how many each, by level where levels differ, and at most how many."""
    plus = given.each >= 0
    sort = strong(by.pick("加分" if plus else "减分", "Plus" if plus else "Minus"))
    each = sorted({abs(n) for n in (given.each, *given.levels.values())})
    span = "–".join(dict.fromkeys(number(n) for n in (each[0], each[-1])))
    told = by.pick(f"，每次 {span} 分", f", {span} points a time")
    most = ""
    if given.cap is not None:
        cap = number(given.cap)
        most = by.pick(f"，最多 {cap} 分", f", at most {cap}")
    title = said(given.title, by.tongue)
    return joined(sort, by.pick("：", ": "), title, told, most, by.pick("。", "."))


def _veto(given: Veto, by: Speaker) -> Phrase:
    name = strong(by.pick("一票否决", "Veto"))
    effect = by.pick(*_EFFECTS[given.effect])
    title = said(given.title, by.tongue)
    return joined(name, by.pick("：", ": "), title, by.pick("，", ", "), effect, by.pick("。", "."))
