"""Steps that name an item of a catalogue in their own file have from it what they do not say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tashan.mechanisms.catalogue import AT_ONCE
from tashan.mechanisms.procedure import MatterTerms

INHERITED = ("title", "duty", *MatterTerms.model_fields)
Raw = dict[Any, Any]


def inherited(given: object) -> object:
    """The values of a file with every such step filled in; the given ones stay as they are."""
    parts = _mapping(_mapping(given).get("parts"))
    catalogues = [one for one in _mappings(parts) if one.get("kind") == "catalogue"]
    if not catalogues:
        return given
    every = {name: _joined(catalogues, name) for name in ("items", "materials", "duties")}
    filled = {name: _filled(part, every) for name, part in parts.items()}
    return {**_mapping(given), "parts": filled}


def _filled(given: object, every: dict[str, Raw]) -> object:
    part = _mapping(given)
    if part.get("kind") != "procedure" or not isinstance(part.get("steps"), dict):
        return given
    steps = {code: _step(step, every["items"]) for code, step in part["steps"].items()}
    given_by = {_mapping(step).get("item"): code for code, step in steps.items()}
    materials = {
        code: _given_by(every["materials"][code], given_by)
        for code in _materials(steps)
        if code in every["materials"]
    }
    named = {**_duties(steps), **_leads(part)}
    duties = {code: every["duties"][code] for code in named if code in every["duties"]}
    found: Raw = {**part, "steps": steps}
    for name, more in (("materials", materials), ("duties", duties)):
        if more and isinstance(part.get(name, {}), dict):
            found[name] = more | _mapping(part.get(name))
    return found


def _step(step: object, items: Raw) -> object:
    named = _word(_mapping(step).get("item"))
    if named is None or not isinstance(step, dict):
        return step
    item = _mapping(items.get(named, _unknown(named)))
    from_item = {name: item[name] for name in INHERITED if name in item}
    if item.get("same_day") is True:
        from_item = {"limit": AT_ONCE, "limit_basis": item.get("basis", [])} | from_item
    return from_item | step


def _unknown(item: str) -> Raw:
    """Stands for an item that there is not, which is told when codes are looked up."""
    return {"title": {"zh": item, "en": item}, "duty": "unknown"}


def _given_by(material: object, steps: Raw) -> object:
    """An item's result is that of the step it stands in here; in none, somebody hands it in."""
    if not isinstance(material, dict) or "from_step" not in material:
        return material
    rest = {name: held for name, held in material.items() if name != "from_step"}
    step = steps.get(_word(material["from_step"]))
    return rest | {"from_step": step} if step else rest


def _materials(steps: Raw) -> dict[str, None]:
    return dict.fromkeys(code for step in _mappings(steps) for code in _words(step, "materials"))


def _duties(steps: Raw) -> dict[str, None]:
    found: dict[str, None] = {}
    for step in _mappings(steps):
        checking = _mapping(step.get("commitment")).get("duty")
        approving = _mapping(step.get("extension")).get("approved_by")
        named = (step.get("duty"), *_words(step, "asks"), checking, approving)
        found |= {code: None for code in named if isinstance(code, str)}
    return found


def _leads(part: Raw) -> dict[str, None]:
    """Of stages and joint results, and who lets the latter take longer."""
    held = [*_mappings(part.get("stages")), *_mappings(part.get("joint"))]
    named = [one.get("lead") for one in held]
    named += [_mapping(one.get("extension")).get("approved_by") for one in held]
    return {code: None for code in named if isinstance(code, str)}


def _joined(parts: list[Raw], name: str) -> Raw:
    return {code: held for part in parts for code, held in _mapping(part.get(name)).items()}


def _words(of: Raw, name: str) -> Iterator[str]:
    held = of.get(name)
    yield from (one for one in held if isinstance(one, str)) if isinstance(held, list) else ()


def _word(given: object) -> str | None:
    return given if isinstance(given, str) else None


def _mapping(given: object) -> Raw:
    return given if isinstance(given, dict) else {}


def _mappings(given: object) -> list[Raw]:
    return [one for one in _mapping(given).values() if isinstance(one, dict)]
