"""A trip of our county, and a report with an accepted practice."""

from __future__ import annotations

from datetime import date

from tests import cast

from tashan.learning import trips
from tashan.learning.models import Trip
from tashan.learning.trips import Told
from tashan.reading.findings import Kind as Found
from tashan.reading.models import Report, ReportFinding
from tashan.reading.review import accept
from tashan.record import sources
from tashan.record.models import User
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

FIRST, LAST = date(2026, 10, 12), date(2026, 10, 14)
TEXT = "青石县推行重点产业“四个一”工作机制。对入企走访实行评星定级。"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def county() -> Entity:
    source = sources.of_document("虚构的区划表", at=cast.AT)
    found = Entity.objects.filter(kind=Kind.PLACE, code="999901").first()
    new = keeping.New("他山县", date(2001, 1, 1), "999901", {"level": "county"})
    return found or keeping.enter(Kind.PLACE, new, source=source)


def told(**changed: object) -> Told:
    said: dict[str, object] = {
        "title": "赴青石县考察", "first": FIRST, "last": LAST, "hosts": ["青石县", "白塔县"],
        "members": [("林清和", "副科长"), ("周平", "")], "people": 12, "distance": 640,
    }  # fmt: skip
    return Told(**said | changed)  # type: ignore[arg-type]


def trip(actor: User, **changed: object) -> Trip:
    return trips.make(told(**changed), place=county(), actor=actor, at=cast.AT)


def report(actor: User, *, accepted: bool = True) -> Report:
    """Two practices, the first of which an officer accepted."""
    found = [
        cast.finding(Found.MECHANISM, "推行重点产业“四个一”工作机制", TEXT,
                     name="四个一", place="青石县"),
        cast.finding(Found.MECHANISM, "实行评星定级", TEXT, name="评星定级"),
    ]  # fmt: skip
    read = cast.read(cast.report(actor, text=TEXT), *found, text=TEXT)
    if accepted:
        accept(first_finding(read), actor=actor, at=cast.AT, seen_version=0)
    return read


def first_finding(read: Report) -> ReportFinding:
    return read.findings.select_related("report").get(number=1)
