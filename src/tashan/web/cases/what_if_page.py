"""What if: other limits and prerequisites of a case, tried in the address and stored nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tashan.casework.clocks import Span, Unit
from tashan.casework.kinds import Need
from tashan.casework.paths import CasePlan, Changes, PathTask, changed
from tashan.casework.picture import CasePicture
from tashan.web.cases.case_words import span_word
from tashan.web.cases.matter_words import said

MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Line:
    """A matter as the form shows it: its limit now, what is tried, and when it would end."""

    code: str
    title: str
    span: Span | None
    tried: int | None
    limit: str
    drops: list[tuple[str, str, bool, bool]]  # key, title, whether dropped, whether a law says so
    is_committed: bool
    may_commit: bool
    stop: int | None
    has_stops: bool
    is_done: bool
    end: str
    was: str
    is_critical: bool

    @property
    def is_moved(self) -> bool:
        return self.end != self.was


class WhatIfPage:
    """``n.<code>``, ``stop.<code>``, ``drop``, ``commit``, ``before`` and ``after`` of the address
    are what is tried."""

    def __init__(self, picture: CasePicture, asked: QueryDict) -> None:
        self.picture, self.asked = picture, asked

    @cached_property
    def changes(self) -> Changes:
        codes = set(self.picture.by_code)
        dropped = (pair.partition(":") for pair in self.asked.getlist("drop"))
        before, after = self.asked.get("before", ""), self.asked.get("after", "")
        added = before != after and {before, after} <= codes
        return Changes(
            spans=dict(self._spans()),
            dropped=frozenset((one, two) for one, _colon, two in dropped),
            added=frozenset({(before, after)}) if added else frozenset(),
            committed=frozenset(codes & set(self.asked.getlist("commit"))),
            stops=dict(self._stops()),
        )

    @property
    def tasks(self) -> list[PathTask]:
        return self.picture.tasks

    def _spans(self) -> Iterator[tuple[str, Span]]:
        for task in self.tasks:
            n = self._number(f"n.{task.code}")
            if n is None or task.ended_on or (task.span and task.span.n == n):
                continue
            yield task.code, replace(task.span, n=n) if task.span else Span(n, Unit.WORKING)

    def _stops(self) -> Iterator[tuple[str, int]]:
        for task in self.tasks:
            n = self._number(f"stop.{task.code}")
            if n is not None and task.pauses:
                yield task.code, n

    def _number(self, name: str) -> int | None:
        told = self.asked.get(name, "").strip()
        return min(int(told), MOST_DAYS) if told.isdecimal() and len(told) < 6 else None

    @cached_property
    def tried(self) -> CasePlan | None:
        """The plan with the changes; None where they would make matters wait for each other."""
        try:
            return self.picture.plan_of(changed(self.tasks, self.changes))
        except ValueError:
            return None

    @property
    def is_circle(self) -> bool:
        return self.tried is None

    @property
    def plan(self) -> CasePlan:
        """What is shown: as tried, else as it is."""
        return self.tried or self.picture.plan

    @property
    def saved(self) -> int:
        """Days of the calendar; below 0 it would end later."""
        return (self.picture.plan.finish - self.plan.finish).days

    @property
    def finding(self) -> str:
        if self.changes.is_empty:
            return pgettext("case", "What if?")
        if self.is_circle:
            return _("These matters would wait for each other")
        if self.saved > 0:
            told = ngettext("The licence would come %d day earlier",
                            "The licence would come %d days earlier", self.saved)  # fmt: skip
            return told % self.saved
        if self.saved < 0:
            told = ngettext("The licence would come %d day later",
                            "The licence would come %d days later", -self.saved)  # fmt: skip
            return told % -self.saved
        return _("The licence would come on the same day")

    @property
    def path(self) -> list[str]:
        """The titles of the critical path as tried."""
        return [said(self.picture.by_code[code].matter.title) for code in self.plan.path]

    @property
    def path_now(self) -> list[str]:
        return [said(self.picture.by_code[code].matter.title) for code in self.picture.plan.path]

    @cached_property
    def titles(self) -> list[tuple[str, str]]:
        return [(each.code, said(each.matter.title)) for each in self.picture.matters]

    @cached_property
    def lines(self) -> list[Line]:
        return [self._line(task) for task in self.tasks]

    def _line(self, task: PathTask) -> Line:
        each, times = self.picture.by_code[task.code], self.plan.times[task.code]
        drops = [
            (f"{e.before.code}:{task.code}", said(e.before.title),
             (e.before.code, task.code) in self.changes.dropped, bool(e.basis))
            for e in each.before if e.need == Need.HARD
        ]  # fmt: skip
        span = self.changes.spans.get(task.code)
        return Line(
            task.code, said(each.matter.title), task.span, span.n if span else None,
            span_word(task.span) if task.span else "—", drops,
            task.code in self.changes.committed, bool(each.matter.terms.get("commitment")),
            self.changes.stops.get(task.code), bool(task.pauses), task.ended_on is not None,
            f"{times.end:%Y-%m-%d}", f"{each.times.end:%Y-%m-%d}", times.is_critical,
        )  # fmt: skip
