"""The reader page put together: one pass over the report's findings feeds every column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from tashan.indicators.from_findings import may_become_a_figure, recorded_as
from tashan.indicators.models import Observation
from tashan.learning.lessons import Practice, may_be_adopted, practice
from tashan.mechanisms.library import library
from tashan.reading.models import Change, ReadingRun, Report, ReportFinding, ReviewState
from tashan.record.models import StreamHead, User
from tashan.record.perms import (
    may_adopt,
    may_export,
    may_read_again,
    may_record_figures,
    may_review,
)
from tashan.web.adopting.words import CandidateWords, candidate_words
from tashan.web.card_html import CardWriter
from tashan.web.findings_view import (
    Branch,
    Difference,
    Field,
    Filters,
    Tally,
    branches,
    differences,
    fields,
    section_of,
    tally,
    whereabouts,
)
from tashan.web.marking import original_html
from tashan.web.paper import Heading, Mark, blocks
from tashan.web.reading_notes import notes_in_words
from tashan.web.words import STATUS_NOTES

MOST_CANDIDATES = 3


@dataclass
class Card:
    """One finding as a card; the fields are worked out only where the template asks."""

    finding: ReportFinding
    report: Report
    section: int
    is_now: bool = False

    @property
    def head(self) -> SafeString:
        """The card down to its quote."""
        writer = CardWriter(self.report.pk)
        return writer.head(self.finding, self.section, is_now=self.is_now)

    @property
    def fields(self) -> list[Field]:
        return fields(self.finding)

    @property
    def differences(self) -> list[Difference]:
        return differences(self.finding)

    @property
    def whereabouts(self) -> str:
        return whereabouts(self.report, self.finding)

    @property
    def may_be_recorded(self) -> bool:
        return may_become_a_figure(self.finding)

    @property
    def figure(self) -> Observation | None:
        """The figure that the finding was recorded as."""
        return recorded_as(self.finding) if self.may_be_recorded else None

    @cached_property
    def practice(self) -> Practice | None:
        """What an accepted mechanism may be in the library, and what was adopted from it."""
        return practice(self.finding) if may_be_adopted(self.finding) else None

    @property
    def candidates(self) -> list[CandidateWords]:
        found = self.practice.candidates if self.practice else ()
        return [candidate_words(one, library().mechanisms) for one in found[:MOST_CANDIDATES]]

    @property
    def status_note(self) -> str:
        return str(STATUS_NOTES.get(self.finding.status, ""))


class ReaderPage:
    """A report as one officer sees it."""

    def __init__(self, report: Report, user: User, filters: Filters, *, at: int | None) -> None:
        self.report = report
        self.filters = filters
        self.may_review = may_review(user)
        self.may_record = may_record_figures(user)
        self.may_adopt = may_adopt(user)
        self.may_export = may_export(user)
        self.may_read_again = may_read_again(user)
        # Asked first: what is decided while the page is put together is told again, not lost.
        self.since = stream_length(report)
        self.findings = rows_of(report)
        self.shown = [finding for finding in self.findings if filters.let_through(finding)]
        self.at = at if any(finding.number == at for finding in self.shown) else None

    @cached_property
    def run(self) -> ReadingRun | None:
        """The newest reading."""
        return self.report.runs.order_by("-number").first()

    @property
    def notes(self) -> list[str]:
        """What the reader of the file noted."""
        return notes_in_words(self.report.notes)

    @cached_property
    def tally(self) -> Tally:
        return tally(self.findings)

    @cached_property
    def tree(self) -> list[Branch]:
        return branches(list(self.report.sections.all()), self.findings)

    @cached_property
    def now(self) -> ReportFinding | None:
        """The finding under review: as the address says, else the first that waits."""
        for finding in self.shown:
            if self.at == finding.number or (self.at is None and _waits(finding)):
                return finding
        return self.shown[0] if self.shown else None

    @property
    def card(self) -> Card | None:
        """The card of the finding under review."""
        if self.now is None:
            return None
        whole = ReportFinding.objects.select_related("decided_by", "refers_to").get(pk=self.now.pk)
        return Card(whole, self.report, section_of(self.tree, whole.start), is_now=True)

    @property
    def cards_before(self) -> SafeString:
        """The cards above the one under review."""
        return self._written(self.shown[: self._place])

    @property
    def cards_after(self) -> SafeString:
        """The cards below the one under review."""
        return self._written(self.shown[self._place + 1 :])

    @property
    def _place(self) -> int:
        return self.shown.index(self.now) if self.now else 0

    def _written(self, rows: Sequence[ReportFinding]) -> SafeString:
        writer = CardWriter(self.report.pk)
        return writer.cards((row, section_of(self.tree, row.start)) for row in rows)

    @property
    def original(self) -> SafeString:
        """The text with the shown findings marked."""
        marks = [
            Mark(row.number, row.start, row.end, row.kind, row.status, row.state)
            for row in self.shown
        ]
        headings = [
            Heading(branch.number, branch.level, branch.start, len(branch.title))
            for branch in self.tree
        ]
        cut = blocks(
            self.report.text,
            marks,
            headings,
            pages=self.report.pages,
            paragraphs=self.report.paragraphs,
            title=self.report.title,
        )
        return original_html(self.report.text, cut, now=self.now.number if self.now else None)


def rows_of(report: Report) -> list[ReportFinding]:
    """The report's findings with what cards, marks and counters need of them."""
    # A second query for the few officers is quicker than an officer made anew for every row.
    rows = report.findings.prefetch_related("decided_by")
    return list(
        rows.defer("terms", "rules", "difference", "base_value", "base_unit", "scope", "period")
    )


def _waits(finding: ReportFinding) -> bool:
    return finding.state == ReviewState.OPEN and finding.change != Change.GONE


def stream_length(report: Report) -> int:
    """How many events the report's stream has."""
    head = StreamHead.objects.filter(pk=report.stream).values_list("length", flat=True).first()
    return head or 0
