"""What the law lets a fund guarantee: never more, as of any day, whoever grants at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from tests.casework import making
from tests.programmes.guarantee_cast import ASSETS, ON, WAN, Guaranteeing, by
from tests.registry import people_and_places as places

from tashan.base.errors import UserError
from tashan.ledger.models import Account
from tashan.programmes.guarantee_models import Guarantee, GuaranteeState
from tashan.programmes.guarantees import granting, releasing
from tashan.programmes.guarantees.exposure import groups_of, open_on, sums
from tashan.programmes.guarantees.granting import BankLoan
from tashan.programmes.guarantees.limits import standing_on
from tashan.registry.enterprises import affiliate
from tashan.registry.kinds import Scale, Tie
from tashan.registry.models import Entity

WIDE = {"single": 10_000, "with_affiliates": 10_000, "most": 1_000_000, "bank_share": 0,
        "guarantor_share": 60, "fee_rate": 0}  # fmt: skip


@pytest.mark.django_db
class TestOneAfterTheOther:
    def test_the_bounds_follow_from_net_assets(self) -> None:
        stands = standing_on(Guaranteeing().fund, ON)
        assert stands.net_assets == ASSETS
        assert stands.bounds.total == 10 * ASSETS
        assert stands.bounds.single == 500 * WAN
        assert stands.bounds.with_affiliates == 750 * WAN
        assert stands.total_limit().formula == "50,000,000.00 × 10 = 500,000,000.00"

    def test_fees_add_to_net_assets_and_the_page_says_how(self) -> None:
        place = Guaranteeing()
        place.granted(100 * WAN)
        made_of = standing_on(place.fund, ON).made_of
        assert made_of == "50,000,000.00 + 10,000.00 − 0.00 = 50,010,000.00"

    def test_one_customer_has_a_tenth(self) -> None:
        place = Guaranteeing(bank_share=0, guarantor_share=60, most=1_000)
        with pytest.raises(UserError, match="One customer"):
            place.granted(501 * WAN)

    def test_the_file_may_allow_less(self) -> None:
        with pytest.raises(UserError, match="Most for one firm"):
            Guaranteeing(most=100).granted(200 * WAN)

    def test_affiliates_count_together_over_every_tie(self) -> None:
        place = Guaranteeing(bank_share=0, guarantor_share=60)
        firms = [making.enterprise(f"集团{number}", number) for number in (21, 22, 23)]
        for one, other in ((0, 1), (2, 1)):
            affiliate(firms[one], firms[other], Tie.SUBSIDIARY, since=date(2026, 1, 1),
                      source=places.source())  # fmt: skip
        for firm in firms[:2]:
            place.granted(300 * WAN, firm=firm)
        with pytest.raises(UserError, match="with its affiliates"):
            place.granted(151 * WAN, firm=firms[2])

    def test_affiliates_are_those_of_the_day(self) -> None:
        one, other = making.enterprise("甲", 21), making.enterprise("乙", 22)
        affiliate(one, other, Tie.PARENT, since=date(2026, 6, 1), source=places.source())
        assert groups_of([one.pk], date(2026, 5, 31))[one.pk] == {one.pk}
        assert groups_of([other.pk], date(2026, 6, 1))[other.pk] == {one.pk, other.pk}

    def test_all_together_stay_below_the_multiple(self) -> None:
        place = Guaranteeing(**WIDE)
        place.granted(10 * ASSETS - 100 * WAN)
        with pytest.raises(UserError, match="Liability against net assets"):
            place.granted(2_000 * WAN, firm=making.enterprise("乙", 22))

    def test_mainly_small_lending_has_the_larger_multiple(self) -> None:
        place = Guaranteeing(**WIDE)
        place.granted(12 * ASSETS, is_farm=True)
        stands = standing_on(place.fund, ON)
        assert stands.is_small
        assert stands.total_limit().parameter == "small_multiple"

    def test_and_loses_it_with_a_grant_that_is_none(self) -> None:
        place = Guaranteeing(**WIDE)
        place.granted(12 * ASSETS, is_farm=True)
        with pytest.raises(UserError, match="Liability against net assets"):
            place.granted(1 * WAN, firm=making.enterprise("乙", 22))

    def test_the_scale_in_the_register_makes_it_small(self) -> None:
        firm = places.enterprise("微型厂", 41, scale=Scale.MICRO)
        assert Guaranteeing().applied(firm=firm).lending == "small"

    def test_a_grant_entered_late_breaks_no_later_day(self) -> None:
        place = Guaranteeing(**WIDE)
        early = place.approved(2_000 * WAN, firm=making.enterprise("乙", 22),
                               on=ON - timedelta(days=30))  # fmt: skip
        place.granted(10 * ASSETS - 100 * WAN)
        with pytest.raises(UserError, match=ON.isoformat()):
            granting.grant(early, BankLoan(2_000 * WAN, "补登"),
                           by=by(place.cashier, ON - timedelta(days=20)))  # fmt: skip

    def test_exposure_as_of_a_day_is_a_balance_by_firm_and_by_bank(self) -> None:
        place = Guaranteeing()
        row = place.granted(300 * WAN, on=ON - timedelta(days=10))
        releasing.report_repayment(row, 100 * WAN, "还款单", by=by(place.clerk))
        before, now = (open_on(place.fund, day) for day in (ON - timedelta(days=1), ON))
        assert sums(before, lambda one: one.firm) == {place.firm.pk: 240 * WAN}
        assert sums(now, lambda one: one.bank) == {place.bank.pk: 160 * WAN}
        kept = Account.objects.get(book=place.fund.book, code="covered", party=place.firm)
        assert kept.balance == 160 * WAN

    def test_before_the_first_grant_nothing_stands_open(self) -> None:
        place = Guaranteeing()
        place.granted(300 * WAN)
        assert open_on(place.fund, ON - timedelta(days=1)) == []


@pytest.mark.django_db(transaction=True)
def test_eight_who_grant_at_once_never_exceed_a_limit() -> None:
    place = Guaranteeing(bank_share=0, guarantor_share=60, most=1_000)
    rows = [place.approved(120 * WAN) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda row: _grants(place, row), rows))
    assert sorted(results) == [False] * 4 + [True] * 4
    assert standing_on(place.fund, ON).total == 480 * WAN
    assert Guarantee.objects.filter(state=GuaranteeState.GRANTED).count() == 4


def _grants(place: Guaranteeing, row: Guarantee) -> bool:
    try:
        granting.grant(row, BankLoan(120 * WAN, f"借字{row.pk}"), by=by(place.cashier))
    except UserError:
        return False
    finally:
        connection.close()
    return True


@pytest.mark.django_db(transaction=True)
def test_nor_the_limit_of_a_group() -> None:
    place = Guaranteeing(bank_share=0, guarantor_share=60)
    firms = [making.enterprise(f"集团{number}", number) for number in range(31, 39)]
    for firm in firms[1:]:
        affiliate(firms[0], firm, Tie.BRANCH, since=date(2026, 1, 1), source=places.source())
    rows = [_approved(place, firm) for firm in firms]
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda row: _grants(place, row), rows))
    assert results.count(True) == 6  # 15 % of 50 million, and a little of fees
    assert standing_on(place.fund, ON).total <= 752 * WAN


def _approved(place: Guaranteeing, firm: Entity) -> Guarantee:
    return place.approved(120 * WAN, firm=firm)
