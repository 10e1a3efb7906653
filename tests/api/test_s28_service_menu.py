"""S28, the menu of services, for programs: ordered, dispatched, signed for, answered, rated."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.api.programs import Program, token_for
from tests.casework.services.service_cast import TUESDAY, Services, by
from tests.casework.services.tree_cast import Tree

from tashan.casework.services.answering import give_back
from tashan.casework.services.dispatching import Way, dispatch
from tashan.record.models import User
from tashan.record.tokens import NewToken, make_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def them() -> Services:
    return Services()


def signed_in(user: User) -> Program:
    return Program(token_for(user, "work:read", "work:write"), user)


def test_s28_an_order_goes_its_whole_way_and_no_program_of_the_office_reads_the_mark(
    them: Services,
) -> None:
    agent, centre, hr = (signed_in(one) for one in (them.agent, them.centre, them.hr))
    menu = agent.get("/services/menu")["items"]
    assert ("recruiting", 7, "working") in [(m["code"], m["days"], m["unit"]) for m in menu]
    told = agent.post(
        "/services/orders", {"service": "recruiting", "says": "缺三十人"}, expected=201
    )
    path = f"/services/orders/{told['id']}"
    told = centre.post(path + "/dispatch", {}, expected=200)
    assert told["answer_by"] is not None  # the clock runs, though nobody has signed
    assert told["sent"][0]["signed_on"] is None
    assert hr.get(path)["acts"] == ["sign", "give_back"]
    hr.post(path + "/sign", {}, expected=200)
    hr.post(path + "/visit", {"who": "何科长", "says": "看了车间"}, expected=200)
    told = hr.post(path + "/answer", {"outcome": "solved", "says": "已安排"}, expected=200)
    assert (told["state"], told["closed_on"]) == ("answered", None)
    rated = {"mark": 1, "is_solved": False, "says": "人没来"}
    hr.post(path + "/rate", rated, expected=403)
    told = agent.post(path + "/rate", rated, expected=200)
    assert (told["state"], told["ratings"][0]["mark"]) == ("closed", 1)
    for program in (hr, centre):
        assert program.get(path)["ratings"] == []
        figures = program.get("/services/figures?first=2026-01-01&last=2026-12-31")
        shares = {one["code"]: one for one in figures["shares"]}
        assert shares["satisfied"] == {
            "code": "satisfied", "numerator": 0, "denominator": 0, "is_hidden": True,
            "percent": None,
        }  # fmt: skip
        assert shares["closed"]["percent"] == "100.0"
        assert figures["mean_mark"] is None
    told = agent.post(path + "/reopen", {"says": "人没来"}, expected=200)
    assert told["state"] == "ordered"


def test_s28_the_second_return_goes_to_the_arbiter(them: Services) -> None:
    centre, hr, land = (signed_in(one) for one in (them.centre, them.hr, them.land))
    wanted = {"service": "recruiting", "says": "缺人", "enterprise": them.firm.pk}
    path = f"/services/orders/{centre.post('/services/orders', wanted, expected=201)['id']}"
    centre.post(path + "/dispatch", {}, expected=200)
    back = {"duty": "land", "document": "三定规定第四条", "says": "属于用地"}
    hr.post(path + "/give_back", back | {"document": ""}, expected=422)
    hr.post(path + "/give_back", back, expected=200)
    centre.post(path + "/dispatch", {"duty": "land"}, expected=200)
    told = land.post(path + "/give_back", back | {"duty": "hr"}, expected=200)
    assert told["state"] == "disputed"
    decided = {"duty": "hr", "says": "以用工为主"}
    centre.post(path + "/arbitrate", decided, expected=403)  # who dispatched it
    told = signed_in(them.arbiter).post(path + "/arbitrate", decided, expected=200)
    assert told["sent"][-1]["is_binding"]
    assert hr.get(path)["acts"] == ["sign"]


def test_s28_a_late_payment_has_its_legal_limit_and_its_counts(them: Services) -> None:
    agent, centre, industry = (signed_in(one) for one in (them.agent, them.centre, them.industry))
    said = {"debtor": them.land_office.pk, "debtor_kind": "public", "contract": "测绘合同",
            "fen": 12_000_000, "delivered_on": "2026-08-03", "says": "一直未付款"}  # fmt: skip
    told = agent.post("/payment-complaints", said, expected=201)
    assert told["legal_on"] == "2026-09-02"
    path = f"/payment-complaints/{told['id']}"
    centre.post(path + "/send", {"office": them.land_office.pk}, expected=422)
    told = centre.post(path + "/send", {}, expected=200)
    assert told["result_by"] is not None
    result = {"result": "plan", "says": "分两期付清"}
    assert industry.post(path + "/result", result, expected=200)["state"] == "ended"
    counts = centre.get("/payment-complaints/counts?first=2026-01-01&last=2026-12-31")
    assert (counts["filed"], counts["ended"], counts["planned"]) == (1, 1, 1)
    assert [one["id"] for one in agent.get("/payment-complaints")["items"]] == [told["id"]]


def test_s28_lists_show_each_what_is_theirs(them: Services) -> None:
    order = them.sent().order
    for user, seen in ((them.hr, [order.pk]), (them.land, []), (them.agent, [order.pk])):
        rows = signed_in(user).get("/services/orders?state=dispatched")["items"]
        assert [one["id"] for one in rows] == seen


def test_s28_a_leader_s_own_token_decides_between_offices(them: Services) -> None:
    """The scope is one that a leader's account can make use of, and may ask for."""
    new = NewToken("桌面", ("work:read", "work:write"), timezone.now() + timedelta(days=9))
    _row, secret = make_token(them.arbiter, new, at=timezone.now())
    leader = Program(secret, them.arbiter)
    order = them.sent().order
    for office, duty in ((them.hr, "land"), (them.land, "industry")):
        give_back(order, duty, "三定规定第四条", "不在职责内", by=by(office, TUESDAY))
        if duty == "land":
            dispatch(order, Way(duty), by=by(them.centre, TUESDAY))
    path = f"/services/orders/{order.pk}"
    told = leader.get(path)
    assert (told["acts"], told["wait_until"], told["light"]) == (
        ["arbitrate"], "2026-11-05", "red",
    )  # fmt: skip
    told = leader.post(path + "/arbitrate", {"duty": "hr", "says": "以用工为主"}, expected=200)
    assert (told["state"], told["wait_until"]) == ("dispatched", None)


def test_s28_an_office_above_reads_the_orders_below_and_moves_none() -> None:
    tree = Tree()
    tree.sent("recruiting")
    above = signed_in(tree.hr_chief)
    assert len(above.get("/services/orders")["items"]) == 2
    [line] = above.get("/services/orders?below=true")["items"]
    assert (line["id"], line["office"]["name"]) == (tree.order.pk, "村级就业服务点")
    path = f"/services/orders/{tree.order.pk}"
    assert above.get(path)["acts"] == []
    above.post(path + "/sign", {}, expected=403)
    signed_in(tree.worker).post(path + "/sign", {}, expected=200)
