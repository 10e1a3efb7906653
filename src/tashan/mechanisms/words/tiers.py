"""Tiers in words: up to where, and what holds there."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tashan.mechanisms.head import Tier
from tashan.mechanisms.words.amounts import amount, number
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.spans import Phrase, joined, listed, strong

_LARGE = 10_000  # an end from here on is money in yuan: no days or shares are so many


def tiers(of: Phrase, rows: Sequence[object], by: Speaker, *, is_sum: bool) -> Phrase:
    """How much in each tier; of a sum each tier's share is of the part within it."""
    way = by.pick("分档累加", " summed by tier") if is_sum else by.pick("分档", " by tier")
    return joined(
        by.pick("按", ""), of, way, by.pick("（", " ("), tier_list(rows, by),
        by.pick("）", ")"),
    )  # fmt: skip


def tier_list(rows: Sequence[object], by: Speaker) -> Phrase:
    """The tiers alone: up to 10 million yuan 6%; up to 50 million yuan 8%."""
    known = [row for row in rows if isinstance(row, tuple)]
    lines = [_tier(row, last, by) for row, last in zip(known, _starts(known), strict=True)]
    return listed(lines, by.pick("；", "; "))


def _starts(rows: Sequence[Tier]) -> list[Decimal | None]:
    return [None, *(row[0] for row in rows[:-1])]


def _tier(row: Tier, start: Decimal | None, by: Speaker) -> Phrase:
    end, value = row
    if end is None:
        bound = by.pick(f"{_end(start, by)}以上", f"above {_end(start, by)}")
        opening = bound if start is not None else by.pick("全部", "all")
    else:
        opening = by.pick(f"{_end(end, by)}以内", f"up to {_end(end, by)}")
    return joined(opening, " ", strong(_share(value)))


def _end(end: Decimal | None, by: Speaker) -> str:
    if end is None:
        return ""
    return amount(end, "元", by.tongue) if end >= _LARGE else number(end)


def _share(value: Decimal) -> str:
    return f"{number(value * 100)}%" if 0 < abs(value) < 1 else number(value)
