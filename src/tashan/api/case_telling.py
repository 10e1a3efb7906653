"""Cases and matters as answers tell them: rows, clocks, and what the account may do now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Prefetch

from tashan.api.fields import ROOT
from tashan.api.schemas import cases as told
from tashan.api.schemas.shared import Refs
from tashan.casework.calendars import in_force
from tashan.casework.keeping_time import Breach, Timing, timing
from tashan.casework.models import Case, Extension, Matter, Objection, Opinion, Prerequisite, Stop
from tashan.casework.notices import PublicNotice
from tashan.casework.perms import actor_of, acts_of
from tashan.casework.states import PASSES, State
from tashan.casework.terms import Limit, limits_of
from tashan.casework.why import Run, why_this_date
from tashan.casework.words import STATES
from tashan.record.models import Event
from tashan.record.perms import Visitor

LINE = ("subject", "applicant", "version__adoption")
KEPT = ("code", "item", "stage", "sort", "mode", "state", "waits", "received_on", "accepted_on",
        "is_deemed", "ended_on", "promised_on", "statutory_on", "tolerated_until")  # fmt: skip


def case_url(case: int) -> str:
    return f"{ROOT}/cases/{case}"


def case_lines(rows: Iterable[Case], on: date, viewer: Visitor) -> list[told.CaseLine]:
    known = list(rows)
    refs = Refs([e for c in known for e in (c.subject, c.applicant)], on=on, viewer=viewer)
    return [told.CaseLine(**_line(row, refs)) for row in known]


def _line(case: Case, refs: Refs) -> dict[str, Any]:
    names = ("number", "title", "about", "part", "route", "project_code", "state", "opened_on",
             "closed_on", "unfinished")  # fmt: skip
    return {name: getattr(case, name) for name in names} | {
        "id": case.pk,
        "url": case_url(case.pk),
        "subject": refs.to(case.subject),
        "applicant": refs.of(case.applicant),
        "adoption": case.version.adoption_id,
        "version": case.version.number,
    }


def matters_of(case: Case) -> list[Matter]:
    """With all that their clocks and acts follow from; six queries for a whole case."""
    rows = case.matters.select_related("case", "office", "seal").order_by("position")
    return list(
        rows.prefetch_related(
            Prefetch("stops", Stop.objects.select_related("approved_by")),
            Prefetch("extensions", Extension.objects.select_related("approved_by")),
            Prefetch("opinions", Opinion.objects.select_related("office")),
        )
    )


class CaseTold:
    """A case with its matters as of a day, for one account."""

    def __init__(self, case: Case, on: date, viewer: Visitor) -> None:
        self.case, self.on, self.viewer = case, on, viewer
        self.matters = matters_of(case)
        self.calendar = in_force().calendar
        self.actor = actor_of(viewer, on)
        entities = [case.subject, case.applicant]
        entities += [e for m in self.matters for e in (m.office, m.seal)]
        entities += [o.office for m in self.matters for o in m.opinions.all()]
        self.refs = Refs(entities, on=on, viewer=viewer)

    @property
    def ended(self) -> Mapping[str, date]:
        passed = (m for m in self.matters if m.state in PASSES and m.ended_on)
        return {m.code: m.ended_on for m in passed if m.ended_on}

    def timing(self, matter: Matter) -> Timing:
        return timing(
            matter, self.calendar, self.on, stops=matter.stops.all(),
            extensions=matter.extensions.all(), ended=self.ended,
        )  # fmt: skip

    def whole(self) -> told.CaseInFull:
        before = Prerequisite.objects.filter(after__case=self.case).select_related(
            "before", "after"
        )
        materials = self.case.materials.select_related("file", "from_matter").order_by("pk")
        return told.CaseInFull(
            **_line(self.case, self.refs),
            matters=[told.MatterLine(**self._matter(matter)) for matter in self.matters],
            materials=[
                told.MaterialTold(
                    code=row.code,
                    title=row.title,
                    given_on=row.given_on,
                    file=row.file.name if row.file else None,
                    sha256=row.file.sha256 if row.file else None,
                    from_matter=row.from_matter.code if row.from_matter else None,
                )
                for row in materials
            ],
            prerequisites=[
                told.PrerequisiteTold(
                    before=row.before.code,
                    after=row.after.code,
                    need=row.need,  # type: ignore[arg-type]  # a choice of the model
                    basis=row.basis,
                )
                for row in before.order_by("after__position", "before__position")
            ],
            opening=self.case.opening,
        )

    def _matter(self, matter: Matter) -> dict[str, Any]:
        breach = self.timing(matter).breach
        return {name: getattr(matter, name) for name in KEPT} | {
            "title": matter.title,
            "url": f"{case_url(self.case.pk)}/matters/{matter.code}",
            "state_title": str(STATES[State(matter.state)]),
            "office": self.refs.of(matter.office),
            "seal": self.refs.of(matter.seal),
            "is_late": breach is not Breach.NONE,
            "is_unlawful": breach is Breach.UNLAWFUL,
            "acts": [act.value for act in acts_of(self.actor, matter)],
        }

    def matter(self, matter: Matter) -> told.MatterInFull:
        """One matter with its clocks, and of every day why it counts or not."""
        found = self.timing(matter)
        return told.MatterInFull(
            **self._matter(matter),
            outcome=matter.outcome,
            terms=matter.terms,
            clocks=[self._clock(limit, found) for limit in limits_of(matter).values()],
            why=[
                told.WhyTold(
                    kind=kind.value,
                    days=[_days(run) for run in why_this_date(clock, self.calendar)],
                )
                for kind, clock in found.clocks.items()
            ],
            stops=[_stop(row) for row in matter.stops.all()],
            extensions=[_extension(row) for row in matter.extensions.all()],
            opinions=[self._opinion(row) for row in matter.opinions.all()],
            objections=[objection_told(row) for row in matter.objections.all()],
        )

    def _clock(self, limit: Limit, found: Timing) -> told.ClockTold:
        read = found.readings.get(limit.kind)
        return told.ClockTold(
            kind=limit.kind.value,
            n=limit.span.n,
            unit=limit.span.unit.value,
            base=limit.base,
            basis=list(limit.basis),
            deadline=read.deadline if read else None,
            used=read.used if read else None,
            remaining=read.remaining if read else None,
            light=read.light.value if read else None,
        )

    def _opinion(self, row: Opinion) -> told.OpinionTold:
        names = ("duty", "asked_on", "due_on", "position", "says", "given_on", "is_deemed")
        return told.OpinionTold(
            office=self.refs.to(row.office), **{name: getattr(row, name) for name in names}
        )


def _days(run: Run) -> told.DaysTold:
    says = run.pause.why if run.pause else run.calendar.name if run.calendar else ""
    return told.DaysTold(
        first=run.first,
        last=run.last,
        reason=run.reason.value,
        numbers=list(run.numbers) if run.numbers else None,
        says=says,
        is_provisional=run.is_provisional,
    )


def _stop(row: Stop) -> told.StopTold:
    names = ("reason", "says", "basis", "document", "expected_days", "materials", "is_repeated",
             "stopped_on", "resumed_on")  # fmt: skip
    by = row.approved_by.username if row.approved_by else None
    return told.StopTold(id=row.pk, approved_by=by, **{name: getattr(row, name) for name in names})


def _extension(row: Extension) -> told.ExtensionTold:
    names = ("n", "unit", "says", "document", "granted_on", "removed_on")
    return told.ExtensionTold(
        approved_by=row.approved_by.username, **{name: getattr(row, name) for name in names}
    )


def objection_told(row: Objection) -> told.ObjectionTold:
    names = ("by", "says", "received_on", "answer", "is_upheld", "answered_on")
    return told.ObjectionTold(id=row.pk, **{name: getattr(row, name) for name in names})


def event_told(row: Event) -> told.EventTold:
    return told.EventTold(
        kind=row.kind,
        matter=row.payload.get("matter"),
        occurred_on=row.occurred_on,
        recorded_at=row.recorded_at,
        actor=row.actor.username if row.actor else None,
        late=bool(row.payload.get("late", False)),
        payload=row.payload,
    )


def notice_told(found: PublicNotice, on: date) -> told.NoticeTold:
    return told.NoticeTold(
        case=case_url(found.matter.case_id),
        number=found.matter.case.number,
        title=found.title,
        about=found.about,
        since=found.since,
        last_day=found.last_day,
        standing=found.standing(on).value,
        objections=[objection_told(row) for row in found.objections],
    )
