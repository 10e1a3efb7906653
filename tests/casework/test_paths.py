"""The longest path of a case, what would change it, and who spent the days."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tashan.casework.clocks import Clock, Pause, Span, Unit, deadline
from tashan.casework.paths import (
    APPLICANT,
    BETWEEN,
    OFFICE,
    PROCEDURE,
    Changes,
    PathTask,
    Spent,
    changed,
    plan,
    serial,
    split_of_path,
)
from tashan.mechanisms.working_days import calendar

DAY = date(2026, 3, 2)  # a Monday
DAYS = calendar()


def task(code: str, n: int, *before: str, **fields: object) -> PathTask:
    return PathTask(code, frozenset(before), Span(n, Unit.WORKING), **fields)  # type: ignore[arg-type]


@st.composite
def cases(draw: st.DrawFn) -> list[PathTask]:
    """Up to eight tasks, each after some of those before it."""
    codes = [f"m{n}" for n in range(draw(st.integers(1, 8)))]
    made = []
    for at, code in enumerate(codes):
        before = draw(st.sets(st.sampled_from(codes[:at]))) if at else set()
        unit = draw(st.sampled_from(Unit))
        n = draw(st.integers(0, 3 if unit is Unit.MONTH else 25))
        made.append(PathTask(code, frozenset(before), Span(n, unit)))
    return made


def longest(tasks: list[PathTask]) -> date:
    """By every way through the prerequisites, one after another."""
    by_code = {each.code: each for each in tasks}

    def ends(code: str) -> list[date]:
        own = by_code[code]
        starts = [day for before in own.before for day in ends(before)] or [DAY]
        assert own.span is not None
        found = [deadline(Clock(day, own.span), DAYS) for day in set(starts)]
        return [day for day in found if day is not None]

    return max(day for code in by_code for day in ends(code))


@given(cases())
def test_parallel_finish_is_the_longest_path(tasks: list[PathTask]) -> None:
    assert plan(tasks, DAYS, opened_on=DAY, as_of=DAY).finish == longest(tasks)


@given(cases())
def test_serial_takes_at_least_as_long_as_parallel(tasks: list[PathTask]) -> None:
    parallel = plan(tasks, DAYS, opened_on=DAY, as_of=DAY).finish
    assert serial(tasks, DAYS, opened_on=DAY, as_of=DAY) >= parallel


@given(cases(), st.data())
def test_dropping_a_prerequisite_never_ends_later(
    tasks: list[PathTask], data: st.DataObject
) -> None:
    edges = [(before, each.code) for each in tasks for before in each.before]
    dropped = frozenset(data.draw(st.sets(st.sampled_from(edges)))) if edges else frozenset()
    tried = changed(tasks, Changes(dropped=dropped))
    before = plan(tasks, DAYS, opened_on=DAY, as_of=DAY).finish
    assert plan(tried, DAYS, opened_on=DAY, as_of=DAY).finish <= before


@given(cases())
def test_the_path_has_no_holes_and_ends_at_the_finish(tasks: list[PathTask]) -> None:
    found = plan(tasks, DAYS, opened_on=DAY, as_of=DAY)
    times = [found.times[code] for code in found.path]
    assert times[0].begin == DAY
    assert times[-1].end == found.finish
    assert all(first.end == then.begin for first, then in pairwise(times))


@given(cases(), st.integers(1, 10))
def test_what_has_slack_may_end_later_without_moving_the_finish(
    tasks: list[PathTask], most: int
) -> None:
    found = plan(tasks, DAYS, opened_on=DAY, as_of=DAY)
    loose = [each for each in found.times.values() if each.slack]
    for each in loose:
        later = timedelta(min(each.slack, most))
        fixed = [t for t in tasks if t.code != each.task.code]
        moved = PathTask(each.task.code, each.task.before, begun_on=each.begin,
                         ended_on=each.end + later)  # fmt: skip
        assert plan([*fixed, moved], DAYS, opened_on=DAY, as_of=DAY).finish == found.finish


@given(cases(), st.integers(0, 400))
def test_the_days_of_the_path_add_up_to_the_days_elapsed(tasks: list[PathTask], days: int) -> None:
    found = plan(tasks, DAYS, opened_on=DAY, as_of=DAY)
    assert sum(split_of_path(found, DAY + timedelta(days)).values()) == days


def test_days_go_to_the_office_the_applicant_and_the_procedure() -> None:
    pauses = (
        Pause(date(2026, 3, 4), date(2026, 3, 6), "supplement"),
        Pause(date(2026, 3, 9), date(2026, 3, 12), "expert_review"),
    )
    one = task("a", 5, begun_on=DAY, started_on=DAY, pauses=pauses, holder="资规局",
               ended_on=date(2026, 3, 13))  # fmt: skip
    two = task("b", 3, "a", begun_on=date(2026, 3, 16), ended_on=date(2026, 3, 18), holder="住建局")
    found = plan([one, two], DAYS, opened_on=DAY, as_of=date(2026, 3, 18))
    assert split_of_path(found, date(2026, 3, 18)) == {
        Spent(OFFICE, "资规局"): 6,
        Spent(APPLICANT): 2,
        Spent(PROCEDURE): 3,
        Spent(BETWEEN): 3,
        Spent(OFFICE, "住建局"): 2,
    }


def test_what_runs_late_ends_on_the_day_one_asks() -> None:
    late = date(2026, 4, 1)
    running = task("a", 3, begun_on=DAY, started_on=DAY)
    found = plan([running, task("b", 2, "a")], DAYS, opened_on=DAY, as_of=late)
    assert found.times["a"].end == late
    assert found.times["b"].begin == late
    assert found.holding is running


def test_a_stopped_clock_goes_on_at_the_earliest_on_the_day_one_asks() -> None:
    stopped = task("a", 3, begun_on=DAY, started_on=DAY, pauses=(Pause(date(2026, 3, 4), None),))
    found = plan([stopped], DAYS, opened_on=DAY, as_of=date(2026, 3, 10))
    assert found.finish == date(2026, 3, 11)  # one day used before the stop


def test_a_commitment_takes_the_days_out() -> None:
    tasks = [task("a", 7), task("b", 5, "a")]
    tried = changed(tasks, Changes(committed=frozenset({"a"})))
    assert plan(tried, DAYS, opened_on=DAY, as_of=DAY).finish == date(2026, 3, 9)


def test_a_limit_from_the_end_of_another_task_counts_from_there() -> None:
    tasks = [
        task("a", 2),
        task("b", 20),
        PathTask("c", frozenset({"b"}), Span(1, Unit.CALENDAR), since="a"),
    ]
    found = plan(tasks, DAYS, opened_on=DAY, as_of=DAY)
    assert found.times["c"].end == found.times["b"].end  # never before it begins
