"""The inbox: what waits at an office, how pressing it is, and for whom it is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from tests.casework import making
from tests.web.people import OfficerClient, sign_in, speaking_english

from tashan.casework.models import Matter, Opinion, Stop
from tashan.casework.states import State

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 11)  # a Wednesday


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 11, 3, tzinfo=UTC))


def in_hand(**said: object) -> dict[str, object]:
    accepted = date(2026, 11, 2)
    return {
        "state": State.IN_HAND,
        "received_on": accepted,
        "accepted_on": accepted,
        "promised_on": date(2026, 11, 20),
        "statutory_on": date(2026, 11, 30),
    } | said


@pytest.fixture
def handler(db: None) -> OfficerClient:
    user = making.officer("handler", "handler", at=making.office())
    return speaking_english(sign_in(user))


def page(client: OfficerClient, query: str = "") -> str:
    return client.get(f"/inbox/{query}").content.decode()


def test_what_is_late_stands_first(handler: OfficerClient) -> None:
    making.make_case({"fine": in_hand(), "late": in_hand(promised_on=date(2026, 11, 9))})
    shown = page(handler)
    assert shown.index("#matter-late") < shown.index("#matter-fine")
    assert "2 days late" in shown


def test_the_day_of_the_deadline_is_in_time(handler: OfficerClient) -> None:
    making.make_case({"one": in_hand(promised_on=TODAY)})
    shown = page(handler)
    assert "Due today" in shown
    assert 'class="light red"' not in shown


def test_beyond_the_statute_is_told_apart_from_late(handler: OfficerClient) -> None:
    past = date(2026, 11, 3)
    making.make_case({"one": in_hand(promised_on=past, statutory_on=past)})
    assert "Beyond the statutory limit" in page(handler)


def test_the_days_used_stand_beside_those_promised(handler: OfficerClient) -> None:
    making.make_case({"one": in_hand(promised_on=date(2026, 11, 11))})
    assert "<span>7 / 7</span>" in page(handler)


def test_another_offices_matters_are_not_shown(handler: OfficerClient) -> None:
    making.make_case({"theirs": in_hand()}, office=making.office("水利局"))
    assert "#matter-theirs" not in page(handler)


def test_what_is_stopped_stands_apart(handler: OfficerClient) -> None:
    case = making.make_case({"one": in_hand(state=State.SPECIAL_BEGUN, promised_on=None)})
    Stop.objects.create(
        matter=making.matter(case), reason="expert_review", says="评审", stopped_on=TODAY
    )
    assert "#matter-one" not in page(handler)
    assert "Expert review" in page(handler, "?list=stopped")


def test_an_opinion_asked_of_us_waits_for_us(handler: OfficerClient) -> None:
    case = making.make_case({"joint": in_hand()}, office=making.office("水利局"))
    for name in ("自然资源和规划局", "林业局"):
        Opinion.objects.create(
            matter=making.matter(case, "joint"), duty="land", office=making.office(name),
            asked_on=TODAY, due_on=date(2026, 11, 13),
        )  # fmt: skip
    shown = page(handler, "?list=asked")
    assert "#matter-joint" in shown
    assert "2 asked, 0 given" in shown


def test_a_light_filters_what_is_in_hand(handler: OfficerClient) -> None:
    making.make_case({"fine": in_hand(), "late": in_hand(promised_on=date(2026, 11, 9))})
    shown = page(handler, "?light=red")
    assert "#matter-late" in shown
    assert "#matter-fine" not in shown


def test_a_filing_is_on_record_never_approved(handler: OfficerClient) -> None:
    making.make_case({"one": in_hand(state=State.PASSED, ended_on=TODAY, sort="licence")})
    assert "Passed" in page(handler, "?list=deliver")


def test_the_window_sees_what_was_handed_in_at_every_office() -> None:
    window = speaking_english(sign_in(making.officer("window", "window", at=making.office("窗口"))))
    received = {"state": State.RECEIVED, "received_on": date(2026, 11, 9)}
    making.make_case({"new": received}, office=making.office("水利局"))
    shown = page(window)
    assert "#matter-new" in shown
    assert "2026-11-16" in shown  # five working days after


def test_fifty_rows_are_a_page(handler: OfficerClient) -> None:
    making.make_case({f"m{n}": in_hand() for n in range(51)})
    assert page(handler).count('<span class="light') - page(handler).count('"chip"') > 0
    assert page(handler).count("#matter-") == 50
    assert page(handler, "?page=2").count("#matter-") == 1


def test_the_inbox_takes_few_queries(
    handler: OfficerClient, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    making.make_case({f"m{n}": in_hand() for n in range(20)})
    with django_assert_max_num_queries(9):
        page(handler)


def test_a_list_that_there_is_none_of_shows_the_first(handler: OfficerClient) -> None:
    assert handler.get("/inbox/?list=nothing&light=%00&page=999999999999999").status_code == 200


def test_someone_without_an_office_is_told_what_to_do() -> None:
    client = speaking_english(sign_in(making.person("nowhere", "handler")))
    assert "belongs to no office" in page(client)


def test_counts_match_what_is_listed(handler: OfficerClient) -> None:
    making.make_case({"fine": in_hand(), "late": in_hand(promised_on=date(2026, 11, 9))})
    assert Matter.objects.count() == 2
    assert ">In hand<b>2</b>" in page(handler)


def test_the_desk_shows_my_matters_by_light(handler: OfficerClient) -> None:
    making.make_case({"late": in_hand(promised_on=date(2026, 11, 9))})
    shown = handler.get("/").content.decode()
    assert "My matters by light" in shown
    assert "#matter-late" in shown


def test_the_desk_of_a_caseworker_takes_few_queries(
    handler: OfficerClient, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    making.make_case({f"m{n}": in_hand() for n in range(20)})
    with django_assert_max_num_queries(12):
        handler.get("/")


def test_what_nothing_holds_up_can_be_received(handler: OfficerClient) -> None:
    making.make_case(["land", "permit"], {"permit": ["land"]})
    shown = page(handler, "?list=receive")
    assert "#matter-land" in shown
    assert "#matter-permit" not in shown
