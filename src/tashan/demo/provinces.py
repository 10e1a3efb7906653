"""The real figures of the provinces beside the invented county, so that there is much to compare."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

from tashan.indicators.provinces import Loaded, load_stated
from tashan.record import sources
from tashan.registry.keeping import New, enter_many
from tashan.registry.kinds import Kind, PlaceLevel
from tashan.registry.models import Entity

FOUNDED = date(1949, 10, 1)


def load_provinces(file: Path, *, at: datetime) -> Loaded:
    """Record the file's figures; a province that the register lacks yet is entered."""
    _enter_missing(file, at=at)
    return load_stated(file, at=at)


def _enter_missing(file: Path, *, at: datetime) -> None:
    with file.open(encoding="utf-8", newline="") as lines:
        names = {row["place_code"]: row["place"] for row in csv.DictReader(lines)}
    there = Entity.objects.filter(kind=Kind.PLACE, code__in=names).values_list("code", flat=True)
    missing = sorted(names.keys() - set(there))
    if missing:
        source = sources.of_document("GB/T 2260", publisher="民政部", at=at)
        facts = {"level": PlaceLevel.PROVINCE}
        news = [New(names[code], FOUNDED, code, facts) for code in missing]
        enter_many(Kind.PLACE, news, source=source)
