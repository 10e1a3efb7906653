"""The page on which an officer settles what the source and the place both changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from tests.adoption import adoption_cast
from tests.adoption.adoption_cast import TEXT
from tests.web.people import Knock, OfficerClient, speaking_english

from tashan.adoption.models import Adoption
from tashan.adoption.settings_of import Setting
from tashan.mechanisms import library as shelf
from tashan.record.models import User

pytestmark = pytest.mark.django_db
BOTH = "side:parameters/visits/values"


@pytest.fixture(autouse=True)
def _own_library(tmp_path: Path) -> Iterator[None]:
    with adoption_cast.library_of(tmp_path, visiting_firms=TEXT):
        yield


@pytest.fixture
def steward(knock: Knock) -> OfficerClient:
    return speaking_english(knock("steward"))


@pytest.fixture
def made(steward: OfficerClient, tmp_path: Path) -> Adoption:
    """Two visits a year here; then the source says twelve, and another share."""
    settings = {"visits": Setting(2, "干部少")}
    adoption = adoption_cast.adopted(User.objects.get(username="steward"), settings=settings)
    newer = TEXT.replace(": 4}", ": 12}").replace("92.5", "94.5")
    (tmp_path / "visiting_firms.yaml").write_text(newer, "utf-8")
    shelf.library.cache_clear()
    return adoption


def address(adoption: Adoption) -> str:
    return reverse("follow_adoption", args=[adoption.pk])


def test_the_page_shows_both_sides_of_a_conflict(steward: OfficerClient, made: Adoption) -> None:
    page = steward.get(address(made)).content.decode()
    assert "Visits a year" in page
    assert "2026-01-01: 12" in page
    assert f'name="{BOTH}"' in page


def test_what_is_left_open_comes_back_with_the_reason(
    steward: OfficerClient, made: Adoption
) -> None:
    answer = steward.post(address(made), {"since": "2026-12-01"})
    assert answer.status_code == 422
    assert "Both sides changed: parameters/visits/values." in answer.content.decode()
    assert made.versions.count() == 1


def test_what_was_chosen_is_a_new_version(steward: OfficerClient, made: Adoption) -> None:
    answer = steward.post(address(made), {"since": "2026-12-01", BOTH: "upstream"})
    assert answer.status_code == 302
    assert made.versions.count() == 2


def test_a_side_that_is_none_is_not_chosen(steward: OfficerClient, made: Adoption) -> None:
    assert steward.post(address(made), {BOTH: "mine"}).status_code == 422


def test_the_adoption_leads_to_the_page(steward: OfficerClient, made: Adoption) -> None:
    page = steward.get(reverse("adoption", args=[made.pk])).content.decode()
    assert address(made) in page


def test_without_a_newer_version_the_page_says_so(steward: OfficerClient) -> None:
    adoption = adoption_cast.adopted(User.objects.get(username="steward"))
    assert "nothing newer" in steward.get(address(adoption)).content.decode()
