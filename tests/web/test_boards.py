"""Boards are open to anyone and show names and ranks, never an amount."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.indicators.ranking import ranking_cast as made
from tests.web.people import account
from tests.web.ranking_cast import Ranked

from tashan.indicators.ranking_models import Publication

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.PLACE = "999901"
    with made.library_with_rankings(tmp_path):
        yield


@pytest.fixture
def ranked() -> Ranked:
    return Ranked(account("steward", "steward"))


@pytest.fixture
def published(ranked: Ranked) -> Publication:
    made.ran(ranked.adoption, ranked.actor, "growth")
    return ranked.published()


@pytest.fixture
def anyone() -> Client:
    client = Client()
    client.cookies[configured.LANGUAGE_COOKIE_NAME] = "en"
    return client


def page(client: Client, name: str, *args: object, **query: str) -> str:
    return client.get(reverse(name, args=args), query).content.decode()


def test_anyone_sees_the_board_without_signing_in(anyone: Client, published: Publication) -> None:
    shown = page(anyone, "board", published.pk)
    assert "云岫酒业" in shown
    assert "他山县 2025" in shown


def test_who_did_not_agree_has_a_place_and_no_name(anyone: Client, published: Publication) -> None:
    shown = page(anyone, "board", published.pk)
    assert shown.count("did not agree to be named") == 3
    assert "东岭水泥" not in shown


@pytest.mark.parametrize("name", ["board", "poster"])
def test_no_amount_is_shown(anyone: Client, published: Publication, name: str) -> None:
    shown = page(anyone, name, published.pk).replace(published.sha256, "")
    assert not any(amount in shown for amount in ("900", "800", "80.00", "万元"))


def test_the_growth_list_stands_beside(anyone: Client, published: Publication) -> None:
    assert '<section class="beside"><h2>Growth' in page(anyone, "board", published.pk)


def test_the_hash_and_the_version_are_shown(anyone: Client, published: Publication) -> None:
    shown = page(anyone, "board", published.pk)
    assert published.sha256 in shown
    assert "version 1" in shown


def test_a_corrected_board_keeps_its_address_and_its_old_version(
    anyone: Client, ranked: Ranked, published: Publication
) -> None:
    made.agreed(ranked.adoption, ranked.firms["东岭水泥"], ranked.actor)
    ranked.published("补报同意书")
    assert "东岭水泥" in page(anyone, "board", published.pk)
    assert "东岭水泥" not in page(anyone, "board", published.pk, version="1")


def test_a_board_that_there_is_not_is_not_found(anyone: Client, published: Publication) -> None:
    assert anyone.get(reverse("board", args=[published.pk + 9])).status_code == 404


def test_the_list_of_boards_says_when_there_is_none(anyone: Client, db: None) -> None:
    assert "No list is published yet" in page(anyone, "boards")


def test_the_list_of_boards_leads_to_each(anyone: Client, published: Publication) -> None:
    assert reverse("board", args=[published.pk]) in page(anyone, "boards")


def test_the_poster_names_the_whole_hash(anyone: Client, published: Publication) -> None:
    assert published.sha256 in page(anyone, "poster", published.pk)
