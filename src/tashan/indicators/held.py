"""The figures of one place, and which of them tells an indicator in a period.

Who counted is never mixed: the inputs of a worked-out figure all come from one holder. Of several
scopes the wanted one is taken, else the definition's own, else another, which then differs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tashan.base.periods import FigurePeriod
from tashan.indicators.choices import Choice, Definitions, firsts, is_stock
from tashan.indicators.models import Measure, Vintage
from tashan.mechanisms import formula

_LEAST_SETTLED = (Vintage.PRELIMINARY, Vintage.FLASH, Vintage.VERIFIED)
_JOINED = "；"


@dataclass(frozen=True, slots=True)
class Held:
    """One counting observation, as it was stored."""

    observation: int
    code: str
    measure: str
    first: date
    last: date
    holder: str
    scope: str
    value: Decimal
    vintage: str
    approximate: str = ""


Figures = Mapping[tuple[str, str, date], Sequence[Held]]  # of one place


def shelved(rows: Iterable[Held]) -> Figures:
    """The figures of one place by code, measure and last day."""
    shelf: dict[tuple[str, str, date], list[Held]] = defaultdict(list)
    for row in rows:
        shelf[row.code, row.measure, row.last].append(row)
    return shelf


@dataclass(frozen=True, slots=True)
class Wanted:
    """``holders`` in order of preference; with ``scope`` that one first, and no other if strict."""

    period: FigurePeriod
    holders: tuple[str, ...]
    scope: str = ""
    is_strict: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of one place in one period; ``observations`` are the evidence."""

    value: Decimal
    observations: tuple[int, ...]
    period: str  # the days it is of
    holder: str
    scope: str
    vintage: str
    approximate: str = ""
    is_computed: bool = False


def measured(
    choice: Choice, wanted: Wanted, figures: Figures, definitions: Definitions
) -> Measured | None:
    """The stored figure, else what the definition's formula makes of its inputs; None: unknown."""
    if not figures:
        return None
    for holder in wanted.holders:
        found = _stored(choice, wanted, holder, figures, definitions)
        if found is None and choice.measure == Measure.LEVEL and definitions[choice.code].tree:
            one = replace(wanted, holders=(holder,))
            found = _computed(choice, one, figures, definitions)
        if found is not None:
            return found
    return None


def _stored(
    choice: Choice, wanted: Wanted, holder: str, figures: Figures, definitions: Definitions
) -> Measured | None:
    rows = [
        row
        for row in figures.get((choice.code, choice.measure, wanted.period.last), ())
        if row.holder == holder and (row.scope == wanted.scope or not wanted.is_strict)
    ]
    if not rows:
        return None
    order = firsts(choice.code, wanted.period, definitions)
    rows = [row for row in rows if row.first in order]
    if not rows:
        return None
    row = min(rows, key=lambda r: (*_strangeness(r.scope, wanted.scope), order.index(r.first)))
    days = str(row.last) if is_stock(choice.code, definitions) else f"{row.first}/{row.last}"
    return Measured(
        row.value, (row.observation,), days, row.holder, row.scope, row.vintage, row.approximate
    )


def _strangeness(scope: str, wanted: str) -> tuple[bool, bool, str]:
    return scope != wanted, scope != "", scope


def _computed(
    choice: Choice, wanted: Wanted, figures: Figures, definitions: Definitions
) -> Measured | None:
    """From inputs of one holder; its scope is what the inputs' scopes are together."""
    definition = definitions[choice.code]
    if definition.tree is None or not all(code in definitions for code in definition.inputs):
        return None
    # the scopes are held against the wanted one together, not each by itself
    loose = replace(wanted, is_strict=False)
    parts = {
        code: measured(Choice(code), loose, figures, definitions) for code in definition.inputs
    }
    known = [part for part in parts.values() if part is not None]
    values = {code: part.value if part else None for code, part in parts.items()}
    value = formula.value(definition.tree, values)
    if value is None or not known:
        return None
    scope = _JOINED.join(sorted({part.scope for part in known} - {""}))
    if wanted.is_strict and scope != wanted.scope:
        return None
    return Measured(
        value=value,
        observations=tuple(dict.fromkeys(o for part in known for o in part.observations)),
        period=_days(choice.code, wanted.period, definitions),
        holder=known[0].holder,
        scope=scope,
        vintage=min((part.vintage for part in known), key=_settled),
        approximate=next((part.approximate for part in known if part.approximate), ""),
        is_computed=True,
    )  # fmt: skip


def _settled(vintage: str) -> int:
    return _LEAST_SETTLED.index(Vintage(vintage))


def _days(code: str, period: FigurePeriod, definitions: Definitions) -> str:
    if is_stock(code, definitions):
        return str(period.last)
    return f"{period.first}/{period.last}"
