"""The demo's study trips: entered once, with sites and photos, and what was adopted from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tashan.adoption.current import of
from tashan.adoption.models import Adoption
from tashan.demo.county import County, Sizes, read_county
from tashan.demo.invented.picture import hills
from tashan.demo.load import load_journeys, load_people, load_reports, load_world
from tashan.demo.travelling import ELECTRONICS
from tashan.learning.models import Lesson, Photo, Trip
from tashan.learning.trips import PICTURES
from tashan.mechanisms.chain import Chain
from tashan.reading.models import Report, ReportFinding, ReviewState

SMALL = Sizes(enterprises=60, officers=40, projects=20, households=5, peers=2, months=9)


@pytest.fixture
def county() -> County:
    return replace(read_county(), sizes=SMALL)


@pytest.mark.django_db(transaction=True)
def test_the_trips_lead_from_the_reports_to_adoptions_once(county: County) -> None:
    people = load_people(county)
    load_world(county, people)
    load_reports(county, uploader=people["steward"])
    for _ in range(2):
        load_journeys(county, people["steward"])
    assert Trip.objects.filter(attached__isnull=False).count() == 2
    assert Photo.objects.count() == 6
    learned = Lesson.objects.order_by("pk").values_list("adoption__mechanism", "finding__name")
    assert list(learned) == [
        ("departments", "重点工作周调度、月通报、季考核制度"),
        ("four_ones", "链长制"),
        ("per_mu_huaian", "亩均效益评价制度"),
    ]
    chain = of(Adoption.objects.get(title=ELECTRONICS), date(2026, 11, 1)).part("chain")
    assert isinstance(chain, Chain)
    assert list(chain.links) == ["materials", "components", "chips", "modules", "devices"]
    assert chain.leader.zh == "常务副县长"
    decided = ReportFinding.objects.exclude(state=ReviewState.OPEN)
    assert set(decided.values_list("state", flat=True)) == {ReviewState.ACCEPTED}
    assert decided.count() == 5
    assert Report.objects.exclude(findings__in=decided).count() == 1  # left to the first steps


def test_a_picture_is_one_that_is_kept() -> None:
    assert any(hills(1).startswith(start) for start in PICTURES)
    assert hills(1) == hills(1) != hills(2)
