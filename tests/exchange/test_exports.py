"""What goes out comes in again and changes nothing; who may not, gets nothing; all is recorded."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests import cast as people
from tests.exchange import cast as sheets
from tests.exchange.cast import HEAD, begun, firm, loaded, nobody_looks, said, xlsx
from tests.web.people import account

from tashan.exchange import exports
from tashan.exchange.models import Export
from tashan.indicators.catalogue import indicators
from tashan.indicators.figures import counting
from tashan.indicators.models import Observation
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.record import files
from tashan.record.models import Event, User
from tashan.registry.models import EnterpriseFacts, Entity, EntityName

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> User:
    who = account("keeper", "registrar", "analyst", "exporter")
    sheets.county(sheets.source(who))
    return who


def written(code: str, actor: User, reviewer: str = "", **query: str) -> Export:
    run = exports.ask(code, query, reviewer=reviewer, actor=actor, at=people.AT)
    exports.write(run, at=people.AT, part=nobody_looks)
    run.refresh_from_db()
    return run


def bytes_of(run: Export) -> bytes:
    assert run.file is not None
    return files.read(run.file)


def cells(run: Export) -> list[list[object]]:
    page = load_workbook(BytesIO(bytes_of(run))).worksheets[0]
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_a_register_that_went_out_comes_in_and_changes_nothing(keeper: User) -> None:
    rows = [firm(n, _4=100 + n * 0.01) for n in range(1, 9)]
    loaded(begun(xlsx(HEAD, *rows), "enterprises", keeper))
    before = EnterpriseFacts.objects.count(), EntityName.objects.count()
    run = begun(bytes_of(written("enterprises", keeper)), "enterprises", keeper, since="2026-11-02")
    assert said(run) == []
    run = loaded(run)
    assert (run.unchanged_rows, run.changed_rows, run.loaded_rows) == (8, 0, 8)
    assert (EnterpriseFacts.objects.count(), EntityName.objects.count()) == before


def test_an_export_holds_what_the_page_shows(keeper: User) -> None:
    loaded(begun(xlsx(HEAD, firm(1), firm(2, _3="大型")), "enterprises", keeper))
    run = written("enterprises", keeper, scale="large")
    assert run.rows == 1
    assert cells(run)[1][0] == firm(2)[0]


def test_the_foot_names_unit_filler_reviewer_and_date(keeper: User) -> None:
    run = written("enterprises", keeper, reviewer="周远")
    foot = str(cells(run)[-1][0])
    for part in ("单位：", "填报人：keeper 某", "审核人：周远", "填报日期：2026年11月2日"):
        assert part in foot


def test_a_cell_that_starts_a_formula_is_text(keeper: User) -> None:
    loaded(begun(xlsx(HEAD, firm(1, _0="@恒川有限公司")), "enterprises", keeper))
    book = load_workbook(BytesIO(bytes_of(written("enterprises", keeper))))
    cell = book.worksheets[0].cell(2, 1)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_who_may_not_export_is_refused(keeper: User) -> None:
    reader = account("reader", "reader")
    with pytest.raises(PermissionDenied):
        exports.ask("enterprises", {}, reviewer="", actor=reader, at=people.AT)


def test_what_another_asked_for_cannot_be_taken_out(keeper: User) -> None:
    run = written("enterprises", keeper)
    other = account("other", "reader", "exporter")
    with pytest.raises(PermissionDenied):
        exports.taken_out(run, actor=other, at=people.AT)


def test_asked_for_written_and_taken_out_are_events(keeper: User) -> None:
    run = written("enterprises", keeper, scale="large")
    exports.taken_out(run, actor=keeper, at=people.AT)
    events = Event.objects.filter(stream=run.stream).order_by("sequence")
    assert [e.kind for e in events] == ["export.asked", "export.written", "export.taken_out"]
    assert events[0].payload["query"] == {"scale": "large"}


SAME_COUNTY = HealthCheck.function_scoped_fixture  # the figures come on top of each other
VALUES = st.decimals(min_value=-(10**9), max_value=10**9, places=6)


@settings(suppress_health_check=[SAME_COUNTY], max_examples=8, deadline=None)
@given(values=st.lists(VALUES, min_size=1, max_size=24))
def test_figures_that_went_out_come_in_the_same(keeper: User, values: list[Decimal]) -> None:
    county = Entity.objects.get(code="999901")
    grp = indicators(["retail_sales"])["retail_sales"]
    given_figures = [
        Figure(county, grp, *_month(2020 + at // 10, at % 10 + 3), value)
        for at, value in enumerate(values)
    ]  # fmt: skip
    record(given_figures, source=sheets.source(keeper), actor=keeper, at=people.AT)
    counted = Observation.objects.count()
    run = loaded(begun(bytes_of(written("figures", keeper)), "figures", keeper))
    assert run.unchanged_rows == run.loaded_rows
    assert Observation.objects.count() == counted
    assert counting(Observation.objects.all()).count() >= len(values)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
