"""The features of all places of a level are read once, and again when a figure may be new."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal as D

import psycopg
import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.indicators import benchmark_cast
from tests.indicators.benchmark_cast import Cast, county, record, year

from tashan.base.periods import FigurePeriod
from tashan.indicators import traits
from tashan.indicators.benchmark import Asked, benchmark
from tashan.indicators.gathering import indicator_ids
from tashan.indicators.likeness import nearest
from tashan.indicators.peers import DEFAULT_WEIGHTS, features, places_like
from tashan.indicators.recording import RECORDING
from tashan.indicators.traits import POPULATION, Traits, crowd_of, level_of
from tashan.mechanisms.library import library
from tashan.record import sources

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)
COLD = 7  # queries of the benchmark, without those of the page


@pytest.fixture
def made() -> Iterator[Cast]:
    traits.forget()
    yield benchmark_cast.play()
    traits.forget()


@pytest.fixture
def reader(made: Cast) -> Traits:
    return Traits(FigurePeriod.parse("2024"), library().indicators, indicator_ids())


def people(made: Cast, reader: Traits, name: str) -> D | None:
    found = crowd_of(level_of(made.ours.pk, TODAY), reader).traits
    return found[made[name].pk].sizes[POPULATION]


def test_the_kept_features_are_those_that_are_read_place_by_place(
    made: Cast, reader: Traits
) -> None:
    level = level_of(made.ours.pk, TODAY)
    assert set(level.places) == {place.pk for place in made.places.values()}
    assert crowd_of(level, reader).traits == {
        pk: reader.of([pk])[pk] for pk in level.places
    }  # fmt: skip


def test_the_peers_are_those_that_the_exact_likeness_of_all_gives(
    made: Cast, reader: Traits
) -> None:
    level, asked = level_of(made.ours.pk, TODAY), features(DEFAULT_WEIGHTS)
    crowd = crowd_of(level, reader)
    found = places_like(made.ours.pk, crowd, asked, among=level.places, count=5)
    ours = crowd.traits[made.ours.pk]
    assert found == nearest(ours, crowd.traits.values(), asked, count=5).places


def test_they_are_not_read_again_while_nothing_is_new(
    made: Cast, reader: Traits, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people(made, reader, "云岭县")
    with django_assert_num_queries(1):
        people(made, reader, "云岭县")


def test_a_benchmark_takes_one_query_less_when_they_are_kept(
    made: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(COLD):
        benchmark(Asked(made.ours.pk), on=TODAY)
    with django_assert_num_queries(COLD - 1):
        benchmark(Asked(made.ours.pk), on=TODAY)


def test_a_new_figure_is_seen_at_once(made: Cast, reader: Traits) -> None:
    assert people(made, reader, "云岭县") == D("44.70")
    record(year(made["云岭县"], "resident_population", "51.20", 2024), source=made.sheet,
           actor=made.officer)  # fmt: skip
    assert people(made, reader, "云岭县") == D("51.20")


def test_a_withdrawn_source_is_not_counted_any_more(made: Cast, reader: Traits) -> None:
    wrong = sources.entry("误填", actor=made.officer, at=cast.AT)
    new = county("新设县", "999970", made.sheet)
    record(year(new, "resident_population", "12", 2024), source=wrong, actor=made.officer)
    level = level_of(made.ours.pk, TODAY)
    assert crowd_of(level, reader).traits[new.pk].sizes[POPULATION] == 12
    sources.withdraw(wrong, "误填", actor=made.officer, at=cast.AT + timedelta(days=1))
    assert new.pk not in crowd_of(level_of(made.ours.pk, TODAY), reader).traits


def test_a_place_that_joins_the_level_is_read_then(made: Cast, reader: Traits) -> None:
    people(made, reader, "云岭县")
    new = county("新设县", "999970", made.sheet)
    assert new.pk in crowd_of(level_of(made.ours.pk, TODAY), reader).asked


def test_what_is_being_recorded_elsewhere_changes_the_state_when_it_begins_and_when_it_ends(
    made: Cast,
) -> None:
    before = level_of(made.ours.pk, TODAY).state
    said = connection.get_connection_params()
    wanted = {name: said[name] for name in ("host", "port", "user", "dbname", "password")
              if said.get(name)}  # fmt: skip
    with psycopg.connect(**wanted) as another:
        another.execute("SELECT pg_advisory_xact_lock(%s, 1)", [RECORDING])
        assert level_of(made.ours.pk, TODAY).state != before
    assert level_of(made.ours.pk, TODAY).state == before


def test_only_a_few_periods_are_kept(made: Cast, reader: Traits) -> None:
    level = level_of(made.ours.pk, TODAY)
    for number in range(2015, 2025):
        one = Traits(FigurePeriod.parse(str(number)), reader.definitions, reader.ids)
        crowd_of(level, one)
    assert len(traits._kept.crowds) == traits.MOST_PERIODS


def test_of_a_great_many_places_the_same_figures_are_read(
    made: Cast, reader: Traits, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = {made["云岭县"].pk, made["青禾县"].pk}
    one_by_one = reader.of(some)
    monkeypatch.setattr("tashan.indicators.gathering.MANY", 1)
    assert reader.of(some) == one_by_one
    assert set(one_by_one) == some
