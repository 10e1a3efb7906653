"""The list of cases: what the address asks for, and its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.db.models import F
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from tashan.base.calendars import Calendar
from tashan.base.lights import Light
from tashan.casework.calendars import in_force
from tashan.casework.finding_cases import COLUMNS, Filters, found, light_of_due
from tashan.casework.kinds import CaseState
from tashan.casework.models import OPEN, Case, Matter
from tashan.casework.perms import visible_cases
from tashan.record.models import User
from tashan.registry.naming import names_on
from tashan.web.cases.matter_words import light_word
from tashan.web.cases.stage_words import stage_word
from tashan.web.listing import Order, capped_page_of, order_of, words_of

LIGHTS: dict[str, str | Promise] = {
    "unlawful": pgettext_lazy("inbox", "Beyond the statute"),
    "red": pgettext_lazy("inbox", "Late"),
    "yellow": pgettext_lazy("inbox", "Due within two days"),
    "green": pgettext_lazy("inbox", "On time"),
    "stopped": pgettext_lazy("inbox", "Stopped"),
}
MOST_CHOICES = 400  # running cases whose offices and stages are offered as filters


@dataclass(frozen=True, slots=True)
class Line:
    """A case with its light and who holds what is open."""

    case: Case
    light: Light | None
    word: str
    due: date | None
    passed: int
    total: int
    holders: str


@dataclass
class CasesPage:
    """``?state=`` running, finished, ended or all; ``?light=``, ``?stage=``, ``?office=``,
    ``?q=``, ``?sort=`` and ``?page=``."""

    request: HttpRequest
    user: User
    on: date

    @cached_property
    def asked(self) -> Filters:
        get = self.request.GET
        state, light, office = get.get("state", ""), get.get("light", ""), get.get("office", "")
        return Filters(
            "" if state == "all" else state if state in CaseState.values else CaseState.RUNNING,
            light if light in LIGHTS else "",
            get.get("stage", "")[:64],
            int(office) if office.isdecimal() and len(office) < 18 else None,
            words_of(self.request)[:100],
        )

    @cached_property
    def order(self) -> Order:
        return order_of(self.request, COLUMNS, default="-opened")

    @property
    def is_filtered(self) -> bool:
        return bool(self.asked.light or self.asked.stage or self.asked.office or self.asked.words)

    @cached_property
    def shown(self) -> Page[Case]:
        rows = found(visible_cases(self.user, self.on), self.asked, self.on, self._calendar)
        column = F(COLUMNS[self.order.column])
        way = column.desc if self.order.is_descending else column.asc
        return capped_page_of(self.request, rows.order_by(way(nulls_last=True), "-pk"))

    @cached_property
    def _calendar(self) -> Calendar:
        return in_force().calendar

    @cached_property
    def cases(self) -> list[Case]:
        return list(self.shown.object_list)

    @cached_property
    def _open(self) -> list[Matter]:
        rows = Matter.objects.filter(OPEN, case__in=self.cases).order_by("position")
        return list(rows.only("case", "office", "stage"))

    @cached_property
    def _choices(self) -> list[tuple[int | None, str, int, str]]:
        """The offices and stages of what is open in running cases, with a case of each."""
        running = visible_cases(self.user, self.on).filter(state="running").order_by("-opened_on")
        rows = Matter.objects.filter(OPEN, case__in=running[:MOST_CHOICES])
        told = rows.values_list("office", "stage", "case__version", "case__part")
        return list(told.order_by().distinct())

    @cached_property
    def _names(self) -> dict[int, str]:
        offices = {row.office_id for row in self._open} | {one[0] for one in self._choices}
        return names_on([pk for pk in offices if pk], self.on)

    @property
    def offices(self) -> list[tuple[int, str]]:
        """The offices that hold something now, by name."""
        held = {one[0] for one in self._choices if one[0]}
        return sorted(((pk, self._names.get(pk, "")) for pk in held), key=lambda one: one[1])

    @property
    def stages(self) -> list[tuple[str, str]]:
        """The stages in which something is open."""
        told = {code: (version, part) for _office, code, version, part in self._choices if code}
        return sorted((code, stage_word(*where, code)) for code, where in told.items())

    @property
    def lines(self) -> list[Line]:
        return [self._line(case) for case in self.cases]

    def _line(self, case: Case) -> Line:
        due: date | None = case.due_on  # type: ignore[attr-defined]  # annotated
        stopped: int = case.stopped  # type: ignore[attr-defined]
        statute: date | None = case.statute_on  # type: ignore[attr-defined]
        light = light_of_due(due, stopped, self.on, self._calendar)
        left = self._calendar.working_days_between(self.on, due) if due else None
        is_unlawful = statute is not None and statute < self.on
        held = dict.fromkeys(m.office_id for m in self._open if m.case_id == case.pk)
        return Line(
            case, light, light_word(light, left, is_unlawful=is_unlawful) if light else "", due,
            case.passed, case.total,  # type: ignore[attr-defined]
            " · ".join(self._names.get(pk, "") for pk in held if pk),
        )  # fmt: skip
