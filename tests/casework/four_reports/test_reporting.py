"""An act on a card holder is told beforehand, received, recorded, rated; and never held up."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django.fixtures import Settings
from tests.casework.four_reports.report_cast import MONDAY, THURSDAY, Reporting, by

from tashan.base.errors import UserError
from tashan.casework.four_report_models import ActKind, ExemptGround, Outcome
from tashan.casework.four_reports.reporting import rate, receive, record
from tashan.casework.four_reports.seeing import (
    acts_for,
    may_see_frequency,
    may_see_rating,
    visible_reports,
)
from tashan.record.models import Event

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2026, 11, 4)


@pytest.fixture
def place(settings: Settings) -> Reporting:
    settings.PLACE = "999901"
    return Reporting()


def test_a_report_three_working_days_ahead_is_in_time(place: Reporting) -> None:
    made = place.reported()
    assert (made.wanted_by, made.due_on, made.was_late) == (MONDAY, date(2026, 11, 3), False)
    assert made.receiver == place.reform
    assert made.version.adoption == place.adoption


def test_a_holiday_is_no_working_day_ahead(place: Reporting) -> None:
    made = place.reported(date(2026, 9, 20), planned_on=date(2026, 10, 9))
    assert made.wanted_by == date(2026, 9, 29)  # 8 October and 30, 29 September


def test_a_late_report_is_taken_and_says_so(place: Reporting) -> None:
    assert place.reported(WEDNESDAY).was_late


def test_the_days_ahead_are_the_county_s_own(settings: Settings) -> None:
    settings.PLACE = "999901"
    assert Reporting(ahead_inspection=1).reported(WEDNESDAY).was_late is False


@pytest.mark.parametrize("is_received", [True, False])
def test_nothing_holds_up_a_lawful_act(place: Reporting, is_received: bool) -> None:
    """Not received, reported late, done before its day: it is recorded all the same."""
    made = place.reported(WEDNESDAY)
    if is_received:
        receive(made, "请错开生产高峰", by=by(place.keeper, WEDNESDAY))
    done = record(made, Outcome.CARRIED_OUT, "未发现问题", by=by(place.inspector, WEDNESDAY))
    assert (done.outcome, done.done_on) == ("carried_out", WEDNESDAY)


def test_a_receipt_has_no_say_over_the_act(place: Reporting) -> None:
    made = receive(place.reported(), "建议合并检查", by=by(place.keeper))
    assert (made.remark, made.planned_on, made.outcome) == ("建议合并检查", THURSDAY, "")


def test_who_reports_does_not_receive(place: Reporting) -> None:
    made = place.reported(user=place.keeper, office=place.reform)
    with pytest.raises(UserError, match="Who reports"):
        receive(made, "", by=by(place.keeper))


def test_it_is_received_and_recorded_once(place: Reporting) -> None:
    made = place.reported()
    receive(made, "", by=by(place.keeper))
    with pytest.raises(UserError, match="received on 2026-11-02"):
        receive(made, "", by=by(place.keeper))
    record(made, Outcome.DROPPED, "改为联合检查", by=by(place.inspector))
    with pytest.raises(UserError, match="recorded already"):
        record(made, Outcome.DROPPED, "再记", by=by(place.inspector))


def test_an_exempt_act_is_recorded_after_it_was_done(place: Reporting) -> None:
    made = place.reported(
        WEDNESDAY, planned_on=MONDAY, exempt=ExemptGround.COMPLAINT, ground="12345 工单 88 号"
    )
    assert (made.due_on, made.wanted_by, made.was_late) == (None, None, False)
    with pytest.raises(UserError, match="needs no receipt"):
        receive(made, "", by=by(place.keeper, WEDNESDAY))
    record(made, Outcome.CARRIED_OUT, "责令改正", by=by(place.inspector, MONDAY))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"planned_on": date(2026, 10, 30)}, "lies in the past"),
        ({"exempt": ExemptGround.SAFETY, "planned_on": MONDAY}, "needs its ground"),
        ({"exempt": ExemptGround.SAFETY, "ground": "隐患"}, "after it was done"),
        ({"ground": "举报"}, "no kind of exemption"),
        ({"legal_basis": " "}, "on which legal basis"),
    ],
)
def test_a_report_that_cannot_be(place: Reporting, said: dict[str, object], told: str) -> None:
    with pytest.raises(UserError, match=told):
        place.reported(**said)  # type: ignore[arg-type]


def test_a_ground_that_the_county_does_not_know(settings: Settings) -> None:
    settings.PLACE = "999901"
    place = Reporting(exempt=["accident"])
    with pytest.raises(UserError, match="no ground for an exemption"):
        place.reported(exempt=ExemptGround.COMPLAINT, ground="举报", planned_on=MONDAY)


def test_nothing_is_reported_of_a_firm_without_a_card(place: Reporting) -> None:
    with pytest.raises(UserError, match="not entitled"):
        place.reported(firm=place.plain)


def test_the_enterprise_rates_what_was_recorded(place: Reporting) -> None:
    made = place.reported()
    with pytest.raises(UserError, match="not recorded yet"):
        rate(made, 5, "", by=by(place.agent))
    record(made, Outcome.CARRIED_OUT, "合格", by=by(place.inspector))
    with pytest.raises(UserError, match="one to five"):
        rate(made, 6, "", by=by(place.agent))
    assert rate(made, 4, "不扰生产", by=by(place.agent)).rating == 4
    with pytest.raises(UserError, match="rated already"):
        rate(made, 1, "", by=by(place.agent))
    kinds = Event.objects.filter(stream=made.stream).order_by("sequence")
    assert list(kinds.values_list("kind", flat=True)) == [
        "act.reported", "act.recorded", "act.rated",
    ]  # fmt: skip


def test_a_firm_reports_its_own_layoffs(place: Reporting) -> None:
    made = place.reported(
        user=place.agent, office=place.firm, kind=ActKind.CLOSURE, planned_on=date(2026, 12, 1)
    )
    assert made.wanted_by == date(2026, 11, 3)


def test_a_bank_reports_a_loan_ten_working_days_before_it_is_withdrawn(place: Reporting) -> None:
    made = place.withdrawal()
    assert (made.wanted_by, made.was_late) == (date(2026, 11, 9), False)
    assert place.withdrawal(date(2026, 11, 12)).was_late


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"kind": ActKind.PENALTY}, "A bank reports the loans"),
        ({"kind": ActKind.CLOSURE}, "A bank reports the loans"),
        ({"exempt": ExemptGround.EMERGENCY, "ground": "风险暴露"}, "No withdrawal"),
    ],
)
def test_a_bank_reports_nothing_but_withdrawals(
    place: Reporting, said: dict[str, object], told: str
) -> None:
    with pytest.raises(UserError, match=told):
        place.withdrawal(**said)


def test_a_firm_reports_nothing_of_itself_but_layoffs(place: Reporting) -> None:
    with pytest.raises(UserError, match="own layoffs"):
        place.reported(user=place.agent, office=place.firm, kind=ActKind.LOAN)


def test_a_clerk_sees_the_reports_of_the_own_bank_alone(place: Reporting) -> None:
    own, other = place.withdrawal(), place.withdrawal(beside=True)
    place.reported()
    assert set(visible_reports(place.clerk, MONDAY)) == {own}
    assert set(visible_reports(place.clerk_beside, MONDAY)) == {other}
    assert acts_for(place.clerk, own, MONDAY) == ["record"]
    assert acts_for(place.clerk, other, MONDAY) == []
    assert acts_for(place.keeper, own, MONDAY) == ["receive"]


def test_a_bank_sees_neither_its_mark_nor_what_other_banks_do(place: Reporting) -> None:
    made = place.withdrawal()
    record(made, Outcome.DROPPED, "改为展期", by=by(place.clerk))
    made = rate(made, 5, "谢谢", by=by(place.agent))
    assert may_see_rating(place.keeper, made, MONDAY)
    assert not may_see_rating(place.clerk, made, MONDAY)
    assert may_see_frequency(place.keeper)
    assert not may_see_frequency(place.clerk)


def test_without_the_mechanism_nothing_is_reported(settings: Settings) -> None:
    settings.PLACE = "999901"
    place = Reporting()
    place.adoption.ended_on = date(2026, 10, 1)
    place.adoption.save()
    with pytest.raises(UserError, match="adopts it"):
        place.reported()


def test_somebody_must_answer_for_the_receipt(settings: Settings) -> None:
    settings.PLACE = "999901"
    with pytest.raises(UserError, match="No office answers"):
        Reporting(managed=False).reported()
