"""A case as it stands on a day: its matters with their clocks, the path, and who had the days.

Read once, in six queries, for pages and programs alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tashan.base.lights import Light
from tashan.casework.calendars import Counting, in_force
from tashan.casework.clocks import DayOne, Pause, Span, Unit
from tashan.casework.keeping_time import Breach, Timing, timing
from tashan.casework.kinds import Need
from tashan.casework.models import Case, Matter, Opinion, Prerequisite, Stop
from tashan.casework.paths import (
    CasePlan,
    PathTask,
    Spent,
    TaskTimes,
    plan,
    serial,
    split_of_all,
    split_of_path,
)
from tashan.casework.states import ENDS, PASSES, State
from tashan.casework.terms import RECEIPT, STEP, Limit, LimitKind, began_on, limits_of
from tashan.registry.naming import names_on


@dataclass(frozen=True, slots=True)
class MatterPicture:
    """One matter on a day. ``before`` are its prerequisites; ``times`` actual or expected."""

    matter: Matter
    office: str
    officer: str
    seal: str
    timing: Timing
    times: TaskTimes
    stops: tuple[Stop, ...]
    opinions: tuple[Opinion, ...]
    before: tuple[Prerequisite, ...]

    @property
    def code(self) -> str:
        return self.matter.code

    @property
    def state(self) -> State:
        return State(self.matter.state)

    @property
    def is_done(self) -> bool:
        return self.state in ENDS

    @property
    def light(self) -> Light | None:
        """None before the clock runs and once the matter has ended in time."""
        if self.is_done and self.timing.breach is Breach.NONE:
            return None
        return self.timing.light

    @property
    def limit(self) -> Limit | None:
        """The promised limit, else the statutory."""
        limits = limits_of(self.matter)
        return limits.get(LimitKind.PROMISED) or limits.get(LimitKind.STATUTORY)

    @property
    def given(self) -> int:
        """How many of the asked offices have taken a position."""
        return sum(opinion.given_on is not None for opinion in self.opinions)

    @property
    def is_asked_again(self) -> bool:
        """Whether the same materials were asked for a second time."""
        return any(stop.is_repeated for stop in self.stops)


class CasePicture:
    """A case and all its rows on a day."""

    def __init__(self, case: Case, on: date, *, counting: Counting | None = None) -> None:
        self.case, self.on = case, on
        self.counting = counting or in_force()

    @cached_property
    def rows(self) -> list[Matter]:
        rows = self.case.matters.select_related("delegation").prefetch_related(
            "stops", "extensions", "opinions"
        )
        found = list(rows.order_by("position", "pk"))
        for row in found:
            row.case = self.case  # spares a query a matter
        return found

    @cached_property
    def edges(self) -> list[Prerequisite]:
        edges = Prerequisite.objects.filter(after__case=self.case)
        return list(edges.select_related("before").order_by("pk"))

    @cached_property
    def names(self) -> Mapping[int, str]:
        """Of everybody who is named anywhere in the case, as of the day."""
        case = self.case
        asked = {case.subject_id, case.applicant_id, case.lead_id, case.place_id}
        for row in self.rows:
            asked |= {row.office_id, row.officer_id, row.seal_id}
            asked |= {opinion.office_id for opinion in row.opinions.all()}
        return names_on([pk for pk in asked if pk is not None], self.on)

    @cached_property
    def ended(self) -> dict[str, date]:
        """The days on which matters passed, by code."""
        return {r.code: r.ended_on for r in self.rows if r.state in PASSES and r.ended_on}

    @cached_property
    def tasks(self) -> list[PathTask]:
        """The matters as the path sees them."""
        before: dict[str, set[str]] = defaultdict(set)
        codes = {row.pk: row.code for row in self.rows}
        for edge in self.edges:
            if edge.need == Need.HARD:
                before[codes[edge.after_id]].add(codes[edge.before_id])
        return [self._task(row, frozenset(before[row.code])) for row in self.rows]

    def _task(self, row: Matter, before: frozenset[str]) -> PathTask:
        limits = limits_of(row)
        limit = limits.get(LimitKind.PROMISED) or limits.get(LimitKind.STATUTORY)
        started = began_on(row, limit, self.ended) if limit else row.received_on
        since = limit.base.removeprefix(STEP) if limit and limit.base.startswith(STEP) else ""
        return PathTask(
            row.code,
            before,
            limit.span if limit else None,
            limit.day_one if limit else DayOne.NEXT_DAY,
            rolls=limit.rolls if limit else False,
            begun_on=row.received_on,
            started_on=started or (row.received_on if limit and limit.base == RECEIPT else None),
            since=since,
            ended_on=row.ended_on,
            pauses=tuple(Pause(s.stopped_on, s.resumed_on, s.reason) for s in row.stops.all()),
            extensions=tuple(
                Span(e.n, Unit(e.unit)) for e in row.extensions.all() if e.removed_on is None
            ),
            not_before=tuple(_not_before(row.terms.get("not_before", ()))),
            holder=self.names.get(row.office_id or 0, ""),
        )

    @cached_property
    def plan(self) -> CasePlan:
        """When each matter ends, as far as is known on the day."""
        return self.plan_of(self.tasks)

    def plan_of(self, tasks: Iterable[PathTask]) -> CasePlan:
        """The same for tasks that were changed."""
        return plan(tasks, self.counting.calendar, opened_on=self.case.opened_on, as_of=self.on)

    @cached_property
    def promised(self) -> CasePlan:
        """As it would go if every promise were used up and nothing stopped, from the opening."""
        opened = self.case.opened_on
        bare = [
            PathTask(t.code, t.before, t.span, t.day_one, t.rolls, t.since, not_before=t.not_before)
            for t in self.tasks
        ]
        return plan(bare, self.counting.calendar, opened_on=opened, as_of=opened)

    @cached_property
    def one_after_another(self) -> date:
        """When it would end if each matter waited for the one before it."""
        opened = self.case.opened_on
        bare = [PathTask(t.code, t.before, t.span, t.day_one, t.rolls, t.since) for t in self.tasks]
        return serial(bare, self.counting.calendar, opened_on=opened, as_of=opened)

    @cached_property
    def matters(self) -> list[MatterPicture]:
        before: dict[int, list[Prerequisite]] = defaultdict(list)
        for edge in self.edges:
            before[edge.after_id].append(edge)
        return [self._matter(row, before[row.pk]) for row in self.rows]

    def _matter(self, row: Matter, before: Iterable[Prerequisite]) -> MatterPicture:
        stops = tuple(row.stops.all())
        timed = timing(
            row,
            self.counting.calendar,
            self.on,
            stops=stops,
            extensions=row.extensions.all(),
            ended=self.ended,
        )
        return MatterPicture(
            row,
            self.names.get(row.office_id or 0, ""),
            self.names.get(row.officer_id or 0, ""),
            self.names.get(row.seal_id or 0, ""),
            timed,
            self.plan.times[row.code],
            stops,
            tuple(row.opinions.all()),
            tuple(before),
        )

    @cached_property
    def by_code(self) -> Mapping[str, MatterPicture]:
        return {each.code: each for each in self.matters}

    @property
    def holding(self) -> MatterPicture | None:
        """The matter of the path that runs now, else the next; None once all have ended."""
        task = self.plan.holding
        return self.by_code[task.code] if task else None

    @property
    def done(self) -> int:
        return sum(each.is_done for each in self.matters)

    @property
    def until(self) -> date:
        """The last day that has gone into it."""
        return min(self.case.closed_on or self.on, self.on)

    @cached_property
    def split(self) -> dict[Spent, int]:
        """The elapsed days on the path, by who had them."""
        return split_of_path(self.plan, self.until)

    @cached_property
    def split_of_all(self) -> dict[Spent, int]:
        """The days of all matters in hand, summed."""
        return split_of_all(self.plan, self.until)


def _not_before(said: Iterable[Mapping[str, object]]) -> Iterable[tuple[Span, str]]:
    for one in said:
        base = str(one["base"])
        if base.startswith(STEP):
            yield Span(int(str(one["n"])), Unit(str(one["unit"]))), base.removeprefix(STEP)
