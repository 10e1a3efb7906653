"""What the database refuses of adoptions, versions and reviews, by the rule's name."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests import cast
from tests.adoption.adoption_cast import SINCE, adopted

from tashan.adoption.models import Adoption, AdoptionVersion, Conclusion, Review
from tashan.record.models import User


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("adoption_has_a_title", {"title": ""}),
        ("adoption_has_a_place", {"place": ""}),
        ("adoption_ends_after_it_begins", {"ended_on": SINCE}),
    ],
)
def test_an_adoption_is_whole(name: str, fields: dict[str, object], steward: User) -> None:
    made = adopted(steward)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Adoption.objects.filter(pk=made.pk).update(**fields)


def test_a_title_stands_once_in_a_place(steward: User) -> None:
    made = adopted(steward)
    made.pk = None
    with (
        pytest.raises(IntegrityError, match="adoption_title_once_a_place"),
        transaction.atomic(),
    ):
        made.save(force_insert=True)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("version_number_once_an_adoption", {"number": 1}),
        ("version_number_from_one", {"number": 0}),
        ("version_hashes_are_sha256", {"sha256": "0"}),
        ("version_hashes_are_sha256", {"base_sha256": "0"}),
    ],
)
def test_a_version_is_whole(name: str, fields: dict[str, object], steward: User) -> None:
    version = adopted(steward).versions.get()
    said: dict[str, object] = {
        "adoption": version.adoption, "number": 2, "since": SINCE, "text": "", "sha256": "0" * 64,
        "base_text": "", "base_sha256": "0" * 64, "actor": steward, "at": cast.AT,
    }  # fmt: skip
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        AdoptionVersion.objects.create(**said | fields)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("review_names_its_document", {"document": ""}),
        ("review_names_who_reviewed", {"reviewer": ""}),
    ],
)
def test_a_review_is_whole(name: str, fields: dict[str, object], steward: User) -> None:
    said: dict[str, object] = {
        "version": adopted(steward).versions.get(), "conclusion": Conclusion.PASSES,
        "document": "公审〔2026〕3号", "reviewer": "市场监督管理局",
        "decided_on": date(2026, 7, 10), "actor": steward, "at": cast.AT,
    }  # fmt: skip
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Review.objects.create(**said | fields)


def test_a_version_is_never_changed(steward: User) -> None:
    adopted(steward)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        AdoptionVersion.objects.update(text="")
