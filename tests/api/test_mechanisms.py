"""Mechanisms as programs read them: in words, with their rules, parameters and legal points."""

from __future__ import annotations

import pytest
from tests.api.programs import Program, program

from tashan.mechanisms.library import library

pytestmark = pytest.mark.django_db
ON = "on=2026-11-28"


@pytest.fixture
def reader() -> Program:
    return program("reader")


def test_every_mechanism_is_listed_with_where_it_comes_from(reader: Program) -> None:
    items = {one["code"]: one for one in reader.get(f"/mechanisms?{ON}")["items"]}
    assert set(items) == set(library().mechanisms)
    assert items["green_card"]["learned_from"][0]["name"] == "安吉县"
    assert items["green_card"]["kinds"] == {"programme": 1, "procedure": 1}
    assert items["green_card"]["adoptions"] == []


def test_the_list_narrows_to_a_system(reader: Program) -> None:
    items = reader.get(f"/mechanisms?{ON}&system=S22")["items"]
    assert {"tax_ranking", "output_ranking"} <= {one["code"] for one in items}
    assert "towns" not in {one["code"] for one in items}


def test_a_mechanism_is_read_in_words(reader: Program) -> None:
    found = reader.get(f"/mechanisms/awards?{ON}")
    [money] = [
        one
        for one in found["sentences"]
        if one["question"] == "money" and one["text"].startswith("A budget of 12 million")
    ]
    assert {"text": "12 million yuan", "is_strong": True} in money["spans"]


def test_a_condition_is_read_with_its_words_and_its_rule(reader: Program) -> None:
    found = reader.get(f"/mechanisms/awards?{ON}")
    told = {(one["part"], one["code"]): one for one in found["conditions"]}
    investment = told["equipment", "investment"]
    assert investment["rule"] == "investment_in_equipment[last_year] >= least_equipment"
    assert investment["words"] == "investment in equipment of last year is at least 3 million yuan"


def test_a_parameter_is_unknown_before_its_first_day(reader: Program) -> None:
    [one] = reader.get("/mechanisms/output_ranking?on=2024-06-30")["parameters"]
    assert one["value"] is None
    assert (one["next_value"], one["next_since"]) == ("20 million yuan", "2025-01-01")


def test_what_the_law_asks_is_told(reader: Program) -> None:
    codes = {one["code"] for one in reader.get(f"/mechanisms/tax_ranking?{ON}")["law"]}
    assert "publishing" in codes


def test_the_file_itself_is_told(reader: Program) -> None:
    assert "mechanism: towns" in reader.get(f"/mechanisms/towns?{ON}")["file"]


def test_an_unknown_mechanism_is_not_found(reader: Program) -> None:
    assert reader.send("GET", "/mechanisms/perpetual_motion").status_code == 404
