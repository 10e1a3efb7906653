"""The page of lights: how many of each kind, by office; what is late; what changed in a week."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse

from tashan.casework.supervision.bulletin import WEEK
from tashan.casework.supervision.rules import Rules, ladder_on
from tashan.casework.supervision.sources import PAGES, values_on
from tashan.casework.supervision.spells import changes
from tashan.casework.supervision.standing import (
    COLORS,
    SORTS,
    Count,
    DueRow,
    Filter,
    counts,
    dues,
)
from tashan.casework.supervision_models import RedSpell
from tashan.registry.naming import names_on
from tashan.web.listing import Order, order_of, words_of
from tashan.web.supervision.words import LIGHTS, kind_word

ROWS, MOST_CHANGED = 50, 8


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list, with its page and the names of its office and officer."""

    row: DueRow
    url: str
    office: str
    officer: str
    word: str

    @property
    def kind(self) -> str:
        return kind_word(self.row.kind)


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """How many things of an office have which light; ``share`` of the most, in hundredths."""

    pk: int | None
    name: str
    counts: Counter[str]

    @property
    def cells(self) -> list[tuple[str, int]]:
        return [(color, self.counts[color]) for color in COLORS]


@dataclass(frozen=True, slots=True)
class Chip:
    code: str
    label: str
    count: int


def page_url(cause: str) -> str:
    """The page of one due thing, by its cause; blank for a kind that has none."""
    kind, _colon, number = cause.partition(":")
    name = PAGES.get(kind)
    return reverse(name, args=[int(number)]) if name and number.isdecimal() else ""


class LightsPage:
    """Everything due on a day, filtered as the address says."""

    def __init__(self, request: HttpRequest, on: date) -> None:
        self.request, self.on = request, on
        self.values = values_on(on)
        self.counted = counts(self.values)
        asked = request.GET
        office = asked.get("office", "")
        self.kind, self.words = asked.get("kind", ""), words_of(request)
        self.light = asked.get("light", "")
        self.office = int(office) if office.isdecimal() and len(office) < 19 else None
        self.page = max(1, int(asked["page"])) if asked.get("page", "").isdecimal() else 1
        self.page = min(self.page, 2000)

    @cached_property
    def rules(self) -> Rules | None:
        return ladder_on(self.on)

    @cached_property
    def order(self) -> Order:
        return order_of(self.request, {key: key for key in SORTS}, default="late")

    @cached_property
    def found(self) -> list[DueRow]:
        chosen = Filter(self.kind, self.office, self.light, self.words)
        first = (self.page - 1) * ROWS
        return dues(self.values, chosen, sort=self.order.code, first=first, most=ROWS)

    @property
    def has_next(self) -> bool:
        return len(self.found) > ROWS

    @property
    def previous(self) -> int:
        return self.page - 1

    @property
    def next(self) -> int:
        return self.page + 1

    @cached_property
    def names(self) -> dict[int, str]:
        wanted = {row.office for row in self.found} | {row.officer for row in self.found}
        return names_on(wanted | {one.office for one in self.counted}, self.on)

    @property
    def lines(self) -> list[Line]:
        return [
            Line(row, page_url(row.cause), self.names.get(row.office or 0, ""),
                 self.names.get(row.officer or 0, ""), str(LIGHTS[row.light]))
            for row in self.found[:ROWS]
        ]  # fmt: skip

    def _chosen(self, *, but: str) -> list[Count]:
        """What the filters let through, without one of them."""
        return [
            one for one in self.counted
            if (but == "kind" or not self.kind or one.kind == self.kind)
            and (but == "office" or self.office is None or one.office == self.office)
            and (but == "light" or not self.light or one.light == self.light)
        ]  # fmt: skip

    @property
    def lights(self) -> list[Chip]:
        """The figures at the top: how many have which light."""
        found: Counter[str] = Counter()
        for one in self._chosen(but="light"):
            found[one.light] += one.n
        return [Chip(color, str(LIGHTS[color]), found[color]) for color in COLORS]

    @property
    def kinds(self) -> list[Chip]:
        found: Counter[str] = Counter()
        for one in self._chosen(but="kind"):
            found[one.kind] += one.n
        return [Chip(kind, kind_word(kind), n) for kind, n in sorted(found.items())]

    @property
    def offices(self) -> list[OfficeLine]:
        """The office with the most that is late first."""
        found: dict[int | None, Counter[str]] = {}
        for one in self._chosen(but="office"):
            found.setdefault(one.office, Counter())[one.light] += one.n
        lines = [OfficeLine(pk, self.names.get(pk or 0, ""), n) for pk, n in found.items()]
        return sorted(lines, key=lambda line: (-line.counts["red"], -line.counts["yellow"],
                                               line.name))  # fmt: skip

    @property
    def red(self) -> int:
        return next(chip.count for chip in self.lights if chip.code == "red")

    @cached_property
    def changed(self) -> tuple[int, int, int]:
        """Red a week ago, become red since, and no longer red."""
        found = changes(self.on - WEEK, self.on)
        return found.before, found.begun.count(), found.ended.count()

    @cached_property
    def newly_red(self) -> list[tuple[RedSpell, str]]:
        rows = changes(self.on - WEEK, self.on).begun[:MOST_CHANGED]
        return [(row, page_url(row.cause)) for row in rows]

    @cached_property
    def no_longer_red(self) -> list[tuple[RedSpell, str]]:
        rows = changes(self.on - WEEK, self.on).ended[:MOST_CHANGED]
        return [(row, page_url(row.cause)) for row in rows]
