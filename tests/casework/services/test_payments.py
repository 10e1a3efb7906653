"""Late payments: due by law, looked into by another than the debtor, within thirty days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.casework import making
from tests.casework.services.service_cast import MONDAY, TUESDAY, Services, by

from tashan.base.errors import UserError
from tashan.casework import acts
from tashan.casework.moving.extending import extend
from tashan.casework.service_models import ComplaintResult, DebtorKind, PaymentComplaint
from tashan.casework.services.figures import payment_counts
from tashan.casework.services.payments import (
    ComplaintAct,
    Found,
    NewComplaint,
    complaint_acts,
    file_complaint,
    give_result,
    legal_day,
    send_complaint,
)

pytestmark = pytest.mark.django_db
DELIVERED = date(2026, 8, 3)


@pytest.fixture
def them() -> Services:
    return Services()


def new(them: Services) -> NewComplaint:
    return NewComplaint(
        enterprise=them.firm, debtor=them.land_office, debtor_kind=DebtorKind.PUBLIC,
        contract="测绘服务合同", fen=12_000_000, delivered_on=DELIVERED, agreed_on=None,
        says="验收后一直未付款",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "agreed", "last"),
    [
        (DebtorKind.PUBLIC, None, date(2026, 9, 2)),  # thirty days of the calendar
        (DebtorKind.PUBLIC, date(2026, 9, 20), date(2026, 9, 20)),
        (DebtorKind.PUBLIC, date(2026, 12, 31), date(2026, 10, 2)),  # never after sixty
        (DebtorKind.LARGE, None, date(2026, 10, 2)),
        (DebtorKind.LARGE, date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_the_last_lawful_day_of_a_payment(
    them: Services, kind: DebtorKind, agreed: date | None, last: date
) -> None:
    assert legal_day(them.rules, kind, DELIVERED, agreed) == last


def test_a_payment_that_is_not_late_is_not_complained_of(them: Services) -> None:
    with pytest.raises(UserError, match="due on 2026-11-19"):
        file_complaint(replace(new(them), delivered_on=date(2026, 10, 20)), by=by(them.agent))
    with pytest.raises(UserError, match="office or a large"):
        file_complaint(replace(new(them), debtor_kind=DebtorKind.LARGE), by=by(them.agent))


def test_the_result_is_due_in_thirty_days_and_in_ninety_at_most(them: Services) -> None:
    row = send_complaint(file_complaint(new(them), by=by(them.agent)), by=by(them.centre))
    assert row.matter is not None
    assert row.office == them.industry_office
    row.matter.refresh_from_db()
    assert row.matter.statutory_on == date(2026, 12, 2)  # though nobody has taken it up
    assert complaint_acts(them.industry, row, MONDAY) == [ComplaintAct.RESULT]
    assert complaint_acts(them.land, row, MONDAY) == []
    chief = making.officer("ceng", "chief", at=them.industry_office, post="局长")
    acts.accept(row.matter.pk, by=by(them.industry))
    with pytest.raises(UserError, match="At most 60"):
        extend(row.matter.pk, 61, "calendar", "案情复杂", by=by(chief))
    extend(row.matter.pk, 60, "calendar", "案情复杂", by=by(chief))
    row.matter.refresh_from_db()
    assert row.matter.statutory_on == date(2027, 1, 31)


def test_who_owes_is_no_judge_of_its_own_debt(them: Services) -> None:
    filed = file_complaint(replace(new(them), debtor=them.industry_office), by=by(them.agent))
    with pytest.raises(UserError, match="owes the money itself"):
        send_complaint(filed, by=by(them.centre))
    assert send_complaint(filed, them.hr_office, by=by(them.centre)).office == them.hr_office


def test_a_result_says_what_was_paid_and_is_counted(them: Services) -> None:
    row = send_complaint(file_complaint(new(them), by=by(them.agent)), by=by(them.centre))
    paid = Found(ComplaintResult.PAID, "已经付清", 12_000_000, TUESDAY)
    with pytest.raises(UserError, match="whole sum"):
        give_result(row, replace(paid, paid_fen=1), by=by(them.industry, TUESDAY))
    with pytest.raises(UserError, match="More was paid"):
        give_result(row, replace(paid, paid_fen=12_000_001), by=by(them.industry, TUESDAY))
    with pytest.raises(UserError, match="a sum and a day"):
        give_result(row, replace(paid, paid_on=None), by=by(them.industry, TUESDAY))
    done = give_result(row, paid, by=by(them.industry, TUESDAY))
    assert done.result == ComplaintResult.PAID
    told = payment_counts(MONDAY, TUESDAY, on=TUESDAY)
    assert (told.filed, told.ended, told.in_time, told.late, told.paid) == (1, 1, 1, 0, 1)
    assert told.paid_fen == 12_000_000


def test_constraints_of_complaints_hold_in_the_database(them: Services) -> None:
    row = file_complaint(new(them), by=by(them.agent))
    rows = PaymentComplaint.objects.filter(pk=row.pk)
    for name, change in (
        ("payment_complaint_of_a_sum", {"fen": 0}),
        ("payment_complaint_owed_by_another", {"debtor": them.firm}),
        ("payment_complaint_not_judged_by_the_debtor", {"office": them.land_office}),
        ("payment_complaint_ended_says_how", {"state": "ended"}),
        ("payment_complaint_paid_within_the_sum", {
            "paid_fen": 12_000_001, "paid_on": MONDAY}),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            rows.update(**change)
