"""A procedure of stages as a picture: bands, boxes and arrows; words set into boxes."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from tashan.mechanisms.library import library
from tashan.mechanisms.procedure import Procedure
from tashan.mechanisms.words.spans import Tongue
from tashan.mechanisms.words.speaking import speaker
from tashan.web.stage_bands import HEIGHT, WIDTH, BandBox, Bands, bands
from tashan.web.words_in_boxes import lines_of, shortened, width_of

FOUR = ("government_building", "enterprise_filing", "enterprise_ratification", "standard_plot")


def drawn(name: str = "government_building", tongue: Tongue = Tongue.ZH) -> Bands:
    mechanism = library().mechanisms["parallel_approval"]
    part = mechanism.parts[name]
    assert isinstance(part, Procedure)
    by = speaker(part, mechanism.parameters, library(), on=date(2026, 11, 28), tongue=tongue)
    return bands(part, by)


def boxes(of: Bands) -> dict[str, BandBox]:
    return {box.code: box for band in of.bands for box in band.boxes}


def test_each_stage_has_a_band_and_the_parallel_line_is_told_apart() -> None:
    found = [(band.title, band.is_beside) for band in drawn().bands]
    assert found == [
        ("立项用地规划许可", False),
        ("工程建设许可", False),
        ("施工许可", False),
        ("竣工验收", False),
        ("并行推进", True),
    ]


def test_a_band_says_who_leads_it_and_by_when() -> None:
    assert (drawn().bands[0].lead, drawn().bands[0].limit) == ("自然资源局", "20 个工作日")


@pytest.mark.parametrize("name", FOUR)
@pytest.mark.parametrize("tongue", list(Tongue))
def test_boxes_lie_within_their_bands_and_not_on_each_other(name: str, tongue: Tongue) -> None:
    found = drawn(name, tongue)
    for band in found.bands:
        assert all(band.y < box.y and box.y + HEIGHT < band.y + band.height for box in band.boxes)
        assert all(box.x + WIDTH < found.width for box in band.boxes)
    for one, other in combinations(boxes(found).values(), 2):
        assert abs(one.x - other.x) >= WIDTH or abs(one.y - other.y) >= HEIGHT


@pytest.mark.parametrize("name", FOUR)
def test_a_picture_is_narrow_enough_for_the_page_and_has_every_step(name: str) -> None:
    part = library().mechanisms["parallel_approval"].parts[name]
    assert isinstance(part, Procedure)
    assert drawn(name).width <= 760
    assert set(boxes(drawn(name))) == set(part.steps)


def test_what_comes_before_in_the_same_stage_stands_left() -> None:
    found = boxes(drawn())
    assert found["proposal"].x < found["feasibility"].x < found["land_permit"].x


def test_what_comes_before_in_other_stages_is_told_in_the_box() -> None:
    assert "建设工程规划许可证" in boxes(drawn())["construction_permit"].before


def test_an_arrow_that_another_way_says_already_is_not_drawn() -> None:
    [land] = [band for band in drawn().bands if band.title == "立项用地规划许可"]
    # of proposal → feasibility the way over the site says it already
    assert len(land.arrows) == 9
    assert sum(arrow.is_soft for arrow in land.arrows) == 1


def test_milestones_are_marked() -> None:
    marked = {box.code for box in boxes(drawn()).values() if box.is_milestone}
    assert {"construction_permit", "completion_filing"} <= marked


def test_words_are_broken_into_lines_and_cut_where_they_do_not_fit() -> None:
    assert lines_of("建设工程规划许可证", 65, 2) == ("建设工程规", "划许可证")
    assert lines_of("Works planning permit", 100, 2) == ("Works planning", "permit")
    assert lines_of("建设工程规划许可证", 52, 2) == ("建设工程", "规划许…")
    assert shortened("自然资源局", 60) == "自然资…"
    assert width_of("3 日") == 27
