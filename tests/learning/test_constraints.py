"""What the database refuses of trips and lessons, by the rule's name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from tests import cast
from tests.learning import learning_cast
from tests.learning.learning_cast import FIRST, LAST, PNG

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.learning import lessons, trips
from tashan.learning.models import AttachedReport, Host, Lesson, Member, Photo, Site, Trip
from tashan.record import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def trip() -> Trip:
    return learning_cast.trip(cast.officer())


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("trip_has_a_title", {"title": ""}),
        ("trip_ends_after_it_begins", {"first": LAST, "last": FIRST}),
    ],
)
def test_a_trip_is_whole(name: str, fields: dict[str, object], trip: Trip) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Trip.objects.update(**fields)


def test_a_site_has_a_name(trip: Trip) -> None:
    with pytest.raises(IntegrityError, match="site_has_a_name"), transaction.atomic():
        Site.objects.create(trip=trip, name="", visited_on=FIRST)


def twice_host(trip: Trip) -> Model:
    return Host(trip=trip, name="青石县", order=9)


def twice_member(trip: Trip) -> Model:
    return Member(trip=trip, name="周平", order=1)


def twice_photo(trip: Trip) -> Model:
    file = files.store(PNG, name="a.png", at=cast.AT)
    Photo.objects.create(trip=trip, file=file)
    return Photo(trip=trip, file=file)


def twice_report(trip: Trip) -> Model:
    row = trips.attach(trip, learning_cast.report(trip.actor), actor=trip.actor, at=cast.AT)
    return AttachedReport(trip=trip, report=row.report)


def twice_lesson(trip: Trip) -> Model:
    new = NewAdoption("four_ones", "电子产业链", "999901", date(2026, 11, 1))
    made = adopt(new, actor=trip.actor, at=cast.AT)
    lessons.link(made, trip=trip, actor=trip.actor, at=cast.AT)
    return Lesson(adoption=made, trip=trip, at=cast.AT)


def empty_lesson(trip: Trip) -> Model:
    new = NewAdoption("four_ones", "电子产业链", "999901", date(2026, 11, 1))
    return Lesson(adoption=adopt(new, actor=trip.actor, at=cast.AT), at=cast.AT)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("host_once_a_trip", twice_host),
        ("member_order_once_a_trip", twice_member),
        ("photo_once_a_trip", twice_photo),
        ("report_attached_once", twice_report),
        ("lesson_once_an_adoption", twice_lesson),
        ("lesson_is_learned_from_something", empty_lesson),
    ],
)
def test_a_row_is_whole_and_stands_once(
    name: str, row: Callable[[Trip], Model], trip: Trip
) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row(trip).save(force_insert=True)
