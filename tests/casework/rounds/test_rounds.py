"""A month's round: issued to the offices, answered with photos, checked by another."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django.fixtures import Settings
from tests.casework import making
from tests.casework.rounds.rounds_cast import (
    ANSWERED,
    OCTOBER,
    SEPTEMBER,
    WAN,
    Dispatching,
    by,
    evidence,
    project,
)

from tashan.base.errors import UserError
from tashan.casework.round_models import ReportState, StatisticalFigure
from tashan.casework.rounds import answering, issuing, papers
from tashan.casework.rounds.due import REPORTS_DUE
from tashan.casework.rounds.issuing import NewRound
from tashan.casework.rounds.seeing import may_answer, may_check
from tashan.record import statements
from tashan.record.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Dispatching:
    return Dispatching()


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


def test_a_round_goes_to_the_responsible_office_of_each_project(place: Dispatching) -> None:
    found = place.issued()
    assert {(r.project_id, r.office_id) for r in found.reports.all()} == {
        (place.project.pk, place.office.pk), (place.other.pk, place.office.pk),
    }  # fmt: skip
    assert Event.objects.get(stream=found.stream).kind == "round.issued"


def test_a_month_has_one_round(place: Dispatching) -> None:
    place.issued()
    with pytest.raises(UserError, match="2026-09"):
        place.issued()


def test_a_project_for_which_nobody_answers_is_not_asked_about(place: Dispatching) -> None:
    lone = project("无人负责的项目", 3)
    new = NewRound(SEPTEMBER, "调度", date(2026, 10, 10))
    with pytest.raises(UserError, match="responsible office"):
        issuing.issue(new, [lone], by=by(place.steward))
    made = issuing.issue(new, [lone, place.project], by=by(place.steward))
    assert made.reports.count() == 1


def test_projects_under_way_are_the_key_ones_where_asked(place: Dispatching) -> None:
    plain = project("一般项目", 4, is_key=False)
    keys = issuing.under_way(ANSWERED, key_only=True)
    assert {one.pk for one in keys} == {place.project.pk, place.other.pk}
    assert plain in issuing.under_way(ANSWERED, key_only=False)


def test_the_same_words_as_last_month_are_taken_and_flagged(place: Dispatching) -> None:
    first = place.answered(place.report(place.issued()), "主管完成三公里。")
    again = place.answered(
        place.report(place.issued(OCTOBER, date(2026, 10, 5))), " 主管完成三公里", done=700 * WAN
    )
    assert (first.is_same, again.is_same) == (False, True)
    assert again.state == ReportState.ANSWERED


def test_the_investment_of_a_year_falls_with_a_reason_alone(place: Dispatching) -> None:
    place.answered(place.report(place.issued()), done=600 * WAN)
    later = place.report(place.issued(OCTOBER, date(2026, 10, 5)))
    with pytest.raises(UserError, match="yuan were reported"):
        place.answered(later, "又完成一公里", done=599 * WAN)
    told = place.answered(later, "又完成一公里", done=599 * WAN, lowered_because="上月重复计算")
    assert (told.before, told.lowered_because) == (600 * WAN, "上月重复计算")


def test_a_new_year_begins_at_nothing(place: Dispatching) -> None:
    place.answered(place.report(place.issued()), done=600 * WAN)
    january = place.report(place.issued(date(2027, 1, 1), date(2026, 10, 5)))
    assert place.answered(january, "开春复工", done=0).before is None


def test_somebody_else_checks_the_report(place: Dispatching) -> None:
    report = place.answered(place.report(place.issued()))
    with pytest.raises(UserError, match="yourself"):
        answering.check(report, by=by(place.handler))
    checked = answering.check(report, by=by(place.chief))
    assert (checked.state, checked.checker) == (ReportState.CHECKED, place.chief)
    with pytest.raises(UserError, match="Checked"):
        place.answered(report)


def test_what_is_sent_back_is_answered_again(place: Dispatching) -> None:
    report = place.answered(place.report(place.issued()))
    back = answering.send_back(report, "照片不是本月的", by=by(place.steward))
    assert back.state == ReportState.SENT_BACK
    assert place.answered(report, "已补照片").state == ReportState.ANSWERED


def test_a_photo_has_its_day_and_its_place(place: Dispatching) -> None:
    report = place.report(place.issued())
    shot = answering.attach_photo(report, evidence(), ANSWERED, "二标段", by=by(place.handler))
    assert (shot.taken_on, shot.taken_at) == (ANSWERED, "二标段")
    with pytest.raises(UserError, match="already"):
        answering.attach_photo(report, evidence(), ANSWERED, "二标段", by=by(place.handler))
    with pytest.raises(UserError, match="no picture"):
        answering.attach_photo(
            report, evidence(b"text", "a.txt"), ANSWERED, "二标段", by=by(place.handler)
        )
    with pytest.raises(UserError, match="not come yet"):
        answering.attach_photo(
            report, evidence(b"2"), date(2026, 12, 1), "二标段", by=by(place.handler)
        )


def test_statistics_are_typed_apart_and_the_newest_counts(place: Dispatching) -> None:
    report = place.answered(place.report(place.issued()))
    for fen in (480 * WAN, 470 * WAN):
        papers.enter_statistics(
            place.project, SEPTEMBER, fen, "九月固投台账", by=by(place.statistician)
        )
    told = papers.statistics_of([place.project.pk], SEPTEMBER)[place.project.pk]
    report.refresh_from_db()
    assert (told.fen, report.done) == (470 * WAN, 600 * WAN)
    assert told.source.title == "九月固投台账"
    assert StatisticalFigure.objects.count() == 2


def test_an_office_answers_for_its_own_projects_alone(place: Dispatching) -> None:
    stranger = making.officer("wai", "handler", at=making.office("水利局"))
    assert may_answer(place.handler, place.office.pk, ANSWERED)
    assert not may_answer(stranger, place.office.pk, ANSWERED)
    assert may_check(place.chief, place.office.pk, ANSWERED)
    assert may_check(place.steward, place.office.pk, ANSWERED)
    assert not may_check(place.handler, place.office.pk, ANSWERED)


def test_reports_not_answered_are_due(place: Dispatching) -> None:
    found = place.issued()
    place.answered(place.report(found))
    rows = statements.fetch_all(REPORTS_DUE.statement, {"on": ANSWERED})
    assert [row[0] for row in rows] == [f"round_report:{place.report(found, place.other).pk}"]
    assert rows[0][1:6] == (
        "2026-09重点项目调度 · 高标准厂房二期", place.office.pk, None, place.other.pk, found.due_on,
    )  # fmt: skip
