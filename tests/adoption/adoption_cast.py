"""A mechanism made up for these tests, in a library of its own, and a place that adopts it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests import cast

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.adoption.models import Adoption
from tashan.adoption.settings_of import Setting
from tashan.mechanisms import library as shelf
from tashan.record.models import User

TEXT = """\
mechanism: visiting_firms
title: {zh: 入企走访, en: Visiting firms}
systems: [S25]
learned_from:
  - {place: '330283', report: 考察报告, note: 每季走访一次}
basis: {document: 甲政发〔2026〕1号, article: 第三条}
needs: {money: 200000, people: 3, authority: county, systems: [S28]}
law: {fair_competition_review: required, selective: none}
parameters:
  visits: {title: {zh: 每年走访次数, en: Visits a year}, values: {2026-01-01: 4}}
  share: {title: {zh: 满意率, en: Content}, unit: '%', values: {2026-01-01: 92.5, 2027-01-01: 95}}
  announced: {title: {zh: 事先告知, en: Announced}, values: {2026-01-01: true}}
parts:
  visits_made:
    kind: indicator
    title: {zh: 走访次数, en: Visits made}
    definition: {zh: 全年入企走访的次数, en: Visits to firms in the year}
    unit: 人次
    nature: flow
    direction: higher
    frequency: year
    subjects: [place]
    additive: {places: true, periods: true}
    decimals: 0
"""
SINCE = date(2026, 7, 1)


@contextmanager
def library_of(folder: Path, **files: str) -> Iterator[None]:
    """The library in use is these files for as long as this lasts."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TASHAN_LIBRARY", str(folder))
        shelf.library.cache_clear()
        yield
    shelf.library.cache_clear()


def adopted(actor: User, *, settings: dict[str, Setting] | None = None, **said: Any) -> Adoption:
    """Our county adopts it in July 2026."""
    fields = {"mechanism": "visiting_firms", "title": "入企走访", "place": "999901", "since": SINCE}
    new = NewAdoption(**fields | {"settings": settings or {}} | said)  # type: ignore[arg-type]
    return adopt(new, actor=actor, at=cast.AT)
