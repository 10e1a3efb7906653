"""Reports as the lists show them: without their text, with what was found and what still waits."""

from __future__ import annotations

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tashan.reading.models import Change, FindingStatus, Report, ReportFinding, ReviewState

OPEN = Q(state=ReviewState.OPEN)
LOST = OPEN & Q(status=FindingStatus.LOST)


def reports_with_counts() -> QuerySet[Report]:
    """Reports without their long text, with how many findings they have and how many wait.

    Counted for each row apart (index ``finding_in_text_order``): a page of the list counts the
    findings of its own reports, not of all.
    """
    rows = Report.objects.select_related("uploaded_by", "file")
    counted = rows.annotate(found=_count(Q()), open_count=_count(OPEN), lost_count=_count(LOST))
    return counted.annotate(reviewed=F("found") - F("open_count")).defer(
        "text", "pages", "paragraphs"
    )


def _count(which: Q) -> Coalesce:
    rows = ReportFinding.objects.filter(which, report=OuterRef("pk")).exclude(change=Change.GONE)
    counted = rows.order_by().values("report").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
