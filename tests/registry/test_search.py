"""One search finds every kind, by characters, first letters and codes."""

from __future__ import annotations

from datetime import date

import pytest
from tests.registry.people_and_places import TODAY, county, credit_code, enterprise, office, source

from tashan.registry import changes
from tashan.registry.merging import merge
from tashan.registry.models import Entity
from tashan.registry.search import search

pytestmark = pytest.mark.django_db


@pytest.fixture
def hengchuan(db: None) -> Entity:
    return enterprise("他山县恒川精密电子有限公司", short="恒川精密电子")


def found(words: str) -> list[str]:
    return [hit.name for hit in search(words, on=TODAY)]


@pytest.mark.parametrize("words", ["精密电子", "恒川 电子", "精密電子", "hcjm", "HCJMDZ"])
def test_an_enterprise_is_found(words: str, hengchuan: Entity) -> None:
    assert found(words) == ["他山县恒川精密电子有限公司"]


def test_a_code_finds_its_entity(hengchuan: Entity) -> None:
    assert found(credit_code(1).lower()) == ["他山县恒川精密电子有限公司"]


@pytest.mark.parametrize("words", ["", "  ", "，", "不在册", "zzz"])
def test_nothing_finds_nothing(words: str, hengchuan: Entity) -> None:
    assert found(words) == []


def test_all_kinds_are_found_together(hengchuan: Entity) -> None:
    office("他山县发展和改革局", at=county())
    kinds = {hit.entity.kind for hit in search("他山县", on=TODAY)}
    assert kinds == {"place", "office", "enterprise"}


def test_the_whole_name_comes_first(hengchuan: Entity) -> None:
    enterprise("恒川精密电子（他山）有限公司", 2)
    assert found("恒川精密电子")[0] == "他山县恒川精密电子有限公司"


def test_a_name_that_holds_comes_before_an_earlier_one(hengchuan: Entity) -> None:
    changes.rename(hengchuan, "远帆科技有限公司", since=date(2024, 1, 1), source=source())
    enterprise("恒川精密电子股份有限公司", 2)
    hits = search("川精密", on=TODAY)
    assert [hit.matched for hit in hits] == ["恒川精密电子", "恒川精密电子股份有限公司"]


def test_an_earlier_name_leads_to_what_it_is_called_now(hengchuan: Entity) -> None:
    changes.rename(hengchuan, "远帆科技有限公司", since=date(2024, 1, 1), source=source())
    (hit,) = search("他山县恒川", on=TODAY)
    assert (hit.name, hit.matched, hit.is_current) == (
        "远帆科技有限公司",
        "他山县恒川精密电子有限公司",
        False,
    )


def test_a_duplicate_leads_to_its_survivor(hengchuan: Entity) -> None:
    twin = office("恒川办")
    other = office("恒川项目办公室")
    merge(twin, other, source=source(), on=TODAY)
    assert [hit.entity for hit in search("恒川办", on=TODAY)] == [other]


def test_a_kind_narrows_the_answer(hengchuan: Entity) -> None:
    county()
    assert [hit.name for hit in search("他山", on=TODAY, kinds=["place"])] == ["他山县"]
