"""Alarms of projects: each from papers and reports, with its basis."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django.fixtures import Settings
from tests.casework.rounds.rounds_cast import WAN, Dispatching, by

from tashan.base.errors import UserError
from tashan.base.lights import Light
from tashan.casework.round_models import PaperSort
from tashan.casework.rounds.alarms import alarms_on
from tashan.casework.rounds.papers import NewPaper, enter_paper

pytestmark = pytest.mark.django_db
P = PaperSort
OCT = date(2026, 10, 12)


@pytest.fixture
def place() -> Dispatching:
    found = Dispatching()
    found.paper(P.LICENCE, date(2026, 1, 20))
    return found


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


def told(on: date = OCT) -> list[tuple[str, Light]]:
    return [(str(one.rule.dimension), one.light) for one in alarms_on(on)]


@pytest.mark.parametrize(("wan", "found"), [(1_100, []), (1_101, [("estimate", Light.RED)])])
def test_an_estimate_a_tenth_above_the_study_s(
    place: Dispatching, wan: int, found: list[tuple[str, Light]]
) -> None:
    place.paper(P.STUDY, date(2025, 3, 3), fen=1_000 * WAN)
    place.paper(P.ESTIMATE, date(2025, 9, 3), fen=wan * WAN)
    assert told() == found
    for one in alarms_on(OCT):
        assert one.rule.basis[0].document == "政府投资条例"
        assert len(one.papers) == 2


def test_more_invested_than_the_estimate(place: Dispatching) -> None:
    place.paper(P.ESTIMATE, date(2025, 9, 3), fen=1_000 * WAN)
    place.paper(P.SPENT, date(2026, 1, 5), fen=401 * WAN, year=2025)
    place.answered(place.report(place.issued()), done=600 * WAN)
    assert told() == [("spent", Light.RED)]
    assert told(date(2026, 10, 8)) == []


@pytest.mark.parametrize(
    ("given", "light"),
    [
        (date(2024, 12, 2), None),
        (date(2024, 11, 25), None),
        (date(2024, 11, 20), Light.YELLOW),  # thirty working days on, holidays passed over
        (date(2024, 10, 12), Light.YELLOW),
        (date(2024, 10, 11), Light.RED),
    ],
)
def test_a_ratification_lapses_after_two_years(
    place: Dispatching, given: date, light: Light | None
) -> None:
    place.paper(P.RATIFICATION, given, project=place.other)
    assert told() == ([] if light is None else [("ratification", light)])


def test_an_extension_gives_one_more_year(place: Dispatching) -> None:
    place.paper(P.RATIFICATION, date(2024, 3, 1), project=place.other)
    assert told() == [("ratification", Light.RED)]
    place.paper(P.EXTENSION, date(2026, 1, 5), project=place.other)
    assert told() == []


@pytest.mark.parametrize(
    ("given", "light"),
    [
        (date(2022, 5, 12), None),
        (date(2022, 4, 12), Light.YELLOW),
        (date(2021, 10, 12), Light.YELLOW),
        (date(2021, 10, 11), Light.RED),
    ],
)
def test_an_assessment_is_looked_at_again_after_five_years(
    place: Dispatching, given: date, light: Light | None
) -> None:
    place.paper(P.ASSESSMENT, given, project=place.other)
    assert told() == ([] if light is None else [("assessment", light)])


def test_works_without_a_licence() -> None:
    place = Dispatching()
    assert told() == [("licence", Light.RED)]
    place.paper(P.LICENCE, date(2026, 1, 20))
    assert told() == []


def test_what_has_begun_does_not_lapse(place: Dispatching) -> None:
    place.paper(P.RATIFICATION, date(2023, 3, 1))
    place.paper(P.ASSESSMENT, date(2019, 3, 1))
    assert told() == []


def test_a_paper_says_what_its_sort_wants(place: Dispatching) -> None:
    for sort, word in ((P.STUDY, "amount"), (P.SPENT, "amount"), (P.PAYMENT, "per cent")):
        with pytest.raises(UserError, match=word):
            enter_paper(place.project, NewPaper(sort, "一号"), by=by(place.steward))
    with pytest.raises(UserError, match="year"):
        enter_paper(place.project, NewPaper(P.YEAR_PLAN, "一号", fen=1), by=by(place.steward))
