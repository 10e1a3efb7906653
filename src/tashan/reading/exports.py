"""Accepted findings on their way out: as lines, as a sheet, as an official document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.papers import gongwen, sheets
from tashan.reading.models import (
    Change,
    FindingKind,
    FindingType,
    Report,
    ReportFinding,
    ReviewState,
)
from tashan.reading.review import effective
from tashan.record.events import append
from tashan.record.models import User

FIELDS = (
    "name",
    "value",
    "unit",
    "place",
    "period",
    "period_iso",
    "type",
    "approximate",
    "status",
    "scope",
)


@dataclass(frozen=True, slots=True)
class Export:
    """A file on its way out."""

    name: str
    media_type: str
    data: bytes


MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@transaction.atomic
def export(report: Report, form: str, *, actor: User, at: datetime) -> Export:
    """The accepted findings as ``xlsx``, ``jsonl`` or ``docx``; that they went out is an event."""
    if form not in MEDIA_TYPES:
        raise UserError(
            _("There is no export as %s.") % form, hint=_("Choose xlsx, jsonl or docx.")
        )
    findings = outgoing(report)
    data = _written(report, findings, form, officer=str(actor), on=timezone.localdate(at))
    payload = {"form": form, "findings": len(findings), "sha256": sha256(data).hexdigest()}
    append(report.stream, "report.exported", payload, actor=actor, at=at)
    return Export(f"{report.title}.{form}", MEDIA_TYPES[form], data)


def _written(
    report: Report, findings: Sequence[ReportFinding], form: str, *, officer: str, on: date
) -> bytes:
    if form == "jsonl":
        return to_jsonl(findings)
    write = to_xlsx if form == "xlsx" else to_docx
    return write(report, findings, officer=officer, on=on)


def outgoing(report: Report) -> list[ReportFinding]:
    """The findings that officers accepted or corrected, in the order of the text."""
    states = (ReviewState.ACCEPTED, ReviewState.CORRECTED)
    rows = report.findings.filter(state__in=states).exclude(change=Change.GONE)
    return list(rows.select_related("decided_by", "report__file"))


def row_of(finding: ReportFinding) -> dict[str, Any]:
    """One finding as the reader's line, with corrections applied and who decided."""
    row: dict[str, Any] = {"kind": finding.kind, "number": finding.number}
    row |= {"start": finding.start, "end": finding.end, "quote": finding.quote}
    row |= {name: effective(finding, name) for name in FIELDS}
    row["value"] = None if row["value"] is None else float(row["value"])
    row["section"] = finding.section
    row["state"] = finding.state
    row["as_read"] = {name: _read(finding, name) for name in finding.correction}
    row["decided_by"] = str(finding.decided_by)
    row["decided_at"] = finding.decided_at.isoformat() if finding.decided_at else None
    report = finding.report
    row["source"] = {"report": report.title, "sha256": report.file.sha256}
    return row


def _read(finding: ReportFinding, name: str) -> Any:
    value = getattr(finding, name)
    return float(value) if name == "value" and value is not None else value


def to_jsonl(findings: Iterable[ReportFinding]) -> bytes:
    """One object a line, as ``tashan read`` writes them, with the decision."""
    lines = (json.dumps(row_of(finding), ensure_ascii=False) for finding in findings)
    return "".join(line + "\n" for line in lines).encode()


def _columns() -> list[sheets.Column]:
    labels = [
        (_("No."), 8),
        (_("Kind"), 10),
        (_("Name"), 36),
        (_("Value"), 14),
        (_("Unit"), 12),
        (_("Place"), 18),
        (_("Period"), 16),
        (_("Type"), 10),
        (_("Status"), 10),
        (_("Section"), 16),
        (_("Evidence (exact quote)"), 60),
        (_("Characters"), 16),
        (_("Decision"), 10),
        (_("As read"), 30),
        (_("Decided by"), 16),
        (_("Decided at"), 18),
    ]
    return [sheets.Column(label, width) for label, width in labels]


def _cells(finding: ReportFinding) -> list[object]:
    value = effective(finding, "value")
    as_read = "; ".join(f"{name}: {_read(finding, name)}" for name in finding.correction)
    return [
        finding.number,
        finding.get_kind_display(),
        effective(finding, "name") or "",
        None if value is None else float(value),
        effective(finding, "unit") or "",
        effective(finding, "place") or "",
        effective(finding, "period") or "",
        _type_label(finding),
        finding.get_status_display(),
        finding.section,
        finding.quote,
        f"{finding.start}–{finding.end}",
        finding.get_state_display(),
        as_read,
        str(finding.decided_by),
        finding.decided_at.strftime("%Y-%m-%d %H:%M") if finding.decided_at else "",
    ]


def _type_label(finding: ReportFinding) -> str:
    value = effective(finding, "type")
    return str(FindingType(value).label) if value else ""


def to_xlsx(report: Report, findings: Sequence[ReportFinding], *, officer: str, on: date) -> bytes:
    """One sheet, a row a finding, the quote beside each figure."""
    sheet = sheets.Sheet(
        title=report.title,
        columns=_columns(),
        rows=[_cells(finding) for finding in findings],
        footer=sheets.signed_by(officer=officer, on=on),
    )
    return sheets.workbook([sheet])


def to_docx(report: Report, findings: Sequence[ReportFinding], *, officer: str, on: date) -> bytes:
    """The findings by kind in the official layout, each with its evidence."""
    blocks: list[gongwen.Heading | gongwen.Paragraph | gongwen.Table] = []
    for kind in FindingKind:
        chosen = [finding for finding in findings if finding.kind == kind]
        if chosen:
            blocks.append(gongwen.Heading(1, str(kind.label)))
            blocks.extend(gongwen.Paragraph(_sentence(finding)) for finding in chosen)
    if not blocks:
        blocks.append(gongwen.Paragraph(_("No finding of this report has been accepted yet.")))
    title = _("Findings of “%s”") % report.title
    return gongwen.render(gongwen.Paper(title, blocks, issued_by=officer, dated=on))


def _sentence(finding: ReportFinding) -> str:
    parts = [effective(finding, name) for name in ("place", "period", "name")]
    figure = (effective(finding, "value") or "") + (effective(finding, "unit") or "")
    head = _(", ").join(part for part in [*parts, figure] if part)
    evidence = _("original text, characters %(start)d–%(end)d: “%(quote)s”") % {
        "start": finding.start,
        "end": finding.end,
        "quote": finding.quote,
    }
    return _("%(number)d. %(head)s (%(evidence)s)") % {
        "number": finding.number,
        "head": head or finding.get_kind_display(),
        "evidence": evidence,
    }
