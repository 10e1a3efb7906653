"""Sorts the parts of loaded files by kind and code; a code that is taken is a problem."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tashan.mechanisms.calendar import Calendar, CalendarYear
from tashan.mechanisms.definitions import (
    CalendarDefinition,
    ChainDefinition,
    CreditDefinition,
    IndicatorDefinition,
    PlacedPart,
    PlanDefinition,
    ProgrammeDefinition,
    RankingDefinition,
    RegisterDefinition,
    defined,
    fields_of,
    origin_of,
)
from tashan.mechanisms.loader import LoadedFile
from tashan.mechanisms.plain import Tree
from tashan.mechanisms.problems import Mark, Problem
from tashan.mechanisms.referring import Use
from tashan.mechanisms.schema import Mechanism, Part

K = TypeVar("K", str, int)
V = TypeVar("V")
# of the kinds that others name by their code alone: what they become, and on which shelf
_BY_CODE: dict[str, tuple[type[Any], str]] = {
    "indicator": (IndicatorDefinition, "indicators"),
    "plan": (PlanDefinition, "plans"),
    "programme": (ProgrammeDefinition, "programmes"),
    "ranking": (RankingDefinition, "rankings"),
    "chain": (ChainDefinition, "chains"),
    "register": (RegisterDefinition, "registers"),
    "credit": (CreditDefinition, "credits"),
}


@dataclass(slots=True)
class Shelves:
    indicators: dict[str, IndicatorDefinition] = field(default_factory=dict)
    plans: dict[str, PlanDefinition] = field(default_factory=dict)
    programmes: dict[str, ProgrammeDefinition] = field(default_factory=dict)
    rankings: dict[str, RankingDefinition] = field(default_factory=dict)
    chains: dict[str, ChainDefinition] = field(default_factory=dict)
    registers: dict[str, RegisterDefinition] = field(default_factory=dict)
    credits: dict[str, CreditDefinition] = field(default_factory=dict)
    calendars: dict[int, CalendarDefinition] = field(default_factory=dict)
    mechanisms: dict[str, Mechanism] = field(default_factory=dict)
    parts: dict[str, PlacedPart] = field(default_factory=dict)  # by mechanism.part
    trees: dict[str, Tree] = field(default_factory=dict)  # of each mechanism, for its marks
    problems: list[Problem] = field(default_factory=list)
    _first: dict[tuple[str, object], Mark] = field(default_factory=dict)

    def take(self, file: LoadedFile) -> None:
        if file.calendar is not None:
            self._take_calendar(file.calendar, file.tree.key_mark(("year",)))
        if file.mechanism is not None:
            code = file.mechanism.mechanism
            self.trees.setdefault(code, file.tree)
            mark = file.tree.mark(("mechanism",))
            self._put(self.mechanisms, code, file.mechanism, what="mechanism", mark=mark)
            for name, part in file.mechanism.parts.items():
                self._take_part(file.mechanism, name, part, file.tree.key_mark(("parts", name)))

    def _take_part(self, head: Mechanism, name: str, part: Part, mark: Mark) -> None:
        if isinstance(part, Use):
            return
        if isinstance(part, Calendar):
            self._take_calendar(part, mark)
        code, origin = part.code or name, origin_of(head, name, mark)
        self.parts.setdefault(f"{head.mechanism}.{name}", PlacedPart(code, part, origin))
        if part.kind in _BY_CODE:
            definition, shelf = _BY_CODE[part.kind]
            entry = defined(definition, part, code=code, origin=origin)
            self._put(getattr(self, shelf), code, entry, what=part.kind, mark=mark)

    def _take_calendar(self, year: CalendarYear, mark: Mark) -> None:
        own = {k: v for k, v in fields_of(year).items() if k in CalendarYear.model_fields}
        calendar = CalendarDefinition.model_construct(**own | {"mark": mark})
        self._put(self.calendars, year.year, calendar, what="calendar", mark=mark)

    def _put(
        self, shelf: MutableMapping[K, V], code: K, entry: V, *, what: str, mark: Mark
    ) -> None:
        if code in shelf:
            first = self._first[what, code]
            told = f"the {what} {code!r} is defined before, in {first}."
            self.problems.append(Problem(mark, "duplicate", told))
        else:
            shelf[code] = entry
            self._first[what, code] = mark
