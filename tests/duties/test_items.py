"""The open catalogue of items, its versions, and the duties that files name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests import cast
from tests.casework import making
from tests.duties.duties_cast import given

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.adoption.models import Adoption
from tashan.duties.holding import holders
from tashan.duties.items import (
    catalogue,
    differences,
    items_of_version,
    same_day_items,
    versions,
)
from tashan.duties.named import holes, named

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 2)


@pytest.fixture
def adopted() -> Adoption:
    new = NewAdoption("parallel_approval", "并联审批", "999901", date(2026, 1, 1))
    return adopt(new, actor=cast.officer("chief", "石局长"), at=cast.AT)


def test_an_item_is_open_with_its_limits_materials_and_basis(adopted: Adoption) -> None:
    [proposal] = [item for item in catalogue(ON) if item.code == "proposal"]
    assert (proposal.title.zh, proposal.duty) == ("项目建议书审批", "reform")
    assert proposal.promised is not None
    assert proposal.statutory is not None
    assert (proposal.promised["n"], proposal.statutory["n"]) == (5, 20)
    assert [text.zh for text in proposal.materials][1] == "项目建议书"
    assert proposal.basis == ("政府投资条例 第九条",)
    assert proposal.stages["land"].zh == "立项用地规划许可"


def test_nothing_is_open_before_a_catalogue_is_adopted() -> None:
    assert catalogue(ON) == []
    assert same_day_items(ON) == frozenset()


def test_a_catalogue_is_open_from_the_day_it_is_in_force(adopted: Adoption) -> None:
    assert catalogue(date(2025, 12, 31)) == []


def test_items_decided_the_same_day_are_marked(adopted: Adoption) -> None:
    assert {"project_code", "filing"} <= same_day_items(ON)
    assert "proposal" not in same_day_items(ON)


def test_a_limit_that_is_a_parameter_has_the_value_of_the_day(adopted: Adoption) -> None:
    [check] = [item for item in catalogue(ON) if item.code == "fire_check"]
    assert check.promised is not None
    assert check.promised["n"] == 12


def test_what_changed_between_two_versions_is_told(adopted: Adoption) -> None:
    [version] = versions(adopted)
    items = items_of_version(version, ON)
    assert differences(items, items) == []
    first, second, *rest = items
    later = [replace(first, is_same_day=not first.is_same_day), *rest]
    changed, gone = differences(items, later)
    assert (changed.code, changed.before) == (first.code, first)
    assert (gone.code, gone.after) == (second.code, None)
    [came] = differences(later, [*later, second])
    assert came.before is None


def test_a_duty_that_is_named_and_not_held_is_a_hole(adopted: Adoption) -> None:
    given(making.office(), "land")
    told = [one.code for one in holes(named(ON), holders(ON))]
    assert "works" in told
    assert "land" not in told


def test_a_hole_says_who_names_it_and_how_often(adopted: Adoption) -> None:
    works = named(ON)["works"]
    assert works.title is not None
    assert works.title.zh == "住房和城乡建设局"
    assert works.steps > 5
    assert list(works.adoptions.values()) == [adopted]


def test_a_duty_held_in_one_place_alone_is_a_hole_elsewhere(adopted: Adoption) -> None:
    given(making.office(), "works", place=making.home())
    assert "works" in [one.code for one in holes(named(ON), holders(ON))]
