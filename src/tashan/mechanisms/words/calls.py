"""Functions of rules in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tashan.mechanisms.rules.nodes import Function
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.spans import Phrase, joined, listed, text_of

Told = Callable[[Sequence[Phrase], Speaker], Phrase]


def call(function: Function, given: Sequence[Phrase], by: Speaker) -> Phrase:
    """A call in words; one with too few arguments is left to the check and told as a list."""
    told = _TOLD.get(function)
    fewest = _FEWEST.get(function, 1)
    if told is None or len(given) < fewest:
        return joined(f"{function.value}(", listed(given, ", "), ")")
    return told(given, by)


def _least(given: Sequence[Phrase], by: Speaker) -> Phrase:
    items = listed(given, by.pick("、", ", "), last=by.pick("与", " and "))
    two = len(given) == 2
    ending = by.pick("中较小的" if two else "中最小的", "")
    return joined(by.pick("", "the lesser of " if two else "the least of "), items, ending)


def _greatest(given: Sequence[Phrase], by: Speaker) -> Phrase:
    if len(given) == 2 and text_of(given[1]) == "0":
        return joined(given[0], by.pick("（小于零按零算）", " (never below zero)"))
    items = listed(given, by.pick("、", ", "), last=by.pick("与", " and "))
    two = len(given) == 2
    ending = by.pick("中较大的" if two else "中最大的", "")
    return joined(by.pick("", "the greater of " if two else "the greatest of "), items, ending)


def _round(given: Sequence[Phrase], by: Speaker) -> Phrase:
    places = text_of(given[1])
    ending = by.pick(f"（保留 {places} 位小数）", f" (to {places} decimals)")
    return joined(given[0], ending)


def _between(given: Sequence[Phrase], by: Speaker) -> Phrase:
    middle, to = by.pick("在 ", " is from "), by.pick(" 到 ", " to ")
    return joined(given[0], middle, given[1], to, given[2], by.pick(" 之间", ""))


def _of(zh: str, en: str) -> Told:
    def told(given: Sequence[Phrase], by: Speaker) -> Phrase:
        return joined(by.pick("", en), given[0], by.pick(zh, ""))

    return told


def _from_to(zh: str, en: str) -> Told:
    def told(given: Sequence[Phrase], by: Speaker) -> Phrase:
        start = by.pick("从", f"{en} from ")
        return joined(start, given[0], by.pick("到", " to "), given[1], by.pick(zh, ""))

    return told


def _count(given: Sequence[Phrase], by: Speaker) -> Phrase:
    items = listed(given, by.pick("；", "; "))
    return joined(by.pick("符合的条数（", "how many hold of ("), items, by.pick("）", ")"))


def _at_least(given: Sequence[Phrase], by: Speaker) -> Phrase:
    items = listed(given[1:], by.pick("；", "; "))
    opening = joined(by.pick("至少符合 ", "at least "), given[0], by.pick(" 条：", " of: "))
    return joined(opening, items)


_TOLD: dict[Function, Told] = {
    Function.MIN: _least,
    Function.MAX: _greatest,
    Function.ABS: _of("的绝对值", "the size of "),
    Function.ROUND: _round,
    Function.BETWEEN: _between,
    Function.RANK: _of("从高到低的名次", "the rank by "),
    Function.RANK_LOW: _of("从低到高的名次", "the rank from the lowest by "),
    Function.SHARE: _of("占全部的比重", "its share in all of "),
    Function.COUNT: _count,
    Function.AT_LEAST: _at_least,
    Function.DAYS: _from_to("的天数", "the days"),
    Function.WORKING_DAYS: _from_to("的工作日数", "the working days"),
    Function.YEARS: _from_to("的整年数", "the whole years"),
}
_FEWEST = {
    Function.ROUND: 2,
    Function.BETWEEN: 3,
    Function.AT_LEAST: 2,
    Function.DAYS: 2,
    Function.WORKING_DAYS: 2,
    Function.YEARS: 2,
}
