"""The leader's day: what is stuck comes first, with whom to call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from tests.casework import making
from tests.registry import people_and_places as county
from tests.web.people import OfficerClient, sign_in, speaking_english
from tests.web.test_inbox import in_hand

from tashan.casework.models import Opinion
from tashan.casework.states import State
from tashan.registry.changes import change

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 11)
LATE = date(2026, 11, 9)
BEGUN = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 11, 3, tzinfo=UTC))


@pytest.fixture
def leader(db: None) -> OfficerClient:
    return speaking_english(sign_in(making.officer("leader", "leader", at=making.office("县政府"))))


def page(client: OfficerClient) -> str:
    answer = client.get("/today/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_title_says_how_many_cases_are_stuck(leader: OfficerClient) -> None:
    making.make_case({"one": in_hand(promised_on=LATE), "two": in_hand(promised_on=LATE)})
    making.make_case({"one": in_hand()})
    assert "<em>1 case is stuck</em>" in page(leader)


def test_without_anything_late_the_title_says_so(leader: OfficerClient) -> None:
    making.make_case({"one": in_hand()})
    shown = page(leader)
    assert "Nothing is stuck" in shown
    assert "Every matter is within its limit" in shown


def test_offices_show_their_worst_light_and_the_worst_come_first(leader: OfficerClient) -> None:
    making.make_case({"one": in_hand()}, office=making.office("水利局"))
    making.make_case(
        {"one": in_hand(promised_on=LATE), "two": in_hand()}, office=making.office("林业局")
    )
    stopped = in_hand(state=State.SPECIAL_BEGUN, promised_on=None, statutory_on=None)
    making.make_case({"one": stopped}, office=making.office("住建局"))
    making.make_case({"one": in_hand(promised_on=TODAY)}, office=making.office("交通局"))
    shown = page(leader)
    order = [shown.index(f'title="{name}"') for name in ("林业局", "交通局", "水利局", "住建局")]
    assert order == sorted(order)
    for word in ("late 1", "due soon 1", "stopped 1", "on time"):
        assert word in shown


def test_the_largest_investment_comes_first(leader: OfficerClient) -> None:
    for serial, fen in ((1, 10**10), (2, 32 * 10**9), (3, None)):
        subject = making.project(f"项目{serial}", serial)
        change(subject, since=BEGUN, source=county.source(), investment=fen)
        making.make_case({"one": in_hand(promised_on=LATE)}, subject=subject, title=f"项目{serial}")
    shown = page(leader)
    assert shown.index("项目2") < shown.index("项目1") < shown.index("项目3")
    assert "holds up 3.20 hundred million yuan of investment" in shown


def test_it_says_what_waits_and_for_whom(leader: OfficerClient) -> None:
    case = making.make_case(
        {"one": in_hand(promised_on=LATE), "next": {}, "last": {}},
        {"next": ["one"], "last": ["one", "next"]},
    )
    Opinion.objects.create(
        matter=making.matter(case), duty="water", office=making.office("水利局"), asked_on=LATE
    )
    shown = page(leader)
    assert "waits for 1 opinion" in shown
    assert "2 matters wait for it" in shown


def test_the_office_can_be_called_where_its_number_is_known(leader: OfficerClient) -> None:
    making.make_case({"one": in_hand(promised_on=LATE)})
    assert "tel:" not in page(leader)
    known = county.office("水利局", at=making.home(), phone="0578-1234567")
    making.make_case({"one": in_hand(promised_on=LATE)}, office=known)
    assert 'href="tel:0578-1234567"' in page(leader)


def test_a_handler_sees_what_is_stuck_in_the_own_office_alone() -> None:
    making.make_case({"one": in_hand(promised_on=LATE)}, office=making.office("水利局"))
    handler = speaking_english(sign_in(making.officer("h", "handler", at=making.office())))
    assert "Nothing is stuck" in page(handler)


def test_the_day_takes_few_queries(
    leader: OfficerClient, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for n in range(5):
        late = in_hand(promised_on=LATE)
        making.make_case({"one": late}, subject=making.project(serial=n + 1))
    with django_assert_max_num_queries(12):
        page(leader)
