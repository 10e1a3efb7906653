"""What came of a trip: its reports and what was found in them, and what was adopted and ran."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Prefetch, Q

from tashan.adoption.current import needs_review, newest_reviews, review_holds
from tashan.adoption.files import mechanism_of
from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.indicators.ranking_models import RankingRun
from tashan.learning.models import AttachedReport, Lesson, Trip
from tashan.programmes.models import AwardList, ListState, RunProgramme, RunState
from tashan.reading.models import Change, FindingKind, Report, ReportFinding, ReviewState


@dataclass(frozen=True, slots=True)
class ReportTally:
    """A report of the trip, and how many findings of each kind stand how."""

    attached: AttachedReport
    counts: Mapping[tuple[str, str], int]

    @property
    def report(self) -> Report:
        return self.attached.report

    def of_kind(self, kind: str) -> int:
        return sum(n for (found, _state), n in self.counts.items() if found == kind)

    def in_state(self, *states: str) -> int:
        return sum(n for (_kind, state), n in self.counts.items() if state in states)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def reviewed(self) -> int:
        return self.total - self.in_state(ReviewState.OPEN)

    @property
    def accepted(self) -> int:
        return self.in_state(ReviewState.ACCEPTED, ReviewState.CORRECTED)

    @property
    def kinds(self) -> list[tuple[FindingKind, int]]:
        return [(kind, self.of_kind(kind)) for kind in FindingKind]


def tallies(trip: Trip) -> list[ReportTally]:
    """The attached reports with what was found in them."""
    rows = trip.attached.select_related("report", "report__file")
    attached = list(rows.defer("report__text", "report__paragraphs", "report__pages"))
    counts: dict[int, Counter[tuple[str, str]]] = {}
    found = ReportFinding.objects.filter(report__in=[row.report_id for row in attached])
    told = found.exclude(change=Change.GONE).order_by().values_list("report", "kind", "state")
    for report, kind, state, number in told.annotate(n=Count("pk")):
        counts.setdefault(report, Counter())[kind, state] = number
    return [ReportTally(row, counts.get(row.report_id, Counter())) for row in attached]


def accepted_practices(trip: Trip) -> list[ReportFinding]:
    """The accepted mechanisms of its reports, in the order of the texts."""
    rows = ReportFinding.objects.filter(
        report__trips__trip=trip,
        kind=FindingKind.MECHANISM,
        state__in=(ReviewState.ACCEPTED, ReviewState.CORRECTED),
    )
    told = rows.exclude(change=Change.GONE).select_related("report")
    return list(told.defer("report__text", "report__paragraphs", "report__pages"))


@dataclass(slots=True)
class Became:
    """An adoption, what it was learned from, and what was run and granted under it."""

    adoption: Adoption
    lessons: list[Lesson] = field(default_factory=list)
    version: AdoptionVersion | None = None
    needs_review: bool = True
    is_reviewed: bool = False
    runs: int = 0
    newest_run: RunProgramme | None = None
    confirmed: int = 0

    def has_ended(self, on: date) -> bool:
        return self.adoption.ended_on is not None and on >= self.adoption.ended_on


def became(trip: Trip) -> list[Became]:
    """The adoptions that were learned on the trip or from one of its reports."""
    lessons = Lesson.objects.filter(Q(trip=trip) | Q(finding__report__trips__trip=trip))
    return of_lessons(lessons.distinct().order_by("pk"))


def of_lessons(lessons: Iterable[Lesson]) -> list[Became]:
    """One row an adoption, in the order in which they were learned; seven queries in all."""
    rows = list(lessons)
    found: dict[int, Became] = {}
    versions = Prefetch("versions", AdoptionVersion.objects.order_by("number"))
    known = Adoption.objects.prefetch_related(versions).in_bulk([r.adoption_id for r in rows])
    for row in rows:
        own = found.setdefault(row.adoption_id, Became(known[row.adoption_id]))
        own.lessons.append(row)
    _add_state(found)
    _add_runs(found)
    return list(found.values())


def _add_state(found: Mapping[int, Became]) -> None:
    reviews = newest_reviews(found)
    for pk, own in found.items():
        own.version = list(own.adoption.versions.all())[-1]
        own.needs_review = needs_review(mechanism_of(own.version))
        own.is_reviewed = review_holds(reviews.get(pk), own.version)


def _add_runs(found: Mapping[int, Became]) -> None:
    done = RunProgramme.objects.filter(adoption__in=found, run__state=RunState.DONE)
    for row in done.select_related("run").order_by("run__at", "position"):
        own = found[row.adoption_id or 0]
        own.runs += 1
        own.newest_run = row
    ranked = RankingRun.objects.filter(version__adoption__in=found).order_by()
    for adoption, number in ranked.values_list("version__adoption").annotate(n=Count("pk")):
        found[adoption].runs += number
    lists = AwardList.objects.filter(adoption__in=found, state=ListState.CONFIRMED)
    for adoption, number in lists.values_list("adoption").annotate(n=Count("pk")):
        found[adoption].confirmed = number
