"""S33 for programs: from pools to recruiting, parks, firms and villages by exact quotas."""

from __future__ import annotations

from datetime import date

import pytest
from tests.api.programs import Program
from tests.api.test_s25_work_instructors import signed_in
from tests.casework import making
from tests.duties.dispatching.four_cast import Four
from tests.duties.dispatching.sent_cast import NAMES, SINCE, Sent, park, village

pytestmark = pytest.mark.django_db
QUOTAS = {"to_recruiting": 1, "to_parks": 1, "to_firms": 1, "to_villages": 1}


def test_four_groups_are_filled_handed_back_replaced_and_ended() -> None:
    place = Sent("four_hundreds", **QUOTAS)
    goals = {
        "recruiting": making.office("驻上海招商处"), "parks": park(),
        "firms": place.firms[1],
        "villages": village(),
    }  # fmt: skip
    steward, chief = signed_in(place.steward), signed_in(place.chief)
    said = {"adoption": place.adoption.pk, "part": "officers", "title": "四百干部",
            "office": place.office.pk, "since": SINCE.isoformat()}  # fmt: skip
    path = f"/secondments/{steward.post('/secondments', said, expected=201)['id']}"
    for group, entity in goals.items():
        steward.post(path + "/places", {"group": group, "entities": [entity.pk]}, expected=200)
    steward.post(path + "/places", {"group": "parks", "entities": [place.firms[0].pk]},
                 expected=422)  # fmt: skip
    officers = [place.officer(name).pk for name in NAMES]
    steward.post(path + "/members", {"pool": "county", "officers": officers}, expected=200)
    need = {"entity": goals["villages"].pk, "code": "farming", "reason": "村里申请"}
    steward.post(path + "/traits", need, expected=201)
    brings = {"entity": place.officer("kang").pk, "code": "farming", "reason": "干部档案"}
    steward.post(path + "/traits", brings, expected=201)
    tie = {"holder": place.home_office.pk, "entity": goals["recruiting"].pk,
           "sort": "supervises_it", "reason": "三定方案"}  # fmt: skip
    told = steward.post(path + "/proposal", {}, expected=200)
    assert len(told["come"]) == 4
    farmed = next(one for one in told["come"] if one["place"]["id"] == goals["villages"].pk)
    assert farmed["officer"]["id"] == place.officer("kang").pk
    steward.post(path + "/ties", tie, expected=201)
    assert steward.send("GET", path + "/proposal").status_code == 422  # all are of that office
    making.officer("lao", "handler", at=place.office)
    _ended(place, chief, steward, path)


def _ended(place: Sent, chief: Program, steward: Program, path: str) -> None:
    """Somebody from another office goes recruiting; the round runs and is over after a year."""
    lao = making.officer("lao", "handler", at=place.office)
    entity = lao.belongings.get().entity_id
    steward.post(path + "/members", {"pool": "towns", "officers": [entity]}, expected=200)
    told = steward.post(path + "/proposal", {}, expected=200)
    assert any(one["officer"]["id"] == entity for one in told["come"])
    papers = {"document": "他委〔2026〕3号", "on": "2026-01-05"}
    chief.post(path + "/publish", papers, expected=200)
    terms = steward.get(path + "/terms")["items"]
    assert {one["group"] for one in terms} == {key.removeprefix("to_") for key in QUOTAS}
    spare = {one["officer"]["id"] for one in terms}
    free = next(place.officer(n).pk for n in NAMES if place.officer(n).pk not in spare)
    firm = next(one for one in terms if one["group"] == "firms")
    change = {"officer": free, "says": "挂职期满", "on": "2026-06-01"}
    made = chief.post(f"/secondments/terms/{firm['id']}/replace", change, expected=200)
    assert (made["officer"]["id"], made["since"]) == (free, "2026-06-01")
    chief.post(f"/secondments/terms/{made['id']}/hand-back", {"says": "任务完成"}, expected=200)
    steward.post(path + "/end", {"on": date(2026, 6, 1).isoformat()}, expected=422)


def test_s33_those_served_rate_and_the_officer_reads_no_single_mark() -> None:
    place = Four()
    for user, entity in (
        (place.villager, place.village), (place.parker, place.park),
        (place.recruiter, place.station), (place.agent, place.firms[0]),
    ):  # fmt: skip
        program, term = signed_in(user), place.at(entity)
        [line] = program.get("/own/secondments")["items"]
        assert (line["id"], line["choice"]) == (term.pk, "solved")
        assert line["confirmed_by"] == place.chief.display_name
        path = f"/own/secondments/{term.pk}/ratings"
        program.post(path, {"stars": 4, "says": "常来"}, expected=200)
        sent = signed_in(place.sent(entity))
        sent.post(path, {"stars": 5}, expected=404)
        told = sent.get(f"/secondments/terms/{term.pk}")
        assert [one["code"] for one in told["inputs"]] == ["visits"]
    term = place.at(place.village)
    path = f"/secondments/terms/{term.pk}"
    inputs = {one["code"]: one["value"] for one in signed_in(place.chief).get(path)["inputs"]}
    assert inputs["served"] == "80.00"
    other = signed_in(making.officer("other", "chief", at=making.office("住房和城乡建设局")))
    other.post(path + "/ratings", {"stars": 1}, expected=403)


def test_s33_a_steward_s_program_chooses_otherwise() -> None:
    place = Sent()
    row = place.proposed()
    path = f"/secondments/terms/{place.at_firm(row, 1).pk}/choice"
    said = {"officer": place.officer("kang").pk, "says": "企业点名"}
    signed_in(place.chief).post(path, said, expected=403)
    told = signed_in(place.steward).post(path, said, expected=200)
    assert (told["choice"], told["choice_says"], told["cost"]) == ("changed", "企业点名", 10)
    assert told["chosen_by"] == place.steward.display_name
    assert told["confirmed_by"] == ""
