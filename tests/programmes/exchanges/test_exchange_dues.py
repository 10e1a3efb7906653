"""S19, S35: what is agreed is signed, paid and handed over by its day, and supervision sees it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from pytest_django.fixtures import Settings
from tests.casework import making
from tests.casework.supervision import supervised
from tests.programmes.exchanges.exchange_cast import AFTER, CHOSEN, Village, by

from tashan.adoption import adopting
from tashan.adoption.adopting import NewAdoption
from tashan.adoption.settings_of import Setting
from tashan.base.errors import UserError
from tashan.casework.supervision import deriving
from tashan.casework.supervision.sources import values_on
from tashan.casework.supervision.standing import Filter, dues
from tashan.casework.supervision_models import Reminder
from tashan.programmes.exchange_models import Exchange, ExchangeStepKind
from tashan.programmes.exchanges import exchanging
from tashan.programmes.exchanges.due import DUES, open_of
from tashan.programmes.exchanges.terms import terms_of

pytestmark = pytest.mark.django_db
K = ExchangeStepKind
UNTIL = date(2026, 3, 24)  # the choice may be taken back
SIGN, PAY, HAND_OVER = date(2026, 3, 23), date(2026, 4, 23), date(2026, 6, 22)
YUAN = 100


@pytest.fixture
def village(settings: Settings) -> Village:
    settings.PLACE = "999901"
    return Village()


def told(on: date) -> list[tuple[str, date | None, str]]:
    found = [row for one in DUES for row in dues(values_on(on), Filter(kind=one.kind))]
    return [(row.kind.removeprefix("exchange_"), row.due_on, row.light) for row in found]


def test_a_choice_is_signed_within_the_working_days_of_the_file(village: Village) -> None:
    row = village.chosen()
    assert (row.sign_by, row.pay_by, row.hand_over_by) == (SIGN, PAY, HAND_OVER)
    assert told(CHOSEN) == [("signing", SIGN, "green")]
    assert told(SIGN) == [("signing", SIGN, "yellow")]
    assert told(SIGN + timedelta(1)) == [("signing", SIGN, "red")]


def test_a_survey_is_not_due_as_nobody_has_to_choose(village: Village) -> None:
    village.surveyed()
    assert told(CHOSEN + timedelta(300)) == []


def test_the_clock_stands_while_it_may_be_taken_back(village: Village) -> None:
    village.signed()
    assert told(UNTIL) == [("payment", PAY, "stopped"), ("hand_over", HAND_OVER, "stopped")]
    assert told(AFTER) == [("payment", PAY, "green"), ("hand_over", HAND_OVER, "green")]


def test_what_is_taken_back_is_not_due(village: Village) -> None:
    row = exchanging.take_back(village.signed(), by=by(village.handler, UNTIL))
    assert (row.sign_by, row.pay_by, row.hand_over_by) == (None, None, None)
    assert told(PAY + timedelta(90)) == []


def test_payment_is_due_until_the_last_fen(village: Village) -> None:
    row = village.signed()
    village.step(row, K.PAID_TO, 303_000 * YUAN - 1)
    assert told(PAY + timedelta(1))[0] == ("payment", PAY, "red")
    village.step(row, K.PAID_TO, 1)
    assert told(PAY + timedelta(1)) == [("hand_over", HAND_OVER, "green")]
    assert told(UNTIL)[0] == ("payment", PAY, "stopped")  # as it stood then


def test_a_household_that_pays_is_asked_to(village: Village) -> None:
    row = village.signed("house")
    assert told(AFTER)[0][0] == "payment"
    village.step(row, K.PAID_BY, 61_000 * YUAN)
    assert [kind for kind, *_rest in told(AFTER)] == ["hand_over"]


def test_it_stays_due_until_another_closes_it(village: Village) -> None:
    row = village.signed()
    village.step(row, K.PAID_TO, 303_000 * YUAN)
    village.step(row, K.GIVEN_UP)
    village.step(row, K.HANDED_OVER)
    assert told(HAND_OVER + timedelta(1)) == [("hand_over", HAND_OVER, "red")]
    exchanging.close(row, by=by(village.chief, AFTER))
    assert told(HAND_OVER + timedelta(1)) == []


def test_the_officer_who_surveyed_is_reminded_once_and_no_name_is_told(village: Village) -> None:
    supervised.adopt(village.steward)
    row = village.signed()
    on = PAY + timedelta(5)
    deriving.remind(on, making.moment(on))
    [mine] = Reminder.objects.filter(cause=f"exchange_payment:{row.pk}", channel="page")
    assert mine.recipient == supervised.officer(village.handler)
    assert mine.office == village.office
    assert mine.title == f"付款：{row.agreement}"
    assert "欧阳" not in "".join(Reminder.objects.values_list("title", flat=True))
    assert deriving.remind(on, making.moment(on)).reminders == 0


def test_what_the_page_shows_is_what_supervision_gathers(village: Village) -> None:
    row = village.signed()
    causes = [one.cause for one in open_of(row.pk, AFTER)]
    assert causes == [f"exchange_payment:{row.pk}", f"exchange_hand_over:{row.pk}"]


def test_days_and_rates_are_those_of_the_place(village: Village) -> None:
    values = {"pay_days": 7, "house_rate": 0}
    settings = {code: Setting(one, "本县实际") for code, one in values.items()}
    new = NewAdoption("two_exchanges", "另一处", "999901", date(2026, 1, 1), settings)
    made = adopting.adopt(new, actor=village.steward, at=making.moment(date(2026, 11, 2)))
    terms = terms_of(made, "homestead", CHOSEN)
    assert terms.days_of(CHOSEN).pay_by == UNTIL + timedelta(7)
    stated = dict.fromkeys(terms.part.asks, "100")
    assert terms.compared(stated).values[0].fen == 0  # a rate of nought is a rate


def test_a_parameter_that_is_no_number_of_days_is_told(village: Village) -> None:
    settings = {"pay_days": Setting(Decimal("7.5"), "本县实际")}
    new = NewAdoption("two_exchanges", "另一处", "999901", date(2026, 1, 1), settings)
    made = adopting.adopt(new, actor=village.steward, at=making.moment(date(2026, 11, 2)))
    with pytest.raises(UserError, match="no whole number of days"):
        terms_of(made, "homestead", CHOSEN).days_of(CHOSEN)


def test_days_belong_to_a_choice(village: Village) -> None:
    row = village.surveyed()
    with pytest.raises(IntegrityError, match="exchange_days_of_a_choice"), transaction.atomic():
        Exchange.objects.filter(pk=row.pk).update(sign_by=SIGN)
