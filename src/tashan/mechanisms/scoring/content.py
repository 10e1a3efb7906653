"""Outcomes as plain values that JSON holds exactly: fractions as text, nothing rounded."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from tashan.mechanisms.ranking import Effect, Missing
from tashan.mechanisms.scoring.readings import Clamp, Step, Why
from tashan.mechanisms.scoring.totals import Added, Outcome, Struck

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def written(outcome: Outcome) -> dict[str, Json]:
    """The steps, plus and minus points, vetoes and the exact total of one outcome."""
    return {
        "steps": [_step(step) for step in outcome.steps],
        "added": [
            {"extra": a.extra, "times": a.times, "before": str(a.before), "points": str(a.points)}
            for a in outcome.added
        ],
        "struck": [
            {"veto": s.veto, "effect": s.effect.value, "document": s.document}
            for s in outcome.struck
        ],
        "total": _text(outcome.total),
    }


def _step(step: Step) -> dict[str, Json]:
    said: dict[str, Json] = {
        "measure": step.measure,
        "weight": str(step.weight),
        "figure": _text(step.figure),
        "points": _text(step.points),
        "against": {name: str(number) for name, number in step.against.items()},
        "before": _text(step.before),
    }
    marks = {"clamped": step.clamped, "filled": step.filled, "why": step.why}
    return said | {name: mark.value for name, mark in marks.items() if mark is not None}


def _text(number: Fraction | Decimal | None) -> str | None:
    return None if number is None else str(number)


def read_steps(detail: Mapping[str, Json]) -> tuple[Step, ...]:
    """The steps as they were written."""
    return tuple(_read_step(entry) for entry in _entries(detail, "steps"))


def read_added(detail: Mapping[str, Json]) -> tuple[Added, ...]:
    return tuple(
        Added(
            str(e["extra"]), int(str(e["times"])), Fraction(str(e["before"])), _exact(e["points"])
        )
        for e in _entries(detail, "added")
    )


def read_struck(detail: Mapping[str, Json]) -> tuple[Struck, ...]:
    return tuple(
        Struck(str(e["veto"]), Effect(str(e["effect"])), str(e["document"]))
        for e in _entries(detail, "struck")
    )


def _entries(detail: Mapping[str, Json], name: str) -> list[dict[str, Json]]:
    found = detail.get(name, [])
    assert isinstance(found, list)
    return [entry for entry in found if isinstance(entry, dict)]


def _read_step(entry: Mapping[str, Json]) -> Step:
    against = entry["against"]
    assert isinstance(against, dict)
    return Step(
        str(entry["measure"]),
        _exact(entry["weight"]),
        _number(entry["figure"]),
        _number(entry["points"]),
        {name: _exact(number) for name, number in against.items()},
        _number(entry["before"]),
        Clamp(str(entry["clamped"])) if "clamped" in entry else None,
        Missing(str(entry["filled"])) if "filled" in entry else None,
        Why(str(entry["why"])) if "why" in entry else None,
    )


def _number(value: Json) -> Fraction | None:
    return None if value is None else _exact(value)


def _exact(value: Json) -> Fraction:
    return Fraction(str(value))
