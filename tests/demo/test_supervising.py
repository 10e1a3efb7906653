"""The demo's supervision: letters at every stage, complaints, and nothing made twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings
from tests.casework import making

from tashan.casework.models import Matter
from tashan.casework.states import State
from tashan.casework.supervision_models import Complaint, Message, SupervisionLetter
from tashan.demo.supervising import Watch, supervise

pytestmark = pytest.mark.django_db
OFFICES = 8


def late_everywhere() -> None:
    """Eight offices, each with a matter that was due long ago and an officer in charge."""
    due = timezone.localdate() - timedelta(60)
    for number in range(OFFICES):
        office = making.office(f"第{number}局")
        making.officer(f"officer{number}", "handler", at=office)
        making.make_case({"one": {}}, office=office)
    Matter.objects.update(state=State.IN_HAND, received_on=due, accepted_on=due, promised_on=due)


def test_letters_and_complaints_stand_at_every_stage(settings: Settings) -> None:
    settings.PLACE = "999901"
    making.home()
    late_everywhere()
    making.officer("du", "handler", at=making.office("督查室"))
    agent = making.agent("zhou", making.enterprise())
    steward, window = making.person("steward", "steward"), making.person("window", "window")
    watch = Watch(steward, window, [agent])
    assert supervise("999901", watch)
    assert not supervise("999901", watch)
    states = set(SupervisionLetter.objects.values_list("state", flat=True))
    assert {"issued", "answered", "cleared"} <= states
    told = {(row.office_id is not None, row.answered_on is not None)
            for row in Complaint.objects.all()}  # fmt: skip
    assert told == {(False, False), (True, False), (True, True)}
    assert not Message.objects.filter(state="waiting").exists()
