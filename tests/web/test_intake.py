"""The window's intake: find, see the way, enter what is missing, open with all that came."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests.casework import making, procedures
from tests.web.people import Knock, OfficerClient, speaking_english

from tashan.casework.models import Case, Matter
from tashan.casework.states import State
from tashan.registry.models import Entity, ExtraFact

pytestmark = pytest.mark.django_db
NEW = "/cases/new/"


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


@pytest.fixture
def window(knock: Knock) -> OfficerClient:
    return speaking_english(knock("window"))


@pytest.fixture
def plant() -> Entity:
    procedures.adopted()
    found = procedures.project("电子厂房一期")
    procedures.know_all(found)
    return found


def address(subject: Entity, way: str = "") -> str:
    return f"{NEW}?subject={subject.pk}" + (f"&way={way}" if way else "")


def shown(client: OfficerClient, subject: Entity, way: str = "") -> str:
    answer = client.get(address(subject, way))
    assert answer.status_code == 200
    return answer.content.decode()


def said(**more: object) -> dict[str, object]:
    return {"title": "电子厂房一期", "on": "2026-11-02"} | more


def test_a_project_is_found_by_first_letters_by_name_and_by_code(
    plant: Entity, window: OfficerClient
) -> None:
    for words in ("dzcf", "电子厂房", plant.code):
        assert f"?subject={plant.pk}" in window.get(NEW, {"q": words}).content.decode()


def test_the_way_is_chosen_by_rules_and_explained(plant: Entity, window: OfficerClient) -> None:
    answer = window.get(address(plant))
    intake = answer.context["intake"]
    assert intake.chosen.part == "enterprise_filing"
    text = answer.content.decode()
    assert "it is received, nobody approves it" in text
    assert "企业投资项目核准和备案管理条例 第二条" in text
    fits = {card.key.partition(".")[2]: card.fits for card in intake.cards}
    assert fits["government_building"] is False


def test_the_page_asks_few_queries(
    plant: Entity, window: OfficerClient, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    shown(window, plant)
    with django_assert_max_num_queries(12):
        shown(window, plant)


def test_missing_facts_are_entered_on_the_page_with_their_source(window: OfficerClient) -> None:
    procedures.adopted()
    plant = procedures.project()
    procedures.know_all(plant, flood=None, eia=None)
    text = shown(window, plant)
    assert "在洪泛区或河道管理范围内" in text or "On a flood plain or by a river" in text
    answer = window.post(
        f"/cases/new/facts/{plant.pk}/",
        {"fact_approval_flood": "false", "fact_approval_eia": "report", "reason": "申请人申报"},
    )
    assert answer.status_code == 302
    rows = ExtraFact.objects.filter(entity=plant, field__in=("flood", "eia"))
    assert {row.field: row.value for row in rows} == {"flood": False, "eia": "report"}
    assert {row.source.title for row in rows} == {"申请人申报"}
    assert window.get(address(plant)).context["intake"].is_ready


def test_a_fact_left_empty_stays_unknown(window: OfficerClient) -> None:
    procedures.adopted()
    plant = procedures.project()
    procedures.know_all(plant, flood=None)
    window.post(f"/cases/new/facts/{plant.pk}/", {"reason": "申请人申报"})
    assert not ExtraFact.objects.filter(entity=plant, field="flood").exists()


def test_a_fact_of_the_register_itself_is_for_the_registrar(window: OfficerClient) -> None:
    procedures.adopted()
    plant = procedures.project(floor_area=None)
    procedures.know_all(plant)
    intake = window.get(address(plant)).context["intake"]
    assert [title for title, _holder in intake.for_the_registrar] == ["Floor area"]
    assert not intake.is_ready


def test_opening_receives_all_that_can_begin(plant: Entity, window: OfficerClient) -> None:
    for duty in ("reform", "land", "works", "ecology", "owner", "agency"):
        making.holds(duty, making.office())
    upload = SimpleUploadedFile("资金.pdf", b"%PDF funds")
    answer = window.post(
        address(plant), said(given=["declaration", "form"], file_funds=upload, commit=["x"])
    )
    case = Case.objects.get()
    assert answer.headers["Location"] == f"/cases/{case.pk}/"
    assert case.title == "电子厂房一期"
    rows = {row.code: row for row in case.materials.all()}
    assert rows["declaration"].given_on is not None
    assert rows["funds"].file is not None
    assert rows["funds"].file.name == "资金.pdf"
    assert rows["design"].given_on is None
    assert Matter.objects.get(case=case, code="project_code").state == State.RECEIVED


def test_nothing_is_lost_on_an_error(plant: Entity, window: OfficerClient) -> None:
    upload = SimpleUploadedFile("资金.pdf", b"%PDF funds")
    answer = window.post(
        address(plant),
        said(title="", given=["declaration"], follows=["safety"], file_funds=upload),
    )
    assert Case.objects.count() == 0
    rows = {row.needed.code: row for row in answer.context["materials"]}
    assert rows["declaration"].given
    assert rows["safety"].follows
    assert rows["funds"].file == "资金.pdf"
    again = window.post(address(plant), said(kept_funds=rows["funds"].kept))
    assert again.status_code == 302
    file = Case.objects.get().materials.get(code="funds").file
    assert file is not None
    assert file.name == "资金.pdf"


def test_a_forged_ticket_gives_no_file(plant: Entity, window: OfficerClient) -> None:
    window.post(address(plant), said(kept_funds="1:forged"))
    assert Case.objects.get().materials.get(code="funds").file is None


def test_a_day_to_come_is_refused_beside_its_field(plant: Entity, window: OfficerClient) -> None:
    answer = window.post(address(plant), said(on="2999-01-01"))
    assert "has not come yet" in answer.content.decode()
    assert Case.objects.count() == 0


def test_a_project_without_a_code_is_told_that_nothing_can_be_accepted(
    window: OfficerClient,
) -> None:
    procedures.adopted()
    plant = procedures.project(code="")
    procedures.know_all(plant)
    assert "nothing can be accepted" in shown(window, plant)


def test_the_notice_lists_all_that_is_missing_at_once(plant: Entity, window: OfficerClient) -> None:
    answer = window.post(
        f"{NEW}missing.docx", {"subject": plant.pk, "way": "", "given": ["declaration"]}
    )
    paper = docx.Document(BytesIO(answer.content))
    told = [cell.text for table in paper.tables for cell in table.columns[1].cells]
    assert "资金落实承诺书" in told
    assert "企业基本情况和项目信息" not in told


def test_without_a_procedure_the_page_says_who_adopts_one(window: OfficerClient) -> None:
    making.home()
    plant = procedures.project()
    assert "A steward adopts one" in shown(window, plant)


def test_the_page_is_chinese_too(plant: Entity, knock: Knock) -> None:
    text = knock("window", username="w2").get(address(plant)).content.decode()
    assert "一次" in text
