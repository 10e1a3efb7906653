"""What answering an example shares: how one is refused, and numbers and words as it gives them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tashan.mechanisms.head import Example, Figures, Held
from tashan.mechanisms.problems import unknown

NEWEST = date(9999, 12, 31)  # examples run under the newest value of each parameter
Answers = Mapping[str, Figures]


class UnfitError(Exception):
    """The example asks for what its part cannot answer."""


def day_of(example: Example) -> date:
    return example.on or NEWEST


def number(name: str, figure: Figures) -> Decimal | None:
    """A given number, or None where it is unknown."""
    if figure is None or isinstance(figure, Decimal):
        return figure
    raise UnfitError(f"{name!r}: expected a number, or null where it is unknown.")


def check_names(example: Example, known: Mapping[str, object]) -> None:
    """Nothing is given that the part does not ask for."""
    for name in example.given:
        if name not in known:
            raise UnfitError(unknown("input", name, known))


def flat(answers: Answers, default: str = "") -> dict[str, Held]:
    """``{甲: {rank: 1}}`` as ``甲.rank``; where only ``1`` stands, it is the ``default``."""
    found: dict[str, Held] = {}
    for name, answer in answers.items():
        if isinstance(answer, dict):
            found |= {f"{name}.{inner}": held for inner, held in answer.items()}
        else:
            found[f"{name}.{default}" if default else name] = answer
    return found
