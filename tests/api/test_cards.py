"""S23, service green card: eligibility from a list, term and benefits, checked by its code."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings
from tests.api.programs import Program, program, token_for
from tests.casework.making import person
from tests.programmes import card_cast as own
from tests.programmes.card_cast import CardCounty

from tashan.registry.belonging import belong
from tashan.registry.kinds import Capacity

pytestmark = pytest.mark.django_db
SCOPES = ("funds:read", "funds:write", "registers:read")
WHY = {"why": "提供虚假材料", "basis": "绿卡管理办法第九条", "document": "他发改〔2026〕17号"}


@pytest.fixture
def county(settings: Settings) -> CardCounty:
    settings.PLACE = "999901"
    cache.clear()
    return own.county()


@pytest.fixture
def steward(county: CardCounty) -> Program:
    return Program(token_for(county.actor, *SCOPES), county.actor)


@pytest.fixture
def agent(county: CardCounty) -> Program:
    user = person("agent", "agent")
    belong(user, county.hengchuan, Capacity.AGENT, since=own.ON, source=county.source)
    return Program(token_for(user, *SCOPES), user)


@pytest.fixture
def cards(county: CardCounty, steward: Program) -> list[dict[str, object]]:
    found: list[dict[str, object]] = steward.post("/cards", {"list": county.listed().pk})["items"]
    return found


def token_of(steward: Program, card: object) -> str:
    return str(steward.get(f"/cards/{card}")["check"]).rstrip("/").rsplit("/", 1)[-1]


def test_s23_service_green_card(steward: Program, agent: Program, county: CardCounty) -> None:
    """From the confirmed list to a card that anybody checks, until it is withdrawn."""
    listed = county.listed()
    planned = steward.get(f"/card-plan?list={listed.pk}")["items"]
    assert [one["prospect"] for one in planned] == ["new"] * 3
    made = steward.post("/cards", {"list": listed.pk})["items"]
    assert [one["holder"]["name"] for one in made] == ["恒川电子", "长青机械", "普通工厂"]
    card = steward.get(f"/cards/{made[0]['id']}")
    codes = [one["code"] for one in card["benefits"]]
    assert codes == ["service_officer", "one_day_dispatch", "reported_first"]
    token = token_of(steward, card["id"])
    assert steward.get(f"/card-checks/{token}")["name"] is None
    agent.post(f"/cards/{card['id']}/show", {"shows": ["name"]}, expected=200)
    seen = steward.get(f"/card-checks/{token}")
    assert (seen["state"], seen["name"], seen["number"]) == ("valid", "恒川电子", None)
    steward.post(f"/cards/{card['id']}/withdraw", WHY, expected=200)
    assert steward.get(f"/card-checks/{token}")["state"] == "withdrawn"


def test_cards_are_listed_by_state(steward: Program, cards: list[dict[str, object]]) -> None:
    assert len(steward.get("/cards?state=valid")["items"]) == 3
    assert steward.get("/cards?state=withdrawn")["items"] == []


def test_an_agent_reads_their_own_card_alone(
    agent: Program, cards: list[dict[str, object]]
) -> None:
    assert [one["id"] for one in agent.get("/cards")["items"]] == [cards[0]["id"]]
    assert agent.send("GET", f"/cards/{cards[1]['id']}").status_code == 404
    assert agent.send("POST", f"/cards/{cards[1]['id']}/show", {"shows": []}).status_code == 404


def test_issuing_again_is_refused_with_what_to_do(
    steward: Program, cards: list[dict[str, object]]
) -> None:
    listed = steward.get(f"/cards/{cards[0]['id']}")["list"]
    told = steward.problem("POST", "/cards", {"list": listed})
    assert "Nobody on it is without a card" in told["detail"]


def test_a_ground_is_a_list_or_a_ranking(steward: Program) -> None:
    assert steward.send("POST", "/cards", {}).status_code == 404
    assert steward.send("POST", "/cards", {"publication": 1}).status_code == 404
    assert steward.send("GET", "/card-plan?list=99999").status_code == 404


def test_a_withdrawal_without_a_basis_is_refused(
    steward: Program, cards: list[dict[str, object]]
) -> None:
    address = f"/cards/{cards[0]['id']}/withdraw"
    assert steward.send("POST", address, WHY | {"basis": ""}).status_code == 422
    assert "basis" in steward.problem("POST", address, WHY | {"basis": "  "})["detail"]


def test_a_card_is_renewed_by_a_newer_list(
    steward: Program, cards: list[dict[str, object]]
) -> None:
    told = steward.problem("POST", f"/cards/{cards[0]['id']}/renew", {})
    assert "The card runs until" in told["detail"]


def test_a_new_token_replaces_the_old(steward: Program, cards: list[dict[str, object]]) -> None:
    old = token_of(steward, cards[0]["id"])
    steward.post(f"/cards/{cards[0]['id']}/new-token", {}, expected=200)
    assert steward.send("GET", f"/card-checks/{old}").status_code == 404
    assert steward.get(f"/card-checks/{token_of(steward, cards[0]['id'])}")["state"] == "valid"


def test_a_program_without_the_right_issues_nothing(county: CardCounty) -> None:
    caller = program("reader", scopes=SCOPES)
    assert caller.send("POST", "/cards", {"list": 1}).status_code == 403
