"""What other parameters would change is told before anything is made."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.programmes import match_cast as own

from tashan.base.errors import UserError
from tashan.indicators.models import Snapshot
from tashan.programmes.models import Run
from tashan.programmes.what_if import Change, Moved, what_if

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(settings: object) -> own.County:
    settings.PLACE = "999901"  # type: ignore[attr-defined]
    return own.County(own.steward())


def test_a_smaller_budget_says_who_loses(county: own.County) -> None:
    (offer,) = own.offered(county.awards(), "srdi")
    found = what_if(offer, {"srdi_budget": Decimal(40)}, own.TODAY)
    assert found.moved == [Moved(county.mingyuan.pk, Change.LOSES, 20_0000_00, None)]
    assert (found.before.given, found.after.given) == (60_0000_00, 40_0000_00)


def test_a_higher_award_says_who_gets_more_and_the_cost(county: own.County) -> None:
    (offer,) = own.offered(county.awards(), "srdi")
    found = what_if(offer, {"srdi_award": Decimal(30)}, own.TODAY)
    assert found.count(Change.MORE) == 3
    assert (found.before.wanted, found.after.wanted) == (60_0000_00, 90_0000_00)


def test_more_places_say_who_gains(county: own.County) -> None:
    for firm, value in ((county.hengchuan, 20000), (county.changqing, 30000)):
        own.told.tell(
            county.source,
            own.told.figure(firm, "output_value", value),
            own.told.figure(firm, "main_revenue", 1000),
        )
    adoption = county.adopted("dragon_heads", "龙头企业", most=1)
    (offer,) = own.offered(adoption, "heads")
    found = what_if(offer, {"most": Decimal(5)}, own.TODAY)
    assert [one.subject for one in found.having(Change.GAINS)] == [county.hengchuan.pk]
    assert found.before.wanted is None


def test_nothing_is_stored(county: own.County) -> None:
    (offer,) = own.offered(county.awards(), "srdi")
    what_if(offer, {"srdi_award": Decimal(30)}, own.TODAY)
    assert not Run.objects.exists()
    assert not Snapshot.objects.exists()


def test_an_unknown_parameter_names_the_nearest(county: own.County) -> None:
    (offer,) = own.offered(county.awards(), "srdi")
    with pytest.raises(UserError, match="no parameter “srdi_awards”") as refused:
        what_if(offer, {"srdi_awards": Decimal(30)}, own.TODAY)
    assert "srdi_award" in refused.value.hint
