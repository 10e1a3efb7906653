"""Lights of projects by the declared rules: start, progress, payment, entry into statistics."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pytest_django.fixtures import Settings
from tests.casework.rounds.rounds_cast import OCTOBER, SEPTEMBER, WAN, Dispatching, by

from tashan.base.errors import UserError
from tashan.base.lights import Light
from tashan.casework.round_models import PaperSort
from tashan.casework.rounds.lights import ProjectLight, excuse, lights_of
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Dispatching:
    return Dispatching()


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


def light(one: Entity, month: date = SEPTEMBER) -> ProjectLight:
    return lights_of([one.pk], month)[one.pk]


def sides(found: ProjectLight) -> dict[str, Light | None]:
    return {one.dimension: one.light for one in found.overall.dimensions}


def in_statistics(place: Dispatching) -> None:
    place.paper(PaperSort.STATISTICS, date(2026, 3, 20))


@pytest.mark.parametrize(
    ("wan", "colour"),
    [(750, Light.GREEN), (700, Light.GREEN), (650, Light.YELLOW), (450, Light.YELLOW),
     (449, Light.RED)],
)  # fmt: skip
def test_progress_is_held_against_the_time_elapsed(
    place: Dispatching, wan: int, colour: Light
) -> None:
    place.planned(1_000)
    in_statistics(place)
    place.answered(place.report(place.issued()), done=wan * WAN)
    found = light(place.project)
    assert sides(found)["progress"] == colour
    assert found.readings["progress"] == Decimal(wan) / 10 - 75
    assert found.overall.light == colour


def test_an_answer_that_is_missing_is_unknown_and_not_green(place: Dispatching) -> None:
    place.planned()
    in_statistics(place)
    place.issued()
    found = light(place.project).overall
    assert (found.light, found.missing) == (None, ("progress",))


def test_works_that_should_have_begun_turn_yellow_then_red(place: Dispatching) -> None:
    months = {
        month: sides(light(place.other, date(2026, month, 1)))["start"] for month in (7, 8, 9, 10)
    }
    assert months == {7: Light.GREEN, 8: Light.YELLOW, 9: Light.YELLOW, 10: Light.RED}


def test_works_not_in_the_statistics_turn_yellow_then_red(place: Dispatching) -> None:
    def colour(month: int) -> Light | None:
        return sides(light(place.project, date(2026, month, 1)))["statistics_entry"]

    assert [colour(month) for month in (2, 3, 4, 5)] == [
        Light.GREEN, Light.YELLOW, Light.YELLOW, Light.RED,
    ]  # fmt: skip
    in_statistics(place)
    assert colour(5) == Light.GREEN


def test_payment_is_looked_at_where_a_share_is_asked_for(place: Dispatching) -> None:
    report = place.answered(place.report(place.issued()), received=1_000 * WAN, paid=590 * WAN)
    assert "payment" not in sides(light(place.project))
    place.paper(PaperSort.PAYMENT, date(2026, 9, 1), share=6_000)
    assert sides(light(place.project))["payment"] == Light.RED
    place.answered(report, received=1_000 * WAN, paid=600 * WAN)
    assert sides(light(place.project))["payment"] == Light.GREEN


def test_the_worst_side_decides(place: Dispatching) -> None:
    place.planned(1_000)
    place.answered(place.report(place.issued()), done=800 * WAN)
    found = light(place.project).overall
    assert (found.light, found.worst) == (Light.RED, ("statistics_entry",))
    assert found.dimensions[-1].rule is not None
    assert "statistics" in found.dimensions[-1].rule.message


def test_a_good_reason_excuses_one_side_until_its_day(place: Dispatching) -> None:
    excuse(place.other, "start", "等待用地批复", date(2026, 10, 31), by=by(place.steward,
           date(2026, 9, 30)))  # fmt: skip
    assert sides(light(place.other, SEPTEMBER))["start"] == Light.GREEN
    assert light(place.other, SEPTEMBER).overall.dimensions[0].note == "等待用地批复"
    assert sides(light(place.other, OCTOBER))["start"] == Light.RED


def test_what_the_rules_do_not_excuse_stays(place: Dispatching) -> None:
    with pytest.raises(UserError, match="excuse nothing"):
        excuse(place.project, "payment", "财政困难", date(2026, 12, 1), by=by(place.steward))
    with pytest.raises(UserError, match="before it begins"):
        excuse(place.project, "start", "等雨停", date(2026, 10, 9), by=by(place.steward))
