from __future__ import annotations

import pytest

from tashan.reading.attribution.townships import towns


def names(text: str, ends: frozenset[int] = frozenset()) -> list[str]:
    return [text[start:end] for start, end in towns(text, ends)]


@pytest.mark.parametrize("name", ["青溪镇", "白鹿乡", "柳市镇", "东河街道", "上岗村", "大溪镇"])
def test_a_town_at_the_head_of_a_clause_with_a_predicate_is_named(name: str) -> None:
    assert names(f"去年,{name}实现产值3亿元") == [name]


def test_a_town_without_a_predicate_needs_to_return() -> None:
    assert names("青溪镇很美。") == []
    assert names("青溪镇很美。青溪镇也忙。") == ["青溪镇", "青溪镇"]


def test_a_town_whose_clause_holds_a_number_is_named() -> None:
    assert names("青溪镇民宿超过800家") == ["青溪镇"]


def test_a_town_behind_its_county_needs_no_more() -> None:
    assert names("昆山市青溪镇很美", frozenset({3})) == ["青溪镇"]


def test_a_town_that_is_ranked_is_named() -> None:
    assert names("排名最后的白鹿乡仅2万元") == ["白鹿乡"]


@pytest.mark.parametrize(
    "word",
    [
        "特色小镇",
        "建制镇",
        "各乡镇",
        "全镇",
        "城中村",
        "空壳村",
        "新农村",
        "百县千镇",
        "家乡",
        "经济强镇",
    ],
)
def test_a_kind_of_town_is_no_name(word: str) -> None:
    assert names(f"{word}建成3个,{word}财政增收。{word}也好。") == []
