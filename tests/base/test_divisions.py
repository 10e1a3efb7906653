from __future__ import annotations

from datetime import date

import pytest

from tashan.base.divisions import (
    Level,
    division,
    divisions,
    known_names,
    named,
    now_called,
    parent,
    zones,
)
from tashan.base.errors import UserError

TODAY = date(2026, 11, 23)


def test_a_county_that_became_a_district_is_found_under_its_old_name() -> None:
    assert [d.name for d in now_called("奉化市", on=TODAY)] == ["奉化区"]


def test_a_name_means_what_it_meant_that_day() -> None:
    assert division("330283", on=date(2010, 6, 1)).name == "奉化市"


def test_a_code_that_has_ended_says_what_it_was() -> None:
    with pytest.raises(UserError, match=r"meant nothing on 2020-01-01.*奉化市"):
        division("330283", on=date(2020, 1, 1))


def test_an_unknown_code_says_what_a_code_looks_like() -> None:
    with pytest.raises(UserError, match="six digits"):
        division("3302", on=TODAY)


def test_counties_gone_since_2002_are_still_known() -> None:
    gone = {d.name for d in divisions() if d.level is Level.COUNTY and d.until > "2002-12"}
    assert gone <= known_names()
    assert len(gone) > 300


def test_a_county_can_have_two_lives_as_county_and_city() -> None:
    assert [d.name for d in now_called("萧山县", on=TODAY)] == ["萧山区"]


def test_the_same_name_in_two_provinces_is_two_divisions() -> None:
    assert {d.code[:2] for d in named("朝阳区", on=TODAY)} == {"11", "22"}


def test_a_merged_district_is_found_in_what_it_was_merged_into() -> None:
    assert [d.name for d in now_called("宣武区", on=TODAY)] == ["西城区"]


def test_a_successor_never_points_outside_the_table() -> None:
    codes = {d.code for d in divisions()}
    assert [d for d in divisions() if not set(d.successors) <= codes] == []


def test_nothing_ends_before_it_begins() -> None:
    assert [d for d in divisions() if d.until and d.until <= d.since] == []


def test_guian_is_a_zone_of_guizhou_and_no_county_in_hebei() -> None:
    (zone,) = named("贵安新区")
    assert zone.level is Level.ZONE
    above = parent(zone, on=TODAY)
    assert above is not None
    assert above.name == "贵州省"


def test_zones_are_not_already_divisions() -> None:
    assert {z.name for z in zones()} & {d.name for d in divisions()} == set()


def test_the_parent_of_a_county_under_the_province_is_the_province() -> None:
    (place,) = named("仙桃市", on=TODAY)
    above = parent(place, on=TODAY)
    assert above is not None
    assert above.name == "湖北省"


def test_a_bare_level_word_is_no_place() -> None:
    assert not {"县", "市", "区", "市辖区"} & known_names()


def test_a_change_after_2019_carries_the_month_in_which_it_was_first_seen() -> None:
    (county,) = named("长岛县", on=date(2020, 1, 1))
    assert county.until == "2020-06"
