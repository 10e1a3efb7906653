"""The pages of mechanisms: cards, and one mechanism in plain words."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.web.people import Knock, OfficerClient, speaking_english

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.mechanisms import schema
from tashan.mechanisms.library import library
from tashan.web import mechanism_words

pytestmark = pytest.mark.django_db
ON = "2026-11-28"


@pytest.fixture
def reader(knock: Knock) -> OfficerClient:
    return speaking_english(knock("reader"))


def shown(client: OfficerClient, address: str, **query: str) -> str:
    answer = client.get(address, {"on": ON} | query)
    assert answer.status_code == 200
    return answer.content.decode()


def titles(page: str) -> list[str]:
    return re.findall(r'<h2><a href="/mechanisms/([a-z0-9_]+)/">', page)


def test_the_cards_leave_groundwork_out_until_it_is_asked_for(reader: OfficerClient) -> None:
    first = titles(shown(reader, "/mechanisms/"))
    assert "green_card" in first
    assert "calendar_2026" not in first
    assert "calendar_2026" in titles(shown(reader, "/mechanisms/", theme="calendars"))


def test_words_find_a_mechanism_by_the_title_of_a_part(reader: OfficerClient) -> None:
    assert titles(shown(reader, "/mechanisms/", q="设备投资补助")) == ["awards"]


def test_words_find_a_mechanism_by_where_it_comes_from(reader: OfficerClient) -> None:
    assert titles(shown(reader, "/mechanisms/", q="黄岩")) == ["per_mu_huangyan"]


def test_cards_narrow_to_what_they_serve(reader: OfficerClient) -> None:
    found = titles(shown(reader, "/mechanisms/", system="S22"))
    assert {"tax_ranking", "output_ranking"} <= set(found)
    assert "towns" not in found


def test_nothing_found_says_what_to_do(reader: OfficerClient) -> None:
    assert "No mechanism matches" in shown(reader, "/mechanisms/", q="perpetual motion")


def test_the_cards_say_that_nothing_is_adopted_yet(reader: OfficerClient) -> None:
    assert "none adopted here yet" in shown(reader, "/mechanisms/")


def test_the_page_answers_the_questions_in_words_made_from_the_file(
    reader: OfficerClient,
) -> None:
    page = shown(reader, "/mechanisms/awards/")
    assert "Who qualifies" in page
    assert "investment in equipment of last year is at least <b>3 million yuan</b>" in page
    assert "A budget of <b>12 million yuan</b>" in page


def test_the_page_speaks_chinese(knock: Knock) -> None:
    page = shown(knock("reader"), "/mechanisms/awards/")
    assert "上年企业设备投资额不低于 <b>300 万元</b>" in page


def test_the_page_speaks_traditional_chinese(knock: Knock) -> None:
    client = knock("reader")
    client.cookies["django_language"] = "zh-hant"
    assert "上年企業設備投資額不低於 <b>300 萬元</b>" in shown(client, "/mechanisms/awards/")


def test_a_condition_stands_beside_its_rule_as_written(reader: OfficerClient) -> None:
    page = shown(reader, "/mechanisms/growth_enterprises/")
    assert "growth(sales_revenue, last_year) &gt;= growing_growth" in page


def test_a_parameter_shows_its_value_of_the_day_and_the_next_change(
    reader: OfficerClient,
) -> None:
    page = shown(reader, "/mechanisms/awards/")
    assert "up to 1000 6%" in page
    assert "up to 1000 5%; up to 5000 7%" in page
    assert "from 2027-01-01" in page


def test_a_parameter_before_its_first_day_is_not_known(reader: OfficerClient) -> None:
    page = shown(reader, "/mechanisms/output_ranking/", on="2024-06-30")
    assert "not yet known" in page


def test_the_pedigree_names_the_place_it_comes_from(reader: OfficerClient) -> None:
    page = shown(reader, "/mechanisms/green_card/")
    assert re.search(r"First done in</small><b>安吉县</b>", page)
    assert "not adopted yet" in page


def test_a_procedure_is_drawn_and_its_longest_way_is_counted(reader: OfficerClient) -> None:
    page = shown(reader, "/mechanisms/green_card/")
    assert "The thick line is the longest way, 11 working days" in page
    assert page.count('<rect class="box"') == 7


def test_a_procedure_of_stages_is_drawn_in_bands(reader: OfficerClient) -> None:
    page = shown(reader, "/mechanisms/parallel_approval/")
    assert page.count('class="lanes bands"') == 4
    assert "Natural resources · 20 working days" in page


def test_every_prerequisite_shows_the_law_that_asks_for_it_or_that_none_does(
    reader: OfficerClient,
) -> None:
    page = shown(reader, "/mechanisms/parallel_approval/")
    assert re.search(r"\d\d prerequisites, \d\d without a basis in law", page)
    assert page.count('<span class="tag yellow">no basis</span>') >= 40
    assert "环境影响评价法" in page


def test_a_procedure_can_be_taken_away_as_bpmn(reader: OfficerClient) -> None:
    address = "/mechanisms/parallel_approval/enterprise_filing.bpmn"
    assert f'href="{address}"' in shown(reader, "/mechanisms/parallel_approval/")
    answer = reader.get(address)
    assert answer.headers["Content-Type"] == "application/xml"
    assert "parallel_approval-enterprise_filing.bpmn" in answer.headers["Content-Disposition"]
    assert b'name="Construction permit"' in answer.content


@pytest.mark.parametrize(
    "address",
    ["/mechanisms/parallel_approval/matters.bpmn", "/mechanisms/nothing/enterprise_filing.bpmn"],
)
def test_what_is_no_procedure_is_not_found(address: str, reader: OfficerClient) -> None:
    assert reader.get(address).status_code == 404


def test_the_file_itself_can_be_read(reader: OfficerClient) -> None:
    assert "enterprises/green_card.yaml" in shown(reader, "/mechanisms/green_card/")
    assert "mechanism: green_card" in shown(reader, "/mechanisms/green_card/")


def test_who_may_not_adopt_sees_no_button(reader: OfficerClient) -> None:
    assert "/mechanisms/green_card/adopt/" not in shown(reader, "/mechanisms/green_card/")


def test_a_steward_is_led_to_adopt_it(knock: Knock) -> None:
    assert "/mechanisms/green_card/adopt/" in shown(knock("steward"), "/mechanisms/green_card/")


def test_what_is_adopted_here_is_told_from_its_day_on(reader: OfficerClient) -> None:
    new = NewAdoption(
        mechanism="green_card", title="他山县服务绿卡", place="999901", since=date(2026, 7, 1)
    )
    row = adopt(new, actor=cast.officer(), at=cast.AT)
    page = shown(reader, "/mechanisms/green_card/")
    assert f'<a href="/adoptions/{row.pk}/">他山县服务绿卡</a>' in page
    assert "1 adopted here" in shown(reader, "/mechanisms/", q="服务绿卡")
    assert titles(shown(reader, "/mechanisms/", adopted="yes")) == ["green_card"]
    assert "not adopted yet" in shown(reader, "/mechanisms/green_card/", on="2026-06-30")


def test_the_law_s_points_stand_on_the_page(reader: OfficerClient) -> None:
    assert "Fair competition review" in shown(reader, "/mechanisms/awards/")


def test_the_one_search_finds_mechanisms_too(reader: OfficerClient) -> None:
    page = shown(reader, "/search/", q="绿卡")
    assert '<a class="name" href="/mechanisms/green_card/">' in page


def test_the_one_search_leaves_groundwork_out(reader: OfficerClient) -> None:
    assert "/mechanisms/calendar_2026/" not in shown(reader, "/search/", q="2026")


def test_an_unknown_mechanism_is_not_found(reader: OfficerClient) -> None:
    assert reader.get("/mechanisms/perpetual_motion/").status_code == 404


def test_every_kind_of_part_and_every_system_has_a_name() -> None:
    assert set(mechanism_words.KINDS) == set(schema.KINDS)
    named = {code for one in library().mechanisms.values() for code in one.systems}
    assert named <= set(mechanism_words.SYSTEMS)


@pytest.mark.parametrize("code", sorted(library().mechanisms))
def test_every_mechanism_has_its_page(code: str, reader: OfficerClient) -> None:
    assert "<h1>" in shown(reader, f"/mechanisms/{code}/")


def test_the_pages_ask_at_most_twelve_queries(
    reader: OfficerClient, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for address in ("/mechanisms/", "/mechanisms/green_card/"):
        with django_assert_max_num_queries(12):
            shown(reader, address)
