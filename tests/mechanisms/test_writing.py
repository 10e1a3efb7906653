"""What is written is read as the same values, in the same order."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tashan.mechanisms.library import library
from tashan.mechanisms.plain import Plain, read_plain
from tashan.mechanisms.writing import yaml_of


@pytest.mark.parametrize(
    "value",
    [
        "330283", "089", "2026-1-1", "2026-01-01", "no", "true", "~", "", "0.95", "a: b", "两\n行",
        " 空 ", "〔2025〕5号", "'quoted'", "#", 4, True, None, Decimal("0.0000001"),
        Decimal("92.50"), date(2026, 1, 1),
    ],
)  # fmt: skip
def test_a_value_is_read_as_it_was(value: Plain) -> None:
    assert read_plain(yaml_of({"a": [value]}).encode(), "").value == {"a": [value]}


def test_days_and_numbers_are_keys_too() -> None:
    value: Plain = {date(2026, 1, 1): 4, 330283: 1, "330283": 2}
    assert read_plain(yaml_of(value).encode(), "").value == value


def test_the_order_stays() -> None:
    assert yaml_of({"b": 1, "a": 2}) == "b: 1\na: 2\n"


def test_every_file_of_the_library_is_read_as_it_was() -> None:
    trees = library().trees.values()
    assert all(read_plain(yaml_of(tree.value).encode(), "").value == tree.value for tree in trees)
