"""Limits are settings, and a wrong one is said plainly."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from tashan.base.errors import UserError
from tashan.reading.limits import Limits, limits_from


def test_an_empty_environment_gives_the_defaults() -> None:
    assert limits_from({}) == Limits()


@pytest.mark.parametrize("field", [field.name for field in fields(Limits)])
def test_each_limit_is_a_setting(field: str) -> None:
    assert getattr(limits_from({f"TASHAN_READ_{field.upper()}": "7"}), field) == 7


@pytest.mark.parametrize("written", ["0", "-1", "many", "1.5", "10MB"])
def test_a_limit_that_is_no_whole_number_above_0_is_refused(written: str) -> None:
    with pytest.raises(UserError, match="TASHAN_READ_MAX_PAGES"):
        limits_from({"TASHAN_READ_MAX_PAGES": written})


def test_an_empty_setting_is_none() -> None:
    assert limits_from({"TASHAN_READ_MAX_PAGES": ""}) == Limits()


def test_recognising_pictures_has_limits_of_its_own() -> None:
    limits = Limits(max_ocr_seconds=500, max_ocr_memory=10**10).for_ocr()
    assert (limits.max_seconds, limits.max_memory) == (500, 10**10)


def test_waiting_for_a_model_takes_time_and_no_processor() -> None:
    limits = Limits(max_llm_seconds=900).for_llm()
    assert (limits.max_seconds, limits.max_cpu_seconds) == (900, Limits().max_cpu_seconds)


def test_the_reference_lists_every_limit_with_its_default() -> None:
    reference = Path(__file__).parents[2] / "docs" / "reference" / "limits.md"
    listed = re.findall(r"^\| `TASHAN_READ_(\w+)` \| (\d+) \|", reference.read_text("utf-8"), re.M)
    defaults = [(field.name.upper(), str(field.default)) for field in fields(Limits)]
    assert listed == defaults
