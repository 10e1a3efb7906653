"""The load of lines and officers: what is open by kind, how much of it is red, how far it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tashan.adoption.models import Adoption
from tashan.base.lights import Light
from tashan.casework import calendars
from tashan.casework.clocks import WorkingDays
from tashan.casework.due import Due, light_of
from tashan.casework.key_work_models import KeyMilestone, SeatRole, TaskSeat, WorkReport
from tashan.casework.line_work.open_things import open_things
from tashan.casework.models import Matter
from tashan.duties.line_models import Line, LinePost, LineThing
from tashan.duties.models import Duty, Holding
from tashan.indicators.models import Target
from tashan.indicators.plan_states import plan_state, plans_running
from tashan.record.perms import Visitor
from tashan.registry.dated import as_of
from tashan.registry.models import Entity, Tenure
from tashan.registry.naming import names_on

LEADING = (SeatRole.LEADER, SeatRole.DEPUTY)


@dataclass(frozen=True, slots=True)
class Thing:
    """One open thing: its kind and number, its day, its light (None: none can be told)."""

    cause: str
    title: str
    due_on: date | None
    light: Light | None

    @property
    def kind(self) -> str:
        return self.cause.partition(":")[0]

    @property
    def key(self) -> str:
        return self.cause.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Load:
    """What a line or an officer answers for on a day. ``percent`` is the mean of the key tasks
    as last told, None where none was; ``reached`` of ``planned`` milestones."""

    things: Sequence[Thing]
    percent: int | None
    reached: int
    planned: int

    @property
    def red(self) -> int:
        return sum(one.light is Light.RED for one in self.things)

    @property
    def by_kind(self) -> Mapping[str, tuple[int, int]]:
        """How many of each kind, and how many of these are red."""
        found: dict[str, list[Thing]] = defaultdict(list)
        for one in self.things:
            found[one.kind].append(one)
        return {
            kind: (len(rows), sum(one.light is Light.RED for one in rows))
            for kind, rows in found.items()
        }


@dataclass(frozen=True, slots=True)
class LineStands:
    """A line on a day: its post, who sits there, what hangs under it, its load."""

    line: Line
    on: date
    post: LinePost | None
    office: str
    officer: Entity | None
    name: str
    things: Sequence[LineThing]
    load: Load


def lines_on(on: date, *, viewer: Visitor) -> list[LineStands]:
    """Every line on a day, in its order. As many queries for one as for many."""
    lines = list(Line.objects.order_by("position", "pk"))
    posts = {row.line_id: row for row in as_of(LinePost.objects.all(), on)}
    hung: dict[int, list[LineThing]] = defaultdict(list)
    for row in as_of(LineThing.objects.all(), on).order_by("pk"):
        hung[row.line_id].append(row)
    holders = _holders(posts.values(), on)
    names = names_on(
        {row.office_id for row in posts.values()} | {one.pk for one in holders.values()}, on
    )
    loads = _loads(lines, posts, hung, on, viewer)
    found = []
    for one in lines:
        post = posts.get(one.pk)
        officer = holders.get((post.office_id, post.post)) if post else None
        found.append(LineStands(
            one, on, post, names.get(post.office_id, "") if post else "", officer,
            names.get(officer.pk, "") if officer else "", hung[one.pk], loads[one.pk],
        ))  # fmt: skip
    return found


def _loads(
    lines: Sequence[Line], posts: Mapping[int, LinePost], hung: Mapping[int, Sequence[LineThing]],
    on: date, viewer: Visitor,
) -> Mapping[int, Load]:  # fmt: skip
    """Of each line: what its post leads, and what hangs under it."""
    seats = {pk: [(row.office_id, row.post)] for pk, row in posts.items()}
    reach = _reach([seat for rows in seats.values() for seat in rows],
                   [thing for rows in hung.values() for thing in rows])  # fmt: skip
    causes = {one.pk: reach.causes(seats.get(one.pk, []), hung[one.pk]) for one in lines}
    offices = {pk: _offices(rows) for pk, rows in hung.items()}
    every = open_things(
        on, offices=[o for rows in offices.values() for o in rows],
        causes=[c for rows in causes.values() for c in rows],
    )  # fmt: skip
    dayless, calendar = _without_day(hung, on, viewer), calendars.in_force().calendar
    return loads_of({
        one.pk: [*_lit(_mine(every, offices.get(one.pk, set()), causes[one.pk]), on, calendar),
                 *dayless[one.pk]]
        for one in lines
    }, on)  # fmt: skip


def officer_load(officer: Entity, on: date, *, viewer: Visitor) -> Load:
    """What one officer answers for: matters in their name, tasks and duties of their posts."""
    tenures = as_of(Tenure.objects.filter(officer=officer), on)
    seats = [(row.office_id, row.post) for row in tenures]
    return load_of(of_posts(seats, on, viewer=viewer, officer=officer), on)


def of_posts(
    seats: Sequence[tuple[int, str]], on: date, *, viewer: Visitor, officer: Entity | None = None
) -> list[Thing]:
    """The open things of posts (office and post), of the lines they lead too; and of one officer
    by name."""
    where = Q(pk__in=())
    for office, post in seats:
        where |= Q(office=office, post=post)
    lines = [row.line_id for row in as_of(LinePost.objects.filter(where), on)]
    hung = list(as_of(LineThing.objects.filter(line__in=lines), on))
    by_name = Q(officer=officer) if officer is not None else Q(pk__in=())
    duties = as_of(Holding.objects.filter(where | by_name), on).select_related("duty")
    held = list(duties)
    codes = {row.duty.code for row in held}
    causes = _reach(seats, hung, codes).causes(seats, hung, codes)
    officers = [officer.pk] if officer is not None else []
    found = open_things(
        on, offices=sorted(_offices(hung)), causes=sorted(causes), officers=officers
    )  # fmt: skip
    told = [
        Thing(f"duty:{row.duty.code}", row.duty.title.get("zh", ""), None, None) for row in held
    ]
    return [
        *_lit(found, on, calendars.in_force().calendar),
        *_without_day({0: hung}, on, viewer)[0],
        *told,
    ]


def load_of(things: Sequence[Thing], on: date) -> Load:
    """The load of things, with the progress of the key tasks among them. Two queries."""
    return loads_of({0: things}, on)[0]


def loads_of(groups: Mapping[int, Sequence[Thing]], on: date) -> Mapping[int, Load]:
    """The load of each group, as ``load_of``. Two queries for all."""
    tasks = {pk: [int(one.key) for one in rows if one.kind == "key_task"]
             for pk, rows in groups.items()}  # fmt: skip
    every = {task for rows in tasks.values() for task in rows}
    told = WorkReport.objects.filter(task__in=every, on__lte=on).order_by("task", "-on", "-pk")
    last = dict(told.distinct("task").values_list("task", "percent"))
    steps: dict[int, list[date | None]] = defaultdict(list)
    for task, done in KeyMilestone.objects.filter(task__in=every).values_list("task", "done_on"):
        steps[task].append(done)
    found = {}
    for pk, rows in groups.items():
        percents = [last[task] for task in tasks[pk] if task in last]
        days = [done for task in tasks[pk] for done in steps[task]]
        found[pk] = Load(
            _worst_first(rows), sum(percents) // len(percents) if percents else None,
            sum(1 for done in days if done is not None and done <= on), len(days),
        )  # fmt: skip
    return found


def _worst_first(things: Iterable[Thing]) -> list[Thing]:
    def key(one: Thing) -> tuple[int, date, str]:
        urgency = one.light.urgency if one.light is not None else 9
        return urgency, one.due_on or date.max, one.cause

    return sorted(things, key=key)


def _holders(posts: Iterable[LinePost], on: date) -> dict[tuple[int, str], Entity]:
    rows = as_of(Tenure.objects.filter(office__in={one.office_id for one in posts}), on)
    found: dict[tuple[int, str], Entity] = {}
    for row in rows.select_related("officer").order_by("-is_lead", "order", "pk"):
        found.setdefault((row.office_id, row.post), row.officer)
    return found


def _offices(hung: Iterable[LineThing]) -> set[int]:
    return _keys(hung, "office")


@dataclass(frozen=True, slots=True)
class _Reach:
    """What seats lead and duties hold: open tasks by seat, open milestones by task, open matters
    by duty."""

    led: Mapping[tuple[int, str], Sequence[int]]
    steps: Mapping[int, Sequence[int]]
    matters: Mapping[str, Sequence[int]]

    def causes(
        self, seats: Sequence[tuple[int, str]], hung: Sequence[LineThing],
        duties: Iterable[str] = (),
    ) -> set[str]:  # fmt: skip
        """Of these seats, of what hangs under a line by name, and of duties held."""
        tasks = {pk for seat in seats for pk in self.led.get(seat, ())} | _keys(hung, "key_task")
        found = {one.about for one in hung if one.kind in ("key_task", "project")}
        found |= {f"key_task:{pk}" for pk in tasks}
        found |= {f"key_milestone:{pk}" for task in tasks for pk in self.steps.get(task, ())}
        codes = {*duties, *(one.key for one in hung if one.kind == "duty")}
        return found | {f"matter:{pk}" for code in codes for pk in self.matters.get(code, ())}


def _reach(
    seats: Sequence[tuple[int, str]], hung: Sequence[LineThing], duties: Iterable[str] = ()
) -> _Reach:  # fmt: skip
    """Three queries at most, whatever is asked of it."""
    led: dict[tuple[int, str], list[int]] = defaultdict(list)
    where = Q(pk__in=())
    for office, post in seats:
        where |= Q(office=office, post=post)
    rows = TaskSeat.objects.filter(where, role__in=LEADING, task__cleared_on=None)
    for office, post, task in rows.values_list("office", "post", "task").distinct():
        led[office, post].append(task)
    tasks = {pk for found in led.values() for pk in found} | _keys(hung, "key_task")
    steps: dict[int, list[int]] = defaultdict(list)
    if tasks:
        waiting = KeyMilestone.objects.filter(task__in=tasks, done_on=None)
        for task, pk in waiting.values_list("task", "pk"):
            steps[task].append(pk)
    codes = {*duties, *(one.key for one in hung if one.kind == "duty")}
    matters: dict[str, list[int]] = defaultdict(list)
    if codes:
        held = Matter.objects.filter(duty__in=codes, ended_on=None, received_on__isnull=False)
        for code, pk in held.values_list("duty", "pk"):
            matters[code].append(pk)
    return _Reach(led, steps, matters)


def _keys(hung: Iterable[LineThing], kind: str) -> set[int]:
    return {int(one.key) for one in hung if one.kind == kind}


def _mine(every: Sequence[Due], offices: set[int], causes: set[str]) -> list[Due]:
    return [one for one in every if one.office in offices or one.cause in causes]


def _lit(found: Sequence[Due], on: date, calendar: WorkingDays) -> list[Thing]:
    return [
        Thing(one.cause, one.title, one.due_on, light_of(one, on=on, calendar=calendar))
        for one in found
    ]


def _targets(every: Iterable[Sequence[LineThing]], on: date, viewer: Visitor) -> dict[str, Thing]:
    """The targets that hang somewhere, each with the light of its own rules."""
    ids = {int(one.key) for rows in every for one in rows if one.kind == "target"}
    plans = set(Target.objects.filter(pk__in=ids).values_list("plan", flat=True)) if ids else set()
    found: dict[str, Thing] = {}
    for plan in plans_running(on) if plans else []:
        if plan.pk not in plans:
            continue
        for state in plan_state(plan, on=on, user=viewer).states:
            if state.target.pk in ids:
                cause = f"target:{state.target.pk}"
                title = state.definition.title.zh
                found[cause] = Thing(cause, title, state.target.last, state.light)
    return found


def _without_day(
    every: Mapping[int, Sequence[LineThing]], on: date, viewer: Visitor
) -> Mapping[int, list[Thing]]:  # fmt: skip
    """Of each line targets by their own lights; duties and chains, which have no day."""
    targets = _targets(every.values(), on, viewer)
    hung = [one for rows in every.values() for one in rows]
    codes = {one.key for one in hung if one.kind == "duty"}
    duties = Duty.objects.filter(code__in=codes) if codes else ()
    titles = {row.code: row.title.get("zh", "") for row in duties}
    chains = _keys(hung, "chain")
    named = (
        dict(Adoption.objects.filter(pk__in=chains).values_list("pk", "title")) if chains else {}
    )
    found: dict[int, list[Thing]] = defaultdict(list)
    for pk, rows in every.items():
        for one in rows:
            if one.kind == "target" and one.about in targets:
                found[pk].append(targets[one.about])
            elif one.kind == "duty":
                found[pk].append(Thing(one.about, titles.get(one.key, one.key), None, None))
            elif one.kind == "chain":
                found[pk].append(Thing(one.about, named.get(int(one.key), ""), None, None))
    return found
