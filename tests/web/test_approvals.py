"""The overview of everything that runs in parallel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from tests.casework import making
from tests.web.people import OfficerClient, sign_in, speaking_english
from tests.web.test_inbox import in_hand

from tashan.casework.models import Opinion
from tashan.casework.states import State

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 11)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 11, 3, tzinfo=UTC))


@pytest.fixture
def leader(db: None) -> OfficerClient:
    return speaking_english(sign_in(making.officer("leader", "leader", at=making.office("县政府"))))


def page(client: OfficerClient, query: str = "") -> str:
    return client.get(f"/approvals/{query}").content.decode()


def test_what_stood_still_for_longest_is_first(leader: OfficerClient) -> None:
    making.make_case({"new": in_hand(accepted_on=date(2026, 11, 10))}, title="新近的")
    making.make_case({"old": in_hand()}, title="久未动的")
    shown = page(leader)
    assert shown.index("久未动的") < shown.index("新近的")
    assert "9 days" in shown


def test_a_cell_shows_the_most_urgent_light_and_how_many_passed(leader: OfficerClient) -> None:
    making.make_case(
        {
            "late": in_hand(promised_on=date(2026, 11, 9)),
            "done": in_hand(state=State.PASSED, ended_on=TODAY),
        }
    )
    assert '<span class="light red">1/2</span>' in page(leader)


def test_columns_may_be_offices(leader: OfficerClient) -> None:
    making.make_case({"one": in_hand()}, office=making.office("水利局"))
    assert '<th class="of-cell">水利局</th>' in page(leader, "?by=office")


def test_a_joint_matter_says_who_has_not_answered(leader: OfficerClient) -> None:
    case = making.make_case({"joint": in_hand()})
    for name, given in (("水利局", TODAY), ("林业局", None)):
        Opinion.objects.create(
            matter=making.matter(case, "joint"), duty=name, office=making.office(name),
            asked_on=TODAY, given_on=given, position="agrees" if given else "",
        )  # fmt: skip
    shown = page(leader)
    assert "2 asked, 1 given" in shown
    assert "missing: 林业局" in shown


def test_who_insists_without_a_legal_basis_is_named(leader: OfficerClient) -> None:
    making.make_case(["land", "permit"], {"permit": ["land"]}, office=making.office("住建局"))
    shown = page(leader)
    assert "Insisted on without a legal basis" in shown
    assert "“permit” only after “land”" in shown
    assert "holds back 1 case" in shown


def test_what_was_deemed_accepted_is_labelled_automatic(leader: OfficerClient) -> None:
    making.make_case({"one": in_hand(is_deemed=True)})
    assert "Deemed accepted, automatic" in page(leader)


def test_a_handler_sees_the_cases_of_the_own_office_alone() -> None:
    making.make_case({"one": in_hand()}, office=making.office("水利局"), title="别家的")
    handler = sign_in(making.officer("handler", "handler", at=making.office()))
    assert "别家的" not in page(handler)


def test_the_overview_takes_few_queries(
    leader: OfficerClient, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for n in range(5):
        making.make_case(
            {f"m{k}": in_hand() for k in range(5)}, subject=making.project(serial=n + 1)
        )
    with django_assert_max_num_queries(12):
        page(leader)
