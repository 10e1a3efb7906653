"""What an applicant sees of their own cases: what is asked of them, where each matter stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from tashan.casework.acts import Act
from tashan.casework.calendars import Counting, in_force
from tashan.casework.legal import possible
from tashan.casework.models import Case, Material, Matter, Stop
from tashan.casework.perms import actor_of
from tashan.casework.slips import has_slip
from tashan.casework.states import ENDS, PASSES, State
from tashan.record.models import Event, User
from tashan.registry.dated import as_of
from tashan.registry.models import OfficeFacts
from tashan.registry.naming import names_on
from tashan.web.cases.acts import Offered, offered
from tashan.web.cases.matter_words import said, state_word

APPLICANTS = (Act.CANCEL, Act.ASK_WITHDRAWAL)


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case in the list of an applicant: how many of its matters passed, and what is asked."""

    case: Case
    passed: int
    total: int
    asked: int
    due_on: date | None


def applied_for(user: User, on: date) -> QuerySet[Case]:
    """The cases of the enterprise that the user is the agent of, and no other's."""
    return Case.objects.filter(applicant=actor_of(user, on).stands_for, applicant__isnull=False)


def own_cases(user: User, on: date) -> list[OwnCase]:
    """The applicant's cases, those that ask something of them first, then the newest."""
    cases = list(applied_for(user, on).order_by("-opened_on", "-pk"))
    told: dict[int, list[Matter]] = {case.pk: [] for case in cases}
    for matter in Matter.objects.filter(case__in=cases):
        told[matter.case_id].append(matter)
    found = [_own(case, told[case.pk]) for case in cases]
    return sorted(found, key=lambda one: not one.asked)


def _own(case: Case, matters: Iterable[Matter]) -> OwnCase:
    rows = list(matters)
    due = [m.promised_on for m in rows if m.is_open and m.promised_on]
    asked = sum(_is_asking(matter) for matter in rows)
    passed = sum(m.state in PASSES for m in rows)
    return OwnCase(case, passed, len(rows), asked, max(due, default=None))


def _is_asking(matter: Matter) -> bool:
    return matter.state == State.SUPPLEMENT_ASKED or matter.tolerated_until is not None


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the applicant now for one matter; ``until`` where a day is set."""

    matter: Matter
    title: str
    says: str
    materials: list[tuple[str, str]]
    until: date | None


@dataclass(frozen=True, slots=True)
class OwnMatter:
    """Where a matter stands for its applicant."""

    matter: Matter
    title: str
    state: str
    office: str
    phone: str
    days_mine: int
    days_theirs: int
    acts: list[Offered]

    @property
    def is_done(self) -> bool:
        return self.matter.state in ENDS


class OwnPage:
    """One case of an applicant on a day."""

    def __init__(self, case: Case, on: date) -> None:
        self.case, self.on = case, on

    @cached_property
    def rows(self) -> list[Matter]:
        rows = list(self.case.matters.select_related("result").prefetch_related("stops"))
        for row in rows:
            row.case = self.case
        return rows

    @cached_property
    def materials(self) -> Mapping[str, Material]:
        return {row.code: row for row in self.case.materials.select_related("file")}

    @property
    def requests(self) -> list[Request]:
        """Everything that is asked now, of all matters at once."""
        return [self._request(matter) for matter in self.rows if _is_asking(matter)]

    def _request(self, matter: Matter) -> Request:
        stop = _standing(matter.stops.all())
        follow = list(matter.outcome.get("tolerated", ()))
        codes = [*(stop.materials if stop else ()), *follow]
        missing = [(code, self._word(code)) for code in dict.fromkeys(codes) if self._lacks(code)]
        says = stop.says if stop else ""
        return Request(matter, said(matter.title), says, missing, matter.tolerated_until)

    @property
    def wanted(self) -> list[tuple[str, str]]:
        """Every material that may be handed in: what is asked, else what nobody gave yet."""
        asked = [pair for request in self.requests for pair in request.materials]
        open_ones = [(code, self._word(code)) for code in self.materials if self._lacks(code)]
        return list(dict.fromkeys(asked or open_ones))

    def _lacks(self, code: str) -> bool:
        row = self.materials.get(code)
        return row is None or row.given_on is None

    def _word(self, code: str) -> str:
        row = self.materials.get(code)
        return said(row.title) if row else code

    @cached_property
    def matters(self) -> list[OwnMatter]:
        """Every matter in its order, with who has it and whom to call."""
        return [self._matter(row) for row in self.rows]

    def _matter(self, row: Matter) -> OwnMatter:
        mine, theirs = days_split(row, self._counting, self.on)
        legal = possible(State(row.state), is_accepted=row.accepted_on is not None)
        acts = [act for act in legal if act in APPLICANTS]
        return OwnMatter(
            row, said(row.title), state_word(row.state, row.sort),
            self._names.get(row.office_id or 0, ""), self._phones.get(row.office_id or 0, ""),
            mine, theirs, offered(row, acts),
        )  # fmt: skip

    @cached_property
    def _counting(self) -> Counting:
        return in_force()

    @cached_property
    def _names(self) -> dict[int, str]:
        return names_on([row.office_id for row in self.rows], self.on)

    @cached_property
    def _phones(self) -> dict[int, str]:
        rows = OfficeFacts.objects.filter(entity__in={row.office_id for row in self.rows})
        return dict(as_of(rows, self.on).values_list("entity", "phone"))

    @property
    def days_mine(self) -> int:
        """Working days that the case waited for the applicant."""
        return max((one.days_mine for one in self.matters), default=0)

    @property
    def days_theirs(self) -> int:
        """Working days that offices used, of the matter that took longest."""
        return max((one.days_theirs for one in self.matters), default=0)

    @cached_property
    def slips(self) -> list[tuple[Event, str]]:
        """The dated slips that the case gave, newest first, each with its matter."""
        kinds = ("matter.accept", "matter.ask_supplement", "matter.refuse", "matter.not_ours",
                 "matter.begin_special", "matter.extend", "matter.decide")  # fmt: skip
        events = Event.objects.filter(stream=self.case.stream, kind__in=kinds)
        titles = {row.code: said(row.title) for row in self.rows}
        found = events.order_by("-sequence")
        return [(e, titles.get(str(e.payload.get("matter")), "")) for e in found if has_slip(e)]


def _standing(stops: Iterable[Stop]) -> Stop | None:
    return next((s for s in stops if s.resumed_on is None and s.reason == "supplement"), None)


def days_split(matter: Matter, counting: Counting, on: date) -> tuple[int, int]:
    """Working days that the applicant and that the office used of a matter up to a day.

    What a legal procedure took is neither's.
    """
    start = matter.received_on
    if start is None:
        return 0, 0
    end = min(matter.ended_on or on, on)
    calendar = counting.calendar
    mine = others = 0
    for stop in matter.stops.all():
        last = min(stop.resumed_on or end, end)
        days = max(calendar.working_days_between(stop.stopped_on, last), 0)
        if stop.reason in ("supplement", "withdrawal"):
            mine += days
        else:
            others += days
    return mine, max(calendar.working_days_between(start, end) - mine - others, 0)
