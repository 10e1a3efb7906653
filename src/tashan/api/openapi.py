"""The description of the API as OpenAPI 3.1, with what the doors and the problems add to it."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from tashan.api.cursors import Page
from tashan.api.doors import DOORS, Door
from tashan.api.fields import ROOT
from tashan.api.problems import CODES, MEDIA_TYPE, Problem
from tashan.api.routers import ALL
from tashan.api.service import api
from tashan.record.tokens import Scope

METHODS = ("get", "post", "patch", "put", "delete")
REF = {"$ref": "#/components/schemas/Problem"}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": (
        "A key of your own for this write, a UUID for instance. Sent again within a day with the"
        " same request it gives the same answer, and nothing is written twice."
    ),
    "schema": {"type": "string", "maxLength": 100},
    "example": "8e03978e-40d5-43e8-bc93-6894a57f9324",
}


@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    """Open to everybody: it tells what could be asked, and no data."""
    return JsonResponse(described(), json_dumps_params={"ensure_ascii": False})


@cache
def described() -> dict[str, Any]:
    """The whole description, as the server gives it out."""
    schema: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=ROOT.lstrip("/") + "/"))
    schema["servers"] = [{"url": "/"}]
    schema["components"]["schemas"] |= _problem_schemas()
    schema["components"]["securitySchemes"] = {"token": _security()}
    schema["tags"] = [{"name": name} for name in ALL]
    for item in schema["paths"].values():
        for method in METHODS:
            if method in item:
                _finish(item[method], DOORS[item[method]["operationId"]])
    return schema


def _problem_schemas() -> dict[str, Any]:
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs"), "Problem": schema}


def _security() -> dict[str, Any]:
    scopes = "; ".join(f"`{scope.value}`: {_english(scope)}" for scope in Scope)
    return {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "tashan_…",
        "description": f"A token made on the page “Tokens”. Scopes: {scopes}.",
    }


def _english(scope: Scope) -> str:
    from django.utils.translation import override

    with override("en"):
        return str(scope.label)


def _finish(operation: dict[str, Any], door: Door) -> None:
    operation["security"] = [{"token": [scope.value for scope in door.scopes]}]
    if door.is_write:
        operation.setdefault("parameters", []).append(KEY)
    _told_as_file(operation, door)
    _links_to_next(operation, door)
    for status, codes in _problems_of(operation, door).items():
        operation["responses"][str(status)] = _problem(codes)
    operation["responses"] = {str(k): v for k, v in operation["responses"].items()}


def _told_as_file(operation: dict[str, Any], door: Door) -> None:
    if isinstance(door.answer, str):
        content = {door.answer: {"schema": {"type": "string", "format": "binary"}}}
        operation["responses"] = {"200": {"description": "The file", "content": content}}


def _links_to_next(operation: dict[str, Any], door: Door) -> None:
    if isinstance(door.answer, type) and issubclass(door.answer, Page):
        operation["responses"][door.status]["headers"] = {
            "Link": {
                "description": "The next page, as rel=next; absent at the end",
                "schema": {"type": "string"},
            }
        }


def _problems_of(operation: dict[str, Any], door: Door) -> dict[int, list[str]]:
    """Which problems an operation can answer with, by status."""
    names = ["no-token", "scope-missing", "right-missing", "too-many-requests", "fault"]
    parameters = {parameter["name"]: parameter["in"] for parameter in operation["parameters"]}
    if "path" in parameters.values():
        names.append("not-found")
    if "cursor" in parameters:
        names.append("bad-cursor")
    if parameters or "requestBody" in operation:
        names += ["invalid", "refused"]
    if door.is_write:
        names += ["bad-request", "conflict", "still-at-work", "too-large", "key-reused"]
    found: dict[int, list[str]] = {}
    for name in names:
        found.setdefault(CODES[name].status, []).append(name)
    return found


def _problem(codes: list[str]) -> dict[str, Any]:
    listed = ", ".join(f"`/problems/{code}`" for code in codes)
    return {"description": f"Problem: {listed}", "content": {MEDIA_TYPE: {"schema": REF}}}
