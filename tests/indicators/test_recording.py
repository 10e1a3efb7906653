"""A figure is stored once, corrected by a new number, and taken back with its source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests import cast

from tashan.base.errors import UserError
from tashan.indicators import catalogue, recording
from tashan.indicators.figures import counting, visible_to
from tashan.indicators.models import Observation
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.record import sources
from tashan.record.models import PermittedUse, Source, User
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db
FOUNDED = date(2001, 1, 1)
SEPTEMBER = {"first": date(2026, 1, 1), "last": date(2026, 9, 30)}


@pytest.fixture
def actor() -> User:
    return cast.officer()


@pytest.fixture
def source(actor: User) -> Source:
    return sources.entry("统计月报", actor=actor, at=cast.AT)


@pytest.fixture
def county(source: Source) -> Entity:
    return keeping.enter(Kind.PLACE, keeping.New("他山县", FOUNDED, "999901", {"level": "county"}),
                         source=source)  # fmt: skip


@pytest.fixture
def figure(county: Entity) -> Figure:
    grp = catalogue.indicators(["grp"])["grp"]
    return Figure(county, grp, **SEPTEMBER, value=Decimal("186.4"))


@pytest.fixture
def of_a_firm(source: Source) -> Figure:
    firm = keeping.enter(Kind.ENTERPRISE, keeping.New("恒川", FOUNDED), source=source)
    revenue = catalogue.indicators(["main_revenue"])["main_revenue"]
    return Figure(firm, revenue, **SEPTEMBER, value=Decimal(3080))


def later(actor: User, use: PermittedUse = PermittedUse.WORK) -> Source:
    return sources.entry("年报核实", actor=actor, at=cast.AT + timedelta(days=9), use=use)


def values(**options: object) -> list[Decimal]:
    return [row.value for row in counting(Observation.objects.all(), **options)]  # type: ignore[arg-type]


def test_a_figure_is_stored_with_its_source(figure: Figure, source: Source, actor: User) -> None:
    assert record([figure], source=source, actor=actor, at=cast.AT) == (1, 0, 0)
    assert Observation.objects.get().source == source


def test_the_same_figure_again_is_not_stored_again(
    figure: Figure, source: Source, actor: User
) -> None:
    record([figure], source=source, actor=actor, at=cast.AT)
    assert record([figure], source=source, actor=actor, at=cast.AT) == (0, 0, 1)


def test_a_correction_is_a_new_number_and_the_old_one_stays(
    figure: Figure, source: Source, actor: User
) -> None:
    record([figure], source=source, actor=actor, at=cast.AT)
    corrected, at = replace(figure, value=Decimal("187.1")), cast.AT + timedelta(days=9)
    assert record([corrected], source=later(actor), actor=actor, at=at) == (0, 1, 0)
    assert values() == [Decimal("187.1")]
    assert values(known_at=cast.AT) == [Decimal("186.4")]


def test_a_withdrawn_source_counts_no_more_and_counted_before(
    figure: Figure, source: Source, actor: User
) -> None:
    record([figure], source=source, actor=actor, at=cast.AT)
    corrected, at = replace(figure, value=Decimal("187.1")), cast.AT + timedelta(days=9)
    wrong = later(actor)
    record([corrected], source=wrong, actor=actor, at=at)
    sources.withdraw(wrong, "错用了口径", actor=actor, at=at + timedelta(days=1))
    assert values() == [Decimal("186.4")]
    assert values(known_at=at) == [Decimal("187.1")]


def test_an_answer_as_of_then_does_not_change_when_later_rows_arrive(
    figure: Figure, source: Source, actor: User
) -> None:
    record([figure], source=source, actor=actor, at=cast.AT)
    before = values(known_at=cast.AT)
    later_figure = replace(figure, value=Decimal("190"))
    record([later_figure], source=later(actor), actor=actor, at=cast.AT + timedelta(days=9))
    assert values(known_at=cast.AT) == before


def test_a_single_firms_return_stays_with_the_statistics_office(
    of_a_firm: Figure, actor: User
) -> None:
    returned = later(actor, PermittedUse.STATISTICS)
    with pytest.raises(UserError, match="statistics office"):
        record([of_a_firm], source=returned, actor=actor, at=cast.AT)


def test_who_is_no_statistician_does_not_see_a_single_firms_return(
    of_a_firm: Figure, actor: User
) -> None:
    returned = later(actor, PermittedUse.STATISTICS)
    record([of_a_firm], source=returned, actor=None, at=cast.AT)
    assert visible_to(Observation.objects.all(), actor).count() == 0


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("observation_period_ends_after_it_begins", {"last": date(2025, 1, 1)}),
        ("observation_number_from_one", {"number": 0}),
    ],
)
def test_the_database_refuses_a_figure_that_cannot_be(
    name: str, change: dict[str, object], figure: Figure, source: Source
) -> None:
    row = recording._row(figure, number=1, source=source, at=cast.AT)
    for field, value in change.items():
        setattr(row, field, value)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)


def test_one_key_has_a_number_once(figure: Figure, source: Source, actor: User) -> None:
    record([figure], source=source, actor=actor, at=cast.AT)
    twice = recording._row(figure, number=1, source=source, at=cast.AT)
    with pytest.raises(IntegrityError, match="observation_number_once_a_key"), transaction.atomic():
        twice.save(force_insert=True)
