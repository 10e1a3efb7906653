"""Adoptions and study trips, as programs read and keep them."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests.api.programs import Program, program
from tests.learning import learning_cast

from tashan.adoption.models import Adoption

pytestmark = pytest.mark.django_db
TRIP = {
    "title": "赴青石县考察", "first": "2026-10-12", "last": "2026-10-14",
    "hosts": ["青石县", "白塔县"], "members": [{"name": "林清和", "post": "副科长"}],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


@pytest.fixture
def steward() -> Program:
    learning_cast.county()
    return program("steward")


def adopted(steward: Program, **more: Any) -> int:
    masters = {"value": "5", "reason": "链上企业多"}
    body = {
        "mechanism": "four_ones", "title": "电子信息产业链", "place": "999901",
        "since": "2026-07-01", "settings": {"masters": masters},
    } | more  # fmt: skip
    return int(steward.post("/adoptions", body)["id"])


def parameters(steward: Program, number: int, on: str) -> dict[str, Any]:
    told = steward.get(f"/adoptions/{number}?on={on}")
    return {one["code"]: one for one in told["parameters"]}


def test_a_mechanism_is_adopted_with_a_parameter_of_our_own(steward: Program) -> None:
    told = parameters(steward, adopted(steward), "2026-07-01")["masters"]
    assert (told["origin"], told["here"], told["reason"]) == ("3", "5", "链上企业多")


def test_a_list_of_words_is_set(steward: Program) -> None:
    chain = {"industries": {"value": ["C39"], "reason": "我县主导"}}
    told = parameters(steward, adopted(steward, settings=chain), "2026-07-01")["industries"]
    assert (told["origin"], told["here"]) == (["C38", "C39"], ["C39"])


def test_parameters_change_from_a_day_on(steward: Program) -> None:
    number = adopted(steward)
    change = {"since": "2026-10-01", "settings": {"masters": {"value": "6", "reason": "又一家"}}}
    steward.post(f"/adoptions/{number}/versions", change)
    days = ("2026-09-30", "2026-10-01")
    held = [parameters(steward, number, on)["masters"]["here"] for on in days]
    assert held == ["5", "6"]


def test_what_is_in_force_on_a_day_is_listed(steward: Program) -> None:
    adopted(steward)
    days = ("2026-06-30", "2026-07-01")
    listed = [len(steward.get(f"/adoptions?on={on}")["items"]) for on in days]
    assert listed == [0, 1]


def test_a_review_is_recorded(steward: Program) -> None:
    number = adopted(steward)
    said = {
        "conclusion": "passes", "document": "公审〔2026〕3号", "reviewer": "市场监督管理局",
        "decided_on": "2026-07-10",
    }  # fmt: skip
    steward.post(f"/adoptions/{number}/reviews", said)
    assert steward.get(f"/adoptions/{number}")["is_reviewed"]


def test_an_adoption_is_ended(steward: Program) -> None:
    number = adopted(steward)
    steward.post(f"/adoptions/{number}/end", {"on": "2026-09-01", "reason": "并入"}, expected=200)
    assert not steward.get(f"/adoptions/{number}?on=2026-09-01")["in_force"]


def test_what_was_learned_from_a_finding_names_it(steward: Program) -> None:
    read = learning_cast.report(steward.user)  # type: ignore[arg-type]
    number = adopted(steward, learned_from={"report": read.pk, "number": 1})
    told = steward.get(f"/adoptions/{number}")
    assert told["learned_from"][0]["name"] == "青石县"
    assert told["findings"] == [f"/api/v1/reports/{read.pk}/findings/1"]


@pytest.mark.parametrize(
    ("value", "told"),
    [("五", "is no number"), (["5"], "another sort"), (True, "another sort")],
)
def test_another_sort_of_value_is_refused(value: Any, told: str, steward: Program) -> None:
    settings = {"masters": {"value": value, "reason": "多"}}
    body = {"mechanism": "four_ones", "title": "链", "place": "999901", "since": "2026-07-01"}
    answer = steward.send("POST", "/adoptions", body | {"settings": settings})
    assert (answer.status_code, Adoption.objects.count()) == (422, 0)
    assert told in answer.content.decode()


def test_a_trip_tells_what_came_of_it(steward: Program) -> None:
    read = learning_cast.report(steward.user)  # type: ignore[arg-type]
    number = steward.post("/trips", TRIP)["id"]
    site = {"name": "政务大厅", "host": "青石县", "visited_on": "2026-10-13"}
    steward.post(f"/trips/{number}/sites", site)
    steward.post(f"/trips/{number}/reports", {"report": read.pk})
    adopted(steward, learned_from={"report": read.pk, "number": 1})
    told = steward.get(f"/trips/{number}")
    assert told["sites"][0]["host"] == "青石县"
    assert told["reports"][0]["findings"]["mechanism"] == 2
    assert told["adopted"][0]["adoption"]["title"] == "电子信息产业链"
    assert steward.get("/trips")["items"][0]["hosts"] == ["青石县", "白塔县"]


def test_a_site_of_a_place_that_was_not_visited_is_refused(steward: Program) -> None:
    number = steward.post("/trips", TRIP)["id"]
    site = {"name": "政务大厅", "host": "黑塔县", "visited_on": "2026-10-13"}
    answer = steward.send("POST", f"/trips/{number}/sites", site)
    assert "It led to: 青石县、白塔县" in answer.content.decode()


def test_a_program_brings_the_places_own_file(steward: Program) -> None:
    number = adopted(steward)
    text = steward.get(f"/adoptions/{number}")["text"].replace("分管工业的副县长", "常务副县长")
    body = {"text": text, "since": "2026-12-01", "reasons": {"parts/chain": "常务副县长任链长"}}
    steward.post(f"/adoptions/{number}/file", body | {"version": 1})
    told = steward.get(f"/adoptions/{number}?on=2026-12-01")
    assert told["versions"][-1]["reasons"]["parts/chain/leader"] == "常务副县长任链长"
    assert "常务副县长" in told["text"]


def test_a_file_that_is_not_sound_is_told_with_its_line(steward: Program) -> None:
    number = adopted(steward)
    text = steward.get(f"/adoptions/{number}")["text"].replace("kind: chain", "kind: chian")
    body = {"text": text, "since": "2026-12-01", "reasons": {"": "试"}}
    answer = steward.send("POST", f"/adoptions/{number}/file", body)
    assert answer.status_code == 422
    assert "local.yaml:" in answer.content.decode()
