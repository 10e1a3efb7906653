"""Lines that the layout broke are joined; what stands in lines of its own stays apart."""

from __future__ import annotations

import pytest

from tashan.reading.pipeline import read_text
from tashan.reading.text.normalise import normalise

FULL = "全县上下齐心协力推进各项重点工作任务落实到位并且取得了明显的成效和进步，为此"  # 38 signs


def wrapped(before: str, after: str) -> str:
    """A report of full lines, torn at one place between ``before`` and ``after``."""
    torn = FULL[: len(FULL) - len(before)] + before
    return "\n".join([FULL, FULL, FULL, torn, after + FULL[:20] + "。", FULL, FULL])


@pytest.mark.parametrize(
    ("before", "after", "number"),
    [
        ("财政收入达到8", "500亿元，", "8500亿元"),
        ("增长8.6%、1", "2.1%，", "12.1%"),
        ("达12.", "5亩，", "12.5亩"),
    ],
)
def test_a_number_torn_by_a_full_line_is_whole_again(before: str, after: str, number: str) -> None:
    assert number in normalise(wrapped(before, after)).text


def test_a_torn_number_is_read_with_its_whole_value_and_its_true_quote() -> None:
    text = wrapped("财政收入达到8", "500亿元，")
    (found,) = (f for f in read_text(text).findings if f.unit == "亿元")
    assert found.value == 8500
    assert found.quote == text[found.start : found.end]
    assert "8\n500亿元" in found.quote


@pytest.mark.parametrize(
    ("before", "after"),
    [("增加值 120", "500 家"), ("见附表 3", "12 页"), ("共 15", "2024\n")],
)
def test_numbers_of_a_table_stay_apart(before: str, after: str) -> None:
    text = normalise(wrapped(before, after)).text
    assert before[-2:].strip() + after[:2] not in text


def test_figures_in_short_lines_stay_apart() -> None:
    assert "2025500" not in normalise("年份2025\n500亿元\n").text
