"""Cases by the API: what each account sees, every move with the permissions of the pages."""

from __future__ import annotations

from base64 import b64encode
from datetime import date

import pytest
from pytest_django.fixtures import Settings
from tests.api.programs import Program, token_for
from tests.casework import making
from tests.casework.making import make_case, matter, officer, person

from tashan.api.case_acts import DOINGS
from tashan.casework.acts import Act
from tashan.casework.models import Case
from tashan.casework.states import State
from tashan.record.models import Event, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _place(settings: Settings) -> None:
    settings.PLACE = "999901"


@pytest.fixture
def case() -> Case:
    return make_case(opened_on=date(2026, 1, 5))


def calls(user: User, *scopes: str) -> Program:
    return Program(token_for(user, *(scopes or ("cases:read", "cases:write"))), user)


@pytest.fixture
def window() -> Program:
    return calls(person("wen", "window"))


def handler(office: str = "") -> Program:
    at = making.office(office) if office else making.office()
    return calls(officer(f"he{office}", "handler", at=at))


def act(caller: Program, case: Case, name: str, *, code: str = "one", **given: object) -> dict:  # type: ignore[type-arg]
    path = f"/cases/{case.pk}/matters/{code}/{name}"
    found: dict = caller.post(path, given, expected=200)  # type: ignore[type-arg]
    return found


def refused(caller: Program, case: Case, name: str, **given: object) -> str:
    answer = caller.send("POST", f"/cases/{case.pk}/matters/one/{name}", given)
    assert answer.status_code in (403, 422), answer.content
    return str(answer.json()["detail"])


def test_the_window_sees_all_cases_and_an_office_its_own(case: Case, window: Program) -> None:
    numbers = [row["number"] for row in window.get("/cases")["items"]]
    assert numbers == [case.number]
    assert [row["number"] for row in handler().get("/cases")["items"]] == [case.number]
    assert handler("水利局").get("/cases")["items"] == []


def test_a_case_of_others_is_not_there(case: Case) -> None:
    assert handler("水利局").send("GET", f"/cases/{case.pk}").status_code == 404


def test_an_agent_sees_the_cases_of_their_own_enterprise() -> None:
    firm = making.enterprise()
    own = make_case(applicant=firm)
    make_case(number="other")
    caller = calls(making.agent("agent", firm))
    assert [row["id"] for row in caller.get("/cases")["items"]] == [own.pk]


def test_cases_are_narrowed_and_found_by_number(case: Case, window: Program) -> None:
    assert window.get("/cases?state=finished")["items"] == []
    assert len(window.get(f"/cases?q={case.number}")["items"]) == 1
    assert len(window.get(f"/cases?subject={case.subject_id}")["items"]) == 1


def test_a_case_tells_its_matters_materials_and_prerequisites(window: Program) -> None:
    case = make_case({"site": {}, "land": {}}, {"land": [("site", "hard")]})
    told = window.get(f"/cases/{case.pk}")
    assert [row["code"] for row in told["matters"]] == ["site", "land"]
    assert told["prerequisites"] == [
        {"before": "site", "after": "land", "need": "hard", "basis": []}
    ]
    assert {row["code"] for row in told["materials"]} == {"form", "plan"}
    assert told["matters"][0]["acts"] == ["receive"]
    assert told["matters"][1]["acts"] == []  # it waits


def test_a_matter_goes_from_receipt_to_its_decision(case: Case, window: Program) -> None:
    act(window, case, "receive", on="2026-01-05")
    act(window, case, "accept", on="2026-01-06")
    mine = handler()
    act(mine, case, "take_up", on="2026-01-06")
    told = act(mine, case, "decide", on="2026-01-08", outcome="pass", document="许〔2026〕1号")
    assert told["state"] == State.PASSED
    assert told["outcome"]["document"] == "许〔2026〕1号"
    assert not told["is_late"]
    assert matter(case).ended_on == date(2026, 1, 8)


def test_a_move_entered_later_is_a_late_entry(case: Case, window: Program) -> None:
    act(window, case, "receive", on="2026-01-05")
    told = window.get(f"/cases/{case.pk}/events")["items"]
    assert [(row["kind"], row["occurred_on"], row["late"]) for row in told] == [
        ("matter.receive", "2026-01-05", True)
    ]
    assert told[0]["actor"] == "wen"


def test_why_this_date_is_told_for_both_limits(case: Case, window: Program) -> None:
    act(window, case, "receive", on="2026-01-05")
    act(window, case, "accept", on="2026-01-05")
    told = window.get(f"/cases/{case.pk}/matters/one?on=2026-01-07")
    promised, statutory = told["clocks"]
    assert (promised["deadline"], promised["used"], promised["remaining"]) == ("2026-01-14", 2, 5)
    assert statutory["kind"] == "statutory"
    days = told["why"][0]["days"]
    assert days[0]["reason"] == "start"
    assert days[-1]["last"] == "2026-01-14"
    assert {day["reason"] for day in days} == {"start", "counted", "not_working"}


def test_what_is_late_and_what_is_unlawful_is_told(case: Case, window: Program) -> None:
    act(window, case, "receive", on="2026-01-05")
    act(window, case, "accept", on="2026-01-05")

    def told(on: str) -> tuple[bool, bool]:
        row = window.get(f"/cases/{case.pk}?on={on}")["matters"][0]
        return row["is_late"], row["is_unlawful"]

    assert told("2026-01-14") == (False, False)
    assert told("2026-01-15") == (True, False)
    assert told("2026-02-20") == (True, True)


def test_another_office_does_not_move_it(case: Case) -> None:
    path = f"/cases/{case.pk}/matters/one/take_up"
    assert handler("水利局").send("POST", path, {}).status_code == 404


def test_an_act_that_is_not_legal_now_says_so(case: Case, window: Program) -> None:
    assert refused(window, case, "accept")
    assert matter(case).state == State.NOT_BEGUN


def test_an_act_needs_its_own_fields(case: Case, window: Program) -> None:
    assert "needs: materials, says" in refused(window, case, "ask_supplement")


def test_an_act_takes_no_fields_of_another(case: Case, window: Program) -> None:
    assert "does not take: materials" in refused(window, case, "receive", materials=["form"])


def test_there_is_no_act_of_another_name(case: Case, window: Program) -> None:
    assert "There is no act" in refused(window, case, "approve")


def test_a_material_comes_in_as_a_file(window: Program) -> None:
    case = make_case(given=())
    data = b64encode("总平面图".encode()).decode()
    body = {"code": "plan", "file": {"name": "总平面图.txt", "data": data}}
    window.post(f"/cases/{case.pk}/materials", body, expected=200)
    row = next(m for m in window.get(f"/cases/{case.pk}")["materials"] if m["code"] == "plan")
    assert row["file"] == "总平面图.txt"
    assert row["sha256"]


def test_a_move_with_a_key_is_made_once(case: Case, window: Program) -> None:
    path = f"/cases/{case.pk}/matters/one/receive"
    first = window.send("POST", path, {}, Idempotency_Key="a-key-of-its-own")
    again = window.send("POST", path, {}, Idempotency_Key="a-key-of-its-own")
    assert first.json() == again.json()
    assert Event.objects.filter(stream=case.stream).count() == 1


def test_every_act_of_somebody_can_be_made() -> None:
    automatic, of_the_case = {Act.ESCALATE}, {Act.HAND_IN}
    assert set(DOINGS) == {a.value for a in Act if a not in automatic | of_the_case}
