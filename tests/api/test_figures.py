"""Figures as programs record, read and correct them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.api.programs import Program, program
from tests.registry import people_and_places as cast
from tests.web import things

from tashan.indicators import catalogue, corrections
from tashan.indicators.catalogue import sync
from tashan.indicators.models import Holder, Observation
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.record.models import Event, PermittedUse
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db
GRP = {
    "subject": "place:999901",
    "indicator": "grp",
    "period": "2026-01/2026-09",
    "value": "186.4",
}


@pytest.fixture(autouse=True)
def county() -> Entity:
    return things.place()


@pytest.fixture
def analyst() -> Program:
    return program("analyst")


@pytest.fixture
def reader() -> Program:
    return program("reader")


def sent(analyst: Program, *figures: dict[str, Any], **more: Any) -> Any:
    return analyst.post("/observations", {"reason": "统计月报", "figures": list(figures)} | more)


def test_a_figure_is_recorded_and_read_exactly_with_its_source(
    analyst: Program, reader: Program
) -> None:
    told = sent(analyst, GRP | {"value": "186.400"})
    assert (told["made"], told["corrected"], told["unchanged"]) == (1, 0, 0)
    figure = reader.get("/observations?subject=place:999901")["items"][0]
    assert (figure["value"], figure["unit"], figure["period"]) == (
        "186.4",
        "亿元",
        "2026Q1/2026Q3",
    )
    assert figure["subject"]["name"] == "他山县"
    assert reader.get(figure["source"])["title"] == "统计月报"


def test_a_unit_is_converted_exactly(analyst: Program, reader: Program) -> None:
    sent(analyst, GRP | {"value": "1864000", "unit": "万元"})
    figure = reader.get("/observations?indicator=grp")["items"][0]
    assert (figure["value"], figure["stated"]) == ("186.4", "1864000万元")


def test_a_number_that_is_no_text_and_not_whole_is_refused(analyst: Program) -> None:
    body = {"reason": "统计月报", "figures": [GRP | {"value": 186.4}]}
    told = analyst.problem("POST", "/observations", body)
    assert [error["pointer"] for error in told["errors"]] == ["#/figures/0/value"]
    assert "exact" in told["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"indicator": "gpr"}, "indicator"),
        ({"subject": "place:000000"}, "subject"),
        ({"period": "2026-13"}, "period"),
        ({"unit": "人"}, "unit"),
    ],
)
def test_what_is_wrong_with_one_figure_is_pointed_at_and_none_is_recorded(
    analyst: Program, wrong: dict[str, str], field: str
) -> None:
    body = {"reason": "统计月报", "figures": [GRP, GRP | wrong]}
    told = analyst.problem("POST", "/observations", body)
    assert told["errors"][0]["pointer"] == f"#/figures/1/{field}"
    assert not Observation.objects.exists()


def test_figures_of_one_source_are_one_event_of_each_subject(
    analyst: Program, county: Entity
) -> None:
    sent(analyst, GRP, GRP | {"measure": "growth", "value": "5.6"})
    event = Event.objects.get(stream=county.stream, kind="figures.entered")
    assert event.payload["figures"] == 2


def test_a_correction_is_a_new_number_and_the_old_one_stays(
    analyst: Program, reader: Program
) -> None:
    first = sent(analyst, GRP)["figures"][0]
    body = {"value": "187", "vintage": "verified", "reason": "核实"}
    second = analyst.post(f"/observations/{first}/corrections", body)["id"]
    told = reader.get(f"/observations/{second}")
    assert [version["value"] for version in told["versions"]] == ["187", "186.4"]
    assert told["counts"]
    assert not reader.get(f"/observations/{first}")["counts"]
    listed = reader.get("/observations?indicator=grp")["items"]
    assert [figure["id"] for figure in listed] == [second]
    every = reader.get("/observations?indicator=grp&versions=true")["items"]
    assert [figure["number"] for figure in every] == [2, 1]


def test_a_withdrawn_source_counts_no_more_but_counted_then(
    analyst: Program, reader: Program
) -> None:
    source = sent(analyst, GRP)["source"]
    moment = Observation.objects.get().at.isoformat().replace("+", "%2B")
    analyst.post(f"{source}/withdrawal", {"reason": "录错"})
    assert reader.get("/observations?indicator=grp")["items"] == []
    assert len(reader.get(f"/observations?indicator=grp&known_at={moment}")["items"]) == 1
    assert reader.get(source)["withdrawn_because"] == "录错"


def test_a_moment_without_a_time_zone_is_refused(reader: Program) -> None:
    told = reader.problem("GET", "/observations?indicator=grp&known_at=2026-01-01T00:00:00")
    assert told["errors"][0]["parameter"] == "known_at"


def test_figures_are_asked_of_a_subject_or_an_indicator(reader: Program) -> None:
    assert reader.problem("GET", "/observations")["type"] == "/problems/refused"


def test_all_pages_of_figures_give_every_counting_one_once(
    analyst: Program, reader: Program
) -> None:
    sent(analyst, *(GRP | {"period": f"{year}", "value": str(year)} for year in range(2015, 2026)))
    sent(analyst, GRP | {"period": "2020", "value": "1"})
    found: list[str] = []
    following = "/observations?indicator=grp&limit=3"
    while following:
        told = reader.get(following)
        found += [figure["value"] for figure in told["items"]]
        following = told["next"]
    expected = ["1" if year == 2020 else str(year) for year in range(2015, 2026)]
    assert found == expected


def test_one_indicator_over_time_tells_what_follows(
    analyst: Program, reader: Program, county: Entity
) -> None:
    sent(
        analyst,
        GRP | {"period": "2024", "value": "200"},
        GRP | {"period": "2025", "value": "212"},
        GRP | {"period": "2025", "measure": "growth", "value": "5.5"},
    )
    told = reader.get(f"/series/{county.pk}/grp")
    newest = told["rows"][0]
    assert newest["level"]["value"] == "212"
    assert newest["growth"]["unit"] == "%"
    assert newest["recomputed"] == {"value": "6", "reason": None}
    assert told["rows"][1]["recomputed"]["value"] is None


def test_the_catalogue_tells_definitions(reader: Program) -> None:
    sync(on=date(2026, 1, 1))
    codes = {indicator["code"] for indicator in reader.get("/indicators")["items"]}
    assert {"grp", "retail_sales"} <= codes
    told = reader.get("/indicators/grp")
    assert told["title"]["zh"] == "地区生产总值"
    assert told["definitions"][0]["number"] == 1
    assert reader.problem("GET", "/indicators/gpr")["status"] == 404


def returned(firm: Entity, *, use: PermittedUse, holder: Holder, value: str = "3.5") -> int:
    statistician = program("statistician", username=f"stat-{holder}-{use}").user
    assert statistician is not None
    code = next(
        code
        for code, found in catalogue.library().indicators.items()
        if "enterprise" in [subject.value for subject in found.subjects]
        and found.nature.value == "flow"
    )
    figure = Figure(
        firm,
        catalogue.indicators([code])[code],
        first=date(2025, 1, 1),
        last=date(2025, 12, 31),
        value=Decimal(value),
        holder=holder,
    )
    entered = corrections.enter_many(
        [figure], reason="企业报表", actor=statistician, at=cast.cast.AT, use=use
    )
    return entered.rows[0].pk


def test_a_single_firms_return_is_told_to_statisticians_alone(reader: Program) -> None:
    firm = cast.enterprise("甲公司")
    secret = returned(firm, use=PermittedUse.STATISTICS, holder=Holder.STATISTICS)
    row = Observation.objects.get(pk=secret)
    allowed = program("statistician")
    for path in (
        f"/observations/{secret}",
        f"/sources/{row.source_id}",
    ):
        assert reader.problem("GET", path)["status"] == 404
        allowed.get(path)
    for path in (f"/observations?subject={firm.pk}",):
        assert reader.get(path)["items"] == []
        assert len(allowed.get(path)["items"]) == 1
    assert reader.get(f"/series/{firm.pk}/{row.indicator.code}")["rows"] == []


def test_a_single_firms_return_is_not_told_beside_another_figure(reader: Program) -> None:
    firm = cast.enterprise("甲公司")
    returned(firm, use=PermittedUse.STATISTICS, holder=Holder.STATISTICS, value="3.5")
    open_one = returned(firm, use=PermittedUse.WORK, holder=Holder.OFFICE, value="3.6")
    assert reader.get(f"/observations/{open_one}")["beside"] == []
    assert len(program("statistician").get(f"/observations/{open_one}")["beside"]) == 1


def test_a_single_firms_return_is_entered_by_statisticians_alone(analyst: Program) -> None:
    firm = cast.enterprise("甲公司")
    figure = GRP | {"subject": firm.pk, "indicator": "revenue"}
    body = {"reason": "企业报表", "permitted_use": "statistics", "figures": [figure]}
    assert analyst.send("POST", "/observations", body).status_code == 422


@pytest.mark.parametrize(
    "path", ["/observations?indicator=grp&limit=100", "/series/{c}/grp", "/observations/{o}"]
)
def test_figures_are_read_with_a_few_queries(
    path: str,
    analyst: Program,
    county: Entity,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    figures = [
        Figure(
            county, catalogue.indicators(["grp"])["grp"],
            first=date(year, 1, 1), last=date(year, 12, 31), value=Decimal(year),
        )
        for year in range(1990, 2026)
    ]  # fmt: skip
    record(figures, source=things.source(), actor=None, at=cast.cast.AT)
    first = Observation.objects.earliest("pk")
    analyst.get("/me")
    with django_assert_max_num_queries(8 + 12):
        analyst.get(path.format(c=county.pk, o=first.pk))
