"""S19, two separations and exchanges, for programs: valued, compared, chosen, run to the end."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from pytest_django.fixtures import Settings
from tests.api.programs import Program, token_for
from tests.programmes.exchanges.exchange_cast import HOUSE, LAND, Village

from tashan.record.models import User

pytestmark = pytest.mark.django_db
YUAN = 100


@pytest.fixture
def village(settings: Settings) -> Village:
    settings.PLACE = "999901"
    return Village()


def signed_in(user: User) -> Program:
    return Program(token_for(user, "work:read", "work:write"), user)


def given(village: Village, part: str, stated: dict[str, str]) -> dict[str, object]:
    return {"household": village.household.pk, "adoption": village.adoption.pk, "part": part,
            "stated": stated, "document": "测绘报告", "on": "2026-03-02"}  # fmt: skip


def test_s19_a_homestead_runs_from_its_survey_to_a_balance_of_nought(village: Village) -> None:
    handler, chief = signed_in(village.handler), signed_in(village.chief)
    told = handler.post("/exchanges", given(village, "homestead", HOUSE))
    assert told["household"]["name"] == "欧阳某"
    assert {one["code"]: one["amount"]["fen"] for one in told["options"]} == {
        "money": 303_000 * YUAN, "house": -61_000 * YUAN, "place": 253_000 * YUAN,
    }  # fmt: skip
    path = f"/exchanges/{told['id']}"
    choice = {"option": "place", "document": "选择书", "on": "2026-03-09"}
    told = handler.post(path + "/choose", choice, expected=200)
    assert (told["balance"]["yuan"], told["take_back_until"]) == ("253000.00", "2026-03-24")
    assert [told[day] for day in ("sign_by", "pay_by", "hand_over_by")] == [
        "2026-03-23", "2026-04-23", "2026-06-22",
    ]  # fmt: skip
    assert told["office"]["name"] == "农业农村局"
    chief.post(path + "/sign", {"document": "置换1号", "on": "2026-03-10"}, expected=200)
    early = {"kind": "paid_to", "fen": 253_000 * YUAN, "document": "回单"}
    handler.post(path + "/step", early | {"on": "2026-03-24"}, expected=422)
    after = {"on": "2026-03-25"}
    told = handler.post(path + "/step", early | after, expected=200)
    assert told["left"]["fen"] == 0
    for kind in ("given_up", "handed_over"):
        step = {"kind": kind, "document": "交接单"} | after
        told = handler.post(path + "/step", step, expected=200)
    assert "close" not in told["acts"]
    assert chief.post(path + "/close", after, expected=200)["state"] == "closed"
    paper = docx.Document(BytesIO(handler.send("GET", path + "/agreement").content))
    assert "应付农户253,000.00元。" in [one.text for one in paper.paragraphs]


def test_s19_land_is_apart_and_nothing_is_an_option(village: Village) -> None:
    handler = signed_in(village.handler)
    land = handler.post("/exchanges", given(village, "land", LAND))
    house = handler.post("/exchanges", given(village, "homestead", HOUSE))
    secured = next(one for one in land["options"] if one["code"] == "security")
    assert (secured["formula"], secured["amount"]["fen"]) == (
        "162,000 − 2 × 45,000", 72_000 * YUAN,
    )  # fmt: skip
    nothing = {"document": "农户说明", "on": "2026-03-09"}
    told = handler.post(f"/exchanges/{house['id']}/decline", nothing, expected=200)
    assert (told["state"], told["balance"], told["acts"]) == ("declined", None, [])
    assert handler.get(f"/exchanges/{land['id']}")["state"] == "surveyed"


def test_s19_a_choice_is_taken_back_in_time(village: Village) -> None:
    row = village.signed("house")
    handler = signed_in(village.handler)
    told = handler.post(f"/exchanges/{row.pk}/take_back", {"on": "2026-03-20"}, expected=200)
    assert (told["state"], told["option"], told["agreement"]) == ("surveyed", "", "")


def test_s19_names_are_masked_but_for_registrars(village: Village) -> None:
    village.surveyed()
    [seen] = signed_in(village.handler).get("/exchanges")["items"]
    [whole] = signed_in(village.registrar).get("/exchanges")["items"]
    assert (seen["household"]["name"], whole["household"]["name"]) == ("欧阳某", "欧阳建国")
