"""What the parts of a total did for its growth, in the same period as the total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tashan.indicators.analysis.rows import Row
from tashan.indicators.analysis.sheet import WHOLES
from tashan.indicators.contribution import Change, Contribution, contribution
from tashan.indicators.growth import HUNDRED


class Method(StrEnum):
    AMOUNTS = "amounts"  # from the amounts themselves
    WEIGHTED = "weighted"  # last year's shares moved by growth at constant prices


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a total and what it contributed."""

    row: Row
    worked: Contribution


@dataclass(frozen=True, slots=True)
class Whole:
    row: Row
    method: Method
    change: Change
    shares: tuple[Share, ...]

    @property
    def fell(self) -> bool:
        moved = self.change.difference.value
        return moved is not None and moved < 0


def wholes(rows: Mapping[str, Row]) -> list[Whole]:
    """Every total of the sheet of which at least one part's contribution can be worked out."""
    found = (_whole(rows[code], rows, parts) for code, parts in WHOLES.items() if code in rows)
    return [whole for whole in found if whole is not None]


def _whole(row: Row, rows: Mapping[str, Row], codes: tuple[str, ...]) -> Whole | None:
    if row.end is None:
        return None
    method = Method.AMOUNTS if row.has_same_prices else Method.WEIGHTED
    total = _change(row, row, method)
    shares = tuple(
        Share(rows[code], contribution(total, _change(rows[code], row, method)))
        for code in codes
        if code in rows
    )
    if not any(share.worked.share.is_known for share in shares):
        return None
    return Whole(row, method, total, shares)


def _change(row: Row, whole: Row, method: Method) -> Change:
    """Now and a year before. At constant prices: the amount a year before, moved by its growth."""
    if row.series is None or whole.end is None:
        return Change(None, None)
    before = row.series.level(whole.end.a_year_before)
    if method is Method.AMOUNTS:
        return Change(row.series.level(whole.end), before)
    rate = row.series.growth(whole.end)
    return Change(_moved(before, rate), before)


def _moved(before: Decimal | None, rate: Decimal | None) -> Decimal | None:
    return None if before is None or rate is None else before * (1 + rate / HUNDRED)
