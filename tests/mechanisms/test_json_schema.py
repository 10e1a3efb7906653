"""The JSON Schema with which editors complete and check: it takes what the loader takes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.mechanisms import kinds
from tests.mechanisms.schema_checking import as_json, wrong
from tests.mechanisms.test_settling import CATALOGUE, PROCEDURE
from tests.mechanisms.test_settling import HEAD as SETTLED
from tests.mechanisms.written import indicator, loaded, mechanism

from tashan.mechanisms.library import SHIPPED
from tashan.mechanisms.loader import files_in, load_file
from tashan.mechanisms.plain import Tree, read_plain
from tashan.mechanisms.schema import KINDS, json_schema

BRIDGE = Path(__file__).with_name("files") / "bridge_loan_fund.yaml"
FILES = [*files_in(SHIPPED), BRIDGE]
EVERY = mechanism(
    indicator("output"),
    *(kinds.RANKING, kinds.PROCEDURE, kinds.CHAIN, kinds.ASSIGNMENT, kinds.DUTY),
    *(kinds.TASKS, kinds.EVENT, kinds.OPTIONS, kinds.FUND, "other: {use: a.b}\n"),
)


@cache
def schema() -> dict[str, Any]:
    return dict(json_schema())


def refused(tree: Tree) -> list[str]:
    named = "CalendarYear" if "mechanism" not in (tree.value or {}) else "Mechanism"
    return list(wrong(as_json(tree.value), schema()["$defs"][named], schema()))


def refusals(text: str) -> list[str]:
    return refused(read_plain(text.encode(), "a.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shipped_file_fits_the_schema(path: Path) -> None:
    assert refused(load_file(path).tree) == []


def test_a_file_with_every_kind_fits_the_schema() -> None:
    assert loaded(EVERY).tree.problems == []
    assert refusals(EVERY) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: chain", "kind: chian"),
        ("tier: pillar", "tier: piller"),
        ("unit: 亩", "unit: 畝"),
        ("limit: 5 working days", "limit: 5 workdays"),
        ("  steps:", "  stpes:"),
        ("systems: [S04]", "systems: [4]"),
        ("never: [\"below zero\"]", "never: [\"below nil\"]"),
        ("quota: 50", "quota: [50]"),
    ],
)  # fmt: skip
def test_what_the_loader_refuses_the_schema_refuses_too(old: str, new: str) -> None:
    spoilt = EVERY.replace(old, new, 1)
    assert loaded(spoilt).tree.problems
    assert refusals(spoilt)


STAGED = mechanism(CATALOGUE, PROCEDURE, more=SETTLED)


def test_a_step_that_names_its_item_needs_no_title_for_editors_either() -> None:
    assert loaded(STAGED).tree.problems == []
    assert refusals(STAGED) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{item: filed,", "{itme: filed,"),
        ("sort: utility", "sort: utilty"),
        ("role: startup_gate", "role: startup"),
        ("project_code: required", "project_code: maybe"),
        ("same_day: true", "same_day: quick"),
        ("statutory: 30 days from receipt", "statutory: 30 days since receipt"),
    ],
)
def test_editors_refuse_what_the_loader_refuses_of_procedures(old: str, new: str) -> None:
    spoilt = STAGED.replace(old, new, 1)
    assert loaded(spoilt).tree.problems
    assert refusals(spoilt)


def test_every_kind_of_part_is_in_the_schema() -> None:
    parts = schema()["$defs"]["Mechanism"]["properties"]["parts"]["additionalProperties"]
    named = {one["$ref"].rsplit("/", 1)[1] for one in parts["oneOf"]}
    assert named == {model.__name__ for model in KINDS.values()}


def test_an_editor_can_complete_the_fields_of_each_kind() -> None:
    for kind, model in KINDS.items():
        offered = schema()["$defs"][model.__name__]["properties"]
        assert offered["kind"]["const"] == kind
        names = {field.alias or name for name, field in model.model_fields.items()}
        assert set(offered) == names
