"""S32 on pages: many lines ask as little of the database as few."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests.casework.line_work.line_cast import ON, SINCE, Lines
from tests.web.people import sign_in, speaking_english

from tashan.casework.line_work import setting_up
from tashan.duties import keeping
from tashan.duties.line_models import Line

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Settings) -> Lines:
    settings.PLACE = "999901"
    return Lines()


def more_lines(place: Lines) -> None:
    """Five more, each with a duty, a chain's adoption or a key task under it."""
    tasks = list(place.work.list.tasks.order_by("pk"))
    for n in range(5):
        line = Line.objects.create(code=f"more_{n}", position=10 + n, title={"zh": f"线{n}"})
        keeping.give_duty(f"duty_{n}", {"zh": f"职责{n}"}, place.work.water, since=SINCE,
                          source=place.source())  # fmt: skip
        setting_up.give_post(line, place.work.water, "局长", since=SINCE, source=place.source())
        setting_up.hang(line, f"duty:duty_{n}", since=SINCE, source=place.source())
        setting_up.hang(line, f"key_task:{tasks[n].pk}", since=SINCE, source=place.source())


@pytest.mark.parametrize("address", ["/lines/", "/lines/{line}/"])
def test_more_lines_ask_hardly_more(
    place: Lines, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    keeping.give_duty("water", {"zh": "水利"}, place.work.water, since=SINCE,
                      source=place.source())  # fmt: skip
    setting_up.hang(place.works, "duty:water", since=SINCE, source=place.source())
    client = speaking_english(sign_in(place.steward))
    path = address.format(line=place.works.pk) + f"?on={ON.isoformat()}"
    client.get(path)
    with CaptureQueriesContext(connection) as before:
        assert client.get(path).status_code == 200
    more_lines(place)
    with django_assert_max_num_queries(len(before)):
        answer: Any = client.get(path)
    assert answer.status_code == 200
