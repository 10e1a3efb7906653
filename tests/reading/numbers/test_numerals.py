"""Chinese numerals."""

from __future__ import annotations

import pytest

from tashan.reading.numbers.numerals import numeral


@pytest.mark.parametrize(
    ("word", "number"),
    [("三", 3), ("十二", 12), ("二十", 20), ("一百零五", 105), ("两千三百", 2300), ("三万", 30_000),
     ("二〇二六", 2026), ("一亿二千万", 120_000_000)],
)  # fmt: skip
def test_a_numeral_as_a_number(word: str, number: int) -> None:
    assert numeral(word) == number


def test_a_word_that_is_no_numeral_is_refused() -> None:
    with pytest.raises(ValueError, match="not a numeral"):
        numeral("三家")
