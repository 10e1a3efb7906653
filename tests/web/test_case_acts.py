"""The acts on a matter: what is offered to whom, what it does to the deadline, and late entries."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.casework import making
from tests.web.people import OfficerClient, sign_in, speaking_english
from tests.web.test_inbox import in_hand

from tashan.casework.models import Case, Matter, Opinion
from tashan.casework.states import State
from tashan.record.models import Event

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 11)
PDF = b"%PDF-1.7\n% made up\n%%EOF"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 11, 3, tzinfo=UTC))


def client_of(name: str, *roles: str, office: str = "自然资源和规划局") -> OfficerClient:
    return speaking_english(sign_in(making.officer(name, *roles, at=making.office(office))))


@pytest.fixture
def window(db: None) -> OfficerClient:
    return client_of("window", "window", office="政务服务中心")


@pytest.fixture
def handler(db: None) -> OfficerClient:
    return client_of("handler", "handler")


@pytest.fixture
def chief(db: None) -> OfficerClient:
    return client_of("chief", "chief")


def received(**said: object) -> dict[str, object]:
    return {"state": State.RECEIVED, "received_on": date(2026, 11, 9)} | said


def address(case: Case, act: str, code: str = "one") -> str:
    return f"/cases/{case.pk}/matters/{code}/{act}/"


def do(client: OfficerClient, case: Case, act: str, **said: object) -> int:
    told = {"on": TODAY.isoformat()} | said
    return client.post(address(case, act), told).status_code


def test_the_window_accepts_and_the_clock_begins(window: OfficerClient) -> None:
    case = making.make_case({"one": received()})
    assert do(window, case, "accept") == 302
    assert making.matter(case).promised_on == date(2026, 11, 20)


def test_the_form_tells_the_deadline_before_the_act(window: OfficerClient) -> None:
    case = making.make_case({"one": received()})
    shown = window.get(address(case, "accept")).content.decode()
    assert "2026-11-20" in shown
    assert making.matter(case).state == State.RECEIVED


def test_the_deadline_follows_the_day_that_is_typed(window: OfficerClient) -> None:
    case = making.make_case({"one": received()})
    part = window.get(address(case, "accept") + "?on=2026-11-10", headers={"HX-Request": "true"})
    assert "2026-11-19" in part.content.decode()


def test_an_earlier_day_is_marked_as_entered_late(window: OfficerClient) -> None:
    case = making.make_case({"one": received()})
    answer = window.post(address(case, "accept"), {"on": "2026-11-10"})
    assert answer.status_code == 302
    assert Event.objects.get(stream=case.stream, kind="matter.accept").payload["late"] is True


def test_a_day_to_come_is_refused_in_place(window: OfficerClient) -> None:
    case = making.make_case({"one": received()})
    answer = window.post(address(case, "accept"), {"on": "2026-11-12"})
    assert answer.status_code == 409
    assert "has not come yet" in answer.content.decode()


def test_a_second_acceptance_says_who_was_first_and_keeps_what_was_typed(
    window: OfficerClient,
) -> None:
    case = making.make_case({"one": received()})
    do(window, case, "accept")
    answer = window.post(address(case, "refuse"), {"on": "2026-11-11", "says": "材料不全"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Already done by window" in page
    assert "材料不全" in page


def test_everything_missing_is_asked_for_at_once(window: OfficerClient) -> None:
    case = making.make_case({"one": received()}, given=())
    page = window.get(address(case, "ask_supplement")).content.decode()
    assert page.count('name="materials"') == page.count("checked") == 2
    assert do(window, case, "ask_supplement", materials=["form", "plan"], says="补齐") == 302
    assert making.matter(case).state == State.SUPPLEMENT_ASKED


def test_what_was_asked_for_before_is_told_in_place(handler: OfficerClient) -> None:
    case = making.make_case({"one": in_hand()}, given=())
    do(handler, case, "ask_supplement", materials=["form"], says="补齐")
    do(handler, case, "supplement")
    do(handler, case, "take_up")
    assert "asked for before" in handler.get(address(case, "ask_supplement")).content.decode()


def test_a_special_procedure_names_the_chief_who_approved(
    handler: OfficerClient, chief: OfficerClient
) -> None:
    case = making.make_case({"one": in_hand()})
    said = {
        "reason": "expert_review",
        "says": "专家评审",
        "expected_days": 5,
        "basis": "第四十五条",
    }
    page = handler.get(address(case, "begin_special")).content.decode()
    assert "Expert review" in page
    assert do(handler, case, "begin_special", approved_by=chief.user.pk, **said) == 302
    assert making.matter(case).stops.get().approved_by == chief.user


def test_a_handler_does_not_extend_a_limit(handler: OfficerClient) -> None:
    case = making.make_case({"one": in_hand()})
    assert do(handler, case, "extend", n=5, says="疑难") == 409
    assert not making.matter(case).extensions.exists()


def test_a_chief_extends_within_the_cap(chief: OfficerClient) -> None:
    case = making.make_case({"one": in_hand()})
    assert do(chief, case, "extend", n=5, says="疑难") == 302
    assert do(chief, case, "remove_extension", says="不再需要") == 302


def test_a_decision_keeps_its_document(handler: OfficerClient) -> None:
    case = making.make_case({"one": in_hand()})
    file = SimpleUploadedFile("许可证.pdf", PDF)
    said = {"outcome": "pass", "conclusion": "同意", "document": "他自然资许〔2026〕1号"}
    assert do(handler, case, "decide", file=file, **said) == 302
    row = making.matter(case)
    assert row.state == State.PASSED
    assert row.result is not None
    assert handler.get(f"/cases/{case.pk}/files/{row.result.pk}/").content == PDF


def test_a_file_that_is_not_what_it_says_is_refused(handler: OfficerClient) -> None:
    case = making.make_case({"one": in_hand()})
    file = SimpleUploadedFile("许可证.pdf", b"MZ not a pdf")
    answer = handler.post(
        address(case, "decide"), {"on": "2026-11-11", "outcome": "pass", "file": file}
    )
    assert answer.status_code == 422
    assert making.matter(case).state == State.IN_HAND


def test_a_filing_is_recorded_as_received_never_approved(handler: OfficerClient) -> None:
    case = making.make_case({"one": in_hand(sort="filing")})
    page = handler.get(address(case, "decide")).content.decode()
    assert "Record as received" in page
    assert "Passes" not in page


def test_an_asked_office_takes_its_own_position(handler: OfficerClient) -> None:
    case = making.make_case({"one": in_hand()})
    water = client_of("water", "handler", office="水利局")
    Opinion.objects.create(
        matter=making.matter(case), duty="water", office=making.office("水利局"), asked_on=TODAY
    )
    assert do(water, case, "give_opinion", position="agrees", says="无意见") == 302
    assert do(water, case, "decide", outcome="pass") == 409


def test_some_materials_may_follow(window: OfficerClient) -> None:
    case = making.make_case({"one": received()}, given=("form",))
    assert do(window, case, "tolerate", materials=["plan"]) == 302
    assert do(window, case, "accept") == 302
    assert making.matter(case).tolerated_until is not None


def test_a_commitment_needs_its_signed_file(handler: OfficerClient) -> None:
    case = making.make_case({"one": in_hand()})
    assert do(handler, case, "commit") == 422
    assert do(handler, case, "commit", file=SimpleUploadedFile("承诺书.pdf", PDF)) == 302
    assert Matter.objects.filter(case=case, check_of__isnull=False).count() == 1


def test_another_office_does_not_even_see_the_case() -> None:
    stranger = client_of("stranger", "handler", office="林业局")
    case = making.make_case({"one": in_hand()})
    assert stranger.get(address(case, "decide")).status_code == 404


def test_an_act_that_is_not_legal_now_tells_what_is(window: OfficerClient) -> None:
    case = making.make_case({"one": received()})
    page = window.get(address(case, "deliver")).content.decode()
    assert "cannot be done now" in page
    assert address(case, "accept") in page


def test_an_act_that_there_is_none_of_is_not_found(window: OfficerClient) -> None:
    case = making.make_case({"one": received()})
    assert window.get(address(case, "invent")).status_code == 404


def test_what_was_to_follow_is_closed_once_it_is_there(window: OfficerClient) -> None:
    case = making.make_case({"one": received()}, given=("form",))
    do(window, case, "tolerate", materials=["plan"])
    do(window, case, "accept")
    case.materials.update(given_on=TODAY)
    assert do(window, case, "complete_tolerated") == 302
    assert making.matter(case).tolerated_until is None
