"""The options part worked out for one chooser: values in their order, then what each option pays.

Everything is reckoned in the units of the file (mu, square metres, yuan), exactly; money is then
rounded to whole fen, half up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tashan.base.errors import UserError
from tashan.mechanisms.fields import Text
from tashan.mechanisms.head import Parameter
from tashan.mechanisms.options import Options
from tashan.mechanisms.rules.nodes import Call, Function, Name, Negative, Node, Number, Operation
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.rounding import fen

_SIGNS = {"*": "×", "/": "÷", "-": "−", "+": "+"}


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One amount with how it came about: ``formula`` in numbers, ``fen`` whole."""

    code: str
    title: Text
    formula: str
    fen: int


@dataclass(frozen=True, slots=True)
class OptionTold:
    """One option: ``balance`` is paid to the chooser where above nought, by them where below."""

    reckoned: Reckoned
    gets: tuple[Text, ...]

    @property
    def balance(self) -> int:
        return self.reckoned.fen


@dataclass(frozen=True, slots=True)
class Compared:
    """What somebody has, valued step by step, and what each option would come to."""

    values: tuple[Reckoned, ...]
    options: tuple[OptionTold, ...]

    def option(self, code: str) -> OptionTold | None:
        return next((one for one in self.options if one.reckoned.code == code), None)


def compared(
    part: Options, parameters: Mapping[str, Parameter], stated: Mapping[str, Decimal], on: date
) -> Compared:
    """Raises UserError where something asked is not stated or a parameter has no value."""
    if missing := [code for code in part.asks if code not in stated]:
        raise UserError(
            f"not stated: {', '.join(missing)}.", hint="State every figure that the file asks for."
        )
    known = {code: Fraction(value) for code, value in stated.items()}
    rates = {code: one.number_on(on) for code, one in parameters.items()}
    known |= {code: Fraction(rate) for code, rate in rates.items() if rate is not None}
    values = []
    for code, valued in part.values.items():
        known[code], formula = _worked_out(parse(valued.amount), known)
        values.append(Reckoned(code, valued.title, formula, fen(known[code])))
    options = []
    for code, option in part.options.items():
        amount, formula = _worked_out(parse(option.amount or "0"), known)
        options.append(OptionTold(Reckoned(code, option.title, formula, fen(amount)), option.gets))
    return Compared(tuple(values), tuple(options))


def _worked_out(node: Node, known: Mapping[str, Fraction]) -> tuple[Fraction, str]:
    """The value of a rule, and the rule with numbers in the place of names."""
    match node:
        case Number():
            return Fraction(node.value), _said(Fraction(node.value))
        case Name():
            if node.code not in known:
                raise UserError(
                    f"{node.code!r} has no value on the day.", hint="Give it one that holds then."
                )
            return known[node.code], _said(known[node.code])
        case Negative():
            value, said = _worked_out(node.of, known)
            return -value, f"−{said}"
        case Operation():
            return _joined(node, known)
        case Call(function=Function.MIN | Function.MAX):
            found = [_worked_out(one, known) for one in node.arguments]
            pick = min if node.function is Function.MIN else max
            said = "；".join(text for _value, text in found)
            return pick(value for value, _text in found), f"{node.function}({said})"
    raise UserError(
        "an option's amount adds, subtracts, multiplies and divides.",
        hint="Write it with + - * / and min or max.",
    )


def _joined(node: Operation, known: Mapping[str, Fraction]) -> tuple[Fraction, str]:
    (left, a), (right, b) = _worked_out(node.left, known), _worked_out(node.right, known)
    if node.sign == "/" and not right:
        raise UserError("an option divides by nought.", hint="Look at its parameters.")
    value = {
        "+": lambda: left + right, "-": lambda: left - right,
        "*": lambda: left * right, "/": lambda: left / right,
    }[node.sign]()  # fmt: skip
    if node.sign in "*/":
        a, b = _bracketed(node.left, a), _bracketed(node.right, b)
    elif node.sign == "-":
        b = _bracketed(node.right, b)
    return value, f"{a} {_SIGNS[node.sign]} {b}"


def _bracketed(node: Node, said: str) -> str:
    is_sum = isinstance(node, Operation) and node.sign in "+-"
    return f"({said})" if is_sum else said


def _said(value: Fraction) -> str:
    """A number with thousands apart, and as many places as it has, four at most."""
    text = f"{Decimal(value.numerator) / Decimal(value.denominator):,.4f}"
    return text.rstrip("0").rstrip(".")
