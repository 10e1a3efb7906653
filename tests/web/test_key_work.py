"""S14 on pages: tasks come in as a table; many lists ask as little of the database as one."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests.casework.key_work.key_work_cast import KeyWork, by
from tests.casework.key_work.sheets import GOOD, sheet
from tests.web.people import browser

from tashan.casework.key_work.setting_up import NewTask, add_task
from tashan.casework.key_work_models import WorkList

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Settings) -> KeyWork:
    settings.PLACE = "999901"
    return KeyWork()


def upload(data: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("任务.xlsx", data)}


def test_a_steward_brings_tasks_in_from_the_template(place: KeyWork) -> None:
    steward = browser(place.steward)
    address = f"/key-work/{place.list.pk}/"
    assert f"{address}bring-in/" in steward.get(address).content.decode()
    form = steward.get(address + "bring-in/").content.decode()
    assert "multipart/form-data" in form
    empty = steward.get("/key-work/template.xlsx")
    assert load_workbook(BytesIO(empty.content)).worksheets[0]["C1"].value == "牵头单位*"
    answer = steward.post(address + "bring-in/", upload(sheet(*GOOD)), follow=True)
    assert "Tasks added: 2." in answer.content.decode()
    assert "新建城东小学" in answer.content.decode()


def test_a_wrong_cell_is_told_on_the_form_and_nothing_is_added(place: KeyWork) -> None:
    steward = browser(place.steward)
    data = upload(sheet(GOOD[0], ["road", "环城路", "水力局"]))
    answer = steward.post(f"/key-work/{place.list.pk}/bring-in/", data)
    assert answer.status_code == 409
    assert "row 3, 牵头单位: the register has no office “水力局”" in answer.content.decode()
    assert place.list.tasks.count() == 6


@pytest.mark.parametrize("address", ["/key-work/", "/key-work/{list}/", "/key-work/{list}/board/"])
def test_more_lists_and_tasks_ask_no_more(
    place: KeyWork, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    handler, path = browser(place.handler), address.format(list=place.list.pk)
    handler.get(path)
    with CaptureQueriesContext(connection) as before:
        handler.get(path)
    for year in range(2022, 2026):
        WorkList.objects.create(adoption=place.adoption, part="year", year=year, title=f"{year}",
                                since=place.list.since)  # fmt: skip
    for n in range(4):
        new = NewTask(f"task_{n}", {"zh": f"任务{n}", "en": f"Task {n}"}, place.water)
        add_task(place.list, new, by=by(place.steward))
    with django_assert_num_queries(len(before)):
        page = handler.get(path).content.decode()
    assert "Task 3" in page or "0 of 10 late" in page or address == "/key-work/"
