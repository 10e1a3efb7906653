"""What may be paid of a contract against the progress reached, in whole fen."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Payable:
    """Of a contract at a progress: the ``most`` that may be paid in all, the ``least`` that should
    be, what is ``left`` to pay, and what the contractor has lent by then (``advance``)."""

    most: int
    least: int
    paid: int
    share: Fraction  # of one: by what the progress was multiplied

    @property
    def left(self) -> int:
        return max(self.most - self.paid, 0)

    @property
    def advance(self) -> int:
        return max(self.least - self.paid, 0)


def payable(
    contract: int, progress: Fraction, *, most: Fraction, at_end: Fraction, least: Fraction,
    paid: int = 0,
) -> Payable:  # fmt: skip
    """No fen above the share is payable: what does not come to a whole fen is left out."""
    share = at_end if progress >= 1 else most
    reached = contract * min(progress, Fraction(1))
    return Payable(int(reached * share), int(reached * least), paid, share)
