"""A trip has dates, hosts, a delegation, sites, photos and reports; all of it is kept."""

from __future__ import annotations

from datetime import date

import pytest
from tests import cast
from tests.learning import learning_cast
from tests.learning.learning_cast import FIRST, PNG, told, trip

from tashan.base.errors import UserError
from tashan.learning import trips
from tashan.learning.models import Photo, Site, Trip
from tashan.record.models import Event, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    return cast.officer()


def site(made: Trip, actor: User, on: date = FIRST) -> Site:
    host = made.hosts.get(order=1)
    return trips.add_site(made, name="亩均办", host=host, visited_on=on, note="看大厅", actor=actor,
                          at=cast.AT)  # fmt: skip


def photo(made: Trip, actor: User, data: bytes = PNG, **said: object) -> Photo:
    fields: dict[str, object] = {"caption": "大厅", "site": None, "actor": actor, "at": cast.AT}
    return trips.add_photo(made, data, **fields | said)  # type: ignore[arg-type]


def test_hosts_keep_their_order(officer: User) -> None:
    assert [host.name for host in trip(officer).hosts.all()] == ["青石县", "白塔县"]


def test_a_host_that_the_register_knows_leads_to_its_entry(officer: User) -> None:
    made = trip(officer, hosts=["他山县"])
    assert made.hosts.get().place == learning_cast.county()


def test_the_first_of_the_delegation_leads_it(officer: User) -> None:
    assert str(trip(officer).members.first()) == "林清和"


def test_a_changed_trip_keeps_the_sites_of_its_hosts(officer: User) -> None:
    made = trip(officer)
    seen = site(made, officer)
    trips.change(made, told(hosts=["白塔县", "青石县"]), actor=officer, at=cast.AT)
    seen.refresh_from_db()
    assert str(seen.host) == "青石县"


def test_a_site_outlives_a_host_that_was_struck_off(officer: User) -> None:
    made = trip(officer)
    seen = site(made, officer)
    trips.change(made, told(hosts=["白塔县"]), actor=officer, at=cast.AT)
    seen.refresh_from_db()
    assert seen.host is None


def test_a_photo_is_kept_like_every_original(officer: User) -> None:
    assert photo(trip(officer), officer).file.media_type == "image/png"


def test_a_photo_outlives_its_site(officer: User) -> None:
    made = trip(officer)
    seen = site(made, officer)
    taken = photo(made, officer, site=seen)
    trips.remove_site(seen, actor=officer, at=cast.AT)
    taken.refresh_from_db()
    assert (taken.site, made.sites.count()) == (None, 0)


def test_a_report_is_attached_once(officer: User) -> None:
    made, read = trip(officer), learning_cast.report(officer)
    rows = [trips.attach(made, read, actor=officer, at=cast.AT) for _ in range(2)]
    assert rows[0] == rows[1]


def test_a_report_may_be_taken_off_again(officer: User) -> None:
    made = trip(officer)
    row = trips.attach(made, learning_cast.report(officer), actor=officer, at=cast.AT)
    trips.detach(row, actor=officer, at=cast.AT)
    assert made.attached.count() == 0


def test_every_act_is_an_event_of_the_trip(officer: User) -> None:
    made = trip(officer)
    site(made, officer)
    photo(made, officer)
    trips.attach(made, learning_cast.report(officer), actor=officer, at=cast.AT)
    kinds = Event.objects.filter(stream=made.stream).values_list("kind", flat=True)
    assert list(kinds) == [
        "trip.made", "trip.site_added", "trip.photo_added", "trip.report_attached",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"title": " "}, "has no title"),
        ({"last": date(2026, 10, 11)}, "ends before it begins"),
        ({"hosts": []}, "led nowhere"),
        ({"hosts": ["青石县", "青石县"]}, "stands there twice"),
    ],
)
def test_a_trip_that_cannot_be_is_refused(
    changed: dict[str, object], reason: str, officer: User
) -> None:
    with pytest.raises(UserError, match=reason):
        trip(officer, **changed)


def test_a_site_is_seen_on_a_day_of_the_trip(officer: User) -> None:
    with pytest.raises(UserError, match="not under way on 2026-10-20"):
        site(trip(officer), officer, on=date(2026, 10, 20))


def test_a_trip_is_not_cut_short_of_its_sites(officer: User) -> None:
    made = trip(officer)
    site(made, officer)
    with pytest.raises(UserError, match="outside of the trip"):
        trips.change(made, told(first=date(2026, 10, 13)), actor=officer, at=cast.AT)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<svg/>", "no picture"),
        (PNG + b"\0" * trips.MOST_BYTES, "larger than 10 MB"),
    ],
)
def test_what_is_no_photo_is_refused(data: bytes, reason: str, officer: User) -> None:
    with pytest.raises(UserError, match=reason):
        photo(trip(officer), officer, data)


def test_a_photo_is_kept_once(officer: User) -> None:
    made = trip(officer)
    photo(made, officer)
    with pytest.raises(UserError, match="here already"):
        photo(made, officer)
