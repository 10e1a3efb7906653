"""When a case will end, on which path, and who spent the days. Pure.

A task begins when its last hard prerequisite has ended, and ends when its limit is used up; what
has happened counts as it happened. What runs late ends on the day one asks at the earliest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tashan.casework.clocks import Clock, DayOne, Pause, Span, WorkingDays, deadline, if_resumed

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PathTask:
    """One matter as far as its days matter; ``before`` are its hard prerequisites by code.

    ``span`` None: it takes no time of its own. ``since`` names the task at whose end the limit
    begins; without it when the task's own clock does (``started_on``, else its begin).
    """

    code: str
    before: frozenset[str] = frozenset()
    span: Span | None = None
    day_one: DayOne = DayOne.NEXT_DAY
    rolls: bool = False
    since: str = ""
    begun_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Span, ...] = ()
    not_before: tuple[tuple[Span, str], ...] = ()  # never earlier than so long after that task
    holder: str = ""

    @property
    def is_running(self) -> bool:
        return self.begun_on is not None and self.ended_on is None


@dataclass(frozen=True, slots=True)
class TaskTimes:
    """A task from ``begin`` to ``end``; either may still be expected.

    ``after`` is the prerequisite that it waited for. ``slack`` is how many days of the calendar
    it may end later without moving a follower or the finish; on the critical path none.
    """

    task: PathTask
    begin: date
    end: date
    after: str = ""
    slack: int = 0
    is_critical: bool = False


@dataclass(frozen=True, slots=True)
class CasePlan:
    """All tasks in an order in which they can begin; ``path`` is the longest way, first to last."""

    times: Mapping[str, TaskTimes]
    path: tuple[str, ...]
    start: date
    finish: date

    @property
    def holding(self) -> PathTask | None:
        """The task of the path that runs now, or else the next to begin."""
        left = [
            self.times[code].task for code in self.path if self.times[code].task.ended_on is None
        ]
        return left[0] if left else None


def plan(
    tasks: Iterable[PathTask], calendar: WorkingDays, *, opened_on: date, as_of: date
) -> CasePlan:
    """When each task begins and ends and which path is the longest, as known on a day.

    Prerequisites that are no tasks here are left out. Raises ValueError for a circle.
    """
    ordered = in_order(tasks)
    times: dict[str, TaskTimes] = {}
    for task in ordered:
        times[task.code] = _timed(task, times, calendar, opened_on, as_of)
    return _with_path(times, opened_on)


def in_order(tasks: Iterable[PathTask]) -> list[PathTask]:
    """Each task after its prerequisites, else as given."""
    left = {task.code: task for task in tasks}
    known, done = set(left), dict[str, PathTask]()
    while left:
        free = [task for task in left.values() if (task.before & known) <= done.keys()]
        if not free:
            raise ValueError(f"tasks wait for each other: {sorted(left)}")
        for task in free:
            done[task.code] = left.pop(task.code)
    return list(done.values())


def _timed(
    task: PathTask,
    times: Mapping[str, TaskTimes],
    calendar: WorkingDays,
    opened_on: date,
    as_of: date,
) -> TaskTimes:
    ahead = sorted((times[code].end, code) for code in task.before if code in times)
    free, after = ahead[-1] if ahead else (opened_on, "")
    is_free = all(times[code].task.ended_on for _end, code in ahead)
    begin = task.begun_on or (max(free, as_of) if is_free else free)
    if task.ended_on is not None:
        return TaskTimes(task, begin, task.ended_on, after)
    since = times[task.since].end if task.since in times else None
    end = _expected_end(task, since or task.started_on or begin, calendar, as_of)
    for span, code in task.not_before:
        if code in times:
            end = max(end, _after(Clock(times[code].end, span), calendar))
    end = max(end, begin)
    return TaskTimes(task, begin, max(end, as_of) if task.is_running else end, after)


def _expected_end(task: PathTask, start: date, calendar: WorkingDays, as_of: date) -> date:
    if task.span is None:
        return start
    clock = Clock(start, task.span, task.day_one, task.pauses, task.extensions, task.rolls)
    return _after(if_resumed(clock, as_of), calendar)


def _after(clock: Clock, calendar: WorkingDays) -> date:
    end = deadline(clock, calendar)
    assert end is not None  # nothing stops it any more
    return end


def _with_path(times: dict[str, TaskTimes], start: date) -> CasePlan:
    finish = max((each.end for each in times.values()), default=start)
    path = _path(times, finish)
    slacks = _slacks(times, finish)
    shown = {
        code: replace(each, slack=0 if code in path else slacks[code], is_critical=code in path)
        for code, each in times.items()
    }
    return CasePlan(shown, path, start, finish)


def _path(times: Mapping[str, TaskTimes], finish: date) -> tuple[str, ...]:
    at = next((code for code, each in times.items() if each.end == finish), "")
    path: list[str] = []
    while at:
        path.append(at)
        at = times[at].after
    return tuple(reversed(path))


def _slacks(times: Mapping[str, TaskTimes], finish: date) -> dict[str, int]:
    """Days of the calendar until a follower, or the finish, would have to move."""
    slack = {code: (finish - each.end).days for code, each in times.items()}
    for each in times.values():
        for before in each.task.before & times.keys():
            gap = max((each.begin - times[before].end).days, 0)
            slack[before] = min(slack[before], gap)
    return slack


def serial(
    tasks: Iterable[PathTask], calendar: WorkingDays, *, opened_on: date, as_of: date
) -> date:
    """The day when the last task would end if each waited for the one before it."""
    chain, last = list[PathTask](), ""
    for task in in_order(tasks):
        chain.append(replace(task, before=task.before | ({last} if last else set())))
        last = task.code
    return plan(chain, calendar, opened_on=opened_on, as_of=as_of).finish


@dataclass(frozen=True, slots=True)
class Changes:
    """What is tried: other limits, prerequisites left out or put in, decided at once, and stops
    that take no more than so many days each."""

    spans: Mapping[str, Span] = field(default_factory=dict)
    dropped: frozenset[tuple[str, str]] = frozenset()  # (before, after)
    added: frozenset[tuple[str, str]] = frozenset()
    committed: frozenset[str] = frozenset()
    stops: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.spans or self.dropped or self.added or self.committed or self.stops)


def changed(tasks: Iterable[PathTask], changes: Changes) -> list[PathTask]:
    """The tasks as they would be; what has ended stays as it was."""
    return [task if task.ended_on else _changed(task, changes) for task in tasks]


def _changed(task: PathTask, changes: Changes) -> PathTask:
    dropped = {before for before, after in changes.dropped if after == task.code}
    added = {before for before, after in changes.added if after == task.code}
    span = changes.spans.get(task.code, task.span)
    if task.code in changes.committed:
        span = None
    pauses = task.pauses
    if task.code in changes.stops:
        pauses = tuple(_shorter(pause, changes.stops[task.code]) for pause in pauses)
    return replace(task, span=span, before=(task.before - dropped) | added, pauses=pauses)


def _shorter(pause: Pause, most: int) -> Pause:
    last = pause.stopped_on + timedelta(most)
    return replace(pause, resumed_on=min(pause.resumed_on or last, last))


@dataclass(frozen=True, slots=True)
class Spent:
    """Who a day of the elapsed time went to; ``holder`` names the office of an office's day."""

    side: str  # office, applicant, procedure, between
    holder: str = ""


OFFICE, APPLICANT, PROCEDURE, BETWEEN = "office", "applicant", "procedure", "between"
OF_THE_APPLICANT = frozenset({"supplement", "withdrawal"})


def split_of_path(plan: CasePlan, until: date) -> dict[Spent, int]:
    """The days after the start up to and with ``until``, each counted once, by who had them.

    Days on which no matter of the path was in hand are ``between``: handed in late.
    """
    found: dict[Spent, int] = {}
    tasks = [plan.times[code] for code in plan.path]
    for number in range(1, (until - plan.start).days + 1):
        spent = _spent(tasks, plan.start + timedelta(number))
        found[spent] = found.get(spent, 0) + 1
    return found


def _spent(tasks: Sequence[TaskTimes], day: date) -> Spent:
    held = next(
        (each for each in tasks if each.task.begun_on and each.begin < day <= each.end), None
    )
    return who_has(held.task, day) if held else Spent(BETWEEN)


def who_has(task: PathTask, day: date) -> Spent:
    """Who had a day of one task: what stopped it tells, else its office."""
    pause = next((pause for pause in task.pauses if day in pause), None)
    if pause is None:
        return Spent(OFFICE, task.holder)
    return Spent(APPLICANT if pause.why in OF_THE_APPLICANT else PROCEDURE)


def split_of_all(plan: CasePlan, until: date) -> dict[Spent, int]:
    """The days of every matter that was in hand, summed: days of two at once count twice."""
    found: dict[Spent, int] = {}
    for each in plan.times.values():
        if each.task.begun_on is None:
            continue
        for number in range(1, (min(each.end, until) - each.begin).days + 1):
            spent = who_has(each.task, each.begin + timedelta(number))
            found[spent] = found.get(spent, 0) + 1
    return found
