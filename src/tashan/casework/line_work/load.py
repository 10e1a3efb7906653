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
from tashan.casework.due import Due, light_of
from tashan.casework.key_work_models import KeyMilestone, SeatRole, TaskSeat, WorkReport
from tashan.casework.line_work.sources import open_things
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
    """Every line on a day, in its order: a few queries each, and one a source for all."""
    lines = list(Line.objects.order_by("position", "pk"))
    posts = {row.line_id: row for row in as_of(LinePost.objects.all(), on)}
    hung: dict[int, list[LineThing]] = defaultdict(list)
    for row in as_of(LineThing.objects.all(), on).order_by("pk"):
        hung[row.line_id].append(row)
    holders = _holders(posts.values(), on)
    names = names_on(
        {row.office_id for row in posts.values()} | {one.pk for one in holders.values()}, on
    )
    causes = {one.pk: _causes(posts.get(one.pk), hung[one.pk], on) for one in lines}
    offices = {pk: _offices(rows) for pk, rows in hung.items()}
    every = open_things(
        on, offices=[o for rows in offices.values() for o in rows],
        causes=[c for rows in causes.values() for c in rows],
    )  # fmt: skip
    targets = _targets(hung.values(), on, viewer)
    found = []
    for one in lines:
        post = posts.get(one.pk)
        officer = holders.get((post.office_id, post.post)) if post else None
        mine = _mine(every, offices.get(one.pk, set()), causes[one.pk])
        things = [*_lit(mine, on), *_without_day(hung[one.pk], targets)]
        found.append(LineStands(
            one, on, post, names.get(post.office_id, "") if post else "", officer,
            names.get(officer.pk, "") if officer else "", hung[one.pk], load_of(things, on),
        ))  # fmt: skip
    return found


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
    causes = {f"key_task:{pk}" for pk in _tasks_led(where)}
    causes |= {f"key_milestone:{pk}" for pk in _steps(causes)}
    lines = [row.line_id for row in as_of(LinePost.objects.filter(where), on)]
    hung = list(as_of(LineThing.objects.filter(line__in=lines), on))
    offices = _offices(hung)
    causes |= _named(hung)
    by_name = Q(officer=officer) if officer is not None else Q(pk__in=())
    duties = as_of(Holding.objects.filter(where | by_name), on).select_related("duty")
    held = list(duties)
    causes |= {f"matter:{pk}" for pk in _matters({row.duty.code for row in held})}
    officers = [officer.pk] if officer is not None else []
    found = open_things(on, offices=sorted(offices), causes=sorted(causes), officers=officers)
    told = [
        Thing(f"duty:{row.duty.code}", row.duty.title.get("zh", ""), None, None) for row in held
    ]
    return [*_lit(found, on), *_without_day(hung, _targets([hung], on, viewer)), *told]


def load_of(things: Sequence[Thing], on: date) -> Load:
    """The load of things, with the progress of the key tasks among them. Two queries."""
    tasks = [int(one.key) for one in things if one.kind == "key_task"]
    told = WorkReport.objects.filter(task__in=tasks, on__lte=on).order_by("task", "-on", "-pk")
    last = dict(told.distinct("task").values_list("task", "percent"))
    steps = list(KeyMilestone.objects.filter(task__in=tasks).values_list("done_on", flat=True))
    percent = sum(last.values()) // len(last) if last else None
    reached = sum(1 for done in steps if done is not None and done <= on)
    return Load(_worst_first(things), percent, reached, len(steps))


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
    return {int(one.key) for one in hung if one.kind == "office"}


def _causes(post: LinePost | None, hung: Sequence[LineThing], on: date) -> set[str]:
    """What belongs to a line by name, and the tasks whose group its post leads."""
    causes = _named(hung)
    if post is not None:
        led = _tasks_led(Q(office=post.office_id, post=post.post))
        mine = {f"key_task:{pk}" for pk in led}
        causes |= mine | {f"key_milestone:{pk}" for pk in _steps(mine)}
    return causes


def _named(hung: Sequence[LineThing]) -> set[str]:
    causes = {one.about for one in hung if one.kind in ("key_task", "project")}
    causes |= {f"key_milestone:{pk}" for pk in _steps(causes)}
    duties = {one.key for one in hung if one.kind == "duty"}
    return causes | {f"matter:{pk}" for pk in _matters(duties)}


def _tasks_led(where: Q) -> list[int]:
    rows = TaskSeat.objects.filter(where, role__in=LEADING, task__cleared_on=None)
    return list(rows.values_list("task", flat=True).distinct())


def _steps(causes: Iterable[str]) -> list[int]:
    tasks = [int(one.partition(":")[2]) for one in causes if one.startswith("key_task:")]
    if not tasks:
        return []
    return list(
        KeyMilestone.objects.filter(task__in=tasks, done_on=None).values_list("pk", flat=True)
    )


def _matters(duties: set[str]) -> list[int]:
    if not duties:
        return []
    rows = Matter.objects.filter(duty__in=duties, ended_on=None, received_on__isnull=False)
    return list(rows.values_list("pk", flat=True))


def _mine(every: Sequence[Due], offices: set[int], causes: set[str]) -> list[Due]:
    return [one for one in every if one.office in offices or one.cause in causes]


def _lit(found: Sequence[Due], on: date) -> list[Thing]:
    calendar = calendars.in_force().calendar
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


def _without_day(hung: Sequence[LineThing], targets: Mapping[str, Thing]) -> list[Thing]:
    """Targets by their own lights; duties and chains, which have no day."""
    duties = {one.key for one in hung if one.kind == "duty"}
    titles = {
        row.code: row.title.get("zh", "") for row in Duty.objects.filter(code__in=duties)
    } if duties else {}  # fmt: skip
    chains = [int(one.key) for one in hung if one.kind == "chain"]
    named = (
        dict(Adoption.objects.filter(pk__in=chains).values_list("pk", "title")) if chains else {}
    )
    found = []
    for one in hung:
        if one.kind == "target" and one.about in targets:
            found.append(targets[one.about])
        elif one.kind == "duty":
            found.append(Thing(one.about, titles.get(one.key, one.key), None, None))
        elif one.kind == "chain":
            found.append(Thing(one.about, named.get(int(one.key), ""), None, None))
    return found
