"""The frame of the pages: tongue, appearance, what the side bar offers, the policy of the page."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from tests.web.people import account

from tashan.web.navigation import GROUPS, Section, root_of, sections_for

pytestmark = pytest.mark.django_db


def test_the_sign_in_page_is_open_to_anyone(client: Client) -> None:
    assert client.get("/accounts/login/").status_code == 200


def test_the_desk_asks_a_visitor_to_sign_in(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/accounts/login/?next=/"


def test_a_script_of_a_visitor_is_refused_not_sent_to_the_sign_in_page(client: Client) -> None:
    assert client.get("/", headers={"X-Part": "1"}).status_code == 401


def test_the_pages_speak_simplified_chinese_whatever_the_browser_asks(client: Client) -> None:
    answer = client.get("/accounts/login/", headers={"Accept-Language": "en"})
    assert answer.headers["Content-Language"] == "zh-hans"


def test_a_chosen_tongue_stays(client: Client) -> None:
    client.post("/preferences/", {"tongue": "en", "next": "/accounts/login/"})
    assert client.get("/accounts/login/").headers["Content-Language"] == "en"


def test_an_unknown_tongue_is_not_taken(client: Client) -> None:
    client.post("/preferences/", {"tongue": "xx"})
    assert client.get("/accounts/login/").headers["Content-Language"] == "zh-hans"


def test_a_chosen_appearance_is_written_on_the_page(client: Client) -> None:
    client.post("/preferences/", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/accounts/login/").content.decode()


def test_a_choice_leads_back_to_where_it_was_made(client: Client) -> None:
    answer = client.post("/preferences/", {"theme": "dark", "next": "/accounts/login/?next=/"})
    assert answer.headers["Location"] == "/accounts/login/?next=/"


def test_a_choice_never_leads_to_another_server(client: Client) -> None:
    answer = client.post("/preferences/", {"theme": "dark", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


def test_no_page_carries_inline_style_or_script(client: Client) -> None:
    page = client.get("/accounts/login/").content.decode()
    assert 'style="' not in page
    assert "onclick=" not in page


def test_an_unknown_address_tells_the_next_step(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert b"note jade" in answer.content


def side_bar(role: str, path: str) -> list[Section]:
    return sections_for(account(f"one_{role}", role), RequestFactory().get(path))


def test_many_pages_are_folded_but_those_of_every_day_and_where_one_is() -> None:
    everyday, *others = side_bar("steward", "/problems/3/")
    assert everyday.is_open
    assert not everyday.title
    assert all(one.title for one in others)
    [here] = [one for one in others if one.is_open]
    assert [item.url for item in here.items if item.current] == ["/problems/"]


def test_few_pages_stand_below_each_other_without_titles() -> None:
    sections = side_bar("agent", "/own/services/4/")
    assert all(one.is_open and not one.title for one in sections)
    current = [item.url for one in sections for item in one.items if item.current]
    assert current == ["/own/services/"]


def test_no_page_stands_twice_and_each_is_where_its_addresses_begin() -> None:
    places = [place for group in GROUPS for place in group.places]
    assert len({place.name for place in places}) == len(places)
    roots = [root for place in places for root in (place.root, *place.further)]
    assert len(set(roots)) == len(roots)
    assert [root for root in roots if root and root_of(f"/{root}/7/") != root] == []
