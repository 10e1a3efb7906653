"""Search over the findings of all reports, in either script."""

from __future__ import annotations

from django.db.models import F, QuerySet, Value

from tashan.base import terms
from tashan.reading.models import Change, ReportFinding
from tashan.record.search import Holds, Literal


def terms_of(finding: ReportFinding) -> Literal:
    """What a finding is found by: its name, quote and place, as read and as corrected."""
    texts = [finding.quote, finding.name, finding.place]
    texts += [finding.correction.get("name"), finding.correction.get("place")]
    return Literal(Value(terms.vector(*texts)))


def search_findings(words: str) -> QuerySet[ReportFinding]:
    """Findings that hold all the words, newest report first; none for an empty question."""
    query = terms.query(words)
    rows = ReportFinding.objects.exclude(change=Change.GONE).select_related("report")
    if not query:
        return rows.none()
    return rows.filter(Holds(F("terms"), Value(query))).order_by(
        "-report__uploaded_at", "report_id", "start", "end"
    )
