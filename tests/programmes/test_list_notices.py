"""A list whose programme asks for a public notice is confirmed when that is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from tests import cast
from tests.casework import notice_cast as notice
from tests.programmes import match_cast as own
from tests.programmes.test_lists import drafted, reviewed

from tashan.base.errors import UserError
from tashan.casework.announcing import announce
from tashan.mechanisms.programme import Programme
from tashan.mechanisms.timing import TimeLimit
from tashan.programmes import announced as announcements
from tashan.programmes import lists
from tashan.programmes.announced import announced
from tashan.programmes.models import AwardList, ListState, Run, RunProgramme
from tashan.programmes.offers import Offer
from tashan.programmes.run_offers import offer_of_row

pytestmark = pytest.mark.django_db
OVER = datetime(2026, 11, 10, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.PLACE = "999901"
    with notice.library_with_notice(tmp_path):
        yield


@pytest.fixture
def county() -> own.County:
    return own.County(own.steward())


def asks_for(wanted: TimeLimit, monkeypatch: pytest.MonkeyPatch) -> None:
    """The programme of every list asks for a notice."""

    def asking(row: RunProgramme, made: Run) -> Offer:
        found = offer_of_row(row, made)
        said = found.programme.model_copy(update={"notice": wanted})
        return replace(found, programme=said)

    for module in (lists, announcements):
        monkeypatch.setattr(module, "offer_of_row", asking)


@pytest.fixture
def listed(county: own.County, monkeypatch: pytest.MonkeyPatch) -> AwardList:
    made = drafted(reviewed(county.awards(srdi_budget=40), county), county)
    notice.adopted(county.actor)
    asks_for(notice.FIVE, monkeypatch)
    return made


def test_it_is_not_confirmed_without_one(listed: AwardList, county: own.County) -> None:
    with pytest.raises(UserError, match="public notice of 5 working days"):
        lists.confirm(listed, actor=county.actor, at=cast.AT)
    listed.refresh_from_db()
    assert listed.state == ListState.DRAFTED


def test_it_is_confirmed_the_day_after_its_last_day(listed: AwardList, county: own.County) -> None:
    made = announce(announced(f"list:{listed.pk}"), by=notice.by(county.actor))
    assert made.title.startswith(listed.title)
    with pytest.raises(UserError, match="until the end of 2026-11-09"):
        lists.confirm(listed, actor=county.actor, at=cast.AT)
    assert lists.confirm(listed, actor=county.actor, at=OVER).state == ListState.CONFIRMED


def test_an_upheld_objection_stops_it(listed: AwardList, county: own.County) -> None:
    made = announce(announced(f"list:{listed.pk}"), by=notice.by(county.actor))
    notice.objected(made.matter, upheld=True)
    with pytest.raises(UserError, match="was upheld"):
        lists.confirm(listed, actor=county.actor, at=OVER)


def test_a_list_that_asks_for_none_can_not_be_announced(county: own.County) -> None:
    made = drafted(reviewed(county.awards(srdi_budget=40), county), county)
    with pytest.raises(UserError, match="can not be announced"):
        announced(f"list:{made.pk}")


@pytest.mark.parametrize("about", ["", "list:", "list:x", "park:1", "ranking:9", "list:99999"])
def test_what_there_is_not_can_not_be_announced(about: str) -> None:
    with pytest.raises(UserError, match="can not be announced"):
        announced(about)


def test_a_programme_that_asks_for_none_is_the_same_as_before() -> None:
    """Runs that were made before programmes could ask keep their digest."""
    said = Programme.model_fields["notice"].default
    assert said is None
