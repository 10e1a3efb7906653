"""What the database itself refuses of rankings, by the names of the constraints."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests import cast
from tests.indicators.ranking.ranking_cast import ON, adopted, four_firms, held, ran, reviewed

from tashan.indicators.ranking.publishing import publish
from tashan.indicators.ranking_models import (
    Consent,
    Objection,
    Publication,
    RankedRow,
    RankingMark,
    RankingRun,
)
from tashan.record.models import User
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(officer: User) -> RankingRun:
    four_firms(officer)
    adoption = adopted(officer)
    reviewed(adoption, officer)
    return ran(adoption, officer)


def refused(name: str, row: Any, **changes: object) -> None:
    """The row stored again as a new one, with these changes."""
    row.pk, row._state.adding = None, True
    for field, value in changes.items():
        setattr(row, field, value)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)


def test_a_number_of_a_run_is_given_once(run: RankingRun) -> None:
    refused("ranking_run_number_once_a_part", run)


def test_the_hash_of_a_run_is_a_sha256(run: RankingRun) -> None:
    refused("ranking_run_sha256_is_sha256", run, sha256="none", number=2)


def test_nobody_stands_twice_in_a_run(run: RankingRun) -> None:
    row = run.rows.order_by("position").first()
    refused("ranked_row_entity_once_a_run", row, position=99)


def test_a_place_in_the_table_is_taken_once(run: RankingRun, officer: User) -> None:
    row = run.rows.order_by("position").first()
    county = Entity.objects.get(kind="place")
    refused("ranked_row_position_once_a_run", row, entity=county)


def test_who_has_a_rank_has_a_score(run: RankingRun) -> None:
    row = RankedRow.objects.filter(run=run).order_by("position").first()
    county = Entity.objects.get(kind="place")
    refused("ranked_row_with_a_rank_has_a_score", row, entity=county, position=99, score=None)


def mark(run: RankingRun, **said: object) -> RankingMark:
    told: dict[str, Any] = {
        "adoption": run.version.adoption,
        "part": "total",
        "year": 2025,
        "entity": Entity.objects.filter(kind="enterprise").first(),
        "kind": "extra",
        "code": "praised",
        "occurred_on": ON,
        "document": "通报",
        "at": cast.AT,
    }
    return RankingMark(**told | said)


def test_a_mark_has_its_evidence(run: RankingRun) -> None:
    refused("ranking_mark_has_evidence", mark(run, document=""))


def test_a_mark_taken_back_says_why(run: RankingRun) -> None:
    refused("ranking_mark_taken_back_says_why", mark(run, taken_back_at=cast.AT))


def test_a_mark_happened_once_at_least(run: RankingRun) -> None:
    refused("ranking_mark_happened_once_or_more", mark(run, times=0))


def objection(run: RankingRun, **said: object) -> Objection:
    firm = Entity.objects.filter(kind="enterprise").first()
    told: dict[str, Any] = {
        "run": run,
        "entity": firm,
        "text": "少算",
        "opened_on": ON,
        "at": cast.AT,
    }
    return Objection(**told | said)


def test_an_objection_says_what(run: RankingRun) -> None:
    refused("objection_says_what", objection(run, text=""))


@pytest.mark.parametrize("days", [0, -1])
def test_an_answer_has_an_outcome_and_reasons_and_comes_later(run: RankingRun, days: int) -> None:
    said: dict[str, object] = {"answered_on": ON + timedelta(days), "outcome": "upheld"}
    if days:
        said["answer"] = "早于异议"
    refused("objection_answered_with_outcome_and_reasons", objection(run, **said))


def test_a_consent_names_its_document(run: RankingRun) -> None:
    firm = Entity.objects.filter(kind="enterprise").first()
    said: dict[str, Any] = {"adoption": run.version.adoption, "entity": firm, "is_given": True}
    refused("consent_names_its_document", Consent(**said, since=ON, document="", at=cast.AT))


@pytest.fixture
def published(run: RankingRun, officer: User) -> Publication:
    return publish(run, held(run.version.adoption), on=ON, actor=officer, at=cast.AT)


def test_a_version_of_a_list_is_published_once(run: RankingRun, published: Publication) -> None:
    first = Publication.objects.get(pk=published.pk)
    said: dict[str, Any] = {"first": first, "number": 2, "reason": "更正"}
    again = Publication.objects.get(pk=published.pk)
    again.pk, again._state.adding = None, True
    for field, value in said.items():
        setattr(again, field, value)
    again.save(force_insert=True)
    refused("publication_number_once", again)


def test_the_hash_of_a_list_is_a_sha256(published: Publication) -> None:
    refused("publication_sha256_is_sha256", published, sha256="none")


def test_a_correction_has_its_reason(published: Publication) -> None:
    first = Publication.objects.get(pk=published.pk)
    refused("publication_corrected_with_a_reason", published, first=first, number=2)
