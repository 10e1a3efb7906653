"""Arithmetic of what is settled is done when a rule is bound, and not for every row."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction

from tashan.mechanisms.rules.bound import (
    Arithmetic,
    Both,
    Bound,
    Compared,
    Constant,
    Either,
    Negated,
)

_COMPUTE: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def negated(of: Bound) -> Bound:
    """Not ``of``, the "not" moved down to what is compared: so that reasons are told of it."""
    match of:
        case Compared():
            return Compared(_OPPOSITE[of.sign], of.left, of.right, of.offset)
        case Negated():
            return of.of
        case Both():
            return Either(tuple(negated(item) for item in of.items))
        case Either():
            return Both(tuple(negated(item) for item in of.items))
        case Constant(value=bool()):
            return Constant(not of.value)
    return Negated(of)


def arithmetic(sign: str, left: Bound, right: Bound) -> Bound:
    """``left sign right``, computed where both are settled; times one is left out."""
    if isinstance(left, Constant) and isinstance(right, Constant):
        return Constant(_computed(sign, left.value, right.value), left.missing or right.missing)
    if sign in "*/" and right == Constant(Fraction(1)):
        return left
    if sign == "*" and left == Constant(Fraction(1)):
        return right
    return Arithmetic(sign, left, right)


def _computed(sign: str, left: object, right: object) -> Fraction | None:
    if not isinstance(left, Fraction) or not isinstance(right, Fraction):
        return None
    return computed(sign, left, right)


def computed(sign: str, left: Fraction, right: Fraction) -> Fraction | None:
    """None where the divisor is zero."""
    if sign == "/" and right == 0:
        return None
    return _COMPUTE[sign](left, right)
