"""The tables of the national exchange: what is good goes out, what is faulty is listed."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from tests import cast as people
from tests.casework.making import home, make_case, office, project_code
from tests.exchange.cast import nobody_looks
from tests.registry import people_and_places as county
from tests.web.people import account

from tashan.casework.models import Case, Stop
from tashan.casework.states import State
from tashan.exchange import exports
from tashan.exchange.approvals.archive import FAULTS, archive
from tashan.exchange.approvals.checking import checked
from tashan.exchange.models import Export
from tashan.mechanisms.library import library
from tashan.mechanisms.procedure import Procedure
from tashan.record import files
from tashan.record.events import append
from tashan.record.models import User
from tashan.registry import keeping, projects
from tashan.registry.kinds import Kind, Part
from tashan.registry.models import Entity
from tashan.registry.projects import NewWork

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 2)
FACTS = {
    "type": "construction", "route": "approval", "stage": "preparatory", "funding": "government",
    "industry": "E4710", "investment": 120_000_000_00, "content": "标准厂房三栋",
    "planned_start": date(2026, 12, 1), "planned_finish": date(2027, 12, 1),
}  # fmt: skip


@pytest.fixture
def sender() -> User:
    return account("sender", "window", "exporter")


def known_project(**other: object) -> Entity:
    """A project of which the register says all that the exchange asks for."""
    told = FACTS | {"place": home()} | other
    new = keeping.New("电子产业园一期", date(2026, 1, 1), project_code(), told)
    row = keeping.enter(Kind.PROJECT, new, source=county.source())
    projects.join(row, county.enterprise("他山城建有限公司", 3), part=Part.OWNER,
                  since=date(2026, 1, 1), source=county.source())  # fmt: skip
    return row


def case_of(subject: Entity, **said: object) -> Case:
    land = {"item": "09001", "received_on": ON, "accepted_on": ON, "state": State.IN_HAND}
    return make_case({"land": land | said}, subject=subject, route="approval",
                     office=office())  # fmt: skip


def sent(sender: User, **query: str) -> tuple[Export, dict[str, list[dict[str, str]]]]:
    """The run and the tables of its archive by their titles."""
    run = exports.ask("approvals", query, reviewer="", actor=sender, at=people.AT)
    exports.write(run, at=people.AT, part=nobody_looks)
    run.refresh_from_db()
    assert run.file is not None
    told = {}
    with ZipFile(BytesIO(files.read(run.file))) as packed:
        for name in packed.namelist():
            if name.endswith(".csv"):
                text = packed.read(name).decode("utf-8-sig")
                told[name.removesuffix(".csv").split("-")[-1]] = list(
                    csv.DictReader(StringIO(text))
                )
    return run, told


def test_a_work_goes_out_with_the_fields_of_the_standard(sender: User) -> None:
    row = known_project()
    projects.add_work(row, NewWork("GC-01", "一号厂房"), since=ON, source=county.source())
    case_of(row)
    _run, told = sent(sender)
    work = told["项目基本信息"][0]
    assert work["项目代码"] == row.code
    assert work["工程代码"] == "GC-01"
    assert (work["项目投资来源"], work["立项类型"], work["审批流程类型"]) == ("1", "1", "1")
    assert work["总投资额（万元）"] == "12000"
    assert told["项目单位信息"][0]["单位类型"] == "1"


def test_a_project_without_works_is_one_whose_code_is_the_number_of_the_case(sender: User) -> None:
    case = case_of(known_project())
    assert sent(sender)[1]["项目基本信息"][0]["工程代码"] == case.number


def test_a_project_that_starts_after_it_finishes_is_listed_and_left_out(sender: User) -> None:
    case_of(known_project(planned_finish=date(2026, 11, 1)))
    run, told = sent(sender)
    assert told["项目基本信息"] == []
    faults = [(row["数据表"], row["字段"]) for row in told["未报送问题清单"]]
    assert ("项目基本信息", "拟建成时间") in faults
    assert run.left_out > 0


def test_what_hangs_on_a_row_that_is_left_out_is_left_out_too(sender: User) -> None:
    case_of(known_project(planned_start=None))
    told = sent(sender)[1]
    assert told["项目审批事项办理信息"] == []
    says = {row["数据表"]: row["问题"] for row in told["未报送问题清单"]}
    assert says["项目基本信息"] == "必填项为空"
    assert says["项目审批事项办理信息"] == "“项目基本信息”中没有对应的记录"


def test_a_work_with_the_code_of_its_project_is_refused() -> None:
    row = {"项目代码": "1", "工程代码": "1"}
    faults = checked({"SPGL_XMJBXXB": [row]}).faults
    assert ("工程代码", "不应与项目代码相同") in {(f.column, f.says) for f in faults}


def test_a_code_that_the_standard_does_not_know_is_refused() -> None:
    row = {"项目代码": "1", "工程代码": "2", "立项类型": "9"}
    faults = checked({"SPGL_XMJBXXB": [row]}).faults
    assert ("立项类型", "“9”不是标准代码") in {(f.column, f.says) for f in faults}


def test_the_same_archive_comes_of_the_same_rows() -> None:
    found = checked({})
    assert archive(found, on=ON) == archive(found, on=ON)


def test_a_cell_that_starts_a_formula_is_text(sender: User) -> None:
    case_of(known_project(content="=1+1"))
    assert sent(sender)[1]["项目基本信息"][0]["建设规模及内容"] == "'=1+1"


def test_every_change_of_state_is_a_row_with_the_code_of_the_standard(sender: User) -> None:
    case = case_of(known_project())
    for state in (State.RECEIVED, State.ACCEPTED, State.IN_HAND):
        said = {"matter": "land", "from": 0, "to": int(state)}
        append(case.stream, "matter.moved", said, actor=sender, at=people.AT, occurred_on=ON)
    rows = sent(sender)[1]["项目审批事项办理详细信息"]
    assert [(row["序号"], row["办理状态"]) for row in rows] == [("1", "1"), ("2", "3"), ("3", "8")]


def test_what_changes_no_state_is_no_row(sender: User) -> None:
    case = case_of(known_project())
    said = {"matter": "land", "from": 8, "to": 8}
    append(case.stream, "matter.extended", said, actor=sender, at=people.AT, occurred_on=ON)
    assert sent(sender)[1]["项目审批事项办理详细信息"] == []


def test_a_procedure_goes_out_once_with_its_stages_and_matters(
    sender: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    mechanism = library().mechanisms["green_card"]
    held = SimpleNamespace(mechanism=mechanism)
    monkeypatch.setattr("tashan.adoption.current.of_version", lambda _version: held)
    subject = known_project()
    for number in ("1", "2"):
        case = case_of(subject)
        Case.objects.filter(pk=case.pk).update(part="issuing", number=number)
    told = sent(sender)[1]
    assert [row["审批流程编码"] for row in told["地方项目审批流程信息"]] == ["made_up.issuing"]
    steps = mechanism.parts["issuing"]
    assert isinstance(steps, Procedure)
    faults = [row for row in told["未报送问题清单"] if "阶段事项" in row["数据表"]]
    assert {row["字段"] for row in faults} == {"审批阶段序号"}  # it has no stages
    assert len(faults) == len(steps.steps)


def test_a_special_procedure_goes_out_with_its_kind_and_approver(sender: User) -> None:
    case = case_of(known_project())
    for reason, resumed in (("supplement", ON), ("expert_review", None)):
        Stop.objects.create(
            matter=case.matters.get(), reason=reason, says="专家论证", basis="行政许可法第四十五条",
            approved_by=sender, expected_days=10, stopped_on=ON, resumed_on=resumed,
        )  # fmt: skip
    rows = sent(sender)[1]["项目审批事项特别程序信息"]
    assert [row["特别程序类型"] for row in rows] == ["专家评审"]
    assert rows[0]["批准人"] == sender.display_name


def test_a_result_goes_out_with_its_number(sender: User) -> None:
    outcome = {"document": "他自规许〔2026〕7号", "conclusion": "准予"}
    case_of(known_project(), state=State.PASSED, ended_on=ON, outcome=outcome)
    assert sent(sender)[1]["项目审批事项批复文件信息"][0]["批复文号"] == outcome["document"]


def test_intermediary_services_have_a_table_of_their_own(sender: User) -> None:
    case_of(known_project(), sort="intermediary")
    told = sent(sender)[1]
    assert told["项目审批事项办理信息"] == []
    assert told["项目中介服务办理信息"][0]["当前状态"] == "8"


def test_cases_are_narrowed_by_the_day_they_were_opened(sender: User) -> None:
    case_of(known_project())
    assert sent(sender, since="2026-11-03")[1]["项目审批事项办理信息"] == []
    assert len(sent(sender, since="2026-11-02")[1]["项目审批事项办理信息"]) == 1


def test_who_does_not_see_all_cases_may_not_send_them() -> None:
    with pytest.raises(PermissionDenied):
        exports.ask("approvals", {}, reviewer="", actor=account("h", "handler", "exporter"),
                    at=people.AT)  # fmt: skip


def test_the_list_of_faults_is_in_the_archive_even_when_there_are_none() -> None:
    with ZipFile(BytesIO(archive(checked({}), on=ON))) as packed:
        assert FAULTS in packed.namelist()
