"""The thing that a number counts."""

from __future__ import annotations

import pytest

from tashan.reading.numbers.nouns import built_thing, noun, whole_noun


@pytest.mark.parametrize(
    ("after", "thing"),
    [
        ("首店", "首店"),
        ("的规上企业", "规上企业"),
        ("部委专门出台了意见", "部委"),
        ("企业受益", "受益企业"),
        ("县的工业和城建", "县"),
        ("乡镇近", "乡镇"),
        ("、园区3个", ""),
        ("增加", ""),
        ("专业群列入“两优计划”", "专业群列入“两优计划”"),
    ],
)
def test_the_thing_ends_where_what_it_does_begins(after: str, thing: str) -> None:
    assert noun(after) == thing


def test_a_share_takes_all_the_words_after_it() -> None:
    assert whole_noun("的职工到邻县上班") == "职工到邻县上班"


def test_a_sum_names_the_project_it_builds() -> None:
    assert built_thing("的液压件项目时只用了两个月") == "液压件项目"
