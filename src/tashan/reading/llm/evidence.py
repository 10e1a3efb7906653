"""Where in a passage a quote stands, and which of its numbers a finding speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tashan.base.script import simplified
from tashan.reading.llm.numbers import Printed

_BLANK = re.compile(r"\s")


def squeezed(text: str) -> str:
    """Simplified and without blanks: how quotes are compared, since models mend both."""
    return _BLANK.sub("", simplified(text))


@dataclass(frozen=True, slots=True)
class Evidence:
    """``start`` and ``end`` count characters of the normal text; ``at`` is where the number
    begins, or the quote where the finding has none.
    """

    start: int
    end: int
    at: int
    number: Printed | None = None


class PassageText:
    """The words of one passage, and which places its findings have taken already."""

    def __init__(self, text: str, *, start: int) -> None:
        plain = simplified(text)
        self._offsets = [start + at for at, sign in enumerate(plain) if not sign.isspace()]
        self._text = squeezed(plain)
        self._taken: set[tuple[str, int]] = set()

    def places(self, quote: str) -> list[int]:
        """Where the squeezed ``quote`` begins; empty where it does not stand."""
        return [found.start() for found in re.finditer(f"(?={re.escape(quote)})", self._text)]

    def taking(self, quote: str, places: list[int], *, kind: str) -> Evidence:
        """The first of ``places`` that no finding of the kind has taken, else the first of all."""
        free = (at for at in places if (kind, at) not in self._taken)
        at = next(free, places[0])
        self._taken.add((kind, at))
        return self._evidence(quote, at)

    def taking_number(self, quote: str, places: list[int], *, numbers: list[Printed]) -> Evidence:
        """The same for a number: «分别增长5%、5%» holds two, and each is told once."""
        pairs = [(at, number) for at in places for number in numbers]
        free = (one for one in pairs if ("number", one[0] + one[1].start) not in self._taken)
        at, number = next(free, pairs[0])
        self._taken.add(("number", at + number.start))
        return self._evidence(quote, at, number=number)

    def _evidence(self, quote: str, at: int, *, number: Printed | None = None) -> Evidence:
        first, last = self._offsets[at], self._offsets[at + len(quote) - 1]
        begins = self._offsets[at + number.start] if number else first
        return Evidence(first, last + 1, begins, number)
