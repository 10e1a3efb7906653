"""What the database refuses of key work, by the rule's name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from pytest_django.fixtures import Settings
from tests.casework.key_work.key_work_cast import ON, KeyWork, photo

from tashan.casework.key_work_models import (
    Clearing,
    DayChange,
    KeyMilestone,
    KeyTask,
    TaskSeat,
    TaskTarget,
    WorkFile,
    WorkList,
    WorkReport,
)
from tashan.record.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Settings) -> KeyWork:
    settings.PLACE = "999901"
    return KeyWork()


def refused(name: str, model: type[Model], **said: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model._default_manager.create(**said)


def test_a_list_is_of_a_year_and_once(place: KeyWork) -> None:
    said = {"adoption": place.adoption, "part": "year", "title": "重点", "since": ON}
    refused("work_list_once_a_year", WorkList, year=2026, **said)
    refused("work_list_of_a_year", WorkList, year=1900, **said)


def test_a_task_and_its_seats_are_there_once(place: KeyWork) -> None:
    task = place.task
    refused("key_task_once_a_list", KeyTask, list=place.list, code="water", position=9, title={})
    seat = {"task": task, "words": {}}
    refused("task_seat_once_a_position", TaskSeat, role="member", position=1, **seat)
    refused("task_seat_one_leader", TaskSeat, role="leader", position=90, **seat)
    refused(
        "task_seat_post_of_an_office", TaskSeat, role="member", position=91, post="局长", **seat
    )
    refused("key_milestone_once_a_position", KeyMilestone, task=task, position=1, title={},
            planned_on=ON, first_planned_on=ON)  # fmt: skip
    aim = TaskTarget.objects.first()
    assert aim is not None
    refused("task_target_once", TaskTarget, task=aim.task, indicator=aim.indicator, value=1)


def test_a_moved_day_says_why_and_changes_something(place: KeyWork) -> None:
    said = {"task": place.task, "approved_by": place.chief, "on": ON, "becomes": ON}
    refused("day_change_says_why", DayChange, reason="", **said)
    refused("day_change_changes_it", DayChange, reason="雨", was=ON, **said)


def test_a_report_says_something_within_the_whole(place: KeyWork) -> None:
    said = {"task": place.task, "on": ON, "actor": place.handler, "at": place.list.adoption.at}
    refused("work_report_says_something", WorkReport, says="", percent=1, **said)
    refused("work_report_says_something", WorkReport, says="好", percent=101, **said)


def test_a_clearing_is_checked_by_another_and_whole(place: KeyWork) -> None:
    def asked(**more: object) -> dict[str, object]:
        return {"task": place.task, "asked_on": ON, "asked_by": place.handler,
                "evidence": "完工"} | more  # fmt: skip

    other: User = place.chief
    done = {"is_cleared": True, "checked_on": ON}
    refused("clearing_checked_by_another", Clearing, **asked(checked_by=place.handler, **done))
    refused("clearing_checked_whole", Clearing, **asked(is_cleared=True))
    early = {"is_cleared": True, "checked_on": date(2026, 1, 1), "checked_by": other}
    refused("clearing_checked_whole", Clearing, **asked(**early))
    back = {"is_cleared": False, "checked_on": ON, "checked_by": other}
    refused("clearing_sent_back_says_why", Clearing, **asked(**back))
    Clearing.objects.create(**asked())
    refused("clearing_one_open", Clearing, **asked())


def test_a_file_belongs_to_one_thing(place: KeyWork) -> None:
    refused("work_file_of_one_thing", WorkFile, task=place.task, file=photo())
