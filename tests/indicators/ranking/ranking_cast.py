"""A small county that ranks: firms with tax of two years, offices that are appraised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from tests import cast
from tests.indicators.ranking.files import OFFICES, TAX
from tests.indicators.snapshot_cast import FOUNDED, county, figure, firm, source, tell

from tashan.adoption import current
from tashan.adoption.adopting import NewAdoption, Reviewed, adopt, record_review
from tashan.adoption.current import InForce
from tashan.adoption.models import Adoption, Conclusion
from tashan.indicators.ranking.consents import record_consent
from tashan.indicators.ranking.running import run
from tashan.indicators.ranking_models import RankedRow, RankingRun
from tashan.mechanisms import library as shelf
from tashan.record.models import Source, User
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

ON = date(2026, 11, 2)
LAST_YEAR = (date(2025, 1, 1), date(2025, 12, 31))
YEAR_BEFORE = (date(2024, 1, 1), date(2024, 12, 31))
FOUR: Mapping[str, tuple[object, object]] = {
    "云岫酒业": (500, 900),
    "东岭水泥": (700, 800),
    "安驰机械": (50, 300),
    "青石茶业": (200, None),
}


@contextmanager
def library_with_rankings(folder: Path) -> Iterator[None]:
    """The shipped library with these two files beside it."""
    (folder / "tax_list.yaml").write_text(TAX, encoding="utf-8")
    (folder / "offices_list.yaml").write_text(OFFICES, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TASHAN_LIBRARY", f"{shelf.SHIPPED}:{folder}")
        shelf.library.cache_clear()
        yield
    shelf.library.cache_clear()


def adopted(actor: User, mechanism: str = "tax_list", title: str = "纳税榜") -> Adoption:
    new = NewAdoption(mechanism, title, "999901", date(2026, 1, 1))
    return adopt(new, actor=actor, at=cast.AT)


def reviewed(adoption: Adoption, actor: User) -> None:
    said = Reviewed(Conclusion.PASSES, "公平竞争审查表", "市场监督管理局", date(2026, 1, 2))
    record_review(adoption, said, actor=actor, at=cast.AT)


def firms(entered: Source, taxes: Mapping[str, tuple[object, object]]) -> dict[str, Entity]:
    """Firms by name with the tax of the year before and of last year, in 万元; None: unknown."""
    place = county(entered)
    found = {name: firm(name, entered, place_id=place.pk) for name in taxes}
    told = [
        figure(found[name], "tax_paid", amount, days)
        for name, pair in taxes.items()
        for amount, days in zip(pair, (YEAR_BEFORE, LAST_YEAR), strict=True)
        if amount is not None
    ]
    tell(entered, *told)
    return found


def four_firms(actor: User) -> dict[str, Entity]:
    return firms(source(actor), FOUR)


def office(name: str, entered: Source) -> Entity:
    return keeping.enter(Kind.OFFICE, keeping.New(name, FOUNDED), source=entered)


def two_offices(actor: User) -> dict[str, Entity]:
    """The first signs 6 of 8 projects and settles 80 % in a day, the second 8 of 8 and 50 %."""
    entered = source(actor)
    county(entered)
    found = {name: office(name, entered) for name in ("发展和改革局", "商务局")}
    for name, signed, share in (("发展和改革局", 6, 80), ("商务局", 8, 50)):
        tell(
            entered,
            figure(found[name], "signed_projects", signed, LAST_YEAR),
            figure(found[name], "cases_decided", 100, LAST_YEAR),
            figure(found[name], "cases_decided_same_day", share, LAST_YEAR),
        )
    return found


def held(adoption: Adoption, on: date = ON) -> InForce:
    return current.of(adoption, on)


def ran(adoption: Adoption, actor: User, part: str = "total", on: date = ON) -> RankingRun:
    return run(held(adoption, on), part, on=on, actor=actor, at=cast.AT)


def row_of(run: RankingRun, entity: Entity) -> RankedRow:
    return run.rows.get(entity=entity)


def agreed(adoption: Adoption, entity: Entity, actor: User, *, is_given: bool = True) -> None:
    record_consent(
        adoption,
        entity,
        is_given=is_given,
        document="同意书",
        since=date(2026, 10, 1),
        actor=actor,
        at=cast.AT,
    )
