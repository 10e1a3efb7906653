"""What is published: names and ranks with consent, never an amount; frozen, hashed, numbered."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests import cast
from tests.indicators.ranking.ranking_cast import (
    ON,
    adopted,
    agreed,
    four_firms,
    held,
    ran,
    reviewed,
    two_offices,
)

from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.indicators.ranking.consents import consents, record_consent
from tashan.indicators.ranking.objections import object_to
from tashan.indicators.ranking.publishing import hash_of, newest_versions, publish, version_of
from tashan.indicators.ranking_models import Publication, RankingRun
from tashan.record.models import User
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db


@pytest.fixture
def firms(officer: User) -> dict[str, Entity]:
    return four_firms(officer)


@pytest.fixture
def adoption(officer: User) -> Adoption:
    made = adopted(officer)
    reviewed(made, officer)
    return made


def published(run: RankingRun, actor: User, reason: str = "", on: date = ON) -> Publication:
    adoption = run.version.adoption
    return publish(run, held(adoption), on=on, actor=actor, at=cast.AT, reason=reason)


def test_who_agreed_is_named_and_who_did_not_keeps_the_place(
    firms: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    agreed(adoption, firms["云岫酒业"], officer)
    rows = published(ran(adoption, officer), officer).content["rows"]
    assert [(row["rank"], row["name"]) for row in rows] == [(1, "云岫酒业"), (2, None), (3, None)]


def test_who_refuses_later_is_not_named(
    firms: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    firm = firms["云岫酒业"]
    agreed(adoption, firm, officer)
    record_consent(
        adoption, firm, is_given=False, document="函", since=ON, actor=officer, at=cast.AT
    )
    assert published(ran(adoption, officer), officer).content["rows"][0]["name"] is None


def test_a_consent_holds_from_its_day_on(
    firms: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    agreed(adoption, firms["云岫酒业"], officer)
    assert consents(adoption, [firms["云岫酒业"].pk], date(2026, 9, 30)) == {}


def test_a_consent_without_a_paper_is_refused(
    firms: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    with pytest.raises(UserError, match="in writing"):
        record_consent(
            adoption,
            firms["云岫酒业"],
            is_given=True,
            document=" ",
            since=ON,
            actor=officer,
            at=cast.AT,
        )


def test_no_amount_is_published(
    firms: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    for firm in firms.values():
        agreed(adoption, firm, officer)
    run = ran(adoption, officer)
    ran(adoption, officer, "growth")
    content = published(run, officer).content | {"run": ""}  # a hash may hold any digits
    told = json.dumps(content, ensure_ascii=False)
    assert not any(amount in told for amount in ("900", "800", "300", "score", "元"))


def test_without_the_review_nothing_is_published(firms: dict[str, Entity], officer: User) -> None:
    with pytest.raises(UserError, match="fair competition review"):
        published(ran(adopted(officer), officer), officer)


def test_while_an_objection_is_open_nothing_is_published(
    firms: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    run = ran(adoption, officer)
    object_to(run, firms["东岭水泥"], "少算了一笔", on=ON, actor=officer, at=cast.AT)
    with pytest.raises(UserError, match="objection"):
        published(run, officer)


def test_a_list_keeps_its_hash(firms: dict[str, Entity], adoption: Adoption, officer: User) -> None:
    made = published(ran(adoption, officer), officer)
    assert hash_of(Publication.objects.get().content) == made.sha256


def test_a_second_list_of_a_year_says_what_it_corrects(
    firms: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    run = ran(adoption, officer)
    published(run, officer)
    with pytest.raises(UserError, match="published already"):
        published(run, officer)


def test_a_correction_is_a_new_version_beside_the_old(
    firms: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    run = ran(adoption, officer)
    first = published(run, officer)
    second = published(run, officer, "补报同意书")
    assert (second.number, second.first) == (2, first)
    assert version_of(first.pk, None) == second
    assert version_of(first.pk, 1) == first


def test_the_newest_version_of_each_list_is_shown(
    firms: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    run = ran(adoption, officer)
    published(run, officer)
    second = published(run, officer, "补报同意书")
    assert newest_versions() == [second]


def test_the_growth_list_stands_beside_the_list_of_totals(
    firms: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    agreed(adoption, firms["云岫酒业"], officer)
    ran(adoption, officer, "growth")
    beside = published(ran(adoption, officer), officer).content["beside"]
    assert [row["name"] for row in beside["rows"]] == ["云岫酒业", None]


def test_the_move_of_who_is_not_named_is_not_told(
    firms: dict[str, Entity], adoption: Adoption, officer: User
) -> None:
    agreed(adoption, firms["云岫酒业"], officer)
    ran(adoption, officer)
    rows = published(ran(adoption, officer), officer).content["rows"]
    assert [row.get("before") for row in rows] == [1, None, None]


def test_offices_are_published_with_their_scores(officer: User) -> None:
    two_offices(officer)
    run = ran(adopted(officer, "offices_list", "部门考核"), officer, "score")
    rows = published(run, officer).content["rows"]
    assert [(row["name"], row["score"]) for row in rows] == [
        ("商务局", "87.20"),
        ("发展和改革局", "81.80"),
    ]
