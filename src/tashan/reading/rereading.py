"""A newer reading laid over an earlier one: decisions stay, differences are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tashan.base.storable import storable
from tashan.reading.findings import Finding
from tashan.reading.models import Change, ReportFinding, ReviewState
from tashan.reading.review import as_text

# What a rule may read otherwise; the quote counts by its place, confidence and rules do not count.
COMPARED = (
    "start",
    "end",
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
READ_FIELDS = (*COMPARED, "kind", "quote", "base_value", "base_unit", "section", "confidence")
LEAST_SHARED = 0.5


@dataclass(slots=True)
class Merge:
    """What a newer reading means for the rows there are."""

    added: list[Finding] = field(default_factory=list)
    kept: list[tuple[ReportFinding, Finding]] = field(default_factory=list)
    gone: list[ReportFinding] = field(default_factory=list)


def merge(rows: Sequence[ReportFinding], findings: Sequence[Finding]) -> Merge:
    """Pair each row with the finding that reads the same passage, best overlap first.

    A row that an earlier reading had lost comes back with its decision when it is found again.
    """
    merged = Merge()
    taken_rows: set[int] = set()
    taken_findings: set[int] = set()
    for _score, i, j in _candidates(rows, findings):
        if i not in taken_rows and j not in taken_findings:
            taken_rows.add(i)
            taken_findings.add(j)
            merged.kept.append((rows[i], findings[j]))
    left = (row for i, row in enumerate(rows) if i not in taken_rows)
    merged.gone = [row for row in left if row.change != Change.GONE]
    merged.added = [finding for j, finding in enumerate(findings) if j not in taken_findings]
    return merged


def _candidates(
    rows: Sequence[ReportFinding], findings: Sequence[Finding]
) -> list[tuple[tuple[bool, float, int], int, int]]:
    """Pairs of one kind that share half of the shorter; same value first, then overlap, order."""
    buckets: dict[tuple[str, int], list[int]] = defaultdict(list)
    for j, finding in enumerate(findings):
        for bucket in range(finding.start >> 9, (finding.end >> 9) + 1):
            buckets[finding.kind.value, bucket].append(j)
    pairs = []
    for i, row in enumerate(rows):
        near = {
            j
            for bucket in range(row.start >> 9, (row.end >> 9) + 1)
            for j in buckets[row.kind, bucket]
        }
        for j in sorted(near):
            share = _shared(row, findings[j])
            if share >= LEAST_SHARED:
                same = decimal(findings[j].value) == row.value
                pairs.append(((same, share, -abs(row.start - findings[j].start)), i, j))
    pairs.sort(key=lambda pair: (pair[0], -pair[1], -pair[2]), reverse=True)
    return pairs


def _shared(row: ReportFinding, finding: Finding) -> float:
    common = min(row.end, finding.end) - max(row.start, finding.start)
    return common / max(1, min(row.end - row.start, finding.end - finding.start))


def decimal(value: float | None) -> Decimal | None:
    """A number as printed, in ten places at most."""
    return None if value is None else Decimal(repr(value)).quantize(Decimal("1e-10"))


def read_fields(finding: Finding) -> dict[str, Any]:
    """The columns of ``ReportFinding`` that a reading fills."""
    fields: dict[str, Any] = {name: _storable(getattr(finding, name)) for name in READ_FIELDS}
    fields["value"] = decimal(finding.value)
    fields["base_value"] = decimal(finding.base_value)
    fields["kind"] = finding.kind.value
    fields["type"] = finding.type.value if finding.type else None
    fields["status"] = finding.status.value
    fields["rules"] = list(finding.rules)
    return fields


def _storable(value: object) -> object:
    return storable(value) if isinstance(value, str) else value


def difference(row: ReportFinding, finding: Finding) -> dict[str, list[str | None]]:
    """What the newer reading reads otherwise: field → [was, now]."""
    fields = read_fields(finding)
    pairs = {name: [as_text(getattr(row, name)), as_text(fields[name])] for name in COMPARED}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def lay_over(row: ReportFinding, finding: Finding) -> bool:
    """Bring a row up to a newer reading; whether anything differs.

    An open row takes the newer fields. A decided one keeps what the officer saw and decided on;
    the difference stands beside it.
    """
    row.difference = difference(row, finding)
    row.change = Change.CHANGED if row.difference else Change.NONE
    if row.state == ReviewState.OPEN:
        for name, value in read_fields(finding).items():
            setattr(row, name, value)
    return bool(row.difference)
