"""Sheets sent by a program, decided on and undone; files asked for and taken out."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import cast
from tests.api.programs import Program, program
from tests.exchange import cast as sheets
from tests.exchange.cast import HEAD, firm, nobody_looks, xlsx

from tashan.exchange import exports, loading, undoing
from tashan.exchange.models import Export, Import
from tashan.record.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> Program:
    sheets.county(sheets.source())
    return program("registrar")


def send(caller: Program, data: bytes, **fields: str) -> Any:
    said = {"target": "enterprises", "since": "2026-01-01"} | fields
    file = SimpleUploadedFile("企业.xlsx", data)
    return caller.client.post(
        "/api/v1/imports",
        said | {"file": file},
        headers={"Authorization": f"Bearer {caller.secret}", "Accept-Language": "en"},
    )


def look(number: int) -> None:
    """What the worker does of it."""
    loading.preview(Import.objects.get(pk=number), at=cast.AT, part=nobody_looks)


def test_a_sheet_is_sent_looked_through_loaded_and_undone(keeper: Program) -> None:
    answer = send(keeper, xlsx(HEAD, firm(1), firm(2)))
    assert answer.status_code == 202, answer.content.decode()
    run = answer.json()
    look(run["id"])
    seen = keeper.get(run["url"])
    assert (seen["state"], seen["rows"], seen["bad_rows"]) == ("preview", 2, 0)
    assert seen["options"]["since"] == "2026-01-01"
    keeper.post(run["url"] + "/decision", {"rows": "all"}, expected=202)
    loading.load(Import.objects.get(), at=cast.AT, part=nobody_looks)
    done = keeper.get(run["url"])
    assert (done["state"], done["loaded_rows"]) == ("loaded", 2)
    assert keeper.get(done["source"])["kind"] == "file"
    assert len(keeper.get("/enterprises")["items"]) == 2
    keeper.post(run["url"] + "/undo", {}, expected=202)
    undoing.undo(Import.objects.get(), at=cast.AT, part=nobody_looks)
    assert keeper.get(run["url"])["state"] == "undone"
    assert keeper.get("/imports")["items"][0]["id"] == run["id"]


def test_every_bad_cell_is_told_with_what_was_expected(keeper: Program) -> None:
    run = send(keeper, xlsx(HEAD, firm(1), firm(2, _2="9999"))).json()
    look(run["id"])
    problem = keeper.get(run["url"] + "/problems")["items"][0]
    assert (problem["row"], problem["column"], problem["shown"]) == (3, "C", "9999")
    assert problem["reason"]
    refused = keeper.problem("POST", run["url"] + "/decision", {"rows": "all"})
    assert refused["type"] == "/problems/refused"
    keeper.post(run["url"] + "/drop", {}, expected=200)
    assert keeper.get(run["url"])["state"] == "dropped"


def test_other_options_are_chosen_and_the_rows_checked_again(keeper: Program) -> None:
    run = send(keeper, xlsx(HEAD, firm(1))).json()
    look(run["id"])
    body = {"options": {"since": "2025-06-01"}}
    chosen = keeper.post(run["url"] + "/choice", body, expected=202)
    assert (chosen["state"], chosen["options"]["since"]) == ("previewing", "2025-06-01")


def test_a_register_is_imported_into_by_those_who_keep_it() -> None:
    answer = send(program("analyst"), xlsx(HEAD, firm(1)))
    assert answer.status_code == 403
    assert answer.json()["type"] == "/problems/right-missing"


def test_a_sheet_for_nothing_known_is_refused(keeper: Program) -> None:
    assert send(keeper, xlsx(HEAD), target="nothing").status_code == 422


def test_a_template_is_offered_for_each_target(keeper: Program) -> None:
    codes = [target["code"] for target in keeper.get("/imports/targets")["items"]]
    assert "enterprises" in codes
    answer = keeper.send("GET", "/imports/targets/enterprises/template")
    assert answer.content[:2] == b"PK"


def test_a_list_is_asked_for_and_taken_out_by_who_asked(keeper: Program) -> None:
    exporter = program("reader", "exporter")
    kinds = {kind["code"] for kind in exporter.get("/exports/kinds")["items"]}
    assert {"enterprises", "figures"} <= kinds
    body = {"kind": "enterprises", "query": {"scale": "small"}, "reviewer": "周予"}
    run = exporter.post("/exports", body, expected=202)
    assert exporter.problem("GET", run["url"] + "/file")["type"] == "/problems/refused"
    exports.write(Export.objects.get(), at=cast.AT, part=nobody_looks)
    assert exporter.get(run["url"])["state"] == "done"
    assert exporter.send("GET", run["url"] + "/file").content[:2] == b"PK"
    assert Event.objects.filter(kind="export.taken_out").count() == 1
    other = program("reader", "exporter", username="other")
    assert other.problem("GET", run["url"])["status"] == 404


def test_households_are_taken_out_by_those_who_see_them() -> None:
    exporter = program("analyst", "exporter")
    body = {"kind": "households"}
    assert exporter.problem("POST", "/exports", body)["type"] == "/problems/right-missing"
