"""What the page of a project shows, as of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from tashan.base.codes import ProjectCode, ProjectCodeFormat
from tashan.base.errors import UserError
from tashan.base.industries import industry
from tashan.record.models import Event
from tashan.registry.dated import as_of
from tashan.registry.kinds import ProjectStage as Stage
from tashan.registry.models import Entity, Participation, ProjectFacts, Work
from tashan.registry.naming import names_on
from tashan.registry.projects import Spell, spells
from tashan.web.area_words import money
from tashan.web.register_events import EventRow, events_of, mentioned, told

BEFORE_START = {Stage.PLANNED, Stage.RESERVED, Stage.PREPARATORY}
UNFINISHED = BEFORE_START | {Stage.STARTED, Stage.BUILDING, Stage.STOPPED}


def days_late(facts: ProjectFacts, on: date) -> int | None:
    """Days past the day it should have started, or been completed; None where it is not late."""
    stage = Stage(facts.stage)
    days = [facts.planned_start] if stage in BEFORE_START else []
    days += [facts.planned_finish] if stage in UNFINISHED else []
    past = [(on - day).days for day in days if day is not None and day < on]
    return max(past, default=None)


@dataclass(frozen=True, slots=True)
class SpellRow:
    """A stage in words, from when, and how many days as far as the day of the page."""

    stage: str
    label: str
    since: date
    days: int
    is_now: bool


class ProjectPage:
    """One project on one day: what held then, and how it came there."""

    def __init__(self, project: Entity, on: date) -> None:
        self.project, self.on = project, on
        known = ProjectFacts.objects.filter(entity=project, replaced__isnull=True).select_related(
            "source"
        )
        self.rows = list(known.order_by("since"))

    @cached_property
    def facts(self) -> ProjectFacts | None:
        held = (r for r in self.rows if r.since <= self.on and (not r.until or self.on < r.until))
        return next(held, None)

    @cached_property
    def spells(self) -> list[Spell]:
        """The stages up to the day."""
        return [spell for spell in spells(self.rows) if spell.since <= self.on]

    @property
    def spell_rows(self) -> list[SpellRow]:
        return [
            SpellRow(
                spell.stage.value,
                str(spell.stage.label),
                spell.since,
                Spell(spell.stage, spell.since, self._within(spell.until)).days(self.on),
                is_now=self._within(spell.until) is None,
            )
            for spell in self.spells
        ]

    def _within(self, until: date | None) -> date | None:
        """An end that lies after the day is none yet."""
        return until if until is not None and until <= self.on else None

    @cached_property
    def works(self) -> list[Work]:
        return list(as_of(Work.objects.filter(project=self.project), self.on).order_by("code"))

    @cached_property
    def parts(self) -> list[Participation]:
        rows = as_of(Participation.objects.filter(project=self.project), self.on)
        return sorted(rows, key=lambda row: (ORDER.index(row.part), row.since))

    @cached_property
    def names(self) -> Mapping[int, str]:
        around = {self.facts.place_id, self.facts.park_id} if self.facts else set()
        others = {part.entity_id for part in self.parts} | mentioned(self._events)
        return names_on({self.project.pk, *around, *others}, self.on)

    @property
    def name(self) -> str:
        return self.names[self.project.pk]

    @property
    def code(self) -> ProjectCode | None:
        """The code with its format and what is odd about it; None where it has none yet."""
        return ProjectCode.parse(self.project.code) if self.project.code else None

    @property
    def is_legacy(self) -> bool:
        return self.code is not None and self.code.format == ProjectCodeFormat.LEGACY

    @property
    def industry(self) -> str:
        """The industry's name, or the code as it stands where the standard has none such."""
        code = self.facts.industry if self.facts else ""
        try:
            return f"{code} {industry(code).name}" if code else ""
        except UserError:
            return code

    @property
    def late(self) -> int | None:
        return days_late(self.facts, self.on) if self.facts else None

    @property
    def finding(self) -> str:
        """The title: where it stands, and by how much it is late or what it is worth."""
        if self.facts is None:
            return _("%s: not in the register on this day") % self.name
        words = {"project": self.name, "stage": self.facts.get_stage_display()}
        if self.late is not None:
            words["days"] = str(self.late)
            return _("%(project)s: %(stage)s, %(days)s days behind plan") % words
        if self.facts.investment is None:
            return _("%(project)s: %(stage)s") % words
        words["sum"] = money(self.facts.investment)
        return _("%(project)s: %(stage)s, %(sum)s") % words

    @cached_property
    def _events(self) -> list[Event]:
        return events_of([self.project.stream], most=12)

    @property
    def events(self) -> list[EventRow]:
        return told(self._events, self.names, page_of=self.project.pk)


ORDER = [part for part, _label in Participation._meta.get_field("part").choices or ()]
