"""The files that pages hand out are handed out to programs too, and that is recorded."""

from __future__ import annotations

from io import BytesIO

import docx
import openpyxl
import pytest
from pytest_django.fixtures import Settings
from tests.api.programs import Program, program
from tests.indicators import benchmark_cast, target_cast
from tests.indicators.benchmark_cast import Cast

from tashan.indicators.models import Plan
from tashan.record.models import Event

pytestmark = pytest.mark.django_db
CHINESE = {"Accept_Language": "zh-Hans"}


@pytest.fixture
def exporter() -> Program:
    return program("reader", "exporter")


@pytest.fixture
def played(settings: Settings, db: None) -> Cast:
    settings.PLACE = benchmark_cast.HOME
    return benchmark_cast.play()


@pytest.fixture
def plan(settings: Settings, db: None) -> Plan:
    settings.PLACE = "999901"
    return target_cast.year(target_cast.county())


def taken(caller: Program, address: str) -> BytesIO:
    answer = caller.send("GET", address, **CHINESE)
    assert answer.status_code == 200, answer.content
    return BytesIO(answer.content)


def cells(file: BytesIO) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True))


def test_the_workbook_of_a_benchmark_has_the_gaps(played: Cast, exporter: Program) -> None:
    head, first, *_rest = cells(taken(exporter, "/benchmark/export/xlsx?on=2026-11-02"))
    row = dict(zip(head, first, strict=True))
    assert (row["指标"], row["单位"], row["差距"]) == ("标准厂房建成面积", "万平方米", -166.4)


def test_the_document_of_a_benchmark_says_the_gaps(played: Cast, exporter: Program) -> None:
    paper = docx.Document(taken(exporter, "/benchmark/export/docx?on=2026-11-02"))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "与云岭县相差 −166.4 万平方米。按现在的速度，约 2035 年追平。" in text


def test_a_benchmark_goes_out_as_it_was_asked_for(played: Cast, exporter: Program) -> None:
    peer = played["竹岭县"].pk
    taken(exporter, f"/benchmark/export/xlsx?indicator=grp&peer={peer}&period=2024")
    event = Event.objects.get(kind="benchmark.exported")
    assert event.stream == f"benchmark:{played.ours.pk}"
    said = {name: event.payload[name] for name in ("form", "indicators", "peers", "period")}
    assert said == {"form": "xlsx", "indicators": ["grp"], "peers": [peer], "period": "2024"}


def test_a_benchmark_in_a_form_that_there_is_not_is_refused(
    played: Cast, exporter: Program
) -> None:
    assert exporter.problem("GET", "/benchmark/export/pdf")["status"] == 422
    assert not Event.objects.filter(kind="benchmark.exported").exists()


def test_the_targets_of_a_plan_go_out_as_a_sheet(plan: Plan, exporter: Program) -> None:
    head, *rows = cells(taken(exporter, f"/plans/{plan.pk}/export.xlsx?on=2026-10-31"))
    held = [dict(zip(head, row, strict=True)) for row in rows]
    output = next(row for row in held if row["指标"] == "规模以上工业总产值")
    assert (output["目标"], output["实际完成"]) == (540, 412.6)


def test_only_the_targets_asked_for_go_out_and_that_is_recorded(
    plan: Plan, exporter: Program
) -> None:
    rows = cells(taken(exporter, f"/plans/{plan.pk}/export.xlsx?on=2026-10-31&light=red"))
    assert len(rows) >= 4
    event = Event.objects.get(stream=plan.stream, kind="targets.exported")
    assert event.payload == {"rows": 3, "on": "2026-10-31"}


def test_targets_are_sorted_as_the_page_sorts_them(plan: Plan, exporter: Program) -> None:
    address = f"/plans/{plan.pk}/export.xlsx?on=2026-10-31&light=green&sort="
    up = [row[0] for row in cells(taken(exporter, address + "share"))]
    down = [row[0] for row in cells(taken(exporter, address + "-share"))]
    assert up != down
    assert sorted(map(str, up)) == sorted(map(str, down))
    assert exporter.problem("GET", address + "colour")["status"] == 422
