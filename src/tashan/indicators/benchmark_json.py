"""A benchmark as JSON has it: figures as exact text, what is not known as null with its reason."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from tashan.indicators.benchmark import Benchmark
from tashan.indicators.comparable import Difference
from tashan.indicators.derived import Derived
from tashan.indicators.held import Measured
from tashan.indicators.lines import Line, Row
from tashan.indicators.peers import NamedPlace

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


def as_json(found: Benchmark) -> dict[str, Json]:
    """The whole of it, for programs; ``observations`` are the evidence of each figure."""
    earlier = found.span.earlier
    return {
        "place": _place(found.ours),
        "peers": [_peer(found, peer) for peer in found.peers],
        "peers_by": found.by,
        "reference": found.reference.pk if found.reference else None,
        "period": str(found.span.period),
        "earlier": str(earlier) if earlier else None,
        "figures": found.figures,
        "not_comparable": found.not_comparable,
        "lines": [_line(line) for line in found.lines],
    }


def _place(place: NamedPlace) -> dict[str, Json]:
    return {"id": place.pk, "name": place.name, "code": place.code, "level": place.level}


def _peer(found: Benchmark, peer: NamedPlace) -> dict[str, Json]:
    alike = found.alike.get(peer.pk)
    return _place(peer) | {"likeness": text(alike.likeness.total.rounded(1) if alike else None)}


def _line(line: Line) -> dict[str, Json]:
    spread = line.spread
    return {
        "indicator": line.choice.code,
        "measure": line.choice.measure.value,
        "title": {"zh": line.definition.title.zh, "en": line.definition.title.en},
        "unit": line.unit,
        "direction": line.direction.value if line.direction else None,
        "holder": line.holder,
        "gap": derived(line.gap),
        "ratio": derived(line.ratio),
        "median": text(spread.median if spread else None),
        "gap_to_median": derived(line.gap_to_median),
        "years_to_catch_up": derived(line.catch_up.years),
        "needed_a_year": derived(line.needed) | {"years": line.soon},
        "rows": [_row(line, row) for row in line.rows],
    }


def _row(line: Line, row: Row) -> dict[str, Json]:
    rank = line.rank_of(row.place)
    return {
        "place": row.place,
        "figure": measured_json(row.last),
        "earlier_figure": measured_json(row.first),
        "a_year": derived(row.pace),
        "is_comparable": row.value is not None,
        "rank": rank.rank if rank else None,
        "is_shared": rank.is_shared if rank else None,
        "differences": [_difference(each) for each in row.differences],
        "cautions": [_difference(each) for each in row.cautions],
    }


def _difference(each: Difference) -> dict[str, Json]:
    return {"aspect": each.aspect.value, "ours": each.ours, "theirs": each.theirs}


def measured_json(figure: Measured | None) -> Json:
    """A figure with all that says what it counts."""
    if figure is None:
        return None
    return {
        "value": text(figure.value),
        "days": figure.period,
        "holder": figure.holder,
        "scope": figure.scope,
        "vintage": figure.vintage,
        "approximate": figure.approximate,
        "is_computed": figure.is_computed,
        "observations": list(figure.observations),
    }


def derived(figure: Derived) -> dict[str, Json]:
    return {"value": text(figure.value), "reason": figure.reason.value if figure.reason else None}


def text(value: Decimal | None) -> str | None:
    """All digits, without an exponent and idle noughts: 2.500000 is 2.5."""
    if value is None:
        return None
    whole = f"{value:f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole
