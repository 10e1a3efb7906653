"""S14, key work of a year, for programs: set up, told of, moved, cleared by another."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests.api.programs import Program, token_for
from tests.casework import making
from tests.casework.key_work.key_work_cast import KeyWork
from tests.casework.key_work.sheets import GOOD, sheet

from tashan.casework.key_work_models import WorkList
from tashan.record.accounts import give_role
from tashan.record.models import Event, User

pytestmark = pytest.mark.django_db
ON = {"on": "2026-10-12"}
PHOTO = {"name": "现场.png", "data": b64encode(b"\x89PNG\r\n\x1a\nphoto").decode()}


@pytest.fixture
def place(settings: Settings) -> KeyWork:
    settings.PLACE = "999901"
    return KeyWork()


def signed_in(user: User) -> Program:
    return Program(token_for(user, "work:read", "work:write"), user)


def test_s14_a_program_takes_a_task_from_its_report_to_its_clearing(place: KeyWork) -> None:
    handler, chief = signed_in(place.handler), signed_in(place.chief)
    [one] = handler.get("/key-work")["items"]
    assert (one["year"], one["tasks"]) == (2026, 6)
    told = handler.get(f"/key-work/{one['id']}?on=2026-11-27")
    assert told["most"] == 10
    water = next(row for row in told["items"] if row["code"] == "water")
    assert (water["light"], water["leader"], water["office"]) == ("red", "石县长", "水利局")
    path = f"/key-work/tasks/{water['id']}"
    said = {"says": "主体完工", "percent": 80, "files": [PHOTO]} | ON
    told = handler.post(path + "/report", said, expected=200)
    [file] = told["reports"][0]["files"]
    assert file["media_type"] == "image/png"
    assert handler.send("GET", file["url"]).content == b"\x89PNG\r\n\x1a\nphoto"
    moved = {"becomes": "2026-12-20", "says": "汛期停工"} | ON
    told = chief.post(path + "/move_day", moved, expected=200)
    assert (told["due_on"], told["first_due_on"]) == ("2026-12-20", "2026-11-15")
    assert told["day_changes"][0]["reason"] == "汛期停工"
    for step in told["steps"]:
        handler.post(path + "/reach", {"milestone": step["id"]} | ON, expected=200)
    handler.post(path + "/ask_clearing", {"says": "已通水"} | ON, expected=422)
    asked = {"says": "已通水", "files": [PHOTO]} | ON
    told = handler.post(path + "/ask_clearing", asked, expected=200)
    assert told["clearings"][0]["due_on"] == "2026-10-26"
    handler.post(path + "/clear", ON, expected=403)
    chief.post(path + "/send_back", {"says": "缺水质报告"} | ON, expected=200)
    handler.post(path + "/ask_clearing", asked, expected=200)
    told = chief.post(path + "/clear", ON, expected=200)
    assert (told["cleared_on"], told["light"]) == ("2026-10-12", "green")


def test_s14_a_steward_sets_a_list_up_and_adds_up_to_the_most(place: KeyWork) -> None:
    steward = signed_in(place.steward)
    given = {"adoption": place.adoption.pk, "part": "year"}
    steward.post("/key-work", given, expected=422)  # this year has its list
    path = f"/key-work/{WorkList.objects.get().pk}/tasks"
    lead = {"title": "新学校", "lead": place.water.pk, "by": "2026-12-01",
            "leader_office": place.government.pk, "leader_post": "县长",
            "milestones": [{"title": "开工", "on": "2026-06-01"}]}  # fmt: skip
    for n in range(4):
        told = steward.post(path, lead | {"code": f"school_{n}"}, expected=201)
    assert told["seats"][0]["name"] == "石县长"
    told = steward.post(path, lead | {"code": "school_9"}, expected=422)
    assert "no more than 10" in told["title"] + told["detail"]
    stranger = signed_in(making.officer("wai", "handler", at=making.office("商务局")))
    task = place.task.pk
    said = {"says": "好", "percent": 1} | ON
    stranger.post(f"/key-work/tasks/{task}/report", said, expected=403)


def sent(caller: Program, path: str, data: bytes) -> HttpResponse:
    """A sheet as a form's part ``file``."""
    answer = caller.client.post(
        "/api/v1" + path, {"file": SimpleUploadedFile("任务.xlsx", data)},
        headers={"Authorization": f"Bearer {caller.secret}", "Accept-Language": "en"},
    )  # fmt: skip
    assert isinstance(answer, HttpResponse)
    return answer


def test_s14_tasks_come_in_as_a_sheet_and_go_out_as_one(place: KeyWork) -> None:
    steward = signed_in(place.steward)
    empty = steward.send("GET", "/key-work-template.xlsx")
    assert load_workbook(BytesIO(empty.content)).worksheets[0]["A1"].value == "代码*"
    path = f"/key-work/{place.list.pk}"
    bad = sent(steward, path + "/tasks.xlsx", sheet(["road", "环城路", "水力局"]))
    assert bad.status_code == 422
    assert "row 2, 牵头单位: the register has no office “水力局”" in bad.content.decode()
    told = sent(steward, path + "/tasks.xlsx", sheet(*GOOD))
    assert told.status_code == 201, told.content.decode()
    assert [row["code"] for row in steward.get(path)["items"]][-2:] == ["new_school", "old_town"]
    give_role(place.handler, "exporter", actor=None, at=making.moment(making.OPENED))
    exporter = Program(token_for(place.handler, "export"), place.handler)
    out = exporter.send("GET", path + "/export.xlsx?on=2026-11-27")
    page = load_workbook(BytesIO(out.content)).worksheets[0]
    assert "新建城东小学" in [row[1].value for row in page.iter_rows()]
    assert Event.objects.filter(kind="worklist.exported").count() == 1


def test_s14_many_lists_ask_as_little_as_one(
    place: KeyWork, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    handler = signed_in(place.handler)
    handler.get("/key-work")
    with CaptureQueriesContext(connection) as one:
        handler.get("/key-work")
    for year in range(2020, 2026):
        WorkList.objects.create(adoption=place.adoption, part="year", year=year, title=f"{year}",
                                since=place.list.since)  # fmt: skip
    with django_assert_num_queries(len(one)):
        assert len(handler.get("/key-work")["items"]) == 7
