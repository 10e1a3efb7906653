"""The lead office's overview: what the address asks for, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Page
from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import HttpRequest

from tashan.casework import overview
from tashan.casework.calendars import in_force
from tashan.casework.models import Case, Matter, Pilot
from tashan.casework.overview import Cell, Insisted
from tashan.casework.perms import visible_cases
from tashan.record.models import User
from tashan.registry.dated import as_of
from tashan.registry.naming import names_on
from tashan.web.cases.stage_words import stage_word
from tashan.web.listing import page_of

_OUTER = OuterRef("version__adoption")
COLUMNS = {"stage": "stage", "office": "office_id"}


@dataclass(frozen=True, slots=True)
class Line:
    """A running case with its cells in the order of the columns."""

    case: Case
    cells: list[Cell]
    holders: list[str]
    days_still: int


@dataclass
class ApprovalsPage:
    """``?by=`` stage or office, ``?sort=`` still or due, ``?place=``, ``?pilot=1``, ``?page=``."""

    request: HttpRequest
    user: User
    on: date

    @cached_property
    def by(self) -> str:
        said = self.request.GET.get("by", "")
        return said if said in COLUMNS else "stage"

    @cached_property
    def sort(self) -> str:
        return "due" if self.request.GET.get("sort") == "due" else "still"

    @cached_property
    def place(self) -> int | None:
        said = self.request.GET.get("place", "")
        return int(said) if said.isdecimal() and len(said) < 18 else None

    @property
    def is_pilot(self) -> bool:
        return self.request.GET.get("pilot") == "1"

    @property
    def is_filtered(self) -> bool:
        return self.is_pilot or self.place is not None

    @cached_property
    def _spread(self) -> list[tuple[int | None, bool]]:
        """In which places cases run, and whether as pilots."""
        rows = visible_cases(self.user, self.on).filter(state="running").order_by()
        tried = rows.annotate(is_tried=Exists(self._pilots.filter(adoption=_OUTER)))
        return list(tried.values_list("place", "is_tried").distinct())

    @property
    def _pilots(self) -> QuerySet[Pilot]:
        return as_of(Pilot.objects.all(), self.on)

    @property
    def has_pilots(self) -> bool:
        """Whether a mechanism is tried out anywhere that cases of it run."""
        return self.is_pilot or any(is_tried for _place, is_tried in self._spread)

    @cached_property
    def cases(self) -> QuerySet[Case]:
        rows = visible_cases(self.user, self.on)
        if self.place is not None:
            rows = rows.filter(place=self.place)
        if self.is_pilot:
            rows = rows.filter(version__adoption__in=self._pilots.values("adoption"))
        return rows

    @cached_property
    def shown(self) -> Page[Case]:
        rows = overview.running(self.cases)
        if self.sort == "due":
            rows = rows.order_by(F("due_on").asc(nulls_last=True), "pk")
        return page_of(self.request, rows)

    @cached_property
    def lines(self) -> list[Line]:
        """The page's cases with their cells in the order of the columns."""
        cases = list(self.shown.object_list)
        return [
            self._line(case, [self._cells[case.pk].get(key, Cell()) for key in self._keys])
            for case in cases
        ]

    @cached_property
    def _drawn(self) -> tuple[overview.Matrix, list[Any]]:
        calendar = in_force().calendar
        by = COLUMNS[self.by]
        return overview.matrix(self.shown.object_list, by=by, on=self.on, calendar=calendar)

    @property
    def _cells(self) -> overview.Matrix:
        return self._drawn[0]

    @property
    def _keys(self) -> list[Any]:
        return self._drawn[1]

    @property
    def columns(self) -> list[str]:
        """What the columns are called, in order."""
        return [self._column(key) for key in self._keys]

    def _line(self, case: Case, cells: list[Cell]) -> Line:
        holders = sorted({office for cell in cells for office in cell.holders})
        still = (self.on - case.moved_on).days  # type: ignore[attr-defined]  # annotated
        return Line(case, cells, [self.called(one) for one in holders], still)

    def _column(self, key: str | int | None) -> str:
        if self.by == "office":
            return self.called(key if isinstance(key, int) else None)
        known = next((case for case in self.shown.object_list), None)
        return stage_word(known.version_id, known.part, str(key or "")) if known else ""

    @cached_property
    def joint(self) -> list[Matter]:
        return overview.joint_waiting(self.cases)

    @cached_property
    def late(self) -> list[Matter]:
        return overview.late(self.cases, self.on)

    @cached_property
    def insisted(self) -> list[Insisted]:
        return overview.insisted(self.cases)

    @cached_property
    def places(self) -> list[tuple[int, str]]:
        """The parks and places that running cases lie in."""
        found = {place for place, _is_tried in self._spread if place is not None}
        return sorted(((pk, self.called(pk)) for pk in found), key=lambda one: one[1])

    @cached_property
    def _names(self) -> dict[int, str]:
        """All that the page mentions, asked for at once."""
        told = {
            one for case in self._cells.values() for cell in case.values() for one in cell.holders
        }
        told |= {key for key in self._keys if isinstance(key, int)}
        told |= {one for m in self.joint for one in _owing(m)}
        told |= {m.office_id for m in (*self.joint, *self.late) if m.office_id}
        told |= {one.office for one in self.insisted if one.office}
        told |= {place for place, _is_tried in self._spread if place is not None}
        return names_on(told, self.on)

    def called(self, entity: int | None) -> str:
        """What an office or a place is called."""
        return self._names.get(entity or 0, "—")


def _owing(matter: Matter) -> list[int]:
    """The offices that gave no opinion yet, as the overview annotates them."""
    owing: list[int] = matter.owing  # type: ignore[attr-defined]
    return owing
