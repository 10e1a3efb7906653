"""Days in a stage, what is stale, and how each batch renewed itself within a period."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.casework import making
from tests.casework.projects.library_cast import PLANNED, Library
from tests.registry import people_and_places as places

from tashan.casework.projects.ageing import ages_of, spells_by_project
from tashan.casework.projects.renewal import before, renewal_of, year_to
from tashan.casework.projects.terms import library_on, needed_library
from tashan.casework.states import State
from tashan.registry import projects
from tashan.registry.kinds import ProjectStage

pytestmark = pytest.mark.django_db


def test_a_project_without_news_for_the_declared_months_is_stale() -> None:
    place = Library()
    stages = spells_by_project([place.project.pk])
    last = date(2026, 7, 5)  # six months on: planned projects may be silent so long
    age = ages_of(stages, library_on(last), last)[place.project.pk]
    assert (age.days, age.months, age.is_stale) == (181, 6, False)
    next_day = date(2026, 7, 6)
    assert ages_of(stages, library_on(next_day), next_day)[place.project.pk].is_stale
    place.show("proposal", date(2026, 7, 1))
    age = ages_of(stages, library_on(next_day), next_day)[place.project.pk]
    assert (age.heard_on, age.is_stale) == (date(2026, 7, 1), False)


def test_a_matter_that_moves_is_news_of_its_project() -> None:
    place = Library()
    on = date(2026, 10, 1)
    steps = {"filing": {"state": State.ACCEPTED, "received_on": date(2026, 9, 1),
                        "accepted_on": date(2026, 9, 3)}}  # fmt: skip
    making.make_case(steps, subject=place.project)
    stages = spells_by_project([place.project.pk])
    age = ages_of(stages, library_on(on), on)[place.project.pk]
    assert (age.heard_on, age.is_stale) == (date(2026, 9, 3), False)


def test_without_a_library_nothing_is_stale() -> None:
    place = Library()
    age = ages_of(spells_by_project([place.project.pk]), None, date(2029, 1, 1))
    assert not age[place.project.pk].is_stale


def test_what_entered_and_left_each_batch_is_counted_with_its_denominator() -> None:
    place = Library()
    one = place.entered("甲项目", 2, date(2025, 3, 3))
    two = place.entered("乙项目", 3, date(2025, 4, 1), stage="building")
    for project, stage, on in (
        (one, "reserved", date(2026, 2, 1)),  # within the batch: neither enters nor leaves
        (one, "preparatory", date(2026, 3, 1)),
        (two, "completed", date(2026, 5, 1)),
        (two, "producing", date(2026, 11, 1)),  # after the period
    ):
        projects.move(project, ProjectStage(stage), on=on, source=places.source())
    since, until = date(2026, 1, 1), date(2026, 6, 30)
    found = {row.code: row for row in renewal_of(needed_library(until), since, until)}
    planning, building = found["planning"], found["building"]
    assert (planning.at_start, planning.at_end) == (1, 1)
    assert planning.entered == [(place.project.pk, PLANNED)]
    assert planning.left == [(one.pk, date(2026, 3, 1))]
    assert (planning.renewed, planning.moved_on) == (Fraction(1), Fraction(1, 2))
    assert (building.renewed, building.moved_on) == (Fraction(0), Fraction(1))
    assert found["completing"].entered == [(two.pk, date(2026, 5, 1))]
    assert found["completing"].renewed is None
    assert found["producing"].entered == []
    for row in found.values():
        assert row.at_start + len(row.entered) - len(row.left) == row.at_end


def test_periods_of_a_year_before() -> None:
    assert year_to(date(2026, 11, 28)) == (date(2026, 1, 1), date(2026, 11, 28))
    assert before(date(2026, 1, 1), date(2026, 2, 28)) == (date(2025, 1, 1), date(2025, 2, 28))
    assert before(date(2024, 2, 1), date(2024, 2, 29)) == (date(2023, 2, 1), date(2023, 2, 28))
