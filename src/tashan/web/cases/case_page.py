"""The page of a case: who holds it, where it stands, where the days went, what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tashan.base.codes import ProjectCode
from tashan.base.errors import UserError
from tashan.casework.clocks import Unit
from tashan.casework.dispatching import Dispatch, dispatch_of
from tashan.casework.keeping_time import Breach
from tashan.casework.models import Case, Prerequisite
from tashan.casework.paths import APPLICANT, BETWEEN, OFFICE, PROCEDURE, Spent
from tashan.casework.picture import CasePicture, MatterPicture
from tashan.casework.states import PASSES
from tashan.casework.terms import LimitKind, limits_of
from tashan.record.models import Event
from tashan.web.cases.case_words import Mark, Told, marks, span_word, stop_word, told
from tashan.web.cases.day_bars import MOST_BARS
from tashan.web.cases.gantt import Gantt
from tashan.web.cases.matter_words import light_word, said, state_word

NEWEST = 8  # events shown at first
_NOT_OFFICES = (OFFICE, APPLICANT, PROCEDURE, BETWEEN)


@dataclass(frozen=True, slots=True)
class Row:
    """A matter as a line of the table."""

    picture: MatterPicture
    number: int
    title: str
    state: str
    tone: str
    light: str
    used: int | None
    promised: int | None
    limit: str
    statutory: str
    stops: list[str]
    marks: list[Mark]
    end: str

    @property
    def code(self) -> str:
        return self.picture.code

    @property
    def is_critical(self) -> bool:
        return self.picture.times.is_critical

    @property
    def days(self) -> str:
        """What is promised: a bare number of working days, anything else with its unit."""
        limit = limits_of(self.picture.matter).get(LimitKind.PROMISED)
        is_plain = limit and limit.span.n and limit.span.unit is Unit.WORKING
        return str(self.promised) if is_plain else self.limit


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the case: how many of its matters passed, and what makes it done."""

    title: str
    passed: int
    total: int
    rule: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Share:
    """Days that somebody had, on the path and in all matters."""

    who: str
    side: str
    path: int
    whole: int


class CasePage:
    """What the page asks of a case on a day, each thing worked out once."""

    def __init__(self, case: Case, on: date, *, all_events: bool = False) -> None:
        self.case, self.on, self.all_events = case, on, all_events
        self.picture = CasePicture(case, on)

    @cached_property
    def gantt(self) -> Gantt:
        return Gantt(self.picture)

    @cached_property
    def code_check(self) -> tuple[str, str]:
        """The tone and the words of the check of the project's code."""
        if not self.case.project_code:
            return "idle", _("no project code")
        try:
            warning = ProjectCode.parse(self.case.project_code).warning
        except UserError:
            return "red", _("not the form of a project code")
        return ("yellow", _("check digit fails")) if warning else ("green", _("check digit fits"))

    @cached_property
    def dispatch(self) -> Dispatch | None:
        """By when the case was to be passed on, where its applicant is entitled to that."""
        accepted = [each.matter.accepted_on for each in self.picture.matters]
        return dispatch_of(self.case, accepted, calendar=self.picture.counting.calendar)

    @property
    def is_passed_on_late(self) -> bool:
        return self.dispatch is not None and self.dispatch.is_late(self.on)

    @property
    def applicant(self) -> str:
        return self.picture.names.get(self.case.applicant_id or self.case.subject_id, "")

    @cached_property
    def holding(self) -> Row | None:
        """The row of the matter that holds the case now."""
        now = self.picture.holding
        return next((row for row in self.rows if now and row.code == now.code), None)

    @property
    def held_code(self) -> str:
        """The code of that matter, if it has begun."""
        row = self.holding
        return row.code if row and row.picture.matter.received_on else ""

    @property
    def weekdays(self) -> list[str]:
        """Monday to Sunday, as short as the tongue has them."""
        return [
            pgettext("weekday", "Mo"),
            pgettext("weekday", "Tu"),
            pgettext("weekday", "We"),
            pgettext("weekday", "Th"),
            pgettext("weekday", "Fr"),
            pgettext("weekday", "Sa"),
            pgettext("weekday", "Su"),
        ]

    @property
    def boxes(self) -> list[tuple[int, str]]:
        """A box a day of the promise of what holds the case: used, today, left, over."""
        row = self.holding
        if row is None or row.promised is None or row.used is None:
            return []
        count = max(row.promised, row.used)
        return [] if count > MOST_BARS else [(n, _box(n, row)) for n in range(1, count + 1)]

    @cached_property
    def rows(self) -> list[Row]:
        late = {str(e.payload.get("matter")) for e in self._events if e.payload.get("late")}
        return [_row(n, each, late) for n, each in enumerate(self.picture.matters, start=1)]

    @property
    def path_rows(self) -> list[Row]:
        """The matters of the critical path in their order."""
        by_code = {row.code: row for row in self.rows}
        return [by_code[code] for code in self.picture.plan.path]

    @property
    def in_hand(self) -> int:
        return sum(each.matter.is_open for each in self.picture.matters)

    @property
    def gain(self) -> str:
        """How the expected day compares with the promised total."""
        days = (self.picture.promised.finish - self.picture.plan.finish).days
        if days > 0:
            return ngettext("%d day before the promise", "%d days before the promise", days) % days
        if days < 0:
            return ngettext("%d day after the promise", "%d days after the promise", -days) % -days
        return _("on the day of the promise")

    @cached_property
    def stopped_days(self) -> int:
        """Days of the path on which the clock stood still."""
        return sum(n for who, n in self.picture.split.items() if who.side in (APPLICANT, PROCEDURE))

    @property
    def is_provisional(self) -> bool:
        """Whether the expected end lies in a year whose holidays are not settled."""
        return self.picture.counting.calendar.is_provisional(self.picture.plan.finish.year)

    @cached_property
    def shares(self) -> list[Share]:
        """Who had the days; on the path they add up to the days elapsed."""
        path, whole = self.picture.split, self.picture.split_of_all
        found = [
            Share(_who(who), who.side, path.get(who, 0), whole.get(who, 0))
            for who in dict.fromkeys((*path, *whole))
        ]
        return sorted(found, key=lambda s: (_NOT_OFFICES.index(s.side), -s.path, -s.whole))

    @property
    def elapsed(self) -> int:
        return sum(share.path for share in self.shares)

    @property
    def saved(self) -> int:
        """Days that running in parallel saves against one after another, as promised."""
        return (self.picture.one_after_another - self.picture.promised.finish).days

    @cached_property
    def stages(self) -> list[Stage]:
        stages: Mapping[str, Any] = self.case.opening.get("stages", {})
        ordered = sorted(stages.items(), key=lambda item: item[1].get("position", 0))
        found = [(said(told["title"]), code, told) for code, told in ordered]
        return [stage for one in found if (stage := self._stage(*one)).total]

    def _stage(self, title: str, code: str, about: Mapping[str, Any]) -> Stage:
        rows = [each for each in self.picture.matters if each.matter.stage == code]
        passed = [each.code for each in rows if each.state in PASSES]
        goals = about.get("milestones") or [each.code for each in rows]
        takes_any = str(about.get("done", "")).startswith("any")
        reached = [code in passed for code in goals]
        is_done = bool(goals) and (any(reached) if takes_any else all(reached))
        rule = _("done with any of its milestones") if takes_any else _("done with all milestones")
        return Stage(title, len(passed), len(rows), rule, is_done)

    @property
    def edges(self) -> list[tuple[str, str, Prerequisite]]:
        """Every prerequisite with the titles of both matters."""
        by_pk = {row.pk: said(row.title) for row in self.picture.rows}
        return [(by_pk[e.before_id], by_pk[e.after_id], e) for e in self.picture.edges]

    @cached_property
    def spared(self) -> list[str]:
        """The steps that an assessment made once for the area spares this case."""
        steps: Mapping[str, Any] = self.case.opening.get("steps", {})
        return [said(one.get("title") or {"zh": code}) for code, one in steps.items()
                if one.get("why") == "spared"]  # fmt: skip

    @cached_property
    def _events(self) -> list[Event]:
        rows = Event.objects.filter(stream=self.case.stream).select_related("actor")
        return list(rows.order_by("-sequence"))

    @property
    def event_count(self) -> int:
        return len(self._events)

    @cached_property
    def events(self) -> list[Told]:
        """What happened, the newest first; all of it where the address asks."""
        titles = {row.code: said(row.title) for row in self.picture.rows}
        shown = self._events if self.all_events else self._events[:NEWEST]
        return [told(event, titles) for event in shown]


def _box(n: int, row: Row) -> str:
    if row.promised is not None and n > row.promised:
        return "over"
    if n == row.used:
        return f"now {row.tone}"
    return "used" if n < (row.used or 0) else "left"


def _row(number: int, each: MatterPicture, late: set[str]) -> Row:
    limits = limits_of(each.matter)
    promised, statutory = limits.get(LimitKind.PROMISED), limits.get(LimitKind.STATUTORY)
    reading = each.timing.readings.get(LimitKind.PROMISED)
    light = each.light
    is_unlawful = each.timing.breach is Breach.UNLAWFUL
    left = reading.remaining if reading else None
    return Row(
        each, number, said(each.matter.title), state_word(each.state, each.matter.sort),
        light.value if light else "idle",
        light_word(light, left, is_unlawful=is_unlawful) if light else "",
        reading.used if reading else None,
        reading.used + reading.remaining if reading else promised.span.n if promised else None,
        span_word(promised.span) if promised else "—",
        span_word(statutory.span) if statutory else "—",
        stop_word(each), list(marks(each, late)), end_word(each),
    )  # fmt: skip


def end_word(each: MatterPicture) -> str:
    """The day it ended, is due or is expected to end."""
    if each.matter.ended_on:
        return pgettext("matter", "ended %s") % f"{each.matter.ended_on:%m-%d}"
    reading = each.timing.readings.get(LimitKind.PROMISED)
    if reading and reading.deadline and not reading.is_overdue:
        return pgettext("matter", "due %s") % f"{reading.deadline:%m-%d}"
    if reading and reading.deadline:
        return pgettext("matter", "was due %s") % f"{reading.deadline:%m-%d}"
    return pgettext("matter", "expected %s") % f"{each.times.end:%m-%d}"


def _who(spent: Spent) -> str:
    if spent.side == OFFICE:
        return spent.holder or _("Office not named")
    words = {
        APPLICANT: _("The applicant, for supplements"),
        PROCEDURE: _("Procedures of the law: reviews, notices, hearings"),
        BETWEEN: _("Between matters: not handed in yet"),
    }
    return words[spent.side]
