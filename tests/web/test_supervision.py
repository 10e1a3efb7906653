"""S35, supervision on pages: lights, notices, letters, complaints, channels, the calendar."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from tests.casework import making
from tests.casework.supervision.supervised import Supervised
from tests.web.people import browser, shown

from tashan.casework.states import State
from tashan.casework.supervision import sources
from tashan.casework.supervision_models import Complaint, Message, SupervisionLetter, Webhook
from tashan.record.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Supervised:
    found = Supervised(making.OPENED.replace(day=20))
    found.head()
    found.led()
    return found


def posted(user: User, page: str, status: int = 302, **said: str) -> str:
    answer = browser(user).post(page, said)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def today() -> str:
    return timezone.localdate().isoformat()


def test_lights_are_shown_by_office_and_kind_and_open_the_thing(place: Supervised) -> None:
    page = shown(place.steward, "/supervision/")
    assert "1 thing is late" in page
    assert f"/supervision/matters/{place.matter.pk}/" in page
    assert "自然资源和规划局" in page
    opened = browser(place.handler).get(f"/supervision/matters/{place.matter.pk}/")
    assert opened.headers["Location"] == f"/cases/{place.case.pk}/matters/one/"


@pytest.mark.parametrize(
    ("query", "there"),
    [("light=red", True), ("light=green", False), ("kind=letter", False), ("q=电子", True),
     ("q=没有", False), ("sort=-due", True), ("sort=title", True), ("page=2", False),
     ("office=0", False)],
)  # fmt: skip
def test_the_address_filters_sorts_and_pages(place: Supervised, query: str, there: bool) -> None:
    page = shown(place.steward, f"/supervision/?{query}")
    assert (f"/supervision/matters/{place.matter.pk}/" in page) == there


def test_every_kind_has_a_word_and_a_page() -> None:
    from tashan.web.supervision.words import KINDS

    assert set(KINDS) == set(sources.SOURCES) | set(sources.GATHERED) == set(sources.PAGES)


def test_a_steward_reminds_and_the_officer_reads_it(place: Supervised) -> None:
    posted(place.steward, "/supervision/remind/")
    assert "Unread notices" in shown(place.handler, "/")
    page = shown(place.handler, "/reminders/")
    assert "1 unread notice" in page
    assert "working days late" in page
    posted(place.handler, "/reminders/read/")
    assert not Message.objects.filter(user=place.handler, channel="page", read_at=None).exists()
    assert "Since last week" in shown(place.steward, "/supervision/")


def test_a_letter_goes_out_is_answered_and_cleared_by_another(place: Supervised) -> None:
    posted(place.steward, "/supervision/remind/")
    letter = SupervisionLetter.objects.get()
    path = f"/supervision/letters/{letter.pk}/"
    posted(place.steward, path + "issue/", on=today())
    letter.refresh_from_db()
    assert (letter.number, letter.state) == (1, "issued")
    paper = browser(place.chief).get(path + "letter.docx")
    assert paper.content.startswith(b"PK")
    assert "交办函〔" in shown(place.chief, "/reminders/")
    assert "交办函〔" in shown(place.steward, "/supervision/?kind=letter")
    posted(place.chief, path + "answer/", on=today(), says="已办结。")
    assert browser(place.chief).get(path + "clear/").status_code == 403
    posted(place.steward, path + "return/", on=today(), says="缺少佐证")
    posted(place.handler, path + "answer/", on=today(), says="附佐证。")
    posted(place.steward, path + "clear/", on=today())
    assert "Cleared" in shown(place.steward, "/supervision/letters/?state=cleared")
    assert "附佐证" in shown(place.steward, path)


def test_a_draft_is_dropped_with_a_reason(place: Supervised) -> None:
    posted(place.steward, "/supervision/remind/")
    path = f"/supervision/letters/{SupervisionLetter.objects.get().pk}/"
    posted(place.steward, path + "drop/", 422, on=today())
    posted(place.steward, path + "drop/", on=today(), says="另行约谈")
    assert "另行约谈" in shown(place.steward, path)


def test_the_bulletin_is_a_paper(place: Supervised) -> None:
    answer = browser(place.steward).get("/supervision/bulletin.docx")
    assert answer.content.startswith(b"PK")


def test_an_agent_complains_another_office_answers_and_the_agent_reads_it(
    place: Supervised,
) -> None:
    agent = making.agent("zhou", making.enterprise())
    posted(
        agent, "/own/complaints/", about=f"自然资源和规划局 #{place.office.pk}", says="材料反复要"
    )
    row = Complaint.objects.get()
    path = f"/supervision/complaints/{row.pk}/"
    assert shown(place.chief, path, 404)
    same = posted(place.steward, path + "assign/", 409, on=today(),
                  office=f"自然资源和规划局 #{place.office.pk}")  # fmt: skip
    assert "another office" in same
    answering = making.officer("du", "handler", at=place.other)
    posted(place.steward, path + "assign/", on=today(), office=f"督查室 #{place.other.pk}")
    assert "A complaint is assigned" in shown(answering, "/reminders/")
    posted(answering, path + "answer/", on=today(), upheld="yes", says="已责令改正。")
    page = shown(agent, "/own/complaints/")
    assert "You were right." in page
    assert "已责令改正" in page


def test_an_officer_types_in_a_complaint_of_anybody(place: Supervised) -> None:
    office = f"自然资源和规划局 #{place.office.pk}"
    posted(place.steward, "/supervision/complaints/new/", about=office, by="王先生", says="态度差",
           on=today())  # fmt: skip
    assert "王先生" in shown(place.steward, "/supervision/complaints/")
    assert "王先生" not in shown(place.chief, "/supervision/complaints/")


def test_a_webhook_s_secret_is_stored_locked_and_never_shown(
    place: Supervised, settings: Settings
) -> None:
    office = f"自然资源和规划局 #{place.office.pk}"
    said = {"office": office, "form": "generic", "secret": "sesame-99"}
    posted(place.steward, "/supervision/channels/", 422, address="http://a.example/x", **said)
    posted(place.steward, "/supervision/channels/", address="https://a.example/x", **said)
    row = Webhook.objects.get()
    assert "sesame" not in row.locked_secret
    assert "sesame" not in shown(place.steward, "/supervision/channels/")
    posted(place.steward, f"/supervision/channels/{row.pk}/close/")
    assert "No group is told yet" in shown(place.steward, "/supervision/channels/")


def test_what_failed_is_shown_and_tried_again(place: Supervised) -> None:
    posted(place.steward, "/supervision/remind/")
    row = Message.objects.filter(channel="mail").first()
    assert row is not None
    Message.objects.filter(pk=row.pk).update(state="failed", error="550 no such user")
    assert "550 no such user" in shown(place.steward, "/supervision/channels/")
    posted(place.steward, f"/supervision/messages/{row.pk}/again/")
    row.refresh_from_db()
    assert row.state == "waiting"


def test_a_calendar_opens_by_its_secret_address_alone(place: Supervised) -> None:
    client = browser(place.handler)
    client.post("/reminders/feed/")
    page = client.get("/reminders/").content.decode()
    address = page.split('value="http://testserver', 1)[1].split('"', 1)[0]
    assert "feeds" not in client.get("/reminders/").content.decode().split("<main", 1)[-1]
    answer = Client().get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"UID:matter:{place.matter.pk}@tashan" in answer.content.decode()
    place.matter.state = State.SPECIAL_BEGUN
    place.matter.save()
    assert "VEVENT" not in Client().get(address).content.decode()  # its clock stands
    client.post("/reminders/feed/")
    assert Client().get(address).status_code == 404
