"""Comparisons and membership: what may stand beside what."""

from __future__ import annotations

from tashan.mechanisms.problems import unknown
from tashan.mechanisms.rules.bound import Bound, Column, Compared, Constant, Sort, Within
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.literals import beside, word_of
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.rules.typed import SetField, Typed, Value, WordList, alike, said, single

_ORDERED = (Sort.NUMBER, Sort.DATE)
_CREDIT = "credit"


def compared(sign: str, left: Value, right: Value, offset: int) -> Typed:
    """Of two numbers, dates, words, codes or conditions. Raises RuleError where they are unlike."""
    for value in (left, right):
        if isinstance(value, SetField):
            told = f"{value.field.code} holds several. Write 'srdi' in {value.field.code}."
            raise RuleError(told, value.offset)
        if isinstance(value, WordList):
            raise RuleError("a list is asked with 'in': scale in ['small', 'micro'].", value.offset)
    one, other = single(left), single(right)
    one, other = beside(one, other), beside(other, one)
    if one.sort is not other.sort:
        told = f"{said(one)} and {said(other)} cannot be compared."
        raise RuleError(told, other.offset)
    if sign not in ("==", "!=") and one.sort not in _ORDERED:
        raise RuleError(f"{said(one)} has no order. Write == or !=, or 'in' a list.", offset)
    if one.sort is Sort.NUMBER:
        one, other = alike([one, other], "compared")
    return Typed(Compared(sign, one.bound, other.bound, offset), Sort.TRUTH, offset)


def within(left: Value, right: Value, scope: Scope, offset: int) -> Typed:
    """``code in 'C39'``, ``scale in ['small', 'micro']``, ``'srdi' in labels``."""
    if isinstance(right, SetField):
        return Typed(_in_set(left, right, scope), Sort.TRUTH, offset)
    one = single(left)
    if one.sort not in (Sort.CODE, Sort.WORDS):
        told = f"only codes and words are asked with 'in', and this is {said(one)}."
        raise RuleError(told, one.offset)
    words = _words(one, right)
    bound = _among(one, words, missing=_missing(right), offset=offset)
    return Typed(bound, Sort.TRUTH, offset)


def _missing(value: Value) -> str:
    """The parameter that is not in force yet."""
    if isinstance(value, Typed):
        return value.bound.missing if isinstance(value.bound, Constant) else ""
    return value.missing if isinstance(value, WordList) else ""


def _words(one: Typed, right: Value) -> tuple[tuple[str, int], ...] | None:
    """The words behind ``in``, each with its place; None where a parameter is not yet in force."""
    if isinstance(right, WordList):
        return right.words
    if isinstance(right, Typed) and right.is_literal and one.sort is Sort.CODE:
        value = right.bound.value if isinstance(right.bound, Constant) else None
        return None if value is None else ((str(value), right.offset),)
    if isinstance(right, Typed) and right.sort is Sort.WORDS:
        raise RuleError("'in' wants a list: write == for one word, or ['a', 'b'].", right.offset)
    told = f"'in' wants a list of words or a set, and this is {said(right)}."
    raise RuleError(told, right.offset)


def _among(
    one: Typed, words: tuple[tuple[str, int], ...] | None, *, missing: str, offset: int
) -> Bound:
    if words is None:
        return Constant(None, missing)
    field = one.field
    among = frozenset(w if field is None else word_of(field, w, at) for w, at in words)
    return Within(one.bound, among, one.sort is Sort.CODE, offset)


def _in_set(left: Value, right: SetField, scope: Scope) -> Bound:
    value = left.bound.value if isinstance(left, Typed) and isinstance(left.bound, Constant) else 0
    if not isinstance(left, Typed) or left.sort is not Sort.WORDS or value == 0:
        told = f"words in quotes stand before 'in {right.field.code}': 'srdi' in labels."
        raise RuleError(told, left.offset)
    if value is None:
        return Constant(None, _missing(left))
    kinds = scope.credit_kinds
    if right.field.code == _CREDIT and kinds is not None and value not in kinds:
        raise RuleError(unknown("kind of credit event", str(value), sorted(kinds)), left.offset)
    return Column(f"{right.field.code}:{value}", Sort.TRUTH)
