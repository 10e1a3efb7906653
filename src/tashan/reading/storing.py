"""A reading goes into the database whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tashan.base.storable import storable
from tashan.reading.document import Document
from tashan.reading.findings import Finding
from tashan.reading.models import (
    Change,
    ReadingRun,
    Report,
    ReportFinding,
    ReportSection,
    ReportState,
)
from tashan.reading.pipeline import Reading
from tashan.reading.rereading import READ_FIELDS, Merge, lay_over, merge, read_fields
from tashan.reading.search import terms_of
from tashan.record.events import append

_BATCH = 500
_LAID_OVER = (*READ_FIELDS, "rules", "change", "difference")


@dataclass(frozen=True, slots=True)
class Reader:
    """Which reader read, by which rules, and when."""

    name: str
    rules_version: str
    started_at: datetime
    finished_at: datetime


@transaction.atomic
def store_reading(
    report: Report, document: Document, reading: Reading, *, reader: Reader
) -> ReadingRun:
    """Store text, sections and findings of one run; decisions of officers are kept."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    merged = merge(list(report.findings.all()), reading.findings)
    changed = _store_kept(merged)
    _store_gone(merged.gone)
    _store_added(report, merged.added, is_first=not report.runs.exists())
    _store_links(report, reading.findings)
    _store_sections(report, reading)
    _store_text(report, document)
    run = ReadingRun.objects.create(
        report=report,
        number=report.runs.count() + 1,
        reader=reader.name,
        rules_version=reader.rules_version,
        started_at=reader.started_at,
        finished_at=reader.finished_at,
        found=len(reading.findings),
        added=len(merged.added),
        changed=changed,
        gone=len(merged.gone),
    )
    payload = {"run": run.number, "reader": run.reader, "rules": run.rules_version}
    payload |= {"found": run.found, "added": run.added, "changed": changed, "gone": run.gone}
    append(report.stream, "report.read", payload, actor=None, at=reader.finished_at)
    return run


def _store_kept(merged: Merge) -> int:
    """Bring the rows up to the reading; those that stay as they are are not written again."""
    changed, moved = 0, []
    for row, finding in merged.kept:
        before = _snapshot(row)
        changed += lay_over(row, finding)
        if _snapshot(row) != before:
            row.terms = terms_of(row)
            moved.append(row)
    ReportFinding.objects.bulk_update(moved, [*_LAID_OVER, "terms"], batch_size=_BATCH)
    return changed


def _snapshot(row: ReportFinding) -> list[object]:
    return [getattr(row, name) for name in _LAID_OVER]


def _store_gone(rows: Sequence[ReportFinding]) -> None:
    """A finding that newer rules do not make stays, marked; its decision is never lost."""
    ReportFinding.objects.filter(pk__in=[row.pk for row in rows]).update(change=Change.GONE)


def _store_added(report: Report, findings: Sequence[Finding], *, is_first: bool) -> None:
    last = report.findings.order_by("-number").values_list("number", flat=True).first() or 0
    rows = []
    for number, finding in enumerate(findings, last + 1):
        row = ReportFinding(report=report, number=number, **read_fields(finding))
        row.change = Change.NONE if is_first else Change.NEW
        row.terms = terms_of(row)
        rows.append(row)
    ReportFinding.objects.bulk_create(rows, batch_size=_BATCH)


def _store_links(report: Report, findings: Sequence[Finding]) -> None:
    rows = {
        (row.kind, row.start, row.end, row.name): row
        for row in report.findings.exclude(change=Change.GONE)
    }
    linked = []
    for finding in findings:
        if finding.refers_to is None:
            continue
        other = findings[finding.refers_to]
        row = rows.get((finding.kind.value, finding.start, finding.end, finding.name))
        target = rows.get((other.kind.value, other.start, other.end, other.name))
        if row and target and row.refers_to_id != target.pk:
            row.refers_to = target
            linked.append(row)
    ReportFinding.objects.bulk_update(linked, ["refers_to"], batch_size=_BATCH)


def _store_sections(report: Report, reading: Reading) -> None:
    report.sections.all().delete()
    ReportSection.objects.bulk_create(
        ReportSection(
            report=report,
            path=section.path[:200],
            title=storable(section.title)[:300],
            level=section.level,
            start=section.start,
            end=section.end,
        )
        for section in reading.sections
    )


def _store_text(report: Report, document: Document) -> None:
    report.text = storable(document.text)
    report.characters = len(document.text)
    report.format = document.format
    report.encoding = document.encoding or ""
    report.pages = list(document.pages)
    report.paragraphs = list(document.paragraphs)
    report.notes = list(document.notes)
    report.title = (storable(document.title) or report.title)[:300]
    report.state = ReportState.READ
    report.progress = 100
    report.failure = None
    report.save()
