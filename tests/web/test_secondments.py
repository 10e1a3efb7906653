"""People sent, on pages: each sees their part, forms keep what was typed, and pages stay cheap."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.casework import making
from tests.casework.services.service_cast import Services
from tests.duties.dispatching.four_cast import Four
from tests.duties.dispatching.sent_cast import NAMES, Sent, by
from tests.registry import people_and_places as county
from tests.web.people import browser, shown

from tashan.casework.visit_orders import pass_on
from tashan.duties.dispatch_models import Rating, RatingSide, RoundState, SecondmentRound, Visit
from tashan.duties.dispatching import drafting, proposing, visiting
from tashan.duties.dispatching.appraising import rate
from tashan.duties.dispatching.visiting import NewProblem, NewVisit

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 2)


@pytest.fixture
def place() -> Sent:
    return Sent()


def test_a_draft_says_why_and_what_the_second_best_costs(place: Sent) -> None:
    row = place.proposed()
    page = shown(place.steward, f"/secondments/{row.pk}/")
    assert "Electronics +10" in page
    assert "as good" in page
    assert "10 points less in all" in page
    assert "恒川电子" in shown(place.steward, f"/secondments/{row.pk}/?view=grid&group=strongest")
    assert "2026年企业工作指导员" in shown(place.steward, "/secondments/")


def test_a_draft_says_that_what_is_known_has_changed_since(place: Sent) -> None:
    row = place.proposed()
    outdated = "What is known has changed since"
    assert outdated not in shown(place.steward, f"/secondments/{row.pk}/")
    sent = set(row.secondments.values_list("officer", flat=True))
    left = next(name for name in ("fang", "gu") if place.officer(name).pk not in sent)
    place.brings(left, "machinery")
    drafting.bring(place.firms[1], "electronics", since=county.LONG_AGO, source=county.source())
    page = shown(place.steward, f"/secondments/{row.pk}/")
    assert outdated in page
    assert "10 points more in all" in page
    proposing.propose(row, by=by(place.steward))
    assert outdated not in shown(place.steward, f"/secondments/{row.pk}/")


def test_a_steward_opens_fills_and_works_out_a_round(place: Sent) -> None:
    steward = browser(place.steward)
    said = {"rules": f"{place.adoption.pk}.instructors", "title": "指导员", "since": "2026-01-05",
            "office": f"企业工作指导员办公室 #{place.office.pk}", "previous": ""}  # fmt: skip
    answer = steward.post("/secondments/new/", said)
    row = SecondmentRound.objects.get()
    assert answer.headers["Location"] == f"/secondments/{row.pk}/"
    address = f"/secondments/{row.pk}/"
    names = [f"{one.code}" for one in place.firms]
    for group, some in (("strongest", names[:2]), ("best", names[2:])):
        told = {"group": group, "names": "\n".join(some), "label": ""}
        assert steward.post(address + "places/", told).status_code == 302
    assert steward.get(address + "work-out/").status_code == 409
    officers = "\n".join(f"{n} #{place.officer(n).pk}" for n in NAMES)
    told = {"pool": "reserve", "officers": officers}
    assert steward.post(address + "members/", told).status_code == 302
    tie = {"sort": "own_shares", "officer": f"fang #{place.officer('fang').pk}", "office": "",
           "firm": place.firms[0].code, "reason": "廉政档案"}  # fmt: skip
    assert steward.post(address + "tie/", tie).status_code == 302
    need = {"code": "finance", "officer": "", "firm": place.firms[0].code, "reason": "企业申请"}
    assert steward.post(address + "bring/", need).status_code == 302
    page = steward.get(address + "work-out/").content.decode()
    assert "0 stay, 3 come, 0 go" in page
    assert not row.secondments.exists()
    steward.post(address + "work-out/")
    first = place.at_firm(row)
    assert first.officer_id == place.officer("gu").pk
    steward.post(f"/secondments/of/{first.pk}/keep/", {"fixed": "1"})
    assert "3 stay, 0 come, 0 go" in steward.get(address + "work-out/").content.decode()
    steward.post(address + "places/", {"group": "best", "names": "没有这家", "label": ""})
    papers = {"document": "他委〔2026〕1号", "on": "2026-01-05"}
    assert steward.post(address + "publish/", papers).status_code == 409
    assert browser(place.chief).post(address + "publish/", papers).status_code == 302
    row.refresh_from_db()
    assert row.state == RoundState.RUNNING
    assert steward.post(address + "end/", {"on": "2026-06-01"}).status_code == 409


def test_an_officer_writes_of_their_own_term_and_of_no_other(place: Sent) -> None:
    row = place.published()
    term, other = place.at_firm(row, 1), place.at_firm(row, 2)
    own = browser(place.people["hua"])
    assert "长青机械" in own.get("/secondments/mine/").content.decode()
    said = {"on": "2026-02-03", "where": "车间", "met": "王厂长", "said": "谈招工",
            "problem": "缺焊工", "service": ""}  # fmt: skip
    assert own.post(f"/secondments/of/{other.pk}/visit/", said).status_code == 403
    assert own.post(f"/secondments/of/{term.pk}/visit/", said | {"met": ""}).status_code == 422
    assert own.post(f"/secondments/of/{term.pk}/visit/", said).status_code == 302
    assert own.post(f"/secondments/of/{term.pk}/rate/", {}).status_code == 403
    report = {"on": "2026-03-02", "of": "2026-02-10", "says": "走访一次"}
    assert own.post(f"/secondments/of/{term.pk}/report/", report).status_code == 302
    page = own.get(f"/secondments/of/{term.pk}/?on=2026-03-02").content.decode()
    for words in ("缺焊工", "logged late", "走访一次", "1 period missed"):
        assert words in page
    problem = Visit.objects.get().problems.get()
    answer = own.post(f"/secondments/problems/{problem.pk}/pass-on/", follow=True)
    assert "No menu of services is in force" in answer.content.decode()
    assert (
        browser(place.people["ji"]).post(f"/secondments/problems/{problem.pk}/pass-on/").status_code
        == 403
    )


def test_the_firm_sees_who_comes_and_rates_and_the_officer_does_not_see_who_did(
    place: Sent,
) -> None:
    term = place.at_firm(place.published(), 1)
    agent = making.agent("wang", place.firms[1])
    client = browser(agent)
    assert "hua" in client.get("/own/secondments/").content.decode()
    said = {"secondment": term.pk, "stars": "4", "says": "跑得勤，话不多"}
    assert client.post("/own/secondments/", said).status_code == 302
    other = browser(making.agent("zhao", place.firms[0]))
    assert other.post("/own/secondments/", said).status_code == 404
    address = f"/secondments/of/{term.pk}/"
    chief = browser(place.chief)
    rated = {"on": "2026-03-02", "stars": "5", "says": "好"}
    assert chief.post(address + "rate/", rated).status_code == 302
    assert "跑得勤，话不多" in chief.get(address).content.decode()
    own = shown(place.people["hua"], address)
    assert "跑得勤，话不多" not in own
    assert "wang" not in own


def test_a_village_a_park_and_a_station_rate_who_was_sent_to_them() -> None:
    place = Four()
    for user, entity in ((place.villager, place.village), (place.parker, place.park),
                         (place.recruiter, place.station)):  # fmt: skip
        term, sent = place.at(entity), place.sent(entity)
        client = browser(user)
        assert sent.username in client.get("/own/secondments/").content.decode()
        said = {"secondment": term.pk, "stars": "2", "says": "不常来"}
        assert client.post("/own/secondments/", said).status_code == 302
        assert Rating.objects.get(secondment=term).stars == 2
        assert browser(place.agent).post("/own/secondments/", said).status_code == 404
        assert browser(sent).post("/own/secondments/", said).status_code == 404
        address = f"/secondments/of/{term.pk}/"
        own = shown(sent, address)
        assert "不常来" not in own
        assert "40.0" not in own
        assert "Those served" not in own
        assert "不常来" in shown(place.chief, address)
        assert "40.0" in shown(place.chief, address)
    assert browser(place.steward).get("/own/secondments/").status_code == 403
    assert "Nobody is sent to you" in shown(place.people["kang"], "/own/secondments/")


def test_a_steward_chooses_otherwise_and_everybody_sees_who_did_why_and_at_what_cost(
    place: Sent,
) -> None:
    row = place.proposed()
    term = place.at_firm(row, 1)
    address, steward = f"/secondments/of/{term.pk}/", browser(place.steward)
    assert f"{address}choose/" in shown(place.steward, address)
    said = {"officer": f"kang #{place.officer('kang').pk}", "says": "企业点名"}
    assert browser(place.chief).post(address + "choose/", said).status_code == 403
    assert steward.post(address + "choose/", said | {"says": ""}).status_code == 422
    answer = steward.post(address + "choose/", said)
    made = place.at_firm(row, 1)
    assert answer.headers["Location"] == f"/secondments/of/{made.pk}/"
    for page in (f"/secondments/of/{made.pk}/", f"/secondments/{row.pk}/"):
        words = shown(place.chief, page)
        assert "企业点名" in words
        assert "10 points less in all" in words
    assert "1 chosen by hand" in shown(place.chief, f"/secondments/{row.pk}/")
    other = place.at_firm(row)
    assert "as it was worked out" in shown(place.chief, f"/secondments/of/{other.pk}/")
    papers = {"document": "他委〔2026〕1号", "on": "2026-01-05"}
    browser(place.chief).post(f"/secondments/{row.pk}/publish/", papers)
    assert "Confirmed by cao on 2026-01-05" in shown(
        place.people["kang"], f"/secondments/of/{made.pk}/"
    )


def test_who_looks_on_compares_the_scores_of_a_round_and_colleagues_do_not(place: Sent) -> None:
    row = place.published()
    term = place.at_firm(row, 1)
    agent = making.agent("wang", place.firms[1])
    visiting.log_visit(term, NewVisit("车间", "王厂长", "谈招工"),
                       by=by(place.people["hua"], date(2026, 2, 3)))  # fmt: skip
    rate(term, RatingSide.SERVED, 5, by=by(agent, MARCH))
    rate(term, RatingSide.OFFICE, 4, by=by(place.chief, MARCH))
    address = f"/secondments/{row.pk}/?on=2026-03-02"
    assert "Score" in shown(place.chief, address)
    assert "Score" not in shown(place.people["kang"], address)


def test_a_chief_of_another_office_neither_rates_nor_replaces(place: Sent) -> None:
    term = place.at_firm(place.published(), 1)
    chief = browser(making.officer("other", "chief", at=making.office("住房和城乡建设局")))
    rated = {"on": "2026-03-02", "stars": "5", "says": "好"}
    for act in ("rate", "hand_back", "replace"):
        assert chief.post(f"/secondments/of/{term.pk}/{act}/", rated).status_code == 403


def test_a_chief_replaces_and_hands_back(place: Sent) -> None:
    row = place.published()
    term, chief = place.at_firm(row, 1), browser(place.chief)
    said = {"on": "2026-04-01", "officer": f"kang #{place.officer('kang').pk}", "says": "调动"}
    assert chief.post(f"/secondments/of/{term.pk}/replace/", said).status_code == 302
    made = row.secondments.get(instead_of=term)
    back = {"on": "2026-05-01", "says": "借调回原单位"}
    assert chief.post(f"/secondments/of/{made.pk}/hand_back/", back).status_code == 302
    assert chief.post(f"/secondments/of/{made.pk}/hand_back/", back).status_code == 409


def test_the_pages_ask_little_of_the_database(
    place: Sent, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = place.published()
    term = place.at_firm(row, 1)
    new = NewVisit("车间", "王厂长", "谈招工", (NewProblem("缺焊工"),))
    for day in range(3, 20):
        visiting.log_visit(term, new, by=by(place.people["hua"], date(2026, 2, day)))
    rate(term, RatingSide.OFFICE, 4, "好", by=by(place.chief, MARCH))
    client = browser(place.chief)
    address = f"/secondments/{row.pk}/"
    for one in ("/secondments/", address, address + "?view=grid", f"/secondments/of/{term.pk}/"):
        client.get(one)
        with django_assert_max_num_queries(20):
            client.get(one)


def test_the_order_of_a_problem_opens_the_visit_at_which_it_came_up() -> None:
    place = Four()
    Services()
    term, sent = place.at(place.firms[0]), place.sent(place.firms[0])
    new = NewVisit("车间", "厂长", "缺工", (NewProblem("缺二十名工人", "recruiting"),))
    problem = visiting.log_visit(term, new, by=by(sent, MARCH)).problems.get()
    order = pass_on(problem, by=by(sent, MARCH)).order
    page = shown(place.steward, f"/services/{order}/")
    assert f'<a href="/secondments/of/{term.pk}/">a visit on 2026-03-02</a>' in page
    own = shown(place.agent, f"/services/{order}/")
    assert "a visit on 2026-03-02" in own
    assert f"/secondments/of/{term.pk}/" not in own
