"""Rankings as programs run, question and publish them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from tests.api.programs import Program, program
from tests.indicators.ranking import ranking_cast as made
from tests.web.ranking_cast import Ranked

from tashan.indicators.ranking_models import RankingRun

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.PLACE = "999901"
    with made.library_with_rankings(tmp_path):
        yield


@pytest.fixture
def steward(db: None) -> Program:
    return program("steward")


@pytest.fixture
def ranked(steward: Program) -> Ranked:
    assert steward.user is not None
    return Ranked(steward.user)


def run_at(ranked: Ranked, rest: str = "") -> str:
    return f"/ranking-runs/{ranked.run.pk}{rest}"


def test_a_ranking_is_run_and_read_row_by_row(steward: Program, ranked: Ranked) -> None:
    done = steward.post(f"/rankings/{ranked.adoption.pk}/growth/runs", {"year": 2025})
    run = steward.get(done["url"])
    assert run["is_intact"] is True
    rows = steward.get(f"{done['url']}/rows")["items"]
    assert [(row["subject"]["name"], row["rank"]) for row in rows] == [
        ("云岫酒业", 1),
        ("东岭水泥", 2),
        ("青石茶业", None),
    ]


def test_the_list_leads_to_the_newest_run(steward: Program, ranked: Ranked) -> None:
    found = {one["part"]: one["run"] for one in steward.get("/rankings")["rankings"]}
    assert found == {"total": ranked.run.pk, "growth": None}


def test_a_score_sheet_holds_exact_steps(steward: Program, ranked: Ranked) -> None:
    firm = ranked.firms["云岫酒业"]
    sheet = steward.get(run_at(ranked, f"/rows/{firm.pk}"))
    assert sheet["detail"]["steps"][0]["figure"] == "9000000"


def test_the_figure_that_swaps_two_is_told_exactly(steward: Program, ranked: Ranked) -> None:
    first = steward.get(run_at(ranked, "/flips"))["flips"][0]
    assert (first["before"], first["after"], first["unit"]) == ("9000000", "7999999.99", "元")


def test_a_trial_stores_nothing(steward: Program, ranked: Ranked) -> None:
    moved = steward.post(run_at(ranked, "/trial"), {"weights": {"tax": "2"}}, expected=200)
    assert moved["moved"][0]["then"]["score"] == "18000000"
    assert RankingRun.objects.count() == 1


def test_an_objection_is_recorded_and_answered(steward: Program, ranked: Ranked) -> None:
    body = {"subject": ranked.firms["东岭水泥"].pk, "text": "少算一笔"}
    done = steward.post(run_at(ranked, "/objections"), body)
    steward.post(
        f"/ranking-objections/{done['id']}/answer",
        {"outcome": "dismissed", "answer": "已核对"},
        expected=200,
    )
    (told,) = steward.get(done["url"])["objections"]
    assert (told["outcome"], told["answer"]) == ("dismissed", "已核对")


def test_consent_and_publication(steward: Program, ranked: Ranked) -> None:
    firm = ranked.firms["东岭水泥"]
    body = {"subjects": [firm.pk], "given": True, "document": "函", "since": "2026-10-01"}
    assert steward.post(run_at(ranked, "/consents"), body) == {"recorded": 1}
    done = steward.post(run_at(ranked, "/publications"), {})
    board = steward.get(done["url"])
    assert [row["name"] for row in board["content"]["rows"]] == ["云岫酒业", "东岭水泥", None]
    assert steward.get("/boards")["boards"][0]["id"] == done["id"]


def test_a_second_publication_without_a_reason_is_refused(steward: Program, ranked: Ranked) -> None:
    steward.post(run_at(ranked, "/publications"), {})
    answer = steward.send("POST", run_at(ranked, "/publications"), {})
    assert answer.status_code == 422


def test_marks_and_own_points_are_recorded_with_evidence(steward: Program) -> None:
    assert steward.user is not None
    offices = made.two_offices(steward.user)
    adoption = made.adopted(steward.user, "offices_list", "部门考核")
    at = f"/ranking-runs/{made.ran(adoption, steward.user, 'score').pk}"
    bureau = offices["商务局"].pk
    mark = {
        "subject": bureau, "kind": "extra", "code": "praised", "level": "national",
        "occurred_on": "2025-05-01", "document": "国办通报",
    }  # fmt: skip
    number = steward.post(at + "/marks", mark)["id"]
    steward.post(f"/ranking-marks/{number}/take-back", {"why": "重复"}, expected=200)
    steward.post(at + "/own-points", {"subject": bureau, "points": {"signed": "60"}})
    assert steward.get(f"{at}/rows/{bureau}")["own"] == {"signed": "60"}
