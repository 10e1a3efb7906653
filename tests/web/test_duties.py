"""The pages of duties, delegated items and the open catalogue."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.casework import making
from tests.duties.duties_cast import BUILDING, BUREAU, TOWN, delegated, given
from tests.registry import people_and_places as county
from tests.web.people import Knock, OfficerClient, speaking_english

from tashan.adoption.adopting import NewAdoption, adopt, change_parameters
from tashan.adoption.models import Adoption
from tashan.adoption.settings_of import Setting
from tashan.casework.states import State
from tashan.duties import keeping
from tashan.duties.holding import holder, members
from tashan.duties.models import Delegation, Evaluation, Form, Holding
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(knock: Knock) -> OfficerClient:
    return speaking_english(knock("registrar"))


@pytest.fixture
def bureau() -> Entity:
    return making.office(BUREAU)


@pytest.fixture
def adopted() -> Adoption:
    new = NewAdoption("parallel_approval", "并联审批", "999901", date(2026, 1, 1))
    return adopt(new, actor=cast.officer("steward0", "石执事"), at=cast.AT)


def make_case(steps: dict[str, Any]) -> None:
    """A bare case, whose empty file is in force nowhere."""
    making.make_case(steps)
    Adoption.objects.filter(mechanism="made_up").update(since=date(2100, 1, 1))


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_who_answers_for_what(keeper: OfficerClient, bureau: Entity) -> None:
    given(bureau, "land")
    page = read(keeper, "/duties/")
    assert "1 duty is answered for" in page
    assert BUREAU in page


def test_a_hole_is_stated_loudly_with_its_next_step(
    keeper: OfficerClient, adopted: Adoption
) -> None:
    page = read(keeper, "/duties/")
    assert "duties are answered for by nobody" in page
    assert "/duties/give/?duty=works" in page


def test_without_any_duty_the_page_says_what_to_do(keeper: OfficerClient) -> None:
    assert "No duty is given yet" in read(keeper, "/duties/")


def test_the_page_is_as_of_a_day(keeper: OfficerClient, bureau: Entity) -> None:
    given(bureau, "land", since=date(2020, 1, 1))
    assert "nobody" in read(keeper, "/duties/?on=2019-01-01")


def test_by_office_a_joint_office_names_its_members(keeper: OfficerClient, bureau: Entity) -> None:
    joint, source = making.office("工程联合审批办公室"), county.source()
    keeping.join(joint, bureau, since=county.LONG_AGO, source=source, is_lead=True)
    given(joint, "joint_check")
    page = read(keeper, "/duties/?by=office")
    assert "Joint office" in page
    assert BUREAU in page


def test_many_duties_take_few_queries(
    keeper: OfficerClient, bureau: Entity, adopted: Adoption, django_assert_max_num_queries: Any
) -> None:
    for code in ("land", "works", "water", "ecology"):
        given(bureau, code)
    with django_assert_max_num_queries(12):
        read(keeper, "/duties/?by=office")


def test_a_duty_is_given_on_the_page(keeper: OfficerClient, bureau: Entity) -> None:
    sent = {"code": "land", "title_zh": "用地", "office": BUREAU, "since": "2026-01-01",
            "reason": "三定规定"}  # fmt: skip
    assert keeper.post("/duties/give/", sent).headers["Location"] == "/duties/"
    found = holder("land", date(2026, 6, 1))
    assert found is not None
    assert found.office == bureau


def test_a_hole_fills_in_the_form(keeper: OfficerClient, adopted: Adoption) -> None:
    assert "住房和城乡建设局" in read(keeper, "/duties/give/?duty=works")


def test_what_is_refused_is_told_on_the_form(keeper: OfficerClient, bureau: Entity) -> None:
    sent = {"code": "用地", "title_zh": "用地", "office": BUREAU, "since": "2026-01-01",
            "reason": "三定规定"}  # fmt: skip
    answer = keeper.post("/duties/give/", sent)
    assert answer.status_code == 422
    assert "is no code of a duty" in answer.content.decode()


def test_a_duty_is_ended_on_the_page(keeper: OfficerClient, bureau: Entity) -> None:
    row = given(bureau, "land")
    keeper.post(f"/duties/{row.pk}/end/", {"since": "2026-01-01", "reason": "机构改革"})
    assert holder("land", date(2026, 6, 1)) is None


def test_an_office_joins_and_leaves_a_joint_office(keeper: OfficerClient, bureau: Entity) -> None:
    joint = making.office("工程联合审批办公室")
    sent = {
        "joint": "工程联合审批办公室",
        "member": BUREAU,
        "since": "2026-01-01",
        "reason": "文件",
    }
    keeper.post("/duties/join/", sent | {"is_lead": "on"})
    [row] = members(joint, date(2026, 6, 1))
    assert row.is_lead
    keeper.post(f"/duties/members/{row.pk}/part/", {"since": "2026-07-01", "reason": "文件"})
    assert members(joint, date(2026, 8, 1)) == []


def test_a_delegated_item_says_its_form_seal_and_cases(keeper: OfficerClient) -> None:
    row = delegated(Form.ENTRUSTED)
    day = date(2026, 11, 5)
    make_case({"a": {"state": State.PASSED, "received_on": day, "accepted_on": day,
                     "ended_on": day, "delegation": row}})  # fmt: skip
    page = read(keeper, "/delegations/")
    assert "Entrusted" in page
    assert f"{BUREAU} → {TOWN}" in page
    assert "100.0%" in page


def test_a_share_without_any_decided_is_a_dash(keeper: OfficerClient) -> None:
    delegated()
    assert "0.0%" not in read(keeper, "/delegations/")


def test_delegations_are_narrowed_by_form_and_by_what_is_due(keeper: OfficerClient) -> None:
    delegated(every=1)
    assert "No delegated item matches" in read(keeper, "/delegations/?form=window")
    assert TOWN in read(keeper, "/delegations/?state=due")


def test_an_item_is_delegated_on_the_page(
    keeper: OfficerClient, bureau: Entity, adopted: Adoption
) -> None:
    making.office(TOWN)
    sent = {"item": "drainage", "holder": BUREAU, "to": TOWN, "form": "entrusted",
            "document": "他政发〔2026〕1号", "announced": "公告2号", "is_to_organ": "on",
            "every": "6", "since": "2026-03-01", "reason": "扩权"}  # fmt: skip
    answer = keeper.post("/delegations/new/", sent)
    row = Delegation.objects.get()
    assert answer.headers["Location"] == f"/delegations/{row.pk}/"
    assert (row.title["zh"], row.form) == ("污水排入排水管网许可", "entrusted")


def test_an_institution_is_not_entrusted(
    keeper: OfficerClient, bureau: Entity, adopted: Adoption
) -> None:
    making.office("县市政公用事业中心")
    sent = {"item": "drainage", "holder": BUREAU, "to": "县市政公用事业中心", "form": "entrusted",
            "document": "1号", "announced": "2号", "since": "2026-03-01",
            "reason": "扩权"}  # fmt: skip
    answer = keeper.post("/delegations/new/", sent)
    assert answer.status_code == 422
    assert "administrative organ only" in answer.content.decode()


def test_without_a_catalogue_there_is_nothing_to_delegate(keeper: OfficerClient) -> None:
    assert "adopt one first" in read(keeper, "/delegations/new/")


def test_a_failed_evaluation_asks_for_the_recall(keeper: OfficerClient) -> None:
    row = delegated()
    sent = {"since": "2026-09-01", "passes": "no", "says": "抽查11件，3件超时。", "reason": "评估"}
    keeper.post(f"/delegations/{row.pk}/evaluate/", sent)
    assert Evaluation.objects.get().passes is False
    assert "recall the item" in read(keeper, f"/delegations/{row.pk}/")


def test_a_recall_leads_to_the_ended_delegation_from_its_old_address(
    keeper: OfficerClient,
) -> None:
    row = delegated()
    sent = {"since": "2026-09-01", "reason": "评估未通过"}
    answer = keeper.post(f"/delegations/{row.pk}/recall/", sent)
    assert answer.headers["Location"] != f"/delegations/{row.pk}/"
    assert "2026-09-01" in read(keeper, f"/delegations/{row.pk}/")


def test_anyone_reads_the_open_catalogue(client: Client, adopted: Adoption) -> None:
    client.cookies["django_language"] = "en"
    page = read(client, "/items/?q=proposal")
    assert "Approval of the proposal" in page
    assert "5 working days" in page
    assert "20 working days" in page
    assert "no office is named yet" in page


def test_the_catalogue_says_who_acts_and_where_otherwise(
    client: Client, bureau: Entity, adopted: Adoption
) -> None:
    given(bureau, "urban")
    delegated(item="drainage", place=making.home())
    page = read(client, "/items/?q=drainage")
    assert BUREAU in page
    assert TOWN in page


def test_the_catalogue_is_narrowed_by_stage_office_and_same_day(
    client: Client, bureau: Entity, adopted: Adoption
) -> None:
    given(bureau, "reform")
    for narrowed in ("stage=立项用地规划许可", f"office={BUREAU}", "same_day=1"):
        page = read(client, f"/items/?{narrowed}")
        assert "项目代码赋码" in page
        assert "竣工验收备案" not in page


def test_the_share_of_the_year_has_its_numerator_and_denominator(
    client: Client, adopted: Adoption
) -> None:
    assert '<b class="big">—</b>' in read(client, "/items/?on=2026-11-30")
    day, late = date(2026, 11, 5), date(2026, 11, 6)
    passed = {"item": "filing", "state": State.PASSED, "received_on": day, "accepted_on": day}
    make_case({"a": passed | {"ended_on": day}, "b": passed | {"ended_on": late}})
    page = read(client, "/items/?on=2026-11-30")
    assert '<b class="big">50.0%</b>' in page
    assert "/items/same-day/" not in page  # who the cases are about is nobody's business here


def test_who_sees_all_cases_opens_those_of_the_share(knock: Knock, adopted: Adoption) -> None:
    day = date(2026, 11, 5)
    make_case({"a": {"item": "filing", "state": State.PASSED, "received_on": day,
                     "accepted_on": day, "ended_on": day}})  # fmt: skip
    leader = speaking_english(knock("leader"))
    assert "/items/same-day/" in read(leader, "/items/?on=2026-11-30")
    assert "电子产业园一期" in read(leader, "/items/same-day/?on=2026-11-30&same_day=1")


def test_the_catalogue_takes_few_queries(
    client: Client, bureau: Entity, adopted: Adoption, django_assert_max_num_queries: Any
) -> None:
    given(bureau, "urban")
    delegated(item="drainage", place=making.home())
    with django_assert_max_num_queries(12):
        read(client, "/items/")


def test_one_version_has_nothing_to_compare(client: Client, adopted: Adoption) -> None:
    client.cookies["django_language"] = "en"
    assert "There is one version" in read(client, f"/items/versions/{adopted.pk}/")


def test_what_changed_between_two_versions_is_shown(client: Client, adopted: Adoption) -> None:
    setting = {"joint_check": Setting(7, "提速")}
    actor = cast.officer("steward1", "石执事")
    change_parameters(adopted, setting, since=date(2026, 6, 1), actor=actor, at=cast.AT)
    client.cookies["django_language"] = "en"
    page = read(client, f"/items/versions/{adopted.pk}/")
    assert "12 working days" in page
    assert "7 working days" in page


def test_a_holding_is_told_apart_from_who_had_it(keeper: OfficerClient, bureau: Entity) -> None:
    given(bureau, "land")
    given(making.office(BUILDING), "land", since=date(2026, 1, 1))
    assert Holding.objects.filter(replaced__isnull=True).count() == 2
    page = read(keeper, "/duties/")
    assert BUILDING in page
    assert BUREAU not in page
