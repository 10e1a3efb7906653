"""How long a project has been in its stage, when it was last heard of, and whether it is stale."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.db.models.functions import Greatest

from tashan.base.dates import add_months
from tashan.casework.models import Matter
from tashan.casework.projects.terms import LibraryTerms
from tashan.record.models import Event
from tashan.registry.kinds import ProjectStage
from tashan.registry.models import Entity, ProjectFacts
from tashan.registry.projects import Spell, spells


@dataclass(frozen=True, slots=True)
class Age:
    """A project in its stage on a day: since when, the last news, and the months it may be silent.

    ``months`` is None where the file lets a stage last.
    """

    stage: ProjectStage
    since: date
    heard_on: date
    months: int | None
    on: date

    @property
    def days(self) -> int:
        return (self.on - self.since).days

    @property
    def is_stale(self) -> bool:
        """No move and no news for more than the declared months."""
        return self.months is not None and add_months(self.heard_on, self.months) < self.on


def spells_by_project(projects: Collection[int] | None = None) -> dict[int, list[Spell]]:
    """The stages of some projects, or of all, by the project's id. One query."""
    rows = ProjectFacts.objects.filter(replaced=None)
    rows = rows if projects is None else rows.filter(entity__in=projects)
    found: dict[int, list[ProjectFacts]] = {}
    for row in rows.only("entity", "stage", "since", "until").order_by("entity", "since"):
        found.setdefault(row.entity_id, []).append(row)
    return {project: spells(held) for project, held in found.items()}


def ages_of(
    stages: Mapping[int, Sequence[Spell]], terms: LibraryTerms | None, on: date
) -> dict[int, Age]:
    """The age of each project that was in the register on the day. Two queries for all."""
    now = {project: _spell_on(held, on) for project, held in stages.items()}
    heard = heard_of(now, on)
    months = {one: terms.months(one) if terms else None for one in ProjectStage}
    return {
        project: Age(
            spell.stage, spell.since, max(spell.since, heard.get(project, spell.since)),
            months[spell.stage], on,
        )
        for project, spell in now.items()
        if spell is not None
    }  # fmt: skip


def _spell_on(held: Sequence[Spell], on: date) -> Spell | None:
    found = (s for s in held if s.since <= on and (s.until is None or on < s.until))
    return next(found, None)


def heard_of(projects: Collection[int], on: date) -> dict[int, date]:
    """The newest day by then on which anything was entered of each, or a matter about it moved."""
    streams = {Entity(pk=project).stream: project for project in projects}
    told = Event.objects.filter(stream__in=list(streams), occurred_on__lte=on).order_by()
    found = {
        streams[stream]: day
        for stream, day in told.values_list("stream").annotate(day=Max("occurred_on"))
    }
    matters = Matter.objects.filter(case__subject__in=projects, received_on__lte=on).order_by()
    newest = Max(Greatest("received_on", "accepted_on", "ended_on"))
    for project, day in matters.values_list("case__subject").annotate(day=newest):
        if day <= on:
            found[project] = max(found.get(project, day), day)
    return found
