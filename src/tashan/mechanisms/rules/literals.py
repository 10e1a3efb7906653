"""Words in quotes become what they stand beside: a date, a code of a tree, one of the choices."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from tashan.base.errors import UserError
from tashan.base.industries import industry
from tashan.mechanisms.problems import unknown
from tashan.mechanisms.rules.bound import Constant, Sort
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.typed import Typed
from tashan.mechanisms.rules.vocabulary import Field

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLACE = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}")


def beside(value: Typed, other: Typed) -> Typed:
    """Literal words as what the other value is; anything else as it stands."""
    if not value.is_literal or other.is_literal or value.sort is not Sort.WORDS:
        return value
    if not isinstance(value.bound, Constant) or not isinstance(value.bound.value, str):
        return replace(value, sort=other.sort if other.sort in _FROM_WORDS else value.sort)
    words = value.bound.value
    if other.sort is Sort.DATE:
        return replace(value, sort=Sort.DATE, bound=Constant(day(words, value.offset)))
    if other.field is None:
        return value
    told = word_of(other.field, words, value.offset)
    return replace(value, sort=other.sort, bound=Constant(told)) if _fits(other) else value


_FROM_WORDS = (Sort.DATE, Sort.CODE, Sort.WORDS)


def _fits(other: Typed) -> bool:
    return other.sort in (Sort.CODE, Sort.WORDS)


def day(words: str, offset: int) -> date:
    try:
        if not _DATE.fullmatch(words):
            raise ValueError(words)
        return date.fromisoformat(words)
    except ValueError:
        told = f"{words!r} is no day of the calendar. Expected a date like '2026-01-31'."
        raise RuleError(told, offset) from None


def word_of(field: Field, words: str, offset: int) -> str:
    """A field's code or choice as tables hold it. Raises RuleError with the nearest right one."""
    if field.sort is Sort.CODE:
        return _code(field, words, offset)
    if field.choices and words not in field.choices:
        raise RuleError(unknown(field.code.removeprefix("extra:"), words, field.choices), offset)
    return words


def _code(field: Field, words: str, offset: int) -> str:
    if field.code == "industry":
        try:
            return industry(words).full_code
        except UserError as error:
            raise RuleError(str(error), offset) from None
    if not _PLACE.fullmatch(words):
        told = f"{words!r} has not the form of a division code. Expected its digits: '330283'."
        raise RuleError(told, offset)
    return _place(words)


def _place(code: str) -> str:
    """330000 is the tree 33, 330200 the tree 3302."""
    if len(code) != 6:
        return code
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code
