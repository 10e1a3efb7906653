"""A year of invented cases: opened, moved, stopped and ended by the functions that officers use."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from tashan.adoption import adopting, current
from tashan.adoption.adopting import NewAdoption
from tashan.adoption.current import InForce
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.calendars import in_force
from tashan.casework.models import Case, RegionalAssessment
from tashan.casework.moving.by import By
from tashan.casework.opening import Intake, open_case, propose
from tashan.casework.piloting import begin_pilot
from tashan.demo.figuring import at
from tashan.demo.hands import Hands
from tashan.demo.invented.chance import Chance
from tashan.demo.invented.happenings import FILING, GOVERNMENT, PLOT, RATIFICATION, Story, stories
from tashan.demo.invented.industries import DEVELOPMENT, WISE
from tashan.demo.running_cases import Course
from tashan.demo.twists import HAPPENS
from tashan.mechanisms.library import library
from tashan.record import sources
from tashan.record.models import Source, User
from tashan.registry.kinds import Funding, Kind, Route
from tashan.registry.models import Entity, EntityName, ExtraFact, ProjectFacts

SINCE = date(2026, 1, 1)
FIRST = date(2026, 1, 6)  # the first day on which the window took anything in
LONG_AGO = date(2020, 1, 1)
ASSESSED = ("geology", "minerals", "relics", "seismic", "traffic")
SEED = 20260107
COUNTED_AFTER = (1, 4, 16)  # cases
TABLES = (
    "casework_case", "casework_matter", "casework_prerequisite", "casework_stop",
    "casework_extension", "casework_material", "casework_opinion", "casework_objection",
    "record_event", "record_streamhead", "record_rolegrant", "registry_belonging",
    "registry_tenure", "registry_succession", "registry_entity", "duties_holding",
    "duties_delegation", "duties_jointmember",
)  # fmt: skip
# what of ten projects need it: of every further fact that is yes or no
OFTEN = {"must_tender": 9, "soil": 5, "energy_review": 3, "fire_review": 4, "civil_defence": 4,
         "drainage": 6, "greening": 2, "road_works": 2, "gas": 3, "lightning": 3, "geology": 3,
         "minerals": 1, "relics": 2, "stability": 2, "site_ready": 10,
         "funds_ready": 10}  # fmt: skip


def open_cases(place: str, actor: User, window: User) -> bool:
    """All of them, unless there are some; whether they are new.

    Each move is kept by itself, as in an office: within one transaction it would cost twice.
    """
    if Case.objects.exists():
        return False
    _in_no_hurry()
    today = timezone.localdate()
    source = sources.entry("工程建设项目审批要素 2026", actor=actor, at=at(SINCE))
    held = _adopted("parallel_approval", "工程建设项目并联审批", place, actor)
    _assess(source)
    _try_in_a_park(place, actor, source)
    hands, counting = Hands(window, source), in_force()
    projects = _Projects(today)
    for number, story in enumerate(stories()):
        if number in COUNTED_AFTER:
            _count_rows()
        opened = _workday(max(FIRST, today - timedelta(story.ago)), counting.calendar.is_working)
        subject = projects.take(story.way, opened)
        if subject is None:
            continue
        _know(subject, story, source)
        case = _open(held, story, subject, By(window, at(opened), opened))
        if case is not None:
            until = today - timedelta(story.until)
            Course(case, story, hands, counting, until, HAPPENS).run()
    return True


def _in_no_hurry() -> None:
    """What a crash loses can be invented again: nobody waits for the disk."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")


def _count_rows() -> None:
    """Let PostgreSQL plan by what the new tables hold; of itself it would look too late."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(TABLES)}")


def _adopted(mechanism: str, title: str, place: str, actor: User) -> InForce:
    row = Adoption.objects.filter(mechanism=mechanism, place=place, title=title).first()
    new = NewAdoption(mechanism, title, place, SINCE)
    row = row or adopting.adopt(new, actor=actor, at=at(SINCE))
    return current.of(row, timezone.localdate())


def _workday(day: date, is_working: object) -> date:
    assert callable(is_working)
    while not is_working(day):
        day -= timedelta(1)
    return max(day, FIRST)


def _open(held: InForce, story: Story, subject: Entity, by: By) -> Case | None:
    proposal = propose(held, story.way, subject, by.on)
    missing = {
        one.code
        for step in proposal.steps.values()
        if (twist := story.twists.get(step.code)) and twist.kind == "tolerated"
        for one in proposal.materials
        if one.code in (step.step.terms.get("tolerable") or [])[:1]
    }
    given = {one.code: None for one in proposal.to_hand_in if one.code not in missing}
    try:
        return open_case(proposal, by=by, intake=Intake(given))
    except UserError as error:
        print(f"{story.way}: {error}", flush=True)
        return None


class _Projects:
    """The county's projects, each taken once by the way that it goes."""

    def __init__(self, today: date) -> None:
        rows = ProjectFacts.objects.filter(entity__kind=Kind.PROJECT, replaced=None)
        self._facts: dict[int, list[ProjectFacts]] = {}
        for row in rows.select_related("entity").order_by("since"):
            self._facts.setdefault(row.entity_id, []).append(row)

    def take(self, way: str, on: date) -> Entity | None:
        """One that the register knew on the day and nobody has taken; None where none is left."""
        for pk, rows in self._facts.items():
            row = next((r for r in rows if r.since <= on and (not r.until or on < r.until)), None)
            if row is not None and row.floor_area and _goes(row) in _WAYS[way]:
                del self._facts[pk]
                return row.entity
        return None


_WAYS = {
    GOVERNMENT: (Route.APPROVAL,),
    FILING: (Route.FILING,),
    PLOT: (Route.FILING,),
    RATIFICATION: (Route.RATIFICATION,),
}


def _goes(row: ProjectFacts) -> Route | None:
    is_government = row.funding == Funding.GOVERNMENT
    if is_government:
        return Route.APPROVAL
    if not row.funding or row.route not in (Route.FILING, Route.RATIFICATION):
        return None
    return Route(row.route)


def _know(subject: Entity, story: Story, source: Source) -> None:
    """What approval rules ask of the project, as the window was told."""
    chance = Chance.of(SEED, subject.code)
    fields = library().registers["approval"].fields
    told: dict[str, object] = {
        name: chance.happens(10 * OFTEN.get(name, 0))
        for name, field in fields.items()
        if field.type == "yes_no"
    }
    told |= {"land": "allocated" if story.way == GOVERNMENT else "granted", "eia": "form"}
    told |= {"standard_plot": story.way == PLOT, "with_design": False, "simplified": False,
             "in_ratification_catalogue": story.way == RATIFICATION, "foreign": False}  # fmt: skip
    told |= {code: True for code in story.twists if code in told}
    ExtraFact.objects.bulk_create(
        ExtraFact(entity=subject, register="approval", field=name, value=value, since=LONG_AGO,
                  source=source, entered=source)
        for name, value in told.items()
    )  # fmt: skip


def _assess(source: Source) -> None:
    """The development zone was assessed once for all its projects."""
    park = _named(Kind.PARK, DEVELOPMENT)
    if park is None:
        return
    for number, kind in enumerate(ASSESSED, start=1):
        RegionalAssessment.objects.create(
            area=park, kind=kind, document=f"昆政函〔2025〕{40 + number}号",
            decided_by="昆岭市人民政府", since=date(2025, 7, 1), source=source, entered=source,
        )  # fmt: skip


def _try_in_a_park(place: str, actor: User, source: Source) -> None:
    """Tendering by the new rules is tried in one park first."""
    park = _named(Kind.PARK, WISE)
    held = _adopted("tendering", "招标投标全流程（试点）", place, actor)
    if park is not None:
        begin_pilot(held.adoption, park, since=date(2026, 7, 1), source=source)


def _named(kind: Kind, name: str) -> Entity | None:
    row = EntityName.objects.filter(kind=kind, name=name, replaced=None).first()
    return row.entity if row else None
