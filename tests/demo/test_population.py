"""The bench's enterprises go into the tables as lines of COPY and are found like any other."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from django.db.models import Value
from tests import cast

from tashan.base import terms
from tashan.base.codes import CreditCode
from tashan.demo.population import Population, Tables, copy_population, name_of, reserve_ids
from tashan.indicators.catalogue import indicators
from tashan.indicators.models import Observation
from tashan.record import sources
from tashan.record.models import Source
from tashan.record.search import Holds
from tashan.registry.keeping import New, enter
from tashan.registry.kinds import Kind
from tashan.registry.models import EnterpriseFacts, Entity, EntityName

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> Source:
    return sources.of_document("测试用企业", at=cast.AT)


@pytest.fixture
def made(source: Source) -> Tables:
    place = enter(Kind.PLACE, New("他山县", date(2001, 1, 1), "999901", {"level": "county"}),
                  source=source)  # fmt: skip
    population = Population(150, 4, reserve_ids(150), source.pk)
    indicator = indicators(["main_revenue"])["main_revenue"]
    with transaction.atomic():
        return copy_population(population, places=[place.pk], indicator=indicator.pk, at=cast.AT)


def test_every_table_gets_its_rows(made: Tables) -> None:
    assert made == (150, 150, 150, 600)
    assert EntityName.objects.filter(kind=Kind.ENTERPRISE).count() == 150
    assert EnterpriseFacts.objects.count() == 150
    assert Observation.objects.filter(last=date(2026, 10, 31)).count() == 150


@pytest.mark.usefixtures("made")
def test_the_codes_hold_and_none_comes_twice() -> None:
    codes = set(Entity.objects.filter(kind=Kind.ENTERPRISE).values_list("code", flat=True))
    assert len({CreditCode.parse(code) for code in codes}) == 150


@pytest.mark.usefixtures("made")
def test_a_name_is_found_by_its_words() -> None:
    name = name_of(77)
    found = EntityName.objects.annotate(hit=Holds("terms", Value(terms.query(name)))).filter(
        hit=True
    )
    assert [row.name for row in found] == [name]


@pytest.mark.usefixtures("made")
def test_nobody_else_is_given_a_reserved_id(source: Source) -> None:
    first = reserve_ids(50)
    entity = enter(Kind.OFFICER, New("石方", date(2020, 1, 1)), source=source)
    assert entity.pk == first + 50


def test_equal_sizes_give_equal_rows() -> None:
    one, other = (Population(40, 2, 1, 1) for _ in range(2))
    assert list(one.figures(1, at=cast.AT)) == list(other.figures(1, at=cast.AT))
    assert list(one.names()) == list(other.names())


def test_a_hundred_thousand_names_are_all_different() -> None:
    assert len({name_of(serial) for serial in range(100_000)}) == 100_000
