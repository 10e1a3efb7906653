"""S08 for programs: a round answered and checked, lights with reasons, a problem cleared."""

from __future__ import annotations

from base64 import b64encode

import pytest
from pytest_django.fixtures import Settings
from tests.api.programs import Program, token_for
from tests.casework.rounds.rounds_cast import OCTOBER, PICTURE, WAN, Dispatching

from tashan.record.models import User

pytestmark = pytest.mark.django_db
ON = {"on": "2026-10-09"}
PHOTO = {"name": "works.png", "data": b64encode(PICTURE).decode()}


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


@pytest.fixture
def place() -> Dispatching:
    return Dispatching()


def signed_in(user: User) -> Program:
    scopes = ("work:read", "work:write", "figures:write")
    secret = f"tashan_{user.username}-{user.tokens.count()}"
    return Program(token_for(user, *scopes, secret=secret), user)


def test_a_round_is_issued_answered_and_checked(place: Dispatching) -> None:
    steward, handler, chief = map(signed_in, (place.steward, place.handler, place.chief))
    new = {"month": "2026-09-01", "title": "九月调度", "due_on": "2099-10-10"}
    found = steward.post("/rounds", new)
    assert found["asked"] == 2
    one = next(r for r in found["reports"] if r["project"]["id"] == place.project.pk)
    path = f"/rounds/reports/{one['id']}"
    paper = {"project": place.project.pk, "sort": "year_plan", "document": "年度计划",
             "fen": 1_000 * WAN, "year": 2026, "on": "2026-01-15"}  # fmt: skip
    steward.post("/project-papers", paper)
    said = {"progress": "主管完成三公里", "done": 600 * WAN} | ON
    told = handler.post(path + "/answer", said, expected=200)
    assert (told["done"]["fen"], told["statistical"]) == (600 * WAN, None)
    picture = PHOTO | {"taken_on": "2026-10-08", "place": "二标段"}
    told = handler.post(path + "/photos", picture)
    photo = handler.send("GET", told["pictures"][0]["url"])
    assert photo.content == PICTURE
    progress = next(s for s in told["sides"] if s["dimension"] == "progress")
    assert (progress["figure"], progress["light"]) == ("-15", "yellow")
    told = chief.post(path + "/check", {"verdict": "check"} | ON, expected=200)
    assert told["state"] == "checked"


def test_statistics_are_typed_by_statisticians_alone(place: Dispatching) -> None:
    found = place.issued()
    said = {"project": place.project.pk, "month": "2026-09-01", "fen": 480 * WAN,
            "document": "九月固投台账"}  # fmt: skip
    clerk = signed_in(place.statistician)
    clerk.post("/statistical-figures", said)
    signed_in(place.steward).post("/statistical-figures", said, expected=403)
    rows = {r["project"]["id"]: r for r in clerk.get(f"/rounds/{found.pk}")["reports"]}
    told = rows[place.project.pk]
    assert (told["statistical"]["fen"], told["done"]) == (480 * WAN, None)
    assert clerk.get("/rounds")["items"][0]["answered"] == 0


def test_the_figure_of_a_year_does_not_fall(place: Dispatching) -> None:
    place.answered(place.report(place.issued()))
    later = place.report(place.issued(OCTOBER))
    handler = signed_in(place.handler)
    path = f"/rounds/reports/{later.pk}/answer"
    told = handler.post(path, {"progress": "又一公里", "done": WAN} | ON, expected=422)
    assert "does not fall" in told["title"] + told["detail"]
    said = {"progress": "又一公里", "done": WAN, "lowered_because": "重复计算"} | ON
    assert handler.post(path, said, expected=200)["lowered_because"] == "重复计算"


def test_a_light_is_excused_with_its_reason(place: Dispatching) -> None:
    said = {"project": place.other.pk, "dimension": "start", "reason": "等待用地批复",
            "until": "2099-12-31", "on": "2026-09-20"}  # fmt: skip
    signed_in(place.steward).post("/light-excuses", said)
    found = place.issued()
    rows = signed_in(place.steward).get(f"/rounds/{found.pk}")["reports"]
    start = next(r for r in rows if r["project"]["id"] == place.other.pk)["sides"][0]
    assert (start["light"], start["excused"], start["message"]) == ("green", True, "等待用地批复")


def test_a_problem_goes_from_raised_to_cleared(place: Dispatching) -> None:
    steward, handler, chief = map(signed_in, (place.steward, place.handler, place.chief))
    said = {"project": place.project.pk, "kind": "land", "says": "三户未签"} | ON
    path = f"/problems/{handler.post('/problems', said)['id']}"
    steward.post(path + "/review", ON, expected=200)
    limit = {"office": place.office.pk, "measures": "逐户签", "until": "2026-10-30"} | ON
    assert steward.post(path + "/assign", limit, expected=200)["state"] == "assigned"
    handler.post(path + "/take_up", ON, expected=200)
    handler.post(path + "/ask_clearing", {"says": "已签"} | ON, expected=422)
    told = handler.post(path + "/ask_clearing", {"says": "已签", "file": PHOTO} | ON, expected=200)
    assert told["acts"] == []
    assert handler.send("GET", told["steps"][-1]["file"]).content == PICTURE
    told = chief.post(path + "/clear", ON, expected=200)
    assert (told["state"], told["closed_on"], told["light"]) == ("cleared", "2026-10-09", None)
    assert handler.get("/problems?state=cleared&kind=land")["items"][0]["id"] == told["id"]
    assert handler.get(path)["steps"][0]["act"] == "raise"


def test_alarms_tell_their_basis(place: Dispatching) -> None:
    told = signed_in(place.handler).get("/alarms?on=2026-10-12")["alarms"]
    assert [(one["dimension"], one["light"], one["figure"]) for one in told] == [
        ("licence", "red", "252"),
    ]  # fmt: skip
    assert "建筑法" in told[0]["basis"][0]
