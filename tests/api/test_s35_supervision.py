"""S35, supervision, for programs: lights, the day's reminders, letters, complaints, channels."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.api.programs import Program, token_for
from tests.casework import making
from tests.casework.supervision.supervised import Supervised

from tashan.record.models import User

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Program:
    return Program(token_for(user, "work:read", "work:write"), user)


@pytest.fixture
def place() -> Supervised:
    found = Supervised(making.OPENED.replace(day=20))
    found.head()
    return found


def test_a_program_reminds_issues_a_letter_and_clears_its_answer(place: Supervised) -> None:
    steward, handler = signed_in(place.steward), signed_in(place.handler)
    lights = steward.get("/supervision/lights")
    assert [(one["kind"], one["light"], one["count"]) for one in lights["counts"]] == [
        ("matter", "red", 1)
    ]
    due = steward.get("/supervision/dues?light=red")["items"]
    assert due[0]["cause"] == f"matter:{place.matter.pk}"
    made = steward.post("/supervision/reminders", {}, expected=200)
    assert (made["letters"], made["red_begun"]) == (1, 1)
    again = steward.post("/supervision/reminders", {}, expected=200)
    assert (again["messages"], again["reminders"], again["letters"]) == (0, 0, 0)
    notices = handler.get("/notices/own")["items"]
    assert notices[0]["things"][0]["cause"] == f"matter:{place.matter.pk}"
    assert handler.post("/notices/own/read", {}, expected=200) == {"read": 1}
    letter = steward.get("/supervision/letters?state=draft")["items"][0]
    path = f"/supervision/letters/{letter['id']}"
    told = steward.post(path + "/issue", {}, expected=200)
    assert told["name"].startswith("交办函〔")
    handler.post(path + "/answer", {"says": "已办结"}, expected=200)
    told = steward.post(path + "/clear", {}, expected=200)
    assert told["state"] == "cleared"
    handler.post(path + "/answer", {"says": "再答"}, expected=422)


def test_an_agent_complains_and_reads_the_answer(place: Supervised) -> None:
    agent = signed_in(making.agent("zhou", making.enterprise()))
    said = {"about": place.office.pk, "says": "材料反复要"}
    made = agent.post("/supervision/complaints", said, expected=201)
    path = f"/supervision/complaints/{made['id']}"
    answering = signed_in(making.officer("du", "handler", at=place.other))
    steward = signed_in(place.steward)
    steward.post(path + "/assign", {"office": place.office.pk}, expected=422)
    steward.post(path + "/assign", {"office": place.other.pk}, expected=200)
    answering.post(path + "/answer", {"says": "已改正", "upheld": True}, expected=200)
    told = agent.get(path)
    assert (told["answer"], told["upheld"]) == ("已改正", True)


def test_a_webhook_never_gives_its_secret_out(place: Supervised) -> None:
    steward = signed_in(place.steward)
    said = {"office": place.office.pk, "form": "dingtalk", "secret": "SEC123",
            "address": "https://robot.example/send?access_token=x"}  # fmt: skip
    made = steward.post("/supervision/webhooks", said, expected=201)
    assert made["has_secret"]
    assert "SEC123" not in str(steward.get("/supervision/webhooks"))
    steward.post(f"/supervision/webhooks/{made['id']}/close", {}, expected=200)
    assert steward.get("/supervision/webhooks")["items"] == []
    steward.post("/supervision/reminders", {}, expected=200)
    assert {one["channel"] for one in steward.get("/supervision/messages")["items"]} == {
        "page", "mail",
    }  # fmt: skip


def test_a_calendar_of_one_s_own(place: Supervised) -> None:
    told = signed_in(place.handler).post("/notices/own/feed", {}, expected=201)
    answer = Client().get(told["address"].removeprefix("http://testserver"))
    assert b"BEGIN:VEVENT" in answer.content
