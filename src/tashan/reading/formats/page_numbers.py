"""Numbers at the foot or head of pages, which would stand inside sentences that go on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_NUMBER = re.compile(
    r"[-—–―·~\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?(?:\s*[,，/／]?\s*共?\s*\d{1,4}\s*页?)?[-—–―·~\s]*"
)


def without_numbers(pages: Sequence[str]) -> list[str]:
    """The pages without the lines that count them.

    A line counts pages only where it grows by one from page to page, on half of the pages and two
    at least; so a figure at the end of a table stays.
    """
    kept = [page.split("\n") for page in pages]
    for edge in (0, -1):
        numbers = [_number(lines, edge) for lines in kept]
        shifts = Counter(number - page for page, number in enumerate(numbers) if number is not None)
        shift, count = shifts.most_common(1)[0] if shifts else (0, 0)
        if count < 2 or count * 2 < len(pages):
            continue
        for page, (lines, number) in enumerate(zip(kept, numbers, strict=True)):
            if number is not None and number - page == shift:
                del lines[_edge(lines, edge)]
    return ["\n".join(lines) for lines in kept]


def _number(lines: list[str], edge: int) -> int | None:
    found = _NUMBER.fullmatch(lines[_edge(lines, edge)])
    return int(found[1]) if found else None


def _edge(lines: list[str], edge: int) -> int:
    """Where the first or last line with anything in it stands; the very edge where none has."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    return filled[edge] if filled else edge
