"""The pages of an adoption: five steps that store nothing before the last, and what holds then."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.conf import settings as conf
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests import cast
from tests.learning import learning_cast
from tests.web.adopting_cast import adopted
from tests.web.people import Knock, OfficerClient, speaking_english

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.indicators.catalogue import indicators
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.learning.models import Lesson
from tashan.record import sources
from tashan.record.models import User

pytestmark = pytest.mark.django_db
FOUR_ONES = {"since": "2026-11-01", "title": "电子信息产业链"}


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


@pytest.fixture
def steward(knock: Knock) -> OfficerClient:
    learning_cast.county()
    return speaking_english(knock("steward"))


def step(client: OfficerClient, code: str = "four_ones", **said: str) -> str:
    address = reverse("adopt", args=[code]) + "?" + urlencode(said)
    return client.get(address).content.decode()


def finish(client: OfficerClient, code: str = "four_ones", **said: str) -> int:
    answer = client.post(reverse("adopt", args=[code]), FOUR_ONES | {"step": "adopt"} | said)
    return answer.status_code


def page_of(client: OfficerClient, adoption: Adoption) -> str:
    return client.get(reverse("adoption", args=[adoption.pk])).content.decode()


def test_the_first_step_asks_for_people_and_money(steward: OfficerClient) -> None:
    assert "say below how many are there" in step(steward)


def test_enough_people_are_met(steward: OfficerClient) -> None:
    assert "3 needed, 4 there" in step(steward, people="4")


@pytest.mark.parametrize(
    ("tongue", "name"), [("en", "Service from a menu"), ("zh-hans", "菜单式服务")]
)
def test_what_it_builds_on_is_told_by_name(steward: OfficerClient, tongue: str, name: str) -> None:
    steward.cookies[conf.LANGUAGE_COOKIE_NAME] = tongue
    page = step(steward, "green_card")
    assert name in page
    assert "S28" not in page


def test_what_was_said_is_carried_to_the_next_step(steward: OfficerClient) -> None:
    assert '<input type="hidden" name="people" value="4">' in step(steward, step="law", people="4")


def test_the_second_step_says_what_the_law_asks(steward: OfficerClient) -> None:
    assert "no list is confirmed before" in step(steward, "green_card", step="law")


def test_a_parameter_without_a_reason_stops_the_way(steward: OfficerClient) -> None:
    page = step(steward, step="preview", **{"p.masters": "5", "r.masters": ""})
    assert "Say why your place sets it otherwise" in page


def test_what_is_no_number_stops_the_way(steward: OfficerClient) -> None:
    assert "is no number" in step(steward, step="adopt", **{"p.masters": "五", "r.masters": "多"})


def test_the_last_step_says_what_will_hold(steward: OfficerClient) -> None:
    page = step(steward, step="adopt", **{"p.masters": "5", "r.masters": "链上企业多"})
    assert "3 → <b>5</b>" in page


def test_nothing_is_stored_before_the_last_step(steward: OfficerClient) -> None:
    for name in ("fitness", "law", "parameters", "preview", "adopt"):
        step(steward, step=name)
    assert not Adoption.objects.exists()


def test_the_last_step_adopts(steward: OfficerClient) -> None:
    assert finish(steward, **{"p.masters": "5", "r.masters": "链上企业多"}) == 302
    held = current.in_force(cast.AT.date())[0]
    assert held.adoption.title == "电子信息产业链"
    assert str(held.mechanism.parameters["masters"].on(cast.AT.date())) == "5"


def test_a_list_of_words_is_set_otherwise(steward: OfficerClient) -> None:
    finish(steward, **{"p.industries": "C39 C40", "r.industries": "我县主导"})
    held = current.in_force(cast.AT.date())[0]
    assert held.mechanism.parameters["industries"].on(cast.AT.date()) == ("C39", "C40")


def test_a_refusal_comes_back_with_the_next_step(steward: OfficerClient) -> None:
    adopted(steward.user, title="电子信息产业链")
    answer = steward.post(reverse("adopt", args=["four_ones"]), FOUR_ONES | {"step": "adopt"})
    assert answer.status_code == 422
    assert "Give this one another title" in answer.content.decode()


def test_what_was_learned_from_a_report_is_linked_to_it(steward: OfficerClient) -> None:
    read = learning_cast.report(steward.user)
    finish(steward, **{"from": f"{read.pk}-1"})
    assert Lesson.objects.get().finding == learning_cast.first_finding(read)
    assert "青石县" in page_of(steward, Adoption.objects.get())


def test_a_mechanism_that_there_is_not_is_not_found(steward: OfficerClient) -> None:
    assert steward.get(reverse("adopt", args=["nothing"])).status_code == 404


def test_the_page_shows_ours_beside_the_origins(steward: OfficerClient) -> None:
    page = page_of(steward, adopted(steward.user))
    assert '<b class="ours">5</b>' in page
    assert "链上企业多" in page


def test_a_review_is_recorded_on_the_page(steward: OfficerClient) -> None:
    made = adopted(steward.user)
    said = {
        "conclusion": "passes", "document": "公审〔2026〕3号", "reviewer": "市场监督管理局",
        "decided_on": "2026-10-10",
    }  # fmt: skip
    steward.post(reverse("review_adoption", args=[made.pk]), said)
    assert current.is_reviewed(made)
    assert "公审〔2026〕3号" in page_of(steward, made)


def test_a_review_without_its_document_comes_back(steward: OfficerClient) -> None:
    made = adopted(steward.user)
    answer = steward.post(reverse("review_adoption", args=[made.pk]), {"conclusion": "passes"})
    assert (answer.status_code, current.is_reviewed(made)) == (422, False)


def test_parameters_are_changed_from_a_day_on(steward: OfficerClient) -> None:
    made = adopted(steward.user)
    said = {"since": "2026-12-01", "p.masters": "6", "r.masters": "又来一家"}
    steward.post(reverse("change_adoption", args=[made.pk]), said)
    assert made.versions.latest("number").reasons["parameters/masters"] == "又来一家"


def test_a_change_without_a_reason_comes_back(steward: OfficerClient) -> None:
    made = adopted(steward.user)
    said = {"since": "2026-12-01", "p.masters": "6"}
    answer = steward.post(reverse("change_adoption", args=[made.pk]), said)
    assert (answer.status_code, made.versions.count()) == (422, 1)


def test_a_change_that_changes_nothing_is_told(steward: OfficerClient) -> None:
    made = adopted(steward.user)
    answer = steward.post(reverse("change_adoption", args=[made.pk]), {"since": "2026-12-01"})
    assert "Nothing differs" in answer.content.decode()


def test_an_adoption_is_ended_with_its_reason(steward: OfficerClient) -> None:
    made = adopted(steward.user)
    steward.post(reverse("end_adoption", args=[made.pk]), {"on": "2026-12-31", "reason": "并入"})
    made.refresh_from_db()
    assert str(made.ended_on) == "2026-12-31"


def test_an_end_before_the_beginning_comes_back(steward: OfficerClient) -> None:
    made = adopted(steward.user)
    answer = steward.post(
        reverse("end_adoption", args=[made.pk]), {"on": "2025-12-31", "reason": "并入"}
    )
    assert answer.status_code == 422


def test_the_local_file_is_handed_on(steward: OfficerClient) -> None:
    made = adopted(steward.user)
    answer = steward.get(reverse("adoption_file", args=[made.pk]))
    assert answer.content.decode() == made.versions.get().text


def test_who_has_it_from_us_stands_in_the_pedigree(steward: OfficerClient) -> None:
    made = adopted(steward.user)
    adopted(steward.user, place="330523", origin=made, settings={})
    assert "安吉县" in page_of(steward, made)


def test_the_reader_offers_to_adopt_an_accepted_mechanism(steward: OfficerClient) -> None:
    read = learning_cast.report(steward.user)
    card = steward.get(reverse("finding", args=[read.pk, 1])).content.decode()
    assert f"{reverse('adopt', args=['four_ones'])}?from={read.pk}-1" in card
    assert "the same name" in card


def test_a_practice_that_waits_for_review_is_not_offered(steward: OfficerClient) -> None:
    read = learning_cast.report(steward.user, accepted=False)
    card = steward.get(reverse("finding", args=[read.pk, 1])).content.decode()
    assert reverse("adopt", args=["four_ones"]) not in card


def test_a_reader_sees_what_it_may_be_and_cannot_adopt(knock: Knock, steward: User) -> None:
    read = learning_cast.report(cast.officer())
    card = knock("reader").get(reverse("finding", args=[read.pk, 1])).content.decode()
    assert "四个一" in card
    assert reverse("adopt", args=["four_ones"]) not in card


def test_a_draft_is_handed_out_as_a_file(steward: OfficerClient) -> None:
    read = learning_cast.report(steward.user)
    answer = steward.get(reverse("draft_mechanism", args=[read.pk, 1]))
    assert "si_ge_yi.yaml" in answer.headers["Content-Disposition"]
    assert "mechanism: si_ge_yi" in answer.content.decode()


def test_the_effect_is_drawn_before_and_after(steward: OfficerClient) -> None:
    made = adopted(steward.user)
    source = sources.of_document("虚构的统计公报", at=cast.AT)
    grp = indicators(["grp"])["grp"]
    figures = [
        Figure(learning_cast.county(), grp, date(year, 1, 1), date(year, 12, 31), Decimal(200))
        for year in (2024, 2025, 2026)
    ]
    record(figures, source=source, actor=None, at=cast.AT)
    address = reverse("adoption", args=[made.pk])
    page = steward.get(address + "?measured=grp").content.decode()
    assert 'id="chart-effect"' in page
    assert "No figure of the place that it was learned from" in page
