"""Public notices: what anyone may read, and how one is begun."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests.casework import notice_cast as own
from tests.indicators.ranking import ranking_cast as made
from tests.indicators.ranking.files import TAX
from tests.web.people import Knock, OfficerClient, speaking_english
from tests.web.ranking_cast import Ranked

from tashan.casework.models import Case
from tashan.indicators.ranking_models import Publication

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.PLACE = "999901"
    with made.library_with_rankings(tmp_path):
        asking = TAX.replace("shows: ranks", "shows: ranks, notice: 5 working days")
        assert asking != TAX
        (tmp_path / "tax_list.yaml").write_text(asking, encoding="utf-8")
        with own.library_with_notice(tmp_path):
            yield


@pytest.fixture
def steward(knock: Knock) -> OfficerClient:
    return speaking_english(knock("steward", username="steward"))


@pytest.fixture
def ranked(steward: OfficerClient) -> Ranked:
    found = Ranked(steward.user)
    own.adopted(steward.user)
    return found


def begin(client: OfficerClient, about: str) -> str:
    return client.post(reverse("begin_notice"), {"about": about}, follow=True).content.decode()


def test_anyone_reads_that_there_is_none() -> None:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.get(reverse("notices"))
    assert "Nothing is under public notice now" in answer.content.decode()


def test_anyone_reads_what_runs_and_not_who_objected(ranked: Ranked) -> None:
    notice = own.announced(ranked.actor)
    own.objected(notice.matter)
    shown = Client(headers={"accept-language": "en"}).get(reverse("notices"), {"all": "1"})
    text = shown.content.decode()
    assert "技改补助名单" in text
    assert "2026-11-09" in text
    assert "某企业" not in text


def test_a_ranking_that_asks_for_one_is_not_published_before(
    steward: OfficerClient, ranked: Ranked
) -> None:
    address = reverse("publish_ranking", args=[ranked.run.pk])
    assert "The file asks for a public notice of 5 working days" in (
        steward.get(address).content.decode()
    )
    steward.post(address, {"reason": ""})
    assert not Publication.objects.exists()


def test_it_is_announced_from_its_page(steward: OfficerClient, ranked: Ranked) -> None:
    text = begin(steward, f"ranking:{ranked.run.pk}")
    assert "Under public notice" in text
    assert Case.objects.get().about == f"ranking:{ranked.run.pk}"


def test_what_can_not_be_announced_is_told(steward: OfficerClient) -> None:
    assert "can not be announced" in begin(steward, "park:1")
    assert not Case.objects.exists()


def test_the_public_page_takes_few_queries(
    ranked: Ranked, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        own.announced(ranked.actor, f"list:{number}")
    with django_assert_max_num_queries(8):
        Client().get(reverse("notices"))
