"""A household's land and house are valued, exchanged for what it chose, and paid to the fen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django.fixtures import Settings
from tests import cast
from tests.programmes.exchanges.exchange_cast import AFTER, CHOSEN, HOUSE, SURVEYED, Village, by

from tashan.base.errors import UserError
from tashan.programmes.exchange_models import Exchange, ExchangeStep, ExchangeStepKind
from tashan.programmes.exchanges import exchanging
from tashan.programmes.exchanges.terms import terms_of
from tashan.record.models import Event

pytestmark = pytest.mark.django_db
K = ExchangeStepKind
YUAN = 100


@pytest.fixture
def village(settings: Settings) -> Village:
    settings.PLACE = "999901"
    return Village()


def test_what_a_household_has_is_valued_step_by_step(village: Village) -> None:
    row = village.surveyed()
    told = terms_of(row.adoption, row.part, CHOSEN).compared(row.stated)
    assert [(one.formula, one.fen) for one in told.values] == [
        ("180 × 1,150", 207_000 * YUAN), ("120 × 800", 96_000 * YUAN),
        ("207,000 + 96,000", 303_000 * YUAN),
    ]  # fmt: skip
    assert {one.reckoned.code: one.balance for one in told.options} == {
        "money": 303_000 * YUAN, "house": -61_000 * YUAN, "place": 253_000 * YUAN,
    }  # fmt: skip
    assert told.options[1].reckoned.formula == "303,000 − 140 × 2,600"


def test_land_is_chosen_apart_from_the_house(village: Village) -> None:
    house, land = village.chosen("house"), village.chosen("rent", "land")
    assert (land.balance, house.balance) == (5_400 * YUAN, -61_000 * YUAN)
    assert [one["formula"] for one in land.reckoning] == ["4.5 × 36,000", "4.5 × 1,200"]
    with pytest.raises(UserError, match="one open of this kind"):
        village.surveyed()


def test_nobody_is_forced(village: Village) -> None:
    row = exchanging.decline(village.surveyed(), "农户说明", by=by(village.handler, CHOSEN))
    assert (row.state, row.balance, row.ended_on) == ("declined", None, CHOSEN)
    assert village.surveyed(on=AFTER).state == "surveyed"  # and may be asked again


def test_a_choice_may_be_taken_back_within_the_days(village: Village) -> None:
    row = village.signed("house")
    assert row.take_back_until == date(2026, 3, 24)
    back = exchanging.take_back(row, by=by(village.handler, date(2026, 3, 24)))
    assert (back.state, back.option, back.balance, back.agreement) == ("surveyed", "", None, "")
    again = exchanging.choose(back, "money", "新选择书", by=by(village.handler, AFTER))
    assert again.balance == 303_000 * YUAN
    with pytest.raises(UserError, match="taken back until"):
        exchanging.take_back(again, by=by(village.handler, date(2026, 5, 1)))
    kinds = Event.objects.filter(stream=row.stream).order_by("sequence")
    assert list(kinds.values_list("kind", flat=True)) == [
        "exchange.surveyed", "exchange.chosen", "exchange.signed", "exchange.taken_back",
        "exchange.chosen",
    ]  # fmt: skip


def test_nothing_is_carried_out_while_it_may_be_taken_back(village: Village) -> None:
    row = village.signed()
    with pytest.raises(UserError, match="may still take it back"):
        exchanging.carry_out(row, K.GIVEN_UP, "交房单", by=by(village.handler, CHOSEN))


def test_it_runs_to_its_end_with_nothing_left_to_pay(village: Village) -> None:
    row = village.signed()
    with pytest.raises(UserError, match=r"303,000[.]00 of the balance"):
        exchanging.close(row, by=by(village.chief, AFTER))
    village.step(row, K.PAID_TO, 300_000 * YUAN)
    with pytest.raises(UserError, match=r"3,000[.]00 are left"):
        village.step(row, K.PAID_TO, 3_001 * YUAN)
    with pytest.raises(UserError, match=r"0[.]00 are left"):
        village.step(row, K.PAID_BY, YUAN)
    village.step(row, K.PAID_TO, 3_000 * YUAN)
    assert exchanging.left_of(row) == 0
    with pytest.raises(UserError, match="Not recorded yet"):
        exchanging.close(row, by=by(village.chief, AFTER))
    village.step(row, K.GIVEN_UP)
    village.step(row, K.HANDED_OVER)
    with pytest.raises(UserError, match="last step does not close"):
        exchanging.close(row, by=by(village.handler, AFTER))
    assert exchanging.close(row, by=by(village.chief, AFTER)).state == "closed"


def test_a_household_pays_where_the_new_house_costs_more(village: Village) -> None:
    row = village.signed("house")
    village.step(row, K.PAID_BY, 61_000 * YUAN)
    assert exchanging.left_of(row) == 0


def test_the_amounts_stay_as_they_were_chosen(village: Village) -> None:
    """Rates of another day change nothing of a choice."""
    row = village.chosen()
    row.refresh_from_db()
    assert (row.balance, row.version) == (303_000 * YUAN, village.adoption.versions.get())


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"house_area": "180"}, "no figure from nought"),
        (HOUSE | {"house_area": "-1"}, "no figure from nought"),
        (HOUSE | {"house_area": "NaN"}, "no figure from nought"),
        (HOUSE | {"pigs": "3"}, "does not ask for: pigs"),
    ],
)
def test_a_survey_that_cannot_be(village: Village, given: dict[str, str], told: str) -> None:
    with pytest.raises(UserError, match=told):
        exchanging.survey(village.household, village.adoption, "homestead", given, "测绘",
                          by=by(village.handler, SURVEYED))  # fmt: skip


def test_an_option_that_there_is_not_and_a_number_twice(village: Village) -> None:
    with pytest.raises(UserError, match="Its options are: money, house, place"):
        exchanging.choose(village.surveyed(), "gold", "书", by=by(village.handler, CHOSEN))
    other = village.chosen("rent", "land")
    exchanging.sign(other, "一号", by=by(village.chief, CHOSEN))
    row = Exchange.objects.get(part="homestead")
    exchanging.choose(row, "money", "书", by=by(village.handler, CHOSEN))
    with pytest.raises(UserError, match="number of its own"):
        exchanging.sign(row, "一号", by=by(village.chief, CHOSEN))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("exchange_is_surveyed", {"survey": ""}),
        ("exchange_chosen_whole", {"balance": 1}),
        ("exchange_state_says_what_is_known", {"state": "closed"}),
    ],
)
def test_an_exchange_that_cannot_be(village: Village, name: str, said: dict[str, Any]) -> None:
    row = village.surveyed()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Exchange.objects.filter(pk=row.pk).update(**said)


def test_exchanges_that_cannot_be_two(village: Village) -> None:
    row = village.signed()
    copy = {f.name: getattr(row, f.name) for f in Exchange._meta.fields if f.name != "id"}
    once = "exchange_one_open_of_a_household"
    with pytest.raises(IntegrityError, match=once), transaction.atomic():
        Exchange.objects.create(**copy | {"agreement": "另号"})
    other = {"household": village.entered("李某某")}
    with pytest.raises(IntegrityError, match="exchange_agreement_once"), transaction.atomic():
        Exchange.objects.create(**copy | other)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("exchange_step_pays_or_hands_over", {"kind": "paid_to"}),
        ("exchange_step_has_a_document", {"document": ""}),
        ("exchange_step_handed_over_once", {}),
    ],
)
def test_a_step_that_cannot_be(village: Village, name: str, said: dict[str, Any]) -> None:
    row = village.signed()
    village.step(row, K.GIVEN_UP)
    new = {"exchange": row, "kind": "given_up", "on": AFTER, "document": "单",
           "actor": village.handler, "at": cast.AT}  # fmt: skip
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ExchangeStep.objects.create(**new | said)
