"""A task on a day: its light and why, the last report, milestones, targets with their figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from tashan.base.lights import Light
from tashan.casework import calendars
from tashan.casework.clocks import SOON, WorkingDays
from tashan.casework.key_work.terms import terms_of, told_since
from tashan.casework.key_work_models import (
    Clearing,
    KeyMilestone,
    KeyTask,
    SeatRole,
    TaskSeat,
    TaskTarget,
    WorkList,
    WorkReport,
)
from tashan.indicators.newest import Newest, newest
from tashan.record.perms import Visitor
from tashan.registry.dated import as_of
from tashan.registry.home import home
from tashan.registry.models import Entity, Tenure
from tashan.registry.naming import names_on

R = TypeVar("R", KeyMilestone, WorkReport, Clearing)


class Why(StrEnum):
    """Why a task's light is what it is; the worst counts."""

    OVERDUE = "overdue"
    MILESTONE_LATE = "milestone_late"
    SENT_BACK = "sent_back"
    DUE_SOON = "due_soon"
    NOT_TOLD = "not_told"
    SAME_WORDS = "same_words"


RED = (Why.OVERDUE, Why.MILESTONE_LATE)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A seat with who sits there on the day; ``officer`` None: nobody, or no post is named."""

    seat: TaskSeat
    office: str
    officer: Entity | None
    name: str

    @property
    def role(self) -> SeatRole:
        return SeatRole(self.seat.role)


@dataclass(frozen=True, slots=True)
class Aim:
    """A target beside its newest figure, None where there is none."""

    target: TaskTarget
    figure: Newest | None

    @property
    def share(self) -> Decimal | None:
        """Reached of the target in per cent; None without a figure."""
        if self.figure is None or not self.target.value:
            return None
        return self.figure.value * 100 / self.target.value


@dataclass(frozen=True, slots=True)
class TaskStands:
    """One task on a day. ``percent`` is as last told, None before the first report."""

    task: KeyTask
    on: date
    milestones: Sequence[KeyMilestone]
    reports: Sequence[WorkReport]
    sittings: Sequence[Sitting]
    aims: Sequence[Aim]
    clearing: Clearing | None
    why: Sequence[Why]

    @property
    def last(self) -> WorkReport | None:
        return self.reports[0] if self.reports else None

    @property
    def percent(self) -> int | None:
        return self.last.percent if self.last else None

    @property
    def is_cleared(self) -> bool:
        return self.task.cleared_on is not None and self.task.cleared_on <= self.on

    @property
    def light(self) -> Light:
        """Red where a day has passed, yellow for what else is wrong, green when nothing is."""
        if self.is_cleared or not self.why:
            return Light.GREEN
        return Light.RED if any(one in RED for one in self.why) else Light.YELLOW

    @property
    def leader(self) -> Sitting | None:
        return self._first(SeatRole.LEADER, SeatRole.LEAD)

    @property
    def doer(self) -> Sitting | None:
        """The office that does it: the leading one, else the office of the group."""
        return self._first(SeatRole.LEAD, SeatRole.OFFICE)

    def _first(self, *roles: SeatRole) -> Sitting | None:
        found = (one for role in roles for one in self.sittings if one.role is role)
        return next(found, None)

    @property
    def reached(self) -> int:
        return sum(1 for one in self.milestones if is_reached(one, self.on))


def is_reached(milestone: KeyMilestone, on: date) -> bool:
    """Whether a milestone was reached by a day."""
    return milestone.done_on is not None and milestone.done_on <= on


def stands_of(work: WorkList, on: date, *, viewer: Visitor) -> list[TaskStands]:
    """Every task of a list on a day, in the list's order. A fixed number of queries."""
    return stands_of_each([work], on, viewer=viewer)[work.pk]


def stands_of_each(
    works: Sequence[WorkList], on: date, *, viewer: Visitor
) -> Mapping[int, list[TaskStands]]:
    """Every task of each list, by the number of the list; as many queries as for one."""
    tasks = KeyTask.objects.filter(list__in=works).order_by("list", "position", "pk")
    found: dict[int, list[TaskStands]] = {one.pk: [] for one in works}
    for told in stands(list(tasks), works, on, viewer=viewer):
        found[told.task.list_id].append(told)
    return found


def stands(
    tasks: Sequence[KeyTask], works: Sequence[WorkList], on: date, *, viewer: Visitor
) -> list[TaskStands]:
    """These tasks of these lists on a day."""
    ids, lists = [one.pk for one in tasks], {one.pk: one for one in works}
    milestones = _by_task(KeyMilestone.objects.filter(task__in=ids).order_by("position"))
    told = WorkReport.objects.filter(task__in=ids, on__lte=on).select_related("actor")
    reports = _by_task(told.order_by("-on", "-pk"))
    clearings = _by_task(Clearing.objects.filter(task__in=ids, asked_on__lte=on).order_by("-pk"))
    years = {one.pk: lists[one.list_id].year for one in tasks}
    sittings, aims = _sittings(ids, on), _aims(years, on, viewer)
    since = {
        pk: max(told_since(terms_of(one, on).part.reports, on), one.since)
        for pk, one in lists.items()
    }
    calendar = calendars.in_force().calendar
    found = []
    for task in tasks:
        clearing = next(iter(clearings[task.pk]), None)
        steps, said = milestones[task.pk], reports[task.pk]
        why = () if task.cleared_on and task.cleared_on <= on else tuple(
            _why(task, steps, said, clearing, _Day(on, since[task.list_id], calendar))
        )  # fmt: skip
        found.append(TaskStands(
            task, on, steps, said, sittings[task.pk], aims[task.pk], clearing, why
        ))  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class _Day:
    on: date
    told_since: date
    calendar: WorkingDays

    @property
    def soon(self) -> date:
        return self.calendar.nth_working_day_after(self.on, SOON)


def _why(
    task: KeyTask, steps: Sequence[KeyMilestone], said: Sequence[WorkReport],
    clearing: Clearing | None, day: _Day,
) -> Iterable[Why]:  # fmt: skip
    waiting = [one.planned_on for one in steps if not is_reached(one, day.on)]
    if task.due_on is not None and task.due_on < day.on:
        yield Why.OVERDUE
    if any(one < day.on for one in waiting):
        yield Why.MILESTONE_LATE
    days = [*waiting, *([task.due_on] if task.due_on else [])]
    if any(day.on <= one <= day.soon for one in days):
        yield Why.DUE_SOON
    if clearing is not None and clearing.is_cleared is False:
        yield Why.SENT_BACK
    if not said or said[0].on < day.told_since:
        yield Why.NOT_TOLD
    if len(said) > 1 and said[0].says == said[1].says:
        yield Why.SAME_WORDS


def _by_task(rows: Iterable[R]) -> dict[int, list[R]]:
    found: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        found[row.task_id].append(row)
    return found


def _sittings(ids: Sequence[int], on: date) -> Mapping[int, list[Sitting]]:
    """Who sits where on a day: three queries."""
    seats = list(TaskSeat.objects.filter(task__in=ids).order_by("task", "position"))
    offices = {one.office_id for one in seats if one.office_id}
    rows = as_of(Tenure.objects.filter(office__in=offices), on).select_related("officer")
    held: dict[tuple[int, str], Entity] = {}
    for row in rows.order_by("-is_lead", "order", "pk"):
        held.setdefault((row.office_id, row.post), row.officer)
    names = names_on(offices | {one.pk for one in held.values()}, on)
    found: dict[int, list[Sitting]] = defaultdict(list)
    for one in seats:
        officer = held.get((one.office_id or 0, one.post)) if one.post else None
        office = names.get(one.office_id or 0, "")
        name = names.get(officer.pk, "") if officer else ""
        found[one.task_id].append(Sitting(one, office, officer, name))
    return found


def _aims(
    years: Mapping[int, int], on: date, viewer: Visitor
) -> Mapping[int, list[Aim]]:  # fmt: skip
    """Targets of tasks with their figures of the year of the list; one of another year is none."""
    rows = TaskTarget.objects.filter(task__in=years).select_related("indicator").order_by("pk")
    targets = list(rows)
    found: dict[int, list[Aim]] = defaultdict(list)
    if not targets:
        return found
    place = home()
    figures = newest([place], {one.indicator.code for one in targets}, on=on, user=viewer)
    for one in targets:
        figure = figures.get((place.pk, one.indicator.code))
        is_of_year = figure is not None and figure.last.year == years[one.task_id]
        found[one.task_id].append(Aim(one, figure if is_of_year else None))
    return found
