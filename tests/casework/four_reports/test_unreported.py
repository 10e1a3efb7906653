"""Acts without a report are found by people and in the registers, and warned of by their number."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from pytest_django.fixtures import Settings
from tests.casework import making
from tests.casework.four_reports.report_cast import MONDAY, SINCE, Reporting, by
from tests.registry import people_and_places as places

from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.due import Due
from tashan.casework.four_report_models import ActKind, ExemptGround, Outcome
from tashan.casework.four_reports.due import ANSWERS_DUE, DUE
from tashan.casework.four_reports.frequency import frequencies
from tashan.casework.four_reports.overview import figures_of
from tashan.casework.four_reports.reporting import rate, receive, record
from tashan.casework.four_reports.rules import rules_on
from tashan.casework.four_reports.unreported import answer, look
from tashan.casework.models import Matter
from tashan.casework.moving.by import By
from tashan.registry.credit import NewCredit, enter_credit
from tashan.registry.models import CreditEvent

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 20)


@pytest.fixture
def place(settings: Settings) -> Reporting:
    settings.PLACE = "999901"
    return Reporting()


def penalty(place: Reporting, on: date = OCTOBER, **said: Any) -> CreditEvent:
    new = NewCredit("minor_penalty", "他应急罚〔2026〕9号", "应急管理局", on)
    return enter_credit(said.get("firm", place.firm), new, source=places.source())


def inspected(place: Reporting, on: date = OCTOBER) -> Matter:
    said = {"applicant": place.firm, "subject": place.firm}
    case = making.make_case({"site_inspection": {"office": place.safety}}, **said)
    Adoption.objects.filter(mechanism="made_up").update(place="999902")  # its file says nothing
    Matter.objects.filter(case=case).update(received_on=on, state=1)
    return making.matter(case, "site_inspection")


def test_the_firm_tells_of_an_act_without_a_report(place: Reporting) -> None:
    made = place.found()
    assert (made.office, made.due_on) == (place.safety, date(2026, 11, 9))
    told = answer(made, "误以为已报", by=by(place.other))
    assert told.answered_on == MONDAY
    with pytest.raises(UserError, match="answered on"):
        answer(made, "再说", by=by(place.other))


def test_what_was_reported_is_not_without_a_report(place: Reporting) -> None:
    place.reported(date(2026, 10, 12), office=place.safety, kind=ActKind.PENALTY,
                   planned_on=OCTOBER)  # fmt: skip
    with pytest.raises(UserError, match="was reported on 2026-10-12"):
        place.found()


def test_a_report_of_another_office_does_not_cover_it(place: Reporting) -> None:
    place.reported(date(2026, 10, 12), kind=ActKind.PENALTY, planned_on=OCTOBER)
    assert place.found().office == place.safety


def test_only_acts_on_holders_that_were_done_are_listed(place: Reporting) -> None:
    with pytest.raises(UserError, match="held no service card"):
        place.found(firm=place.plain)
    with pytest.raises(UserError, match="not been done"):
        place.found(date(2026, 10, 19))
    with pytest.raises(UserError, match="who did what"):
        place.found(office=None)


def test_a_penalty_of_the_credit_record_without_a_report_is_found_once(place: Reporting) -> None:
    penalty(place)
    penalty(place, firm=place.plain)
    [found] = look(by=by(place.steward))
    assert (found.office, found.said_by, found.on) == (place.safety, "应急管理局", OCTOBER)
    assert found.what == "他应急罚〔2026〕9号"
    assert look(by=by(place.steward)) == []


def test_a_reported_penalty_is_not_found(place: Reporting) -> None:
    penalty(place)
    place.reported(date(2026, 10, 12), kind=ActKind.PENALTY, planned_on=date(2026, 10, 23))
    assert look(by=by(place.steward)) == []


def test_a_report_after_the_act_does_not_count_but_an_exempt_one_does(place: Reporting) -> None:
    penalty(place)
    made = place.reported(date(2026, 10, 21), kind=ActKind.PENALTY, planned_on=date(2026, 11, 5))
    assert len(look(by=by(place.steward))) == 1
    record(made, Outcome.DROPPED, "不再处罚", by=by(place.inspector))
    penalty(place, date(2026, 9, 9))
    place.reported(kind=ActKind.PENALTY, planned_on=date(2026, 9, 9), exempt=ExemptGround.SAFETY,
                   ground="重大隐患")  # fmt: skip
    assert look(by=by(place.steward)) == []


def test_an_inspection_among_the_matters_is_found(place: Reporting) -> None:
    inspected(place)
    [found] = look(by=by(place.steward))
    assert (found.kind, found.office, found.found_by) == ("inspection", place.safety, "matter")


def test_acts_of_all_offices_are_counted(place: Reporting) -> None:
    place.reported()
    place.reported(user=place.other, office=place.safety)
    assert not frequencies(rules_on(MONDAY))[0].is_often
    place.found(kind=ActKind.INSPECTION)
    [found] = frequencies(rules_on(MONDAY))
    assert (found.reported, found.unreported, found.often, found.months) == (2, 1, 3, 6)
    assert found.is_often


def test_what_was_dropped_or_is_long_ago_is_not_counted(place: Reporting) -> None:
    dropped = place.reported()
    record(dropped, Outcome.DROPPED, "不去了", by=by(place.inspector))
    place.reported(date(2026, 2, 2), planned_on=date(2026, 2, 9))
    assert frequencies(rules_on(MONDAY)) == []


def test_the_year_is_told_in_figures(place: Reporting) -> None:
    first, late = place.reported(), place.reported(planned_on=MONDAY)
    receive(first, "", by=by(place.keeper))
    record(late, Outcome.CARRIED_OUT, "合格", by=by(place.inspector))
    rate(late, 4, "", by=by(place.agent))
    place.found()
    told = figures_of(2026, date(2026, 11, 10))
    assert (told.reported, told.late, told.receipts_wanted, told.received_in_time) == (2, 1, 2, 1)
    assert (told.carried_out, told.mean, told.unreported) == (1, 4.0, 1)
    assert [(one.office, one.unreported) for one in told.offices] == [
        (place.safety.pk, 1), (place.market.pk, 0),
    ]  # fmt: skip


def test_receipts_and_answers_are_due(place: Reporting) -> None:
    row, found = place.reported(), place.found()
    with connection.cursor() as cursor:
        cursor.execute(DUE.statement, {"on": MONDAY})
        assert [Due(*one) for one in cursor.fetchall()] == [
            Due(f"act_report:{row.pk}", row.what, place.reform.pk, None, place.firm.pk,
                row.due_on, False, None)
        ]  # fmt: skip
        cursor.execute(ANSWERS_DUE.statement, {"on": MONDAY})
        assert [one[0] for one in cursor.fetchall()] == [f"unreported_act:{found.pk}"]
        receive(row, "", by=by(place.keeper))
        answer(found, "漏报", by=by(place.other))
        for source in (DUE, ANSWERS_DUE):
            cursor.execute(source.statement, {"on": MONDAY})
            assert cursor.fetchall() == []


def test_what_was_before_the_adoption_is_not_looked_for(place: Reporting) -> None:
    penalty(place, SINCE.replace(year=2025))
    assert look(by=by(place.steward)) == []


def test_what_the_worker_finds_at_night_is_found_by_nobody(place: Reporting) -> None:
    penalty(place)
    [made] = look(by=By(None, making.moment(MONDAY), MONDAY))
    assert (made.found_by, made.found_by_user, made.office) == ("credit", None, place.safety)
    assert look(by=By(None, making.moment(MONDAY), MONDAY)) == []
