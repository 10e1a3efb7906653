"""The description of the API is true to its operations."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tashan.api.doors import DOORS
from tashan.api.openapi import METHODS, described
from tashan.record.tokens import Scope

DESCRIPTION = described()
OPERATIONS = [
    (path, method, item[method])
    for path, item in DESCRIPTION["paths"].items()
    for method in METHODS
    if method in item
]


@pytest.mark.django_db
def test_it_is_served_to_everybody() -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.1")


def test_every_operation_has_a_name_of_its_own() -> None:
    names = [operation["operationId"] for _path, _method, operation in OPERATIONS]
    assert sorted(names) == sorted(DOORS)


def test_every_operation_says_in_a_sentence_what_it_does() -> None:
    poor = [o["operationId"] for _p, _m, o in OPERATIONS if not o["summary"].endswith((".", ":"))]
    assert poor == []


def test_every_operation_names_its_scopes() -> None:
    for _path, _method, operation in OPERATIONS:
        door = DOORS[operation["operationId"]]
        assert operation["security"] == [{"token": [scope.value for scope in door.scopes]}]


def test_every_scope_is_described_and_used() -> None:
    said = DESCRIPTION["components"]["securitySchemes"]["token"]["description"]
    assert [scope for scope in Scope.values if f"`{scope}`" not in said] == []


def test_every_operation_documents_its_problems() -> None:
    for path, method, operation in OPERATIONS:
        expected = {"401", "403", "429", "500"}
        if "{" in path:
            expected |= {"404", "422"}
        if method != "get":
            expected |= {"400", "409", "413", "422"}
        assert expected <= set(operation["responses"]), operation["operationId"]
        for status in expected:
            content = operation["responses"][status]["content"]
            assert list(content) == ["application/problem+json"]


def test_every_write_takes_an_idempotency_key() -> None:
    for _path, method, operation in OPERATIONS:
        names = {parameter["name"] for parameter in operation["parameters"]}
        assert ("Idempotency-Key" in names) == (method != "get"), operation["operationId"]


def test_every_operation_answers_with_a_schema_or_a_file() -> None:
    for _path, _method, operation in OPERATIONS:
        good = [r for status, r in operation["responses"].items() if status.startswith("2")]
        assert len(good) == 1, operation["operationId"]
        assert good[0]["content"]


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_every_reference_leads_to_a_schema() -> None:
    schemas = DESCRIPTION["components"]["schemas"]
    broken = [r for r in references(DESCRIPTION) if r.rsplit("/", 1)[-1] not in schemas]
    assert broken == []


def test_parameters_of_a_path_are_declared() -> None:
    for path, _method, operation in OPERATIONS:
        declared = {p["name"] for p in operation["parameters"] if p["in"] == "path"}
        assert set(re.findall(r"{(\w+)}", path)) == declared


def test_no_two_schemas_have_one_name() -> None:
    from ninja import Schema

    def below(kind: type) -> Iterator[type]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    own = {kind for kind in below(Schema) if kind.__module__.startswith("tashan.api")}
    names = [kind.__name__ for kind in own if "[" not in kind.__name__]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_exact_numbers_are_texts() -> None:
    value = DESCRIPTION["components"]["schemas"]["FigureGiven"]["properties"]["value"]
    assert value["type"] == "string"
    assert DESCRIPTION["components"]["schemas"]["Figure"]["properties"]["value"]["type"] == "string"


def test_it_can_be_written_as_json_with_examples() -> None:
    text = json.dumps(DESCRIPTION, ensure_ascii=False)
    assert "tashan_…" in text
    assert text.count('"examples"') > 10
