"""S32, lines of work, for programs: posts, load and progress, a post handed over."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings
from tests.api.programs import Program, token_for
from tests.casework import making
from tests.casework.line_work.line_cast import Lines

from tashan.record.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Settings) -> Lines:
    settings.PLACE = "999901"
    return Lines()


def signed_in(user: User) -> Program:
    return Program(token_for(user, "work:read", "work:write"), user)


def test_s32_lines_tell_their_post_load_and_progress(place: Lines) -> None:
    place.matter(place.work.water)
    steward = signed_in(place.steward)
    rows = steward.get("/work-lines?on=2026-11-10")["items"]
    assert [one["code"] for one in rows] == ["investment", "works", "enterprises"]
    works = rows[1]
    assert (works["post"], works["name"]) == ("县长", "石县长")
    kinds = {one["kind"]: (one["open"], one["red"]) for one in works["load"]["kinds"]}
    assert kinds["matter"] == (1, 1)
    told = steward.get(f"/work-lines/{works['id']}?on=2026-11-10")
    assert len(told["things"]) == works["load"]["open"]
    project = making.project("新水厂", 77)
    said = {"about": f"project:{project.pk}", "reason": "分工调整"}
    told = steward.post(f"/work-lines/{works['id']}/things", said, expected=200)
    assert said["about"] in told["hung"]
    steward.post(f"/work-lines/{works['id']}/things", said, expected=422)
    said = {"office": place.work.water.pk, "post": "局长", "reason": "分工调整"}
    told = steward.post(f"/work-lines/{works['id']}/post", said, expected=200)
    assert told["name"] == "chi"
    given = {"adoption": place.adoption.pk, "part": "lines", "reason": "再来"}
    steward.post("/work-lines", given, expected=422)


def test_s32_a_post_is_handed_over_by_two_signatures(place: Lines) -> None:
    head, taker = place.work.head, place.follower()
    steward = signed_in(place.steward)
    path = f"/officers/{head.pk}/load"
    assert steward.get(path)["open"] == 19
    said = {"office": place.work.government.pk, "post": "县长", "giver": head.pk,
            "taker": taker.pk, "on": "2026-11-10"}  # fmt: skip
    row = steward.post("/hand-overs", said, expected=201)
    assert len(row["things"]) == 19
    sign = f"/hand-overs/{row['id']}/sign"
    steward.post(sign, {}, expected=403)
    signed_in(place.person("jiu", head)).post(sign, {}, expected=200)
    told = signed_in(place.person("xin", taker)).post(sign, {}, expected=200)
    assert told["is_done"]
    assert (steward.get(path)["open"], steward.get(f"/officers/{taker.pk}/load")["open"]) == (0, 19)
    assert steward.get("/hand-overs")["items"][0]["is_done"]
    assert steward.get(f"/hand-overs/{row['id']}")["taken_on"]
