"""Reading again with newer rules: decisions stay, differences are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import cast

from tashan.reading import review
from tashan.reading.findings import Kind
from tashan.reading.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin():
    return cast.officer()


@pytest.fixture
def report(lin):
    return cast.read(cast.report(lin), cast.area(), cast.occupancy())


def test_the_first_reading_marks_nothing_as_new(report) -> None:
    assert set(report.findings.values_list("change", flat=True)) == {Change.NONE}


def test_the_same_rules_again_change_nothing(report) -> None:
    cast.read(report, cast.area(), cast.occupancy())
    run = report.runs.latest("number")
    assert (run.number, run.found, run.added, run.changed, run.gone) == (2, 2, 0, 0, 0)


def test_a_decision_survives_a_newer_reading(report, lin) -> None:
    row = report.findings.get(name="入驻率")
    review.correct(row, {"value": "87.6"}, actor=lin, at=cast.AT, seen_version=0)
    cast.read(report, cast.area(), replace(cast.occupancy(), name="厂房入驻率"), rules="2")
    row.refresh_from_db()
    assert (row.state, row.correction, row.name) == ("corrected", {"value": "87.6"}, "入驻率")


def test_the_difference_stands_beside_a_decided_finding(report, lin) -> None:
    row = report.findings.get(name="入驻率")
    review.accept(row, actor=lin, at=cast.AT, seen_version=0)
    cast.read(report, cast.area(), replace(cast.occupancy(), place="青石园区"), rules="2")
    row.refresh_from_db()
    assert row.difference == {"place": ["青石县", "青石园区"]}


def test_an_open_finding_takes_what_the_newer_rules_read(report) -> None:
    cast.read(report, replace(cast.area(), place=None), cast.occupancy(), rules="2")
    row = report.findings.get(name="标准厂房")
    assert (row.place, row.change) == (None, Change.CHANGED)


def test_a_finding_that_newer_rules_do_not_make_stays_marked(report, lin) -> None:
    row = report.findings.get(name="入驻率")
    review.accept(row, actor=lin, at=cast.AT, seen_version=0)
    cast.read(report, cast.area(), rules="2")
    row.refresh_from_db()
    assert (row.change, row.state) == (Change.GONE, "accepted")


def test_a_finding_that_comes_back_brings_its_decision(report, lin) -> None:
    row = report.findings.get(name="入驻率")
    review.accept(row, actor=lin, at=cast.AT, seen_version=0)
    cast.read(report, cast.area(), rules="2")
    cast.read(report, cast.area(), cast.occupancy(), rules="3")
    row.refresh_from_db()
    assert (row.change, row.state, report.findings.count()) == (Change.NONE, "accepted", 2)


def test_a_finding_is_lost_once(report) -> None:
    cast.read(report, cast.area(), rules="2")
    cast.read(report, cast.area(), rules="3")
    assert report.runs.latest("number").gone == 0


def test_rows_that_stay_as_they_are_are_not_written_again(
    report, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(40) as queries:
        cast.read(report, cast.area(), cast.occupancy())
    updates = [q["sql"] for q in queries if q["sql"].startswith('UPDATE "reading_reportfinding"')]
    assert updates == []


def test_a_finding_of_the_newer_rules_alone_is_marked_new(report) -> None:
    cast.read(report, cast.area(), cast.occupancy(), cast.shortfall(), rules="2")
    row = report.findings.get(kind=Kind.GAP)
    assert (row.change, row.number) == (Change.NEW, 3)


def test_a_measure_points_at_the_gap_it_answers(lin) -> None:
    gap = cast.shortfall()
    measure = cast.finding(Kind.MEASURE, "推行一窗受理制度", refers_to=0)
    report = cast.read(cast.report(lin), gap, measure)
    assert report.findings.get(kind="measure").refers_to == report.findings.get(kind="gap")


def test_text_that_postgresql_refuses_keeps_every_offset(lin) -> None:
    text = "甲\0乙\ud800入驻率78.6%"
    found = cast.finding(Kind.INDICATOR, "\ud800入驻率78.6%", text, value=78.6)
    report = cast.read(cast.report(lin), found, text=text)
    row = report.findings.get()
    assert report.text[row.start : row.end] == row.quote == "\ufffd入驻率78.6%"
