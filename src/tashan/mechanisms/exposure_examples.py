"""Examples of guarantees: the fee, who bears a loss, and what may stand open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tashan.base.errors import UserError
from tashan.mechanisms.answering import Answers, UnfitError, check_names, day_of, number
from tashan.mechanisms.definitions import Origin, PlacedPart
from tashan.mechanisms.fund import Exposure
from tashan.mechanisms.funding import amount_of, rate_of
from tashan.mechanisms.guaranteeing import bounds, split, ten_thousandths, yearly_charge
from tashan.mechanisms.head import Example, Figures
from tashan.mechanisms.rules.rounding import fen

FEN = Decimal("0.01")
_INPUTS = dict.fromkeys(("guaranteed", "months", "loss", "net_assets", "mainly_small"))


def exposure_answers(example: Example, placed: PlacedPart, exposure: Exposure) -> Answers:
    """``fee`` for ``guaranteed`` and ``months``; each share of a ``loss``; for ``net_assets`` what
    may stand open: ``total``, ``single``, ``with_affiliates``. All in yuan."""
    check_names(example, _INPUTS)
    found: dict[str, Figures] = {}
    try:
        found |= _fee(example, placed.origin, exposure, day_of(example))
        found |= _loss(example, placed.origin, exposure, day_of(example))
        found |= _bounds(example, placed.origin, exposure, day_of(example))
    except UserError as error:
        raise UnfitError(str(error)) from error
    return found


def _given(example: Example, name: str) -> Decimal | None:
    return number(name, example.given.get(name))


def _yuan(amount: int | None) -> Decimal | None:
    return None if amount is None else Decimal(amount) * FEN


def _fee(example: Example, origin: Origin, exposure: Exposure, on: date) -> dict[str, Figures]:
    amount, months = _given(example, "guaranteed"), _given(example, "months")
    if amount is None or months is None or exposure.fee is None:
        return {}
    least = exposure.fee.minimum
    minimum = 0 if least is None else amount_of(least, origin, on)
    rate = rate_of(exposure.fee.rate, origin, on)
    return {"fee": _yuan(yearly_charge(fen(Fraction(amount)), rate, int(months), minimum).fen)}


def _loss(example: Example, origin: Origin, exposure: Exposure, on: date) -> dict[str, Figures]:
    loss = _given(example, "loss")
    if loss is None:
        return {}
    shares = {code: rate_of(rule, origin, on) for code, rule in exposure.shares.items()}
    parts = split(fen(Fraction(loss)), ten_thousandths(shares))
    return {code: _yuan(part) for code, part in parts.items()}


def _bounds(example: Example, origin: Origin, exposure: Exposure, on: date) -> dict[str, Figures]:
    assets = _given(example, "net_assets")
    if assets is None:
        return {}
    small = exposure.small if example.given.get("mainly_small") is True else None
    multiple = rate_of(small.multiple if small else exposure.multiple, origin, on)
    rules = (exposure.single, exposure.with_affiliates)
    single, group = (None if rule is None else rate_of(rule, origin, on) for rule in rules)
    found = bounds(fen(Fraction(assets)), multiple, single, group)
    return {
        "total": _yuan(found.total),
        "single": _yuan(found.single),
        "with_affiliates": _yuan(found.with_affiliates),
    }
