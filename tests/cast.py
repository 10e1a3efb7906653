"""The people of the tests, each with a reason to be there: who may see, and who may not."""

from __future__ import annotations

from datetime import UTC, datetime

from tashan.reading.document import Document
from tashan.reading.findings import Finding, IndicatorType, Kind
from tashan.reading.models import Report
from tashan.reading.pipeline import Reading
from tashan.reading.storing import Reader, store_reading
from tashan.record import files
from tashan.record.models import User

AT = datetime(2026, 11, 2, 2, 30, tzinfo=UTC)

TEXT = "青石县修建标准厂房61.2万平方米，入驻率78.6%。我县审批环节仍然偏多。建议推行一窗受理制度。"


def officer(username: str = "lin", name: str = "林清和") -> User:
    """Somebody with a business account and no role of its own."""
    return User.objects.create(username=username, display_name=name)


def finding(kind: Kind, quote: str, text: str = TEXT, **fields: object) -> Finding:
    """A finding of the quote in the text."""
    start = text.index(quote)
    return Finding(kind, start, start + len(quote), quote, **fields)  # type: ignore[arg-type]


def area() -> Finding:
    return finding(
        Kind.INDICATOR,
        "标准厂房61.2万平方米",
        name="标准厂房",
        value=61.2,
        unit="万平方米",
        place="青石县",
        type=IndicatorType.LEVEL,
    )


def occupancy() -> Finding:
    return finding(
        Kind.INDICATOR,
        "入驻率78.6%",
        name="入驻率",
        value=78.6,
        unit="%",
        place="青石县",
        type=IndicatorType.SHARE,
    )


def shortfall() -> Finding:
    return finding(Kind.GAP, "我县审批环节仍然偏多")


def report(actor: User, *, name: str = "考察报告.txt", text: str = TEXT) -> Report:
    """A report that waits to be read."""
    stored = files.store(text.encode(), name=name, at=AT)
    return Report.objects.create(file=stored, title="考察报告", uploaded_by=actor, uploaded_at=AT)


def read(report: Report, *findings: Finding, text: str = TEXT, rules: str = "1") -> Report:
    """The report after a reading that found these."""
    reader = Reader("rules", rules, started_at=AT, finished_at=AT)
    document = Document(text=text, format="txt", encoding="utf-8")
    store_reading(report, document, Reading((), findings), reader=reader)
    report.refresh_from_db()
    return report
