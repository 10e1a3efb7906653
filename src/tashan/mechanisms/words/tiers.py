"""Tiers in words: up to where, and what holds there."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tashan.mechanisms.head import Tier
from tashan.mechanisms.words.amounts import amount, number
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.spans import Phrase, joined, listed, strong


def tiers(
    of: Phrase, rows: Sequence[object], by: Speaker, *, is_sum: bool, unit: str = ""
) -> Phrase:
    """How much in each tier; of a sum each tier's share is of the part within it.

    ``unit`` is that of what is divided: the ends of tiers are written in it.
    """
    way = by.pick("分档累加", " summed by tier") if is_sum else by.pick("分档", " by tier")
    return joined(
        by.pick("按", ""), of, way, by.pick("（", " ("), tier_list(rows, by, unit),
        by.pick("）", ")"),
    )  # fmt: skip


def tier_list(rows: Sequence[object], by: Speaker, unit: str = "") -> Phrase:
    """The tiers alone: up to 10 million yuan 6%; up to 50 million yuan 8%."""
    known = [row for row in rows if isinstance(row, tuple)]
    lines = [_tier(row, last, by, unit) for row, last in zip(known, _starts(known), strict=True)]
    return listed(lines, by.pick("；", "; "))


def _starts(rows: Sequence[Tier]) -> list[Decimal | None]:
    return [None, *(row[0] for row in rows[:-1])]


def _tier(row: Tier, start: Decimal | None, by: Speaker, unit: str) -> Phrase:
    end, value = row
    last, first = (amount(n, unit, by.tongue) if n is not None else "" for n in (end, start))
    if end is None:
        bound = by.pick(f"{first}以上", f"above {first}")
        opening = bound if start is not None else by.pick("全部", "all")
    else:
        opening = by.pick(f"{last}以内", f"up to {last}")
    return joined(opening, " ", strong(_share(value)))


def _share(value: Decimal) -> str:
    return f"{number(value * 100)}%" if 0 < abs(value) < 1 else number(value)
