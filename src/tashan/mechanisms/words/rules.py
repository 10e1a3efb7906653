"""A rule in words: each node of it, with figures and limits stressed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tashan.mechanisms.head import ParameterValue
from tashan.mechanisms.rules.bound import Sort
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.nodes import (
    All,
    AnyOf,
    Call,
    Comparison,
    Conditional,
    Figure,
    Function,
    Growth,
    In,
    Listing,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Operation,
    Truth,
    Words,
)
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.words.amounts import amount
from tashan.mechanisms.words.calls import call
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.spans import Phrase, joined, listed, plain, strong, text_of
from tashan.mechanisms.words.tiers import tiers

_SIGNS = {
    ">=": ("不低于", " is at least "),
    "<=": ("不高于", " is at most "),
    ">": ("高于", " is more than "),
    "<": ("低于", " is less than "),
    "==": ("是", " is "),
    "!=": ("不是", " is not "),
}
_DATES = {
    ">=": ("不早于", " is not before "),
    "<=": ("不晚于", " is not after "),
    ">": ("晚于", " is after "),
    "<": ("早于", " is before "),
}
_ARITHMETIC = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}


def in_words(rule: str, speaker: Speaker) -> Phrase:
    """The rule in words; a rule that cannot be read stays as it is written."""
    try:
        return words(parse(rule), speaker)
    except RuleError:
        return plain(rule)


def words(node: Node, by: Speaker) -> Phrase:
    """One node in words."""
    match node:
        case Number():
            return strong(amount(node.value, node.unit, by.tongue))
        case Words():
            return strong(node.value)
        case Truth():
            return plain(by.pick("是", "true") if node.value else by.pick("否", "false"))
        case Name():
            return _name(node, by)
        case Figure():
            return plain(by.figure(node))
        case Growth():
            of, period = by.indicator(node.of.code), by.period(node.of)
            return plain(by.pick(f"{period}{of}的增速", f"growth of {of} {period}"))
        case Negative():
            return joined("−", words(node.of, by))
        case Listing():
            return _any_of([words(item, by) for item in node.items], by)
        case Operation() | Call() | Conditional():
            return _computed(node, by)
    return condition(node, by)


def condition(node: Node, by: Speaker) -> Phrase:
    """A node that holds or does not."""
    match node:
        case Comparison():
            return _comparison(node, by)
        case In():
            return _within(node, by, is_not=False)
        case Not():
            return _negated(node, by)
        case All():
            between = by.pick("，且", " and ")
            return listed((_grouped(item, by) for item in node.items), between)
        case AnyOf():
            between = by.pick("，或者", " or ")
            return listed((_grouped(item, by) for item in node.items), between)
    return words(node, by)


def _name(node: Name, by: Speaker) -> Phrase:
    value = by.value(node.code)
    if value is None:
        return plain(by.title(node.code))
    return _value(value, node.code, by)


def _value(value: ParameterValue, code: str, by: Speaker) -> Phrase:
    match value:
        case bool():
            return plain(by.title(code))
        case Decimal():
            return strong(amount(value, by.unit(code), by.tongue))
        case str():
            return strong(value)
    return plain(by.title(code))


def _computed(node: Operation | Call | Conditional, by: Speaker) -> Phrase:
    match node:
        case Operation():
            sides = [_side(side, node.sign, by) for side in (node.left, node.right)]
            return joined(sides[0], _ARITHMETIC[node.sign], sides[1])
        case Conditional():
            when, then = condition(node.when, by), words(node.then, by)
            otherwise = words(node.otherwise, by)
            first = by.pick("时为", ": ")
            opening = by.pick("", "if ")
            return joined(opening, when, first, then, by.pick("；否则", "; otherwise "), otherwise)
    if node.function in (Function.STEP, Function.TIERED):
        return _tiered(node, by)
    if node.function is Function.MIN and _is_limit(node.arguments[-1], by):
        return _capped(node, by)
    return call(node.function, [words(argument, by) for argument in node.arguments], by)


def _is_limit(node: Node, by: Speaker) -> bool:
    """A number that is written, or a parameter's: what an amount goes up to."""
    is_named = isinstance(node, Name) and isinstance(by.value(node.code), Decimal)
    return is_named or isinstance(node, Number)


def _capped(node: Call, by: Speaker) -> Phrase:
    """min(a, b, 500 万元) is: the lesser of a and b, at most that."""
    rest = [words(argument, by) for argument in node.arguments[:-1]]
    of = rest[0] if len(rest) == 1 else call(Function.MIN, rest, by)
    return joined(of, by.pick("，最高 ", ", at most "), words(node.arguments[-1], by))


def _tiered(node: Call, by: Speaker) -> Phrase:
    of = words(node.arguments[0], by)
    named = node.arguments[1] if len(node.arguments) > 1 else None
    value = by.value(named.code) if isinstance(named, Name) else None
    if isinstance(named, Name) and isinstance(value, tuple):
        is_sum, unit = node.function is Function.TIERED, _unit(node.arguments[0], by)
        return tiers(of, value, by, is_sum=is_sum, unit=unit)
    return call(node.function, [words(argument, by) for argument in node.arguments], by)


def _unit(node: Node, by: Speaker) -> str:
    """The unit that a number is spoken of in; empty where it cannot be told."""
    match node:
        case Figure():
            found = by.scope.indicators.get(node.code)
            return found.unit if found else ""
        case Name():
            asked = by.scope.asks.get(node.code)
            return (asked.unit if asked else by.unit(node.code)) or ""
        case Call() if node.function in (Function.MIN, Function.MAX):
            return next(filter(None, (_unit(one, by) for one in node.arguments)), "")
    return ""


def _side(node: Node, sign: str, by: Speaker) -> Phrase:
    """An operand; a sum within a product stands in brackets."""
    looser = isinstance(node, Operation) and node.sign in "+-" and sign in "*/"
    if looser or isinstance(node, Conditional):
        return joined(by.pick("（", "("), words(node, by), by.pick("）", ")"))
    return words(node, by)


def _grouped(node: Node, by: Speaker) -> Phrase:
    if isinstance(node, All | AnyOf):
        return joined(by.pick("（", "("), condition(node, by), by.pick("）", ")"))
    return condition(node, by)


def _comparison(node: Comparison, by: Speaker) -> Phrase:
    ranked = _ranked(node, by)
    if ranked:
        return ranked
    signs = _DATES if _is_date(node.left, by) and node.sign in _DATES else _SIGNS
    left, right = words(node.left, by), words(node.right, by)
    if isinstance(node.left, Name) and isinstance(node.right, Words):
        right = strong(by.member(node.left.code, node.right.value))
    room = by.pick(" " if text_of(right)[:1].isascii() else "", "")
    return joined(left, by.pick(*signs[node.sign]), room, right)


def _ranked(node: Comparison, by: Speaker) -> Phrase:
    """rank(x) <= 50 is: x among the first 50."""
    left = node.left
    is_rank = isinstance(left, Call) and left.function in (Function.RANK, Function.RANK_LOW)
    if not is_rank or not isinstance(left, Call) or node.sign not in ("<=", "<"):
        return ()
    of, places = words(left.arguments[0], by), words(node.right, by)
    low = left.function is Function.RANK_LOW
    first = by.pick("最低的前 " if low else "前 ", "the lowest " if low else "the first ")
    before = by.pick("排在", " is among ")
    count = "".join(span.text for span in places)
    return joined(of, before, strong(f"{first}{count}{by.pick(' 名', '')}"))


def _is_date(node: Node, by: Speaker) -> bool:
    found = by.field(node.code) if isinstance(node, Name) else None
    return found is not None and found.sort is Sort.DATE


def _negated(node: Not, by: Speaker) -> Phrase:
    if isinstance(node.of, In):
        return _within(node.of, by, is_not=True)
    if isinstance(node.of, Name | Comparison):
        return joined(by.pick("不是：", "not: "), condition(node.of, by))
    return joined(by.pick("不是（", "not ("), condition(node.of, by), by.pick("）", ")"))


def _within(node: In, by: Speaker, *, is_not: bool) -> Phrase:
    if isinstance(node.right, Name) and isinstance(node.left, Words):
        return _carries(node.left.value, node.right.code, by, is_not=is_not)
    of = node.left.code if isinstance(node.left, Name) else ""
    members = [strong(by.member(of, code)) for code in _codes(node.right, by)]
    if is_not:
        middle = by.pick("不属于", " is none of ")
    else:
        middle = by.pick("属于", " is one of " if len(members) > 1 else " is ")
    among = _any_of(members, by) if members else words(node.right, by)
    return joined(words(node.left, by), middle, among)


def _carries(word: str, of: str, by: Speaker, *, is_not: bool) -> Phrase:
    """'srdi' in labels, 'tax_dishonesty' in credit."""
    has = by.pick("没有" if is_not else "有", "it does not carry " if is_not else "it carries ")
    if of == "credit":
        has = by.pick("没有信用事件：" if is_not else "有信用事件：", "no " if is_not else "a ")
        ending = by.pick("", " on its credit record")
        return joined(has, strong(by.member(of, word)), ending)
    return joined(has, strong(by.member(of, word)), by.pick("标签", ""))


def _codes(node: Node, by: Speaker) -> Sequence[str]:
    match node:
        case Words():
            return (node.value,)
        case Listing():
            return tuple(item.value for item in node.items if isinstance(item, Words))
        case Name():
            value = by.value(node.code)
            held = value if isinstance(value, tuple) else (value,)
            return tuple(word for word in held if isinstance(word, str))
    return ()


def _any_of(items: Sequence[Phrase], by: Speaker) -> Phrase:
    return listed(items, by.pick("、", ", "), last=by.pick("或", " or "))
