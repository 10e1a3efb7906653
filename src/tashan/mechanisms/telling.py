"""What pydantic found wrong, told at its line and column with the nearest right word."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tashan.mechanisms.plain import Path, Tree
from tashan.mechanisms.problems import unknown
from tashan.mechanisms.schema import KINDS

_DAY = re.compile(r"^datetime\.date\((\d+), (\d+), (\d+)\)$")
_QUOTED = re.compile(r"'([^']*)'")
_INHERITING = {"steps": 5, "materials": 4, "duties": 4}  # how long the path of such a value is
_EXPECTED = {
    "string_type": "words",
    "int_type": "a whole number",
    "decimal_type": "a number",
    "is_instance_of": "a number",
    "bool_type": "true or false",
    "date_type": "a date like 2026-01-31",
    "dict_type": "a mapping of names to values",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
    "tuple_type": "a list",
}


def tell(error: ValidationError, tree: Tree, model: type[BaseModel]) -> None:
    """Add a problem to the tree for each error."""
    told = {problem.mark for problem in tree.problems}
    errors = [(_path(found["loc"]), found) for found in error.errors(include_url=False)]
    of_items = {found["msg"] for path, found in errors if path[2:3] == ("items",)}
    for path, found in errors:
        if path[2:3] == ("steps",) and len(path) == 4 and found["msg"] in of_items:
            continue  # the step has it from the item
        if found["type"] == "union_tag_invalid":
            path = (*path, "kind")
        mark = tree.key_mark(path) if _is_of_key(found) else tree.mark(path)
        if _is_inherited(path, tree, found["type"]):  # told where the catalogue says it
            continue
        if mark in told:  # a date that is none was told as such; it is not missing too
            continue
        tree.complain(mark, found["type"], _told(found, path, model))


def _is_inherited(path: Path, tree: Tree, kind: str) -> bool:
    """Whether it is no value of the part itself, but one that an item of a catalogue gave it."""
    length = _INHERITING.get("".join(path[2:3]), 0)
    place = path[:length]
    if not length or len(path) < length or (kind == "missing" and path == place):
        return False
    return place not in tree.marks and place not in tree.keys


def _is_of_key(found: ErrorDetails) -> bool:
    return found["type"] == "extra_forbidden" or found["loc"][-1:] == ("[key]",)


def _path(loc: tuple[int | str, ...]) -> Path:
    """The place in the file: pydantic also names the kind of the part, and '[key]' of a key."""
    if loc[:1] == ("parts",) and len(loc) > 2 and loc[2] in KINDS:
        loc = (*loc[:2], *loc[3:])
    return tuple(_DAY.sub(_iso, str(step)) for step in loc if step != "[key]")


def _iso(day: re.Match[str]) -> str:
    """A date that is a key: pydantic names it by its repr, the tree as the file writes it."""
    return date(*map(int, day.groups())).isoformat()


def _told(found: ErrorDetails, path: Path, model: type[BaseModel]) -> str:
    kind, context, given = found["type"], found.get("ctx", {}), found["input"]
    own = _TELLERS.get(kind)
    if own:
        return own(context, given, path, found["loc"], model)
    if kind in _EXPECTED:
        return f"{_where(path)}expected {_EXPECTED[kind]}, got {_short(given)}."
    return f"{_where(path)}{found['msg'][:1].lower()}{found['msg'][1:]}."


def _where(path: Path) -> str:
    return f"'{_field(path)}': " if path else ""


def _field(path: Path) -> str:
    """The name of the field, also of an entry in its list."""
    return next((step for step in reversed(path) if not step.isdecimal()), "")


def _short(given: object) -> str:
    match given:
        case None:
            return "nothing"
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case bool():
            return str(given).lower()
        case str():
            return f"the words {given[:40]!r}"
    return str(given)[:40]


def _tell_own(context: Mapping[str, Any], given: object, path: Path, *_: object) -> str:
    return str(context["message"])


def _tell_missing(context: Mapping[str, Any], given: object, path: Path, *_: object) -> str:
    return f"the field '{path[-1]}' is missing."


def _tell_extra(
    context: Mapping[str, Any],
    given: object,
    path: Path,
    loc: tuple[int | str, ...],
    model: type[BaseModel],
) -> str:
    holder = model_at(model, loc[:-1])
    fields = holder.model_fields if holder else {}
    return unknown("field", path[-1], [field.alias or name for name, field in fields.items()])


def _tell_choice(context: Mapping[str, Any], given: object, path: Path, *_: object) -> str:
    return unknown(f"word for '{_field(path)}':", str(given)[:40], _words(context["expected"]))


def _words(expected: str) -> list[str]:
    return _QUOTED.findall(expected) or [expected]


def _tell_kind(context: Mapping[str, Any], given: object, path: Path, *_: object) -> str:
    return unknown("kind of part", str(context["tag"])[:40], KINDS)


def _tell_no_kind(context: Mapping[str, Any], given: object, path: Path, *_: object) -> str:
    return f"the part has no 'kind'. Expected one of: {', '.join(KINDS)}."


def _tell_short(context: Mapping[str, Any], given: object, path: Path, *_: object) -> str:
    return f"'{path[-1]}' is empty."


def _tell_bound(context: Mapping[str, Any], given: object, path: Path, *_: object) -> str:
    limit = context.get("ge", context.get("le"))
    word = "at least" if "ge" in context else "at most"
    return f"'{path[-1]}': expected {word} {limit}, got {_short(given)}."


_TELLERS: dict[str, Callable[..., str]] = {
    "told": _tell_own,
    "missing": _tell_missing,
    "extra_forbidden": _tell_extra,
    "enum": _tell_choice,
    "literal_error": _tell_choice,
    "union_tag_invalid": _tell_kind,
    "union_tag_not_found": _tell_no_kind,
    "string_too_short": _tell_short,
    "too_short": _tell_short,
    "greater_than_equal": _tell_bound,
    "less_than_equal": _tell_bound,
}


def model_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The model that holds the fields at a place; None where it is no model."""
    held: list[type[BaseModel]] = [model]
    passing = False
    for step in loc:
        if passing:  # the key or the number of an entry
            passing = False
        elif len(held) > 1:  # of several parts the kind tells the one
            held = [KINDS[str(step)]] if step in KINDS else []
        elif not held or str(step) not in held[0].model_fields:
            return None
        else:
            annotation = held[0].model_fields[str(step)].annotation
            held, passing = _models_in(annotation), get_origin(annotation) in (dict, tuple)
    return held[0] if len(held) == 1 else None


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    found = [model for part in get_args(annotation) for model in _models_in(part)]
    return list(dict.fromkeys(found))
