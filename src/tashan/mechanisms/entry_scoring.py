"""The entry review: score sheets of several offices become one result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tashan.base.errors import UserError
from tashan.mechanisms.answering import Answers, UnfitError, day_of, number
from tashan.mechanisms.definitions import Origin, PlacedPart
from tashan.mechanisms.funding import rate_of
from tashan.mechanisms.head import Example, Held
from tashan.mechanisms.pipeline import EntryReviewRule, Pipeline

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class SheetPoints:
    """What one office gave: points by item, and the vetoes that it named."""

    points: Mapping[str, Decimal]
    vetoes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class EntryResult:
    """The mean of the sheets' sums, two decimals; ``passed`` is None before enough have scored."""

    score: Decimal | None
    passed: bool | None
    vetoes: tuple[str, ...]


def refuse_points(rule: EntryReviewRule, points: Mapping[str, Decimal]) -> None:
    """Raises UserError for a missing or strange item, and for points above its weight."""
    if strange := sorted(set(points) ^ set(rule.items)):
        raise UserError(
            f"{strange[0]!r} is missing, or is no item of the score sheet.",
            hint="Give points for each item: " + ", ".join(rule.items),
        )
    for code, held in points.items():
        most = rule.items[code].weight
        if not 0 <= held <= most:
            raise UserError(
                f"{code}: {held} is not between 0 and {most}.",
                hint="Give no more points than the weight of the item.",
            )


def result_of(
    rule: EntryReviewRule, sheets: Sequence[SheetPoints], *, origin: Origin, on: date
) -> EntryResult:
    """The result by the least score and the least number of offices that hold on a day."""
    vetoes = tuple(sorted({code for one in sheets for code in one.vetoes}))
    if not sheets:
        return EntryResult(None, None, ())
    total = sum((sum(one.points.values(), Decimal(0)) for one in sheets), Decimal(0))
    score = (total / len(sheets)).quantize(HUNDREDTH, ROUND_HALF_UP)
    if len(sheets) < rate_of(rule.offices, origin, on):
        return EntryResult(score, None, vetoes)
    return EntryResult(score, not vetoes and score >= rate_of(rule.passes, origin, on), vetoes)


def entry_answers(example: Example, placed: PlacedPart, part: Pipeline) -> Answers:
    """``score`` and ``passed`` of the sheets of offices; a veto is given as true."""
    sheets = [_sheet(part.review, name, held) for name, held in example.given.items()]
    try:
        for one in sheets:
            refuse_points(part.review, one.points)
        found = result_of(part.review, sheets, origin=placed.origin, on=day_of(example))
    except UserError as error:
        raise UnfitError(str(error)) from error
    return {"score": found.score, "passed": found.passed}


def _sheet(rule: EntryReviewRule, office: str, held: Held | Mapping[str, Held]) -> SheetPoints:
    if not isinstance(held, Mapping):
        raise UnfitError(f"{office!r}: expected the points that it gives, by item.")
    vetoes = [code for code in rule.vetoes if held.get(code) is True]
    points = {code: number(code, one) for code, one in held.items() if code not in rule.vetoes}
    return SheetPoints({code: one or Decimal(0) for code, one in points.items()}, vetoes)
