"""Pages of long lists: every row once, whatever is entered between two requests."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st
from pytest_django.fixtures import Settings
from tests.api.programs import Program, program
from tests.web import things

from tashan.registry import keeping
from tashan.registry.keeping import New
from tashan.registry.kinds import Kind

pytestmark = pytest.mark.django_db
SINCE = date(2020, 1, 1)


def enterprises(*capitals: int | None, name: str = "他山精密") -> list[int]:
    source = things.source()
    news = [
        New(f"{name}{i}号公司", SINCE, facts={"registered_capital": capital})
        for i, capital in enumerate(capitals)
    ]
    return [e.pk for e in keeping.enter_many(Kind.ENTERPRISE, news, source=source)]


def walk(caller: Program, path: str, between: Any = None) -> list[dict[str, Any]]:
    """All rows, following ``next``; ``between`` is called after each page."""
    rows: list[dict[str, Any]] = []
    following: str | None = path
    while following:
        told = caller.get(following)
        rows += told["items"]
        following = told["next"]
        if between:
            between()
    return rows


@tried(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    capitals=st.lists(st.none() | st.integers(0, 3), max_size=12),
    limit=st.integers(1, 5),
    sort=st.sampled_from(["name", "-name", "capital", "-capital", "established", "-established"]),
)
def test_walking_all_pages_gives_every_row_once_and_in_order(
    reader: Program, capitals: list[int | None], limit: int, sort: str
) -> None:
    with transaction.atomic():
        enterprises(*capitals)
        whole = reader.get(f"/enterprises?sort={sort}&limit=200")["items"]
        walked = walk(reader, f"/enterprises?sort={sort}&limit={limit}")
        transaction.set_rollback(True)
    assert [row["id"] for row in walked] == [row["id"] for row in whole]
    assert len({row["id"] for row in walked}) == len(walked)


@pytest.fixture
def reader(db: None, settings: Settings) -> Program:
    settings.API_RATE = 100_000
    return program("reader")


@pytest.mark.parametrize("sort", ["name", "-name", "capital", "-capital"])
def test_rows_entered_between_two_pages_repeat_and_hide_nothing(reader: Program, sort: str) -> None:
    there = enterprises(5, None, 3, 1, None, 2)
    newer = iter(range(100))

    def between() -> None:
        number = next(newer)
        enterprises(number % 6 or None, name=f"{'阿乙子'[number % 3]}新{number}")

    walked = walk_at_most(reader, f"/enterprises?sort={sort}&limit=2", between)
    ids = [row["id"] for row in walked]
    assert len(set(ids)) == len(ids)
    assert set(there) <= set(ids)


def walk_at_most(caller: Program, path: str, between: Any) -> list[dict[str, Any]]:
    """Enters a row after each of the first ten pages, so that the walk ends."""
    calls = iter(range(10))
    return walk(caller, path, lambda: between() if next(calls, None) is not None else None)


def test_the_next_page_is_named_in_a_header_too(reader: Program) -> None:
    enterprises(1, 2)
    answer = reader.send("GET", "/enterprises?limit=1")
    assert answer.headers["Link"] == f'<{answer.json()["next"]}>; rel="next"'
    assert "Link" not in reader.send("GET", "/enterprises?limit=2").headers


def test_a_cursor_goes_on_with_its_own_filters_alone(reader: Program) -> None:
    enterprises(1, 2)
    following = reader.get("/enterprises?limit=1")["next"]
    told = reader.problem("GET", following + "&scale=large")
    assert told["type"] == "/problems/bad-cursor"
    other = following.replace("/enterprises", "/officers")
    assert reader.problem("GET", other)["type"] == "/problems/bad-cursor"


def test_a_cursor_that_was_tampered_with_is_refused(reader: Program) -> None:
    assert reader.problem("GET", "/enterprises?cursor=abc")["type"] == "/problems/bad-cursor"


def test_a_page_may_be_larger_than_the_one_before(reader: Program) -> None:
    enterprises(1, 2, 3, 4)
    following = reader.get("/enterprises?limit=1")["next"]
    assert len(reader.get(following.replace("limit=1", "limit=50"))["items"]) == 3
