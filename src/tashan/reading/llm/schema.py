"""What is asked of the model, and the shape its answer must have."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tashan.reading.findings import IndicatorType, Kind

APPROXIMATE = ("近", "约", "多", "余", "以上", "以下")
Row = Mapping[str, object]


class BrokenAnswerError(Exception):
    """An answer that is not the JSON asked for; the message says what is wrong with it."""


def _text_or_null() -> dict[str, object]:
    return {"type": ["string", "null"]}


def _row() -> dict[str, object]:
    fields: dict[str, object] = {
        "kind": {"type": "string", "enum": [str(kind) for kind in Kind]},
        "quote": {"type": "string"},
        "name": {"type": "string"},
        "value": {"type": ["number", "null"]},
        "unit": _text_or_null(),
        "type": {"type": ["string", "null"], "enum": [*map(str, IndicatorType), None]},
        "place": _text_or_null(),
        "period": _text_or_null(),
        "scope": _text_or_null(),
        "approximate": {"type": ["string", "null"], "enum": [*APPROXIMATE, None]},
    }
    return _closed(fields)


def _closed(fields: dict[str, object]) -> dict[str, object]:
    """An object with all of these fields and no other, as strict endpoints want it."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def response_format() -> dict[str, object]:
    """The ``response_format`` of the request: a JSON schema, strictly."""
    schema = _closed({"findings": {"type": "array", "items": _row()}})
    return {
        "type": "json_schema",
        "json_schema": {"name": "findings", "strict": True, "schema": schema},
    }


@cache
def instructions() -> str:
    return files("tashan.reading.llm").joinpath("instructions.txt").read_text("utf-8").strip()


def rows(answer: str) -> list[Row]:
    """The rows of an answer; entries that are no objects are left out by the door.

    Raises ``BrokenAnswerError``. A model that thinks aloud or fences its JSON is forgiven.
    """
    try:
        content = json.loads(_bare(answer))
    except RecursionError:
        raise BrokenAnswerError("it is nested too deep") from None
    except ValueError as error:
        raise BrokenAnswerError(f"it is not JSON ({error})"[:200]) from None
    found = content.get("findings") if isinstance(content, dict) else None
    if not isinstance(found, list):
        raise BrokenAnswerError("it has no list named findings")
    return [row if isinstance(row, dict) else {} for row in found]


def _bare(answer: str) -> str:
    bare = answer.rpartition("</think>")[2].strip()
    if bare.startswith("```"):
        bare = bare.partition("\n")[2].rpartition("```")[0]
    return bare
