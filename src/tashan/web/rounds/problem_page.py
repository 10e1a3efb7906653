"""The problem list as the address narrows it, and one problem with all its steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tashan.base.lights import Light
from tashan.casework.calendars import in_force
from tashan.casework.due import Due, light_of
from tashan.casework.perms import offices_of
from tashan.casework.problem_models import (
    ENDED,
    ProblemKind,
    ProblemState,
    ProblemStep,
    ProjectProblem,
)
from tashan.casework.rounds.clearing import acts_for
from tashan.indicators.target_words import LightWord, of_light
from tashan.record.models import User
from tashan.registry.naming import names_on
from tashan.web.doors import OfficerRequest
from tashan.web.listing import in_order, order_of, page_of
from tashan.web.rounds.words import act_word, step_word

COLUMNS = {"due": "due_on", "raised": "raised_on", "state": "state", "kind": "kind"}


def light_of_problem(row: ProjectProblem, on: date) -> LightWord | None:
    """By its limit while it is open, on account by its review; none before it is assigned and once
    it is over."""
    if row.expected_on is None:
        return None
    due = Due(f"problem:{row.pk}", row.says, row.office_id, None, row.project_id,
              row.expected_on, False, None)  # fmt: skip
    light = light_of(due, on=on, calendar=in_force().calendar)
    return None if light is None else of_light(light)


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One problem in the list."""

    row: ProjectProblem
    project: str
    office: str
    on: date

    @property
    def light(self) -> LightWord | None:
        return light_of_problem(self.row, self.on)

    @property
    def url(self) -> str:
        return reverse("problem", args=[self.row.pk])


class ProblemList:
    """``?state=`` ``?kind=`` ``?due=late`` (past the limit) ``?due=review`` (on account, to be
    reviewed) ``?mine=1`` narrow it; ended ones where asked for."""

    def __init__(self, request: OfficerRequest, on: date) -> None:
        self.request, self.on = request, on
        self.order = order_of(request, COLUMNS, default="due")
        self.state = _asked(request, "state", ProblemState.values)
        self.kind = _asked(request, "kind", ProblemKind.values)
        self.due = _asked(request, "due", ["late", "review"])
        self.is_mine = request.GET.get("mine") == "1"

    @cached_property
    def _known(self) -> QuerySet[ProjectProblem]:
        return ProjectProblem.objects.filter(raised_on__lte=self.on)

    @property
    def _late(self) -> Q:
        """Past the limit; what is on account waits for its review alone."""
        return ~Q(state__in=[*ENDED, ProblemState.ON_ACCOUNT]) & Q(due_on__lt=self.on)

    @property
    def _to_review(self) -> Q:
        return Q(state=ProblemState.ON_ACCOUNT, review_on__lte=self.on)

    @cached_property
    def shown(self) -> Page[ProjectProblem]:
        rows = self._known
        if self.state:
            rows = rows.filter(state=self.state)
        elif not self.due:
            rows = rows.exclude(state__in=ENDED)
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.due:
            rows = rows.filter(self._late if self.due == "late" else self._to_review)
        if self.is_mine:
            rows = rows.filter(office__in=offices_of(self.request.user, self.on))
        return page_of(self.request, in_order(rows, self.order, COLUMNS))

    @property
    def rows(self) -> list[ProblemRow]:
        found = list(self.shown)
        names = names_on(
            {one.project_id for one in found} | {one.office_id for one in found}, self.on
        )
        return [
            ProblemRow(one, names.get(one.project_id, ""), names.get(one.office_id or 0, ""),
                       self.on)
            for one in found
        ]  # fmt: skip

    @cached_property
    def states(self) -> list[tuple[ProblemState, int]]:
        found = dict(self._known.order_by().values_list("state").annotate(n=Count("pk")))
        return [(state, found[state.value]) for state in ProblemState if state.value in found]

    @property
    def kinds(self) -> list[ProblemKind]:
        return list(ProblemKind)

    @property
    def finding(self) -> str:
        counted = self._known.exclude(state__in=ENDED).aggregate(
            n=Count("pk"), late=Count("pk", filter=self._late),
            waiting=Count("pk", filter=Q(state=ProblemState.ON_ACCOUNT)),
        )  # fmt: skip
        n = counted["n"]
        text = ngettext("%(n)d problem is open, %(late)d past the limit",
                        "%(n)d problems are open, %(late)d past the limit", n)  # fmt: skip
        if counted["waiting"]:
            text += _(", %(waiting)d on account")
        return text % counted


def _asked(request: HttpRequest, name: str, known: list[str]) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in known else ""


@dataclass(frozen=True, slots=True)
class StepRow:
    """What was done, by whom, when, with its evidence."""

    step: ProblemStep

    @property
    def word(self) -> str:
        return step_word(self.step.act)


class ProblemPage:
    """One problem as a user sees it."""

    def __init__(self, row: ProjectProblem, user: User, on: date) -> None:
        self.row, self.user, self.on = row, user, on

    @cached_property
    def names(self) -> dict[int, str]:
        return names_on({self.row.project_id, self.row.office_id, self.row.leader_id}, self.on)

    @property
    def project(self) -> str:
        return self.names.get(self.row.project_id, "")

    @property
    def office(self) -> str:
        return self.names.get(self.row.office_id or 0, "")

    @property
    def leader(self) -> str:
        return self.names.get(self.row.leader_id or 0, "")

    @property
    def light(self) -> LightWord | None:
        return light_of_problem(self.row, self.on)

    @property
    def steps(self) -> list[StepRow]:
        rows = self.row.steps.select_related("actor", "file").order_by("-pk")
        return [StepRow(one) for one in rows]

    @property
    def path(self) -> list[tuple[str, str]]:
        """The way of a problem, each with whether it is behind, now or to come."""
        way = [ProblemState.RAISED, ProblemState.REVIEWED, ProblemState.ASSIGNED,
               ProblemState.IN_HAND, ProblemState.CLEARING, ProblemState.CLEARED]  # fmt: skip
        if self.row.state == ProblemState.ON_ACCOUNT:
            way.insert(3, ProblemState.ON_ACCOUNT)
        if self.row.state == ProblemState.DROPPED:
            way = [ProblemState.RAISED, ProblemState.DROPPED]
        now = [one.value for one in way].index(self.row.state)
        return [
            (str(one.label), "now" if n == now else "done" if n < now else "to-come")
            for n, one in enumerate(way)
        ]

    @property
    def late(self) -> str:
        """How far past its limit it is."""
        light = self.light
        expected = self.row.expected_on
        if light is None or light.code != Light.RED or expected is None:
            return ""
        days = (self.on - expected).days
        if self.row.state == ProblemState.ON_ACCOUNT:
            return ngettext("%d day past its review", "%d days past its review", days) % days
        return ngettext("%d day past the limit", "%d days past the limit", days) % days

    @property
    def acts(self) -> list[tuple[str, str]]:
        return [
            (act_word(act), reverse("problem_act", args=[self.row.pk, str(act)]))
            for act in acts_for(self.user, self.row, self.on)
        ]

    @property
    def waits(self) -> str:
        """Who has to do something next, where nobody here may."""
        words = {
            ProblemState.RAISED: pgettext("problem", "A steward looks at it next."),
            ProblemState.REVIEWED: pgettext("problem", "A steward assigns it next."),
            ProblemState.CLEARING: _("Somebody else than who asked for the clearing checks it."),
        }
        return words.get(ProblemState(self.row.state), "")
