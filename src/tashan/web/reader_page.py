"""The reader page put together: one pass over the report's findings feeds every column."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from tashan.reading.models import Change, ReadingRun, Report, ReportFinding, ReviewState
from tashan.record.models import StreamHead, User
from tashan.record.perms import may_export, may_read_again, may_review
from tashan.web.findings_view import (
    Branch,
    Difference,
    Field,
    Filters,
    Headline,
    Tally,
    branches,
    differences,
    fields,
    headline,
    section_of,
    tally,
    whereabouts,
)
from tashan.web.marking import original_html
from tashan.web.paper import Heading, Mark, blocks
from tashan.web.words import STATUS_NOTES


@dataclass(slots=True)
class Card:
    """One finding as a card; the fields are worked out only where the template asks."""

    finding: ReportFinding
    report: Report
    section: int
    is_now: bool = False

    @property
    def headline(self) -> Headline:
        return headline(self.finding)

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
    def status_note(self) -> str:
        return str(STATUS_NOTES.get(self.finding.status, ""))


class ReaderPage:
    """A report as one officer sees it."""

    def __init__(self, report: Report, user: User, filters: Filters, *, at: int | None) -> None:
        self.report = report
        self.filters = filters
        self.may_review = may_review(user)
        self.may_export = may_export(user)
        self.may_read_again = may_read_again(user)
        # Asked first: what is decided while the page is put together is told again, not lost.
        self.since = stream_length(report)
        self.findings = list(report.findings.select_related("decided_by"))
        self.shown = [finding for finding in self.findings if filters.let_through(finding)]
        self.at = at if any(finding.number == at for finding in self.shown) else None

    @cached_property
    def run(self) -> ReadingRun | None:
        """The newest reading."""
        return self.report.runs.order_by("-number").first()

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
    def cards(self) -> list[Card]:
        return cards(self.report, self.tree, self.shown, now=self.now)

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


def cards(
    report: Report,
    tree: Sequence[Branch],
    findings: Collection[ReportFinding],
    *,
    now: ReportFinding | None = None,
) -> list[Card]:
    """Findings as cards."""
    return [
        Card(finding, report, section_of(tree, finding.start), is_now=finding is now)
        for finding in findings
    ]


def _waits(finding: ReportFinding) -> bool:
    return finding.state == ReviewState.OPEN and finding.change != Change.GONE


def stream_length(report: Report) -> int:
    """How many events the report's stream has."""
    head = StreamHead.objects.filter(pk=report.stream).values_list("length", flat=True).first()
    return head or 0
