"""S33 in the browser: four groups are filled by exact quotas, and one that cannot be says why."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.acts import click_act
from tests.browser.test_s25_work_instructors import Walk
from tests.casework import making
from tests.duties.dispatching.sent_cast import DRAFTED, NAMES, SINCE, Sent, by, park, village

from tashan.duties.dispatching import drafting
from tashan.duties.dispatching.drafting import NewRound

pytestmark = pytest.mark.django_db(transaction=True)
QUOTAS = {"to_recruiting": 1, "to_parks": 1, "to_firms": 2, "to_villages": 1}


@pytest.mark.parametrize("width", [1440, 390])
def test_s33_four_groups_are_filled_by_their_quotas(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    place = Sent("four_hundreds", **QUOTAS)
    who = by(place.steward, DRAFTED)
    new = NewRound(place.adoption, "officers", "四百干部行动", place.office, SINCE)
    row = drafting.open_round(new, by=who)
    goals = {"recruiting": [making.office("驻上海招商处")], "firms": place.firms[:2],
             "villages": [village()]}  # fmt: skip
    for group, entities in goals.items():
        drafting.add_places(row, group, entities, by=who)
    drafting.add_members(row, "county", [place.officer(name) for name in NAMES], by=who)
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server, width)
    walk.enter(place.steward, f"/secondments/{row.pk}/")
    click_act(page, ".page-head a[href$='/work-out/']")
    expect(page.locator(".note.red")).to_contain_text("驻园推进")
    walk.fits()
    complaints.clear()  # the console tells of the refusal
    drafting.add_places(row, "parks", [park()], by=who)
    page.goto(live_server.url + f"/secondments/{row.pk}/work-out/")
    page.click(".page-head button.primary")
    expect(page.locator(".figs")).to_contain_text("2 / 2")
    walk.fits()
    page.goto(live_server.url + f"/secondments/{row.pk}/?group=villages")
    expect(page.locator("tbody tr")).to_have_count(1)
    assert complaints == []
