"""A procedure as a picture: lanes, columns and arrows."""

from __future__ import annotations

from datetime import date

from tashan.mechanisms.library import library
from tashan.mechanisms.procedure import Procedure
from tashan.mechanisms.words.spans import Tongue
from tashan.mechanisms.words.speaking import speaker
from tashan.web.swim_lanes import Picture, picture


def drawn() -> Picture:
    part = library().mechanisms["green_card"].parts["issuing"]
    assert isinstance(part, Procedure)
    by = speaker(part, {}, library(), on=date(2026, 11, 28), tongue=Tongue.ZH)
    return picture(part, by)


def test_who_acts_has_a_lane_each() -> None:
    names = [lane.name for lane in drawn().lanes]
    assert names == ["工信、科技局", "发展改革局", "联审部门", "企业", "县政府"]


def test_steps_that_run_side_by_side_share_a_column() -> None:
    boxes = {box.code: box for box in drawn().boxes}
    assert boxes["check"].x == boxes["consent"].x
    assert boxes["check"].y != boxes["consent"].y


def test_a_step_stands_right_of_what_comes_before() -> None:
    boxes = {box.code: box for box in drawn().boxes}
    assert boxes["collect"].x < boxes["shortlist"].x < boxes["check"].x < boxes["notice"].x


def test_no_two_boxes_lie_on_each_other() -> None:
    places = [(box.x, box.y) for box in drawn().boxes]
    assert len(set(places)) == len(places)


def test_every_need_is_an_arrow() -> None:
    assert len(drawn().arrows) == 7


def test_a_step_that_stops_the_clock_is_marked() -> None:
    assert [box.code for box in drawn().boxes if box.is_stopped] == ["notice"]
