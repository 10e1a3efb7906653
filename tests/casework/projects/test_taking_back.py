"""Evidence and reports wrongly given are taken back: kept, with a reason, and nothing hidden."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import making
from tests.casework.projects.library_cast import PLANNED, WAN, Library, by

from tashan.base.errors import UserError
from tashan.casework.project_models import Milestone, ReportTakenBack
from tashan.casework.projects import evidence, milestones, planning
from tashan.casework.projects.checking import Check
from tashan.casework.projects.due import DUE
from tashan.casework.projects.milestones import Reached
from tashan.casework.projects.planning import Amount, NewPlanEntry
from tashan.casework.projects.terms import needed_library
from tashan.record import statements
from tashan.record.models import Event
from tashan.registry.keeping import facts_on
from tashan.registry.kinds import ProjectStage

pytestmark = pytest.mark.django_db
MARCH, MAY = date(2026, 3, 2), date(2026, 5, 6)


@pytest.fixture
def place() -> Library:
    return Library()


def gate(place: Library, on: date) -> bool | None:
    terms = needed_library(on)
    found = Check(place.project, terms, on).of(terms.gate(ProjectStage.RESERVED))
    return next(one.met for one in found if one.requirement.code == "outlined")


def test_a_gate_is_judged_without_what_was_taken_back(place: Library) -> None:
    row = place.show("proposal", MARCH)
    assert gate(place, MAY) is True
    made = evidence.take_back(row, "附错了文件", by=by(place.handler, MAY))
    assert (gate(place, MAY), gate(place, MARCH)) == (False, True)
    assert (made.stood, row.document) == ([], "proposal〔2026〕1号")
    event = Event.objects.get(stream=place.project.stream, kind="project.evidence_taken_back")
    assert event.payload["reason"] == "附错了文件"


def test_a_move_that_stood_on_it_stays_and_is_named(place: Library) -> None:
    row = place.show("proposal", MARCH)
    move = place.move("reserved", MARCH)
    assert move is not None
    made = evidence.take_back(row, "不是本项目的", by=by(place.steward, MAY))
    assert made.stood == [{"sort": "move", "id": move.pk, "says": "reserved", "on": "2026-03-02"}]
    assert facts_on(place.project, MAY).stage == "reserved"


def test_who_gave_it_or_a_steward_takes_it_back_once(place: Library) -> None:
    row = place.show("proposal", MARCH)
    with pytest.raises(UserError, match="or a steward") as refused:
        evidence.take_back(row, "错", by=by(place.chief, MAY))
    assert place.handler.display_name in refused.value.hint
    with pytest.raises(UserError, match="reason is missing"):
        evidence.take_back(row, " ", by=by(place.handler, MAY))
    with pytest.raises(UserError, match="evidence is of 2026-03-02"):
        evidence.take_back(row, "错", by=by(place.handler, PLANNED))
    evidence.take_back(row, "错", by=by(place.handler, MAY))
    with pytest.raises(UserError, match="already"):
        evidence.take_back(row, "错", by=by(place.steward, MAY))


def test_a_draft_is_not_issued_on_evidence_that_is_taken_back(place: Library) -> None:
    row = place.show("filing", MARCH)
    plan = planning.make_plan("annual", "", 2026, by=by(place.steward, MARCH))
    new = NewPlanEntry(place.project, "生产线", MARCH, MAY, 8_000 * WAN,
                       [Amount(2026, "own", WAN)])  # fmt: skip
    entry = planning.admit(plan, new, by=by(place.steward, MARCH))
    made = evidence.take_back(row, "备案已撤销", by=by(place.steward, MAY))
    assert [one["sort"] for one in made.stood] == ["plan"]
    with pytest.raises(UserError, match="taken back: 锂电池材料项目"):
        planning.issue(plan, "发改〔2026〕3号", by=by(place.chief, MAY))
    planning.take_out(entry, "备案已撤销", by=by(place.steward, MAY))
    place.show("filing", MAY)
    planning.admit(plan, new, by=by(place.steward, MAY))
    planning.issue(plan, "发改〔2026〕3号", by=by(place.chief, MAY))


def reported(place: Library, *, confirmed: bool) -> Milestone:
    row = place.milestone()
    row = milestones.report_done(row, Reached("监理月报", WAN), by=by(place.handler, MARCH))
    if confirmed:
        row = milestones.check_done(row, agreed=True, answer="属实", by=by(place.chief, MARCH))
    return row


def test_a_confirmed_milestone_is_open_and_due_again(place: Library) -> None:
    row = reported(place, confirmed=True)
    assert statements.fetch_all(DUE.statement, {"on": MAY}) == []
    with pytest.raises(UserError, match="chief or a steward"):
        milestones.take_back(row, "报错了", by=by(place.handler, MAY))
    row = milestones.take_back(row, "报错了", by=by(place.chief, MAY))
    assert (row.done_on, row.checked_on, row.document) == (None, None, "")
    kept = ReportTakenBack.objects.get(milestone=row)
    assert (kept.document, kept.done_fen, kept.checked_by) == ("监理月报", WAN, place.chief)
    assert [due[1] for due in statements.fetch_all(DUE.statement, {"on": MAY})] == ["主体封顶"]
    event = Event.objects.get(stream=place.project.stream, kind="milestone.taken_back")
    assert event.payload["was_confirmed"] is True


def test_the_office_takes_its_report_back_before_it_is_confirmed(place: Library) -> None:
    row = reported(place, confirmed=False)
    with pytest.raises(UserError, match="reported done on"):
        milestones.take_back(row, "附错了", by=by(place.handler, PLANNED))
    stranger = making.officer("gai", "handler", at=making.office("住房和城乡建设局"))
    with pytest.raises(UserError, match="chief or a steward"):
        milestones.take_back(row, "附错了", by=by(stranger, MAY))
    row = milestones.take_back(row, "附错了", by=by(place.handler, MAY))
    with pytest.raises(UserError, match="No report"):
        milestones.take_back(row, "附错了", by=by(place.handler, MAY))
    milestones.report_done(row, Reached("监理月报更正", WAN), by=by(place.handler, MAY))
