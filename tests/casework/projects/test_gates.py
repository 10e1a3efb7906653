"""Gates of the library: a project moves on where it shows what the file asks, and says by what."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import making
from tests.casework.projects.library_cast import PLANNED, Library, photo

from tashan.base.errors import UserError
from tashan.casework.models import Matter
from tashan.casework.projects.checking import Check
from tashan.casework.projects.moving import gates_of
from tashan.casework.projects.terms import needed_library
from tashan.casework.states import State
from tashan.registry.keeping import facts_on

pytestmark = pytest.mark.django_db
MARCH, JUNE = date(2026, 3, 2), date(2026, 6, 1)


@pytest.fixture
def place() -> Library:
    return Library()


def test_a_refusal_says_which_condition_misses_and_what_would_meet_it(place: Library) -> None:
    place.move("preparatory", MARCH)
    place.show("filing", MARCH)
    place.show("site_photo", JUNE, file=photo())
    with pytest.raises(UserError) as refused:
        place.move("started", JUNE)
    assert "取得施工许可，或者有现场照片和开工报告" in refused.value.message
    assert "已核准或者备案" not in refused.value.message
    assert "施工许可证" in refused.value.hint
    assert "开工报告" in refused.value.hint
    assert facts_on(place.project, JUNE).stage == "preparatory"
    place.show("start_report", JUNE)
    moved = place.move("started", JUNE)
    assert moved is not None
    assert [one["code"] for one in moved.shown if one["applies"]] == ["decided", "permitted"]
    assert facts_on(place.project, JUNE).started_on == JUNE


def test_the_matter_of_the_construction_permit_opens_the_gate(place: Library) -> None:
    place.move("preparatory", MARCH)
    place.show("filing", MARCH)
    steps = {"permit": {"item": "construction_permit", "state": State.PASSED,
                        "received_on": MARCH, "accepted_on": MARCH, "ended_on": JUNE}}  # fmt: skip
    making.make_case(steps, subject=place.project)
    moved = place.move("started", JUNE)
    assert moved is not None
    (proof,) = moved.shown[-1]["by"]
    assert (proof["sort"], proof["id"]) == ("matter", Matter.objects.get().pk)
    assert (proof["on"], moved.version.adoption) == ("2026-06-01", place.adoption)


def test_a_matter_that_passed_later_does_not_count_yet(place: Library) -> None:
    place.move("preparatory", MARCH)
    steps = {"permit": {"item": "construction_permit", "state": State.PASSED,
                        "received_on": MARCH, "ended_on": date(2026, 6, 2)}}  # fmt: skip
    making.make_case(steps, subject=place.project)
    with pytest.raises(UserError, match="取得施工许可"):
        place.move("started", JUNE)


def test_what_is_unknown_shuts_the_gate_and_names_who_knows_it() -> None:
    place = Library(investment=None)
    place.show("proposal")
    with pytest.raises(UserError) as refused:
        place.move("reserved")
    assert "总投资已估算" in refused.value.message
    assert "总投资（发展改革局）" in refused.value.hint


def test_a_purchase_needs_no_permit_and_a_photo_its_file() -> None:
    place = Library(type="purchase")
    place.move("preparatory", MARCH)
    place.show("filing", MARCH)
    assert place.move("started", JUNE) is not None
    with pytest.raises(UserError, match="现场照片"):
        place.show("site_photo", JUNE)
    with pytest.raises(UserError, match="nothing_such"):
        place.show("nothing_such", JUNE)


def test_a_stage_that_may_not_follow_is_refused_before_its_gate_is_asked(place: Library) -> None:
    with pytest.raises(UserError, match="does not go to"):
        place.move("completed")
    with pytest.raises(UserError, match="another person agrees"):
        place.move("ended")


def test_the_page_before_a_move_sees_each_gate(place: Library) -> None:
    found = dict(gates_of(place.project, Check(place.project, needed_library(PLANNED), PLANNED)))
    assert {stage.value for stage in found} == {"reserved", "preparatory"}
    met = {stage.value: [one.met for one in gate] for stage, gate in found.items()}
    assert met == {"reserved": [False, True], "preparatory": [True, True]}


def test_without_a_library_projects_move_as_the_register_allows(place: Library) -> None:
    place.adoption.ended_on = date(2026, 1, 1)
    place.adoption.save()
    assert place.move("reserved") is None
    assert facts_on(place.project, PLANNED).stage == "reserved"
