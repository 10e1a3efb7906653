"""Pages of cards: issued by a list, renewed, withdrawn; the holder's choice; the public page."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests.casework.making import person
from tests.programmes import card_cast as own
from tests.programmes.card_cast import CardCounty
from tests.web.people import OfficerClient, sign_in, speaking_english

from tashan.casework.moving.by import By
from tashan.programmes.cards.consents import Field, agree
from tashan.programmes.cards.grounds import by_list
from tashan.programmes.cards.issuing import issue
from tashan.programmes.models import Card
from tashan.registry.belonging import belong
from tashan.registry.kinds import Capacity

pytestmark = pytest.mark.django_db
WHY = {"why": "提供虚假材料", "basis": "绿卡管理办法第九条", "document": "他发改〔2026〕17号"}


@pytest.fixture
def county(settings: Settings) -> CardCounty:
    settings.PLACE = "999901"
    cache.clear()
    return own.county()


@pytest.fixture
def steward(county: CardCounty) -> OfficerClient:
    return speaking_english(sign_in(county.actor))


@pytest.fixture
def card(county: CardCounty) -> Card:
    county.issued()
    return county.card_of(county.hengchuan)


@pytest.fixture
def agent(county: CardCounty, card: Card) -> OfficerClient:
    user = person("agent", "agent")
    belong(user, card.holder, Capacity.AGENT, since=own.ON, source=county.source)
    return speaking_english(sign_in(user))


def visitor() -> Client:
    found = Client()
    found.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "en"
    return found


def told(client: Client, name: str, *args: object, **asked: object) -> str:
    return client.get(reverse(name, args=args), asked).content.decode()


def checked(card: Card) -> str:
    return told(visitor(), "check", card.token)


def test_the_list_says_how_many_are_valid(steward: OfficerClient, card: Card) -> None:
    page = told(steward, "cards")
    assert "<h1>3 cards are valid</h1>" in page
    assert card.number in page


def test_the_list_is_narrowed_by_state_and_by_holder(steward: OfficerClient, card: Card) -> None:
    assert "No card matches" in told(steward, "cards", state="expired")
    page = told(steward, "cards", q="恒川电子", state="valid", kind=f"{card.adoption_id}/holders")
    assert page.count('class="name"') == 1


@pytest.mark.parametrize("sort", ["number", "-since", "until", "nonsense"])
def test_the_list_is_sorted(steward: OfficerClient, card: Card, sort: str) -> None:
    assert card.number in told(steward, "cards", sort=sort)


def test_the_list_needs_few_queries(
    steward: OfficerClient, card: Card, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    steward.get(reverse("cards"))
    with django_assert_max_num_queries(12):
        steward.get(reverse("cards"))
    with django_assert_max_num_queries(12):
        steward.get(reverse("card", args=[card.pk]))


def test_without_cards_the_list_says_what_to_do_next(steward: OfficerClient) -> None:
    assert "No card is issued yet" in told(steward, "cards")


def test_a_list_shows_who_gets_a_card_before_any_is_issued(
    steward: OfficerClient, county: CardCounty
) -> None:
    listed = county.listed()
    page = told(steward, "issue_cards", list=listed.pk)
    assert "<h1>3 enterprises get a Service green card</h1>" in page
    assert not Card.objects.exists()
    answer = steward.post(reverse("issue_cards"), {"list": listed.pk}, follow=True)
    assert "3 cards are issued." in answer.content.decode()
    assert "has one already" in told(steward, "issue_cards", list=listed.pk)


def test_issuing_twice_says_that_nobody_is_without(
    steward: OfficerClient, county: CardCounty
) -> None:
    listed = county.listed()
    issue(by_list(listed), by=county.by())
    answer = steward.post(reverse("issue_cards"), {"list": listed.pk}, follow=True)
    assert "Nobody on it is without a card." in answer.content.decode()


@pytest.mark.parametrize("asked", [{}, {"list": "x"}, {"list": "0"}, {"publication": "99"}])
def test_there_is_no_issuing_by_what_there_is_not(
    steward: OfficerClient, asked: dict[str, str]
) -> None:
    assert steward.get(reverse("issue_cards"), asked).status_code == 404


def test_a_card_opens_its_ground_its_holder_and_its_history(
    steward: OfficerClient, card: Card
) -> None:
    page = told(steward, "card", card.pk)
    assert reverse("award_list", args=[card.award.list_id]) in page  # type: ignore[union-attr]
    assert reverse("enterprise", args=[card.holder_id]) in page
    assert "Card issued" in page
    assert "Requests are passed on within a working day" in page


def test_a_withdrawal_asks_for_reason_basis_and_document(
    steward: OfficerClient, card: Card
) -> None:
    address = reverse("withdraw_card", args=[card.pk])
    refused = steward.post(address, WHY | {"basis": ""}, follow=True).content.decode()
    assert "a reason, a basis and a document" in refused
    done = steward.post(address, WHY, follow=True).content.decode()
    assert "他发改〔2026〕17号" in done
    assert "This card was withdrawn" in checked(card)


def test_a_withdrawal_is_public_and_its_reason_is_not(steward: OfficerClient, card: Card) -> None:
    steward.post(reverse("withdraw_card", args=[card.pk]), WHY)
    page = checked(card)
    assert not any(words in page for words in WHY.values())


def test_renewing_too_early_says_from_when(steward: OfficerClient, card: Card) -> None:
    answer = steward.post(reverse("renew_card", args=[card.pk]), follow=True)
    assert "The card runs until 2027-11-01." in answer.content.decode()


def test_anybody_reads_whether_a_card_is_valid_and_no_name(card: Card) -> None:
    page = checked(card)
    assert "This card is valid" in page
    assert card.number in page
    assert "恒川电子" not in page


def test_anybody_reads_what_was_agreed_and_nothing_else(card: Card, county: CardCounty) -> None:
    agree(card, [Field.NAME], by=county.by())
    page = checked(card)
    assert "恒川电子" in page
    assert card.number not in page
    assert "working day" not in page


def test_no_cache_and_no_search_engine_keeps_the_public_page(card: Card) -> None:
    answer = visitor().get(reverse("check", args=[card.token]))
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex' in answer.content.decode()


@pytest.mark.parametrize("token", ["x", "a" * 32, "%00", "汉"])
def test_an_unknown_code_says_so_and_what_to_do(county: CardCounty, token: str) -> None:
    answer = visitor().get(reverse("check", args=[token]))
    assert answer.status_code == 404
    assert "No card has this code" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_tries_codes_is_slowed_down(card: Card) -> None:
    client = visitor()
    answers = [client.get(reverse("check", args=["a" * 32])).status_code for _ in range(31)]
    assert set(answers[:30]) == {404}
    last = client.get(reverse("check", args=[card.token]))
    assert last.status_code == 429
    assert 0 < int(last.headers["Retry-After"]) <= 60
    assert "Too many checks" in last.content.decode()


def test_the_code_is_a_drawing_and_a_picture(steward: OfficerClient, card: Card) -> None:
    drawn = steward.get(reverse("card_code", args=[card.pk, "svg"]))
    assert drawn.headers["Content-Type"] == "image/svg+xml"
    assert drawn.content.startswith(b"<svg")
    assert steward.get(reverse("card_code", args=[card.pk, "png"])).content[:4] == b"\x89PNG"
    assert steward.get(reverse("card_code", args=[card.pk, "gif"])).status_code == 404


def test_the_print_has_the_card_and_its_address(steward: OfficerClient, card: Card) -> None:
    page = told(steward, "card_print", card.pk)
    assert reverse("check", args=[card.token]) in page
    assert card.number in page


def test_an_agent_sees_their_own_card_and_no_other(
    agent: OfficerClient, county: CardCounty, card: Card
) -> None:
    page = told(agent, "own_cards")
    assert card.number in page
    other = county.card_of(county.changqing)
    assert other.number not in page
    for name in ("card_code", "card_print"):
        args = [other.pk, "svg"] if name == "card_code" else [other.pk]
        assert agent.get(reverse(name, args=args)).status_code == 404
    assert agent.post(reverse("agree_card", args=[other.pk])).status_code == 404
    assert agent.post(reverse("reissue_token", args=[other.pk])).status_code == 404


def test_an_agent_looks_at_a_choice_before_agreeing_to_it(agent: OfficerClient, card: Card) -> None:
    page = told(agent, "own_cards", **{"try": 1, "shows": ["name", "benefits"], "card": card.pk})
    assert "not agreed yet" in page
    assert "恒川电子" not in checked(card)
    agent.post(reverse("agree_card", args=[card.pk]), {"shows": ["name", "benefits"]})
    assert "恒川电子" in checked(card)
    assert Card.objects.get(pk=card.pk).consents.get().shows == ["benefits", "name"]


def test_an_agent_takes_everything_back(agent: OfficerClient, card: Card) -> None:
    agent.post(reverse("agree_card", args=[card.pk]), {})
    page = checked(card)
    assert card.number not in page
    assert "The holder shows nothing more." in page


def test_a_lost_code_is_replaced(agent: OfficerClient, card: Card) -> None:
    old = card.token
    agent.post(reverse("reissue_token", args=[card.pk]))
    card.refresh_from_db()
    assert visitor().get(reverse("check", args=[old])).status_code == 404
    assert "This card is valid" in checked(card)


def test_an_enterprise_without_a_card_is_told_where_to_look(county: CardCounty) -> None:
    user = person("agent", "agent")
    belong(user, county.mingyuan, Capacity.AGENT, since=own.ON, source=county.source)
    client = speaking_english(sign_in(user))
    assert "Your enterprise holds no card" in told(client, "own_cards")


def test_a_renewed_card_names_the_one_before(steward: OfficerClient, county: CardCounty) -> None:
    county.issued()
    before = county.card_of(county.plain)
    Card.objects.filter(pk=before.pk).update(since="2025-12-01", until="2026-11-20")
    issue(by_list(county.listed()), by=By(county.actor, county.by().at, own.ON), only=[
        before.holder_id])  # fmt: skip
    page = told(steward, "card", county.card_of(county.plain).pk)
    assert before.number in page


def test_an_enterprise_shows_its_card_and_what_it_is_entitled_to(
    steward: OfficerClient, card: Card
) -> None:
    page = told(steward, "enterprise", card.holder_id)
    assert reverse("card", args=[card.pk]) in page
    assert "Requests are passed on within a working day" in page


def test_an_agents_own_page_leads_to_their_cards(agent: OfficerClient, card: Card) -> None:
    assert f"{reverse('own_cards')}?card={card.pk}" in told(agent, "own")


def test_a_confirmed_list_leads_to_issuing(steward: OfficerClient, county: CardCounty) -> None:
    listed = county.listed()
    assert f"{reverse('issue_cards')}?list={listed.pk}" in told(steward, "award_list", listed.pk)
