"""As much of JSON Schema as editors need of ours: enough to check a file against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "object": (dict,),
    "array": (list,),
}


def as_json(value: Any) -> Any:
    """The values of a file as an editor sees them."""
    if isinstance(value, dict):
        return {str(key): as_json(held) for key, held in value.items()}
    if isinstance(value, list):
        return [as_json(held) for held in value]
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def wrong(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> Iterator[str]:
    """Everything at which the value differs from the schema, in words."""
    if "$ref" in schema:
        yield from wrong(value, _at(root, schema["$ref"]), root)
    for word in ("anyOf", "oneOf"):
        if word in schema and all(any(wrong(value, one, root)) for one in schema[word]):
            yield f"{str(value)[:60]!r} fits none of the {word}"
    if "const" in schema and value != schema["const"]:
        yield f"{value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{value!r} is none of {schema['enum']}"
    if "type" in schema and not _is(value, schema["type"]):
        yield f"{str(value)[:60]!r} is no {schema['type']}"
    elif isinstance(value, dict):
        yield from _of_object(value, schema, root)
    elif isinstance(value, list):
        yield from _of_array(value, schema, root)
    elif isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{value!r} does not match {schema['pattern']}"


def _of_object(
    value: dict[str, Any], schema: Mapping[str, Any], root: Mapping[str, Any]
) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{name} is missing" for name in schema.get("required", ()) if name not in value)
    others = schema.get("additionalProperties", True)
    for name, held in value.items():
        if name in known:
            yield from wrong(held, known[name], root)
        elif isinstance(others, Mapping):
            yield from wrong(held, others, root)
        elif others is False:
            yield f"{name} is unknown"


def _of_array(
    value: list[Any], schema: Mapping[str, Any], root: Mapping[str, Any]
) -> Iterator[str]:
    if len(value) < schema.get("minItems", 0):
        yield "too few items"
    for held in value:
        yield from wrong(held, schema.get("items", {}), root)


def _is(value: Any, types: str | list[str]) -> bool:
    names = [types] if isinstance(types, str) else types
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, TYPES[name]) for name in names)


def _at(root: Mapping[str, Any], reference: str) -> Mapping[str, Any]:
    found: Any = root
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    assert isinstance(found, Mapping)
    return found
