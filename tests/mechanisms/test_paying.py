"""What may be paid of a contract against the progress reached, to the fen."""

from __future__ import annotations

from fractions import Fraction

from tashan.mechanisms.paying import payable

MILLION = 100_000_000


def share_of(progress: int, paid: int = 0) -> tuple[int, int]:
    most, at_end, least = Fraction(9, 10), Fraction(97, 100), Fraction(8, 10)
    found = payable(
        MILLION, Fraction(progress, 100), most=most, at_end=at_end, least=least, paid=paid
    )
    return found.left, found.advance


def test_no_more_is_payable_than_the_progress_allows() -> None:
    assert share_of(40) == (36_000_000, 32_000_000)
    assert share_of(40, paid=33_000_000) == (3_000_000, 0)


def test_when_it_is_finished_the_retention_alone_is_kept() -> None:
    assert share_of(100) == (97_000_000, 80_000_000)
