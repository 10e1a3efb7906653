"""Words set into boxes of pictures: broken into lines, cut where they do not fit."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

WIDE, NARROW = 13, 7  # pixels of a Chinese and of a Latin letter
_PIECES = re.compile(r"[\u2e80-\uffef]|[^\u2e80-\uffef\s]+|\s+")

_HANGING = "）、，。；："  # never at the beginning of a line


def width_of(words: str) -> int:
    """About how many pixels the words take."""
    return sum(WIDE if east_asian_width(sign) in "WFA" else NARROW for sign in words)


def shortened(words: str, room: int) -> str:
    """As much as fits into one line, with … where something is cut."""
    if width_of(words) <= room:
        return words
    kept = words
    while kept and width_of(f"{kept}…") > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def lines_of(words: str, room: int, most: int) -> tuple[str, ...]:
    """The words on at most so many lines; English breaks between words, Chinese anywhere."""
    lines = [""]
    for piece in _PIECES.findall(words):
        if lines[-1] and piece not in _HANGING and width_of(lines[-1] + piece) > room:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    kept, rest = lines[: most - 1], "".join(lines[most - 1 :])
    return (*(line.rstrip() for line in kept), *((shortened(rest.rstrip(), room),) if rest else ()))
