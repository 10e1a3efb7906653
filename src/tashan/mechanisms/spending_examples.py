"""Examples of money for projects: what is payable at a progress, and what a contractor advances."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from tashan.base.errors import UserError
from tashan.mechanisms.answering import Answers, UnfitError, check_names, day_of, number
from tashan.mechanisms.definitions import PlacedPart
from tashan.mechanisms.fund import Spending
from tashan.mechanisms.funding import rate_of
from tashan.mechanisms.head import Example
from tashan.mechanisms.paying import payable
from tashan.mechanisms.rules.rounding import fen

FEN = Decimal("0.01")
_INPUTS = dict.fromkeys(("contract", "progress", "paid", "received"))


def spending_answers(example: Example, placed: PlacedPart, held: Spending) -> Answers:
    """What is ``payable`` in yuan of a ``contract`` at a ``progress`` in %, when so much was
    ``received`` and ``paid``; and the ``advance`` that the contractor has lent by then."""
    check_names(example, _INPUTS)
    on, origin = day_of(example), placed.origin
    try:
        most, at_end, least = (rate_of(r, origin, on) for r in (held.most, held.at_end, held.least))
    except UserError as error:
        raise UnfitError(str(error)) from error
    progress = Fraction(number("progress", example.given.get("progress")) or 0) / 100
    contract, paid = _given(example, "contract"), _given(example, "paid")
    found = payable(contract, progress, most=most, at_end=at_end, least=least, paid=paid)
    left = min(found.left, max(_given(example, "received") - paid, 0))
    return {"payable": Decimal(left) * FEN, "advance": Decimal(found.advance) * FEN}


def _given(example: Example, name: str) -> int:
    return fen(Fraction(number(name, example.given.get(name)) or 0))
