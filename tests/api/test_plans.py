"""Plans, benchmark and analysis, as programs read and keep them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests.api.programs import Program, program
from tests.indicators import analysis_cast, benchmark_cast
from tests.registry import people_and_places as cast
from tests.web import things

from tashan.indicators.analysis.monthly import analyse
from tashan.indicators.analysis.serialised import as_json as analysis_json
from tashan.indicators.benchmark import Asked, benchmark
from tashan.indicators.benchmark_json import as_json
from tashan.record.models import Event
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db
YEAR = {"first": "2026-01-01", "last": "2026-12-31"}


@pytest.fixture
def planner() -> Program:
    things.place()
    return program("analyst")


def plan(planner: Program) -> int:
    body = YEAR | {"title": "2026年计划", "place": "place:999901", "document": "他政发〔2026〕1号"}
    return int(planner.post("/plans", body)["id"])


def grp(**more: Any) -> dict[str, Any]:
    return YEAR | {"indicator": "grp", "subject": "place:999901", "value": "260"} | more


def target(planner: Program, number: int, **more: Any) -> dict[str, Any]:
    body = {"reason": "他政发〔2026〕1号", "targets": [grp(**more)]}
    found: dict[str, Any] = planner.post(f"/plans/{number}/targets", body)["targets"][0]
    return found


def test_a_plan_is_made_and_its_targets_followed(planner: Program) -> None:
    number = plan(planner)
    target(planner, number)
    figure = {
        "subject": "place:999901", "indicator": "grp", "period": "2026-01/2026-09",
        "value": "186.4",
    }  # fmt: skip
    planner.post("/observations", {"reason": "统计月报", "figures": [figure]})
    state = planner.get(f"/plans/{number}?on=2026-10-20")["targets"][0]
    assert (state["value"], state["actual"], state["planned"]) == ("260", "186.4", "75")
    assert planner.get(state["source"][0])["figure"]["value"] == "186.4"
    assert planner.get("/plans?running_on=2026-06-01")["items"][0]["id"] == number


def test_a_changed_target_keeps_what_it_said(planner: Program) -> None:
    made = target(planner, plan(planner))
    body = {"value": "255.5", "reason": "中期调整"}
    assert planner.send("PATCH", f"/targets/{made['id']}", body).status_code == 200
    told = planner.get(f"/targets/{made['id']}")
    assert told["value"] == "255.5"
    assert [(row["value"], row["reason"]) for row in told["history"]] == [
        ("255.5", "中期调整"),
        ("260", "他政发〔2026〕1号"),
    ]


def test_a_target_is_split_and_the_parts_audited(planner: Program) -> None:
    made = target(planner, plan(planner))
    town = cast.place("云溪镇", "999901100", "town", parent=Entity.objects.get(code="999901"))
    office = cast.office("发改局")
    body = {
        "reason": "分解",
        "parts": [
            {"value": "100", "answerable": office.pk},
            {"value": "150", "subject": town.pk},
        ],
    }
    planner.post(f"/targets/{made['id']}/parts", body)
    told = planner.get(f"/targets/{made['id']}")
    assert (len(told["parts"]), told["adds_up"], told["parts_difference"]) == (2, False, "10")


def test_an_exemption_is_granted_and_a_target_dropped(planner: Program) -> None:
    number = plan(planner)
    made = target(planner, number)
    body = {"reason": "企业检修", "since": "2026-03-01", "until": "2026-06-01"}
    assert planner.post(f"/targets/{made['id']}/exemptions", body)["reason"] == "企业检修"
    planner.post(f"/targets/{made['id']}/drop", {"reason": "取消"}, expected=200)
    assert planner.problem("GET", f"/targets/{made['id']}")["status"] == 404
    assert planner.get(f"/plans/{number}")["targets"] == []


def test_a_target_that_is_wrong_is_pointed_at_and_none_is_set(planner: Program) -> None:
    number = plan(planner)
    body = {"reason": "计划", "targets": [grp(), grp(indicator="gpr")]}
    told = planner.problem("POST", f"/plans/{number}/targets", body)
    assert told["errors"][0]["pointer"] == "#/targets/1/indicator"
    assert planner.get(f"/plans/{number}")["targets"] == []


def test_the_benchmark_is_that_of_the_page(settings: Settings) -> None:
    settings.PLACE = benchmark_cast.HOME
    made = benchmark_cast.play()
    reader = program("reader")
    told = reader.get("/benchmark?on=2026-11-02")
    expected = json.loads(json.dumps(as_json(benchmark(Asked(made.ours.pk), on=cast.TODAY))))
    assert without_sources(told) == expected
    figure = told["lines"][0]["rows"][0]["figure"]
    assert reader.get(figure["source"][0])["figure"]["value"] == figure["value"]


def without_sources(node: Any) -> Any:
    if isinstance(node, dict):
        return {k: without_sources(v) for k, v in node.items() if k != "source"}
    return [without_sources(one) for one in node] if isinstance(node, list) else node


def test_the_benchmark_is_asked_with_the_parameters_of_the_page(settings: Settings) -> None:
    settings.PLACE = benchmark_cast.HOME
    made = benchmark_cast.play()
    peer = made["竹岭县"].pk
    told = program("reader").get(
        f"/benchmark?indicator=grp&indicator=grp:growth&peer={peer}&reference={peer}&period=2024"
    )
    assert [(line["indicator"], line["measure"]) for line in told["lines"]] == [
        ("grp", "level"),
        ("grp", "growth"),
    ]
    assert (told["peers"][0]["id"], told["peers_by"], told["period"]) == (peer, "chosen", "2024")
    wrong = program("reader", username="other").problem("GET", "/benchmark?indicator=gpr")
    assert wrong["type"] == "/problems/refused"


@pytest.fixture
def month(settings: Settings) -> Any:
    made = analysis_cast.county()
    settings.PLACE = made.place.code
    return made


def test_the_analysis_of_a_month_leads_to_its_figures(month: Any) -> None:
    reader = program("reader")
    told = reader.get(f"/analysis?month=2026-09&on={analysis_cast.ON}")
    assert told["month"] == "2026-09"
    row = next(row for row in told["rows"] if row["code"] == "grp")
    assert reader.get(row["level"]["source"])["figure"]["indicator"] == "grp"
    found = analyse(month.place, on=analysis_cast.ON)
    assert found is not None
    assert without_sources(told) == json.loads(json.dumps(analysis_json(found)))


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_briefing_goes_out_and_that_is_recorded(month: Any, form: str) -> None:
    exporter = program("reader", "exporter")
    answer = exporter.send("GET", f"/analysis/briefing/{form}?on={analysis_cast.ON}")
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"
    assert Event.objects.filter(kind="briefing.exported").exists()
