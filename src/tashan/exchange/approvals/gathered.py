"""Everything that the tables tell of some cases, fetched with one query a kind of row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from django.db import models

from tashan.casework.models import Case, Material, Matter, Stop
from tashan.exchange.approvals.flow_rows import settled_of, stage_numbers
from tashan.mechanisms.settling import Settled
from tashan.record.models import Event
from tashan.registry.dated import as_of
from tashan.registry.models import Entity, Participation, ProjectFacts, Work
from tashan.registry.naming import names_on

M = TypeVar("M", bound=models.Model)
K = TypeVar("K", int, str)


@dataclass(frozen=True)  # without slots: what is fetched is kept
class Gathered:
    """``cases`` come with their subject, version and adoption; all are about projects."""

    cases: Sequence[Case]
    on: date

    @cached_property
    def _projects(self) -> list[int]:
        return list({case.subject_id for case in self.cases})

    @cached_property
    def facts(self) -> dict[int, ProjectFacts]:
        """What the register says of each project on the day."""
        rows = ProjectFacts.objects.filter(entity__in=self._projects).select_related("place")
        return {row.entity_id: row for row in as_of(rows, self.on)}

    @cached_property
    def works(self) -> dict[int, list[Work]]:
        rows = Work.objects.filter(project__in=self._projects).order_by("code")
        return grouped(as_of(rows, self.on), lambda row: row.project_id)

    @cached_property
    def parts(self) -> dict[int, list[Participation]]:
        """Enterprises and offices with a part in each project."""
        rows = Participation.objects.filter(project__in=self._projects).select_related("entity")
        return grouped(as_of(rows, self.on).order_by("pk"), lambda row: row.project_id)

    @cached_property
    def matters(self) -> dict[int, list[Matter]]:
        """Those of each case that were handed in."""
        rows = Matter.objects.filter(case__in=self.cases, received_on__isnull=False)
        rows = rows.select_related("office", "result").order_by("case", "position")
        return grouped(rows, lambda row: row.case_id)

    @cached_property
    def stops(self) -> dict[int, list[Stop]]:
        rows = Stop.objects.filter(matter__case__in=self.cases).select_related("approved_by")
        return grouped(rows.order_by("stopped_on", "pk"), lambda row: row.matter_id)

    @cached_property
    def materials(self) -> dict[int, list[Material]]:
        """What was handed in as a file."""
        rows = Material.objects.filter(case__in=self.cases, file__isnull=False)
        return grouped(rows.select_related("file").order_by("pk"), lambda row: row.case_id)

    @cached_property
    def events(self) -> dict[str, list[Event]]:
        """What happened, by the stream of the case, in order."""
        rows = Event.objects.filter(stream__in=[case.stream for case in self.cases])
        return grouped(rows.select_related("actor").order_by("stream", "sequence"), _stream)

    @cached_property
    def names(self) -> dict[int, str]:
        offices = {m.office_id for some in self.matters.values() for m in some}
        parts = {p.entity_id for some in self.parts.values() for p in some}
        return names_on({*self._projects, *offices, *parts}, self.on)

    @cached_property
    def procedures(self) -> dict[tuple[int, str], Settled | None]:
        """The procedures of the cases by version and part, as their first case found them."""
        found: dict[tuple[int, str], Settled | None] = {}
        for case in self.cases:
            if (case.version_id, case.part) not in found:
                found[case.version_id, case.part] = settled_of(case)
        return found

    def stages(self, case: Case) -> dict[str, str]:
        """The numbers of the stages of its procedure."""
        return stage_numbers(self.procedures[case.version_id, case.part])

    def works_of(self, case: Case) -> list[tuple[str, Work | None]]:
        """The works of a case with their codes.

        Where the register knows none, the case is about one, whose code is the case's number.
        """
        known = self.works.get(case.subject_id)
        return [(work.code, work) for work in known] if known else [(case.number, None)]


def _stream(row: Event) -> str:
    return row.stream


def grouped(rows: Iterable[M], key: Callable[[M], K]) -> dict[K, list[M]]:
    """The rows by what they belong to, in their order."""
    found: dict[K, list[M]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return dict(found)


def code_of(entity: Entity | None) -> str:
    return "" if entity is None else entity.code
