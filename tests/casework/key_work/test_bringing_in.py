"""S14: tasks come in as a table, all of its rows or none."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django.fixtures import Settings
from tests.casework.key_work.key_work_cast import KeyWork, by
from tests.casework.key_work.sheets import GOOD, sheet

from tashan.base.errors import UserError
from tashan.casework.key_work.bringing_in import bring_in
from tashan.casework.key_work_models import KeyTask
from tashan.record import files
from tashan.record.models import Event, StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Settings) -> KeyWork:
    settings.PLACE = "999901"
    return KeyWork()


def brought(place: KeyWork, *rows: list[str], **more: list[str]) -> list[KeyTask]:
    return bring_in(place.list, sheet(*rows, **more), "任务.xlsx", by=by(place.steward))


def test_a_row_becomes_a_task_with_its_group_and_milestones(place: KeyWork) -> None:
    school, town = brought(place, *GOOD)
    assert (school.title["zh"], school.due_on) == ("新建城东小学", date(2026, 12, 1))
    assert list(school.milestones.order_by("position").values_list("title__zh", "planned_on")) == [
        ("开工", date(2026, 6, 1)), ("封顶", date(2026, 10, 31)),
    ]  # fmt: skip
    seats = school.seats.order_by("position").values_list("role", "office", "post")
    assert list(seats) == [
        ("leader", place.government.pk, "县长"), ("lead", place.water.pk, ""),
        ("supporting", place.park.pk, ""),
    ]  # fmt: skip
    assert (town.due_on, town.position) == (date(2026, 11, 30), school.position + 1)


def test_the_file_is_kept_and_its_event_names_it(place: KeyWork) -> None:
    data = sheet(*GOOD)
    bring_in(place.list, data, "任务.xlsx", by=by(place.steward))
    event = Event.objects.get(kind="worklist.brought_in")
    kept = StoredFile.objects.get(sha256=event.payload["file"])
    assert files.read(kept) == data
    assert len(event.payload["tasks"]) == 2


def test_other_headings_of_the_same_meaning_are_understood(place: KeyWork) -> None:
    [made] = brought(
        place, ["road", "环城路", "水利局"], headings=["任务代码", "事项", "责任单位"]
    )  # fmt: skip
    assert made.code == "road"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({2: "水力局"}, "row 3, 牵头单位: the register has no office “水力局”"),
        ({3: "年底"}, "row 3, 完成时限: this is no day"),
        ({1: ""}, "row 3, 任务: it is empty"),
        ({0: "new_school"}, "row 2 has the same"),
        ({4: "球长"}, "row 3, 组长: no office has the post “球长”"),
        ({5: "水利局、火星局"}, "row 3, 配合单位: the register has no office “火星局”"),
        ({6: "开工；2026年完工"}, "row 3, 阶段目标: “开工” has no day"),
        ({6: "完工 2026-12-31"}, "Row 3: A milestone of 2026-12-31 lies behind the end"),
        ({0: "New School"}, "Row 3: “New School” is no code"),
        ({0: "water"}, "Row 3: The list has a task of this code"),
    ],
)
def test_one_wrong_cell_and_nothing_is_added(
    place: KeyWork, change: dict[int, str], told: str
) -> None:
    second = [change.get(n, cell) for n, cell in enumerate(GOOD[1])]
    before = (KeyTask.objects.count(), StoredFile.objects.count())
    with pytest.raises(UserError, match=r"again|Move the milestone|letters|another code") as caught:
        brought(place, GOOD[0], second)
    assert told in caught.value.message
    assert (KeyTask.objects.count(), StoredFile.objects.count()) == before


def test_several_wrong_cells_are_told_together(place: KeyWork) -> None:
    with pytest.raises(UserError, match="2 cells cannot be taken") as caught:
        brought(place, ["a", "甲", "火星局"], ["b", "乙", "土星局"])
    assert "火星局" in caught.value.message
    assert "土星局" in caught.value.message


def test_more_than_the_most_of_the_list_is_refused_whole(place: KeyWork) -> None:
    rows = [[f"task_{n}", f"任务{n}", "水利局"] for n in range(5)]
    with pytest.raises(UserError, match="Row 6: The list has 10 tasks, and no more than 10"):
        brought(place, *rows)
    assert place.list.tasks.count() == 6


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"no table", "任务.xlsx", "No column holds"),
        (sheet(), "任务.xlsx", "no task"),
        (b"a,b\n1,2\n", "t.csv", "No column holds"),
    ],
)
def test_what_is_no_table_of_tasks_is_refused(
    place: KeyWork, data: bytes, name: str, told: str
) -> None:
    with pytest.raises(UserError, match=told):
        bring_in(place.list, data, name, by=by(place.steward))
    assert place.list.tasks.count() == 6
