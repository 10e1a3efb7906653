"""The pages of trips: the list, one trip with all that came of it, and its forms."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests import cast
from tests.learning import learning_cast
from tests.learning.learning_cast import PNG
from tests.web.adopting_cast import adopted
from tests.web.people import Knock, OfficerClient, speaking_english

from tashan.learning import lessons, trips
from tashan.learning.models import Trip

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


@pytest.fixture
def steward(knock: Knock) -> OfficerClient:
    return speaking_english(knock("steward"))


@pytest.fixture
def trip(steward: OfficerClient) -> Trip:
    return learning_cast.trip(steward.user)


def said(**changed: str) -> dict[str, str]:
    return {
        "title": "赴青石县考察", "first": "2026-10-12", "last": "2026-10-14",
        "hosts": "青石县\n白塔县", "members": "林清和 副科长\n周平",
    } | changed  # fmt: skip


def page_of(client: OfficerClient, trip: Trip) -> str:
    return client.get(reverse("trip", args=[trip.pk])).content.decode()


def test_a_trip_is_entered_with_hosts_and_delegation(steward: OfficerClient) -> None:
    learning_cast.county()
    steward.post(reverse("new_trip"), said())
    made = Trip.objects.get()
    assert [host.name for host in made.hosts.all()] == ["青石县", "白塔县"]
    assert [(one.name, one.post) for one in made.members.all()] == [
        ("林清和", "副科长"), ("周平", ""),
    ]  # fmt: skip


def test_a_trip_that_ends_before_it_begins_comes_back_with_the_reason(
    steward: OfficerClient,
) -> None:
    learning_cast.county()
    answer = steward.post(reverse("new_trip"), said(last="2026-10-01"))
    assert (answer.status_code, Trip.objects.count()) == (422, 0)
    assert "ends before it begins" in answer.content.decode()


def test_the_form_of_a_change_says_what_holds(steward: OfficerClient, trip: Trip) -> None:
    page = steward.get(reverse("change_trip", args=[trip.pk])).content.decode()
    assert "青石县\n白塔县" in page
    assert "林清和 副科长" in page


def test_a_trip_is_changed(steward: OfficerClient, trip: Trip) -> None:
    steward.post(reverse("change_trip", args=[trip.pk]), said(hosts="白塔县"))
    assert [host.name for host in trip.hosts.all()] == ["白塔县"]


def test_a_site_is_added_and_removed(steward: OfficerClient, trip: Trip) -> None:
    fields = {"name": "政务大厅", "visited_on": "2026-10-13", "note": "一窗受理"}
    steward.post(reverse("add_site", args=[trip.pk]), fields)
    assert "一窗受理" in page_of(steward, trip)
    steward.post(reverse("remove_site", args=[trip.pk, trip.sites.get().pk]))
    assert trip.sites.count() == 0


def test_a_site_on_another_day_comes_back_with_the_reason(
    steward: OfficerClient, trip: Trip
) -> None:
    fields = {"name": "政务大厅", "visited_on": "2026-11-13"}
    answer = steward.post(reverse("add_site", args=[trip.pk]), fields)
    assert answer.status_code == 422
    assert "not under way" in answer.content.decode()


def test_a_photo_is_shown_as_it_came(steward: OfficerClient, trip: Trip) -> None:
    picture = SimpleUploadedFile("a.png", PNG)
    steward.post(reverse("add_photo", args=[trip.pk]), {"picture": picture, "caption": "大厅"})
    answer = steward.get(reverse("trip_photo", args=[trip.pk, trip.photos.get().pk]))
    assert (answer.content, answer.headers["Content-Type"]) == (PNG, "image/png")


def test_what_is_no_picture_is_refused_on_the_page(steward: OfficerClient, trip: Trip) -> None:
    picture = SimpleUploadedFile("a.png", b"<svg>")
    answer = steward.post(reverse("add_photo", args=[trip.pk]), {"picture": picture})
    assert (answer.status_code, trip.photos.count()) == (422, 0)


def test_a_report_is_attached_and_taken_off(steward: OfficerClient, trip: Trip) -> None:
    read = learning_cast.report(steward.user)
    steward.post(reverse("attach_report", args=[trip.pk]), {"report": read.pk})
    assert "考察报告.txt" in page_of(steward, trip)
    steward.post(reverse("detach_report", args=[trip.pk, read.pk]))
    assert trip.attached.count() == 0


def test_an_accepted_practice_leads_to_its_adoption(steward: OfficerClient, trip: Trip) -> None:
    read = learning_cast.report(steward.user)
    trips.attach(trip, read, actor=steward.user, at=cast.AT)
    assert f"{reverse('adopt', args=['four_ones'])}?from={read.pk}-1" in page_of(steward, trip)


def test_what_was_adopted_stands_on_the_page_of_the_trip(
    steward: OfficerClient, trip: Trip
) -> None:
    made = adopted(steward.user)
    lessons.link(made, trip=trip, actor=steward.user, at=cast.AT)
    page = page_of(steward, trip)
    assert reverse("adoption", args=[made.pk]) in page
    assert "1 mechanism adopted" in page


def test_who_may_not_read_reports_sees_none_of_their_words(knock: Knock, trip: Trip) -> None:
    read = learning_cast.report(trip.actor)
    trips.attach(trip, read, actor=trip.actor, at=cast.AT)
    assert "工作机制" not in page_of(knock("registrar"), trip)


def test_the_list_finds_a_trip_by_where_it_led(steward: OfficerClient, trip: Trip) -> None:
    found = steward.get(reverse("trips") + "?q=白塔").content.decode()
    assert trip.title in found
    assert "No trip matches" in steward.get(reverse("trips") + "?q=黑塔").content.decode()


def test_the_empty_list_says_what_to_do(steward: OfficerClient) -> None:
    assert "Enter the first" in steward.get(reverse("trips")).content.decode()


def test_a_trip_asks_few_queries(
    steward: OfficerClient, trip: Trip, django_assert_max_num_queries: object
) -> None:
    read = learning_cast.report(steward.user)
    trips.attach(trip, read, actor=steward.user, at=cast.AT)
    lessons.link(adopted(steward.user), trip=trip, actor=steward.user, at=cast.AT)
    steward.get(reverse("trip", args=[trip.pk]))
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        steward.get(reverse("trip", args=[trip.pk]))
