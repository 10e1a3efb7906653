"""The days used of a promise as small bars: one a day, or a line where there are too many."""

from __future__ import annotations

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

MOST_BARS = 20
_STEP, _HEIGHT, _WIDE = 6, 12, 120


@lru_cache(maxsize=4096)
def day_bars(used: int, promised: int, tone: str) -> SafeString:
    """An SVG of ``used`` full and the other empty bars; beyond the promise they stand out."""
    if max(used, promised) > MOST_BARS:
        return _line(used, promised, tone)
    bars = "".join(
        f'<rect class="{_kind(n, used, promised)}" x="{n * _STEP}" width="4" height="{_HEIGHT}"/>'
        for n in range(max(used, promised))
    )
    width = max(used, promised, 1) * _STEP
    return mark_safe(
        f'<svg class="days {tone}" width="{width}" height="{_HEIGHT}" aria-hidden="true">'
        f"{bars}</svg>"
    )


def _kind(n: int, used: int, promised: int) -> str:
    if n >= promised:
        return "over"
    return "used" if n < used else "left"


def _line(used: int, promised: int, tone: str) -> SafeString:
    whole = max(used, promised)
    gone = round(_WIDE * min(used, promised) / whole)
    over = round(_WIDE * max(used - promised, 0) / whole)
    return mark_safe(
        f'<svg class="days {tone}" width="{_WIDE}" height="{_HEIGHT}" aria-hidden="true">'
        f'<rect class="left" width="{_WIDE}" height="{_HEIGHT}"/>'
        f'<rect class="used" width="{gone}" height="{_HEIGHT}"/>'
        f'<rect class="over" x="{_WIDE - over}" width="{over}" height="{_HEIGHT}"/></svg>'
    )
