"""An applicant's own cases: what is asked, where it stands, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.casework import making, procedures
from tests.registry import people_and_places as county
from tests.web.people import OfficerClient, sign_in, speaking_english
from tests.web.test_case_acts import PDF, client_of, do, received
from tests.web.test_inbox import in_hand

from tashan.casework.models import Case
from tashan.casework.states import State
from tashan.registry.models import Participation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 11, 3, tzinfo=UTC))


@pytest.fixture
def agent(db: None) -> OfficerClient:
    return speaking_english(sign_in(making.agent("agent", making.enterprise())))


def ours(steps: dict[str, dict[str, object]], **said: object) -> Case:
    return making.make_case(steps, applicant=making.enterprise(), **said)


def asked(**said: object) -> Case:
    """The window asked for the form and the plan."""
    case = ours({"one": received()}, given=(), **said)
    window = client_of("window", "window", office="政务服务中心")
    do(window, case, "ask_supplement", materials=["form", "plan"], says="请补正总平面图")
    return case


def test_what_is_asked_is_shown_at_once(agent: OfficerClient) -> None:
    case = asked()
    page = agent.get(f"/own/cases/{case.pk}/").content.decode()
    assert "Asked of you now" in page
    assert "请补正总平面图" in page
    assert page.count('type="file"') == 2


def test_what_is_handed_in_whole_goes_back_to_the_office(agent: OfficerClient) -> None:
    case = asked()
    files = {f"file_{code}": SimpleUploadedFile(f"{code}.pdf", PDF) for code in ("form", "plan")}
    assert agent.post(f"/own/cases/{case.pk}/", files).status_code == 302
    assert making.matter(case).state == State.SUPPLEMENTED


def test_half_of_it_leaves_the_request_standing(agent: OfficerClient) -> None:
    case = asked()
    agent.post(f"/own/cases/{case.pk}/", {"file_form": SimpleUploadedFile("a.pdf", PDF)})
    assert making.matter(case).state == State.SUPPLEMENT_ASKED
    assert agent.get(f"/own/cases/{case.pk}/").content.decode().count('type="file"') == 1


def test_a_program_is_not_taken(agent: OfficerClient) -> None:
    case = asked()
    answer = agent.post(f"/own/cases/{case.pk}/", {"file_form": SimpleUploadedFile("a.exe", b"MZ")})
    assert answer.status_code == 422
    assert "is not taken" in answer.content.decode()


def test_another_enterprises_case_is_not_found(agent: OfficerClient) -> None:
    theirs = making.make_case(
        {"one": in_hand()}, applicant=making.enterprise("云溪新材料有限公司", 8)
    )
    assert agent.get(f"/own/cases/{theirs.pk}/").status_code == 404
    assert agent.post(f"/own/cases/{theirs.pk}/").status_code == 404
    assert do(agent, theirs, "ask_withdrawal", says="不办了") == 404


def test_the_list_puts_first_what_asks_something(agent: OfficerClient) -> None:
    asked(title="要补正的")
    ours({"one": in_hand()}, title="在办的", subject=making.project(serial=2))
    page = agent.get("/own/cases/").content.decode()
    assert "1 matter waits for you" in page
    assert page.index("要补正的") < page.index("在办的")


def test_the_applicant_may_ask_to_withdraw_but_not_decide(agent: OfficerClient) -> None:
    case = ours({"one": in_hand()})
    assert do(agent, case, "decide", outcome="pass") == 409
    assert do(agent, case, "ask_withdrawal", says="不办了") == 302
    assert making.matter(case).state == State.WITHDRAWAL_ASKED


def test_the_slip_of_a_supplement_names_everything(agent: OfficerClient) -> None:
    case = asked()
    answer = agent.get(f"/cases/{case.pk}/slips/1.docx")
    text = "\n".join(p.text for p in docx.Document(BytesIO(answer.content)).paragraphs)
    assert "请补正总平面图" in text
    assert "1. form" in text
    assert "2. plan" in text


def test_an_event_without_a_slip_has_none(agent: OfficerClient) -> None:
    case = asked()
    assert agent.get(f"/cases/{case.pk}/slips/9.docx").status_code == 404


def test_a_file_of_another_case_is_not_given_away(agent: OfficerClient) -> None:
    case = asked()
    agent.post(f"/own/cases/{case.pk}/", {"file_form": SimpleUploadedFile("a.pdf", PDF)})
    other = ours({"one": in_hand()}, subject=making.project(serial=2))
    kept = case.materials.get(code="form").file
    assert kept is not None
    assert agent.get(f"/cases/{case.pk}/files/{kept.pk}/").status_code == 200
    assert agent.get(f"/cases/{other.pk}/files/{kept.pk}/").status_code == 404


def test_days_are_told_by_who_used_them(agent: OfficerClient) -> None:
    case = ours({"one": in_hand()})
    page = agent.get(f"/own/cases/{case.pk}/").content.decode()
    assert "0 by you, 7 by the offices" in page


def test_the_page_takes_few_queries(
    agent: OfficerClient, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    case = ours({f"m{n}": in_hand() for n in range(20)})
    with django_assert_max_num_queries(12):
        agent.get(f"/own/cases/{case.pk}/")


def test_an_agent_applies_for_an_own_project_alone(agent: OfficerClient) -> None:
    strange = making.project("别家的项目", 5)
    assert agent.get(f"/own/cases/new/?subject={strange.pk}").status_code == 404
    page = agent.get("/own/cases/new/").content.decode()
    assert "他山电子有限公司" in page


def test_an_application_lies_at_the_window_until_it_is_received(agent: OfficerClient) -> None:
    held = procedures.adopted()
    subject = procedures.project("云溪标准厂房")
    procedures.know_all(subject)
    row = Participation(
        project=subject, entity=making.enterprise(), part="owner", since=county.LONG_AGO,
    )  # fmt: skip
    row.source = row.entered = county.source()
    row.save()
    address = f"/own/cases/new/?subject={subject.pk}&way={held.adoption.pk}.enterprise_filing"
    assert "云溪标准厂房" in agent.get("/own/cases/new/").content.decode()
    answer = agent.post(address, {"title": "云溪标准厂房备案"})
    assert answer.status_code == 302, answer.content.decode()
    case = Case.objects.get(title="云溪标准厂房备案")
    assert case.applicant == making.enterprise()
    window = client_of("window", "window", office="政务服务中心")
    assert "云溪标准厂房备案" in window.get("/inbox/?list=receive").content.decode()
