"""Numbers with their units, side by side with what peers find in the same texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cases import Case

from tashan.base.quantities import base_quantity
from tashan.base.script import simplified
from tashan.reading.numbers.quantities import read_quantities
from tashan.reading.text.normalise import normalise

Span = tuple[int, int, float, str | None]


@dataclass(frozen=True)
class Tally:
    """Of ``gold`` indicators: how many have a span of their own with value (and unit) right.

    ``found`` counts every span that carries a number with a unit, right or not.
    """

    gold: int
    exact: int
    value: int
    found: int


def own_spans(text: str) -> list[Span]:
    """What our rules read, where the number itself stands, in base units as the peers give."""
    normal = normalise(text)
    spans = []
    for quantity in read_quantities(normal.text):
        if quantity.value is not None:
            value, unit = base_quantity(quantity.value, quantity.unit)
            spans.append((*normal.span(quantity.start, quantity.end), value, unit))
    return spans


def tally(cases: Iterable[Case], found: Iterable[list[Span]]) -> Tally:
    """Each span is used once, and only for a gold row whose quote it lies within."""
    rows = exact = value = spans = 0
    for case, all_spans in zip(cases, found, strict=True):
        gold = [row for row in case.rows if row["kind"] == "indicator"]
        rows += len(gold)
        exact += _matched(case.text, gold, all_spans, with_unit=True)
        value += _matched(case.text, gold, all_spans, with_unit=False)
        spans += sum(unit is not None for *_, unit in all_spans)
    return Tally(rows, exact, value, spans)


def _matched(text: str, gold: list[dict], spans: list[Span], *, with_unit: bool) -> int:
    free = list(spans)
    matched = 0
    for row in gold:
        places = list(_places(text, str(row["quote"])))
        for span in free:
            inside = any(start <= span[0] and span[1] <= end for start, end in places)
            if inside and _is_right(row, span, with_unit=with_unit):
                free.remove(span)
                matched += 1
                break
    return matched


def _is_right(row: dict, span: Span, *, with_unit: bool) -> bool:
    value, unit = base_quantity(row["value"], row["unit"])
    if with_unit:
        return _equal(span[2], value) and (span[3] or "1") == simplified(unit)
    return _equal(span[2], value) or _equal(span[2], row["value"])


def _equal(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-4 * max(1e-9, abs(other))


def _places(text: str, quote: str) -> Iterable[tuple[int, int]]:
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)
