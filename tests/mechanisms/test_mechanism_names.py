"""From the name of a practice to the mechanism that it may be, with the reason."""

from __future__ import annotations

import pytest

from tashan.mechanisms.library import library
from tashan.mechanisms.naming import Candidate, Reason


def first(name: str) -> Candidate | None:
    return next(iter(library().mechanism_names.candidates(name)), None)


@pytest.mark.parametrize(
    ("name", "code", "reason"),
    [
        ("四个一", "four_ones", Reason.TITLE),
        ("“四个一”工作机制", "four_ones", Reason.TITLE),
        ("服務綠卡", "green_card", Reason.TITLE),
        ("建筑业排行榜", "output_ranking", Reason.HEAD),
        ("链长制", "four_ones", Reason.ALIAS),
        ("绩效考核", "departments", Reason.PART),
    ],
)
def test_a_name_leads_to_its_mechanism(name: str, code: str, reason: Reason) -> None:
    found = first(name)
    assert found is not None
    assert (found.code, found.reason) == (code, reason)


@pytest.mark.parametrize("name", ["", "领导干部下访", "三个五年计划"])
def test_a_name_that_is_like_none_leads_nowhere(name: str) -> None:
    assert first(name) is None


def test_what_only_defines_is_no_practice() -> None:
    assert first("消费品零售总额") is None
