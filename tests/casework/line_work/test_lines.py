"""Lines by post with their load and progress; a post that changes hands loses nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Model
from pytest_django.fixtures import Settings
from tests.casework import making
from tests.casework.line_work.line_cast import ON, SINCE, Lines, by
from tests.casework.promotion.promotion_cast import Winning

from tashan.base.errors import UserError
from tashan.base.lights import Light
from tashan.casework.line_work import setting_up
from tashan.casework.line_work.handing_over import NewHandOver, begin, sign
from tashan.casework.line_work.load import LineStands, lines_on, officer_load
from tashan.casework.models import Matter
from tashan.casework.promotion import owning
from tashan.casework.promotion.owning import credits_of
from tashan.duties import keeping
from tashan.duties.holding import holder
from tashan.duties.line_models import HandOver, Line, LinePost, LineThing
from tashan.record.models import Event
from tashan.registry import offices
from tashan.registry.belonging import entity_of
from tashan.registry.models import Tenure

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Settings) -> Lines:
    settings.PLACE = "999901"
    return Lines()


def stood(place: Lines, code: str = "works", on: date = ON) -> LineStands:
    found = lines_on(on, viewer=place.steward)
    return next(one for one in found if one.line.code == code)


def test_a_line_belongs_to_a_post_and_its_offices_hang_under_it(place: Lines) -> None:
    told = stood(place)
    assert (told.post.post, told.name) == ("县长", "石县长")  # type: ignore[union-attr]
    assert [one.about for one in told.things] == [f"office:{place.work.water.pk}"]
    assert stood(place, "investment").post is None  # no such post in the register


def test_the_load_counts_what_is_open_and_what_is_red_by_kind(place: Lines) -> None:
    place.matter(place.work.water)
    place.work.told(percent=60)
    load = stood(place).load
    assert load.by_kind["matter"] == (1, 1)
    tasks, red = load.by_kind["key_task"]
    assert (tasks, red) == (5, 2)  # those whose group the head of the county leads, by day
    assert load.percent == 60  # of the one that was told of
    assert load.planned == 14
    assert load.things[0].light is Light.RED


def test_things_hang_under_one_line_at_a_time(place: Lines) -> None:
    project = making.project()
    keeping.give_duty("water", {"zh": "水利"}, place.work.water, since=SINCE,
                      source=place.source())  # fmt: skip
    for about in (f"project:{project.pk}", "duty:water", f"chain:{place.adoption.pk}"):
        setting_up.hang(place.works, about, since=SINCE, source=place.source())
    kinds = stood(place).load.by_kind
    assert kinds["duty"] == kinds["chain"] == (1, 0)
    other = Line.objects.get(code="investment")
    with pytest.raises(UserError, match="hangs under"):
        setting_up.hang(other, "duty:water", since=ON, source=place.source())
    with pytest.raises(UserError, match="nothing like"):
        setting_up.hang(other, "duty:nothing", since=ON, source=place.source())
    with pytest.raises(UserError, match="nothing like"):
        setting_up.hang(other, "secret:1", since=ON, source=place.source())
    thing = LineThing.objects.get(about="duty:water", replaced=None)
    setting_up.take_off(thing, on=ON, source=place.source())
    setting_up.hang(other, "duty:water", since=ON, source=place.source())
    assert "duty" not in stood(place).load.by_kind


def test_lines_are_set_up_once_and_given_anew_only_later(place: Lines) -> None:
    with pytest.raises(UserError, match="is set up"):
        setting_up.set_up(place.adoption, "lines", on=ON, source=place.source())
    with pytest.raises(UserError, match="later one already"):
        setting_up.give_post(place.works, place.work.water, "局长", since=SINCE,
                             source=place.source())  # fmt: skip
    setting_up.give_post(place.works, place.work.water, "局长", since=ON, source=place.source())
    assert stood(place).name == "chi"
    assert stood(place, on=date(2026, 11, 1)).name == "石县长"


def test_an_officer_s_load_is_that_of_their_posts_and_their_name(place: Lines) -> None:
    place.matter(making.office("住房和城乡建设局"), officer=place.work.head)
    kinds = officer_load(place.work.head, ON, viewer=place.steward).by_kind
    assert kinds["matter"] == (1, 1)
    assert kinds["key_task"][0] == 5
    nobody = place.follower()
    assert officer_load(nobody, ON, viewer=place.steward).things == []


def test_a_post_is_handed_over_whole_once_both_have_signed(place: Lines) -> None:
    head, taker, government = place.work.head, place.follower(), place.work.government
    matter = place.matter(government, officer=head)
    keeping.give_duty("county", {"zh": "全县"}, government, since=SINCE, source=place.source(),
                      officer=head)  # fmt: skip
    before = officer_load(head, ON, viewer=place.steward)
    new = NewHandOver(government, "县长", head, taker)
    row = begin(new, by=by(place.steward, ON))
    assert len(row.things) == len(before.things)
    assert {one["light"] for one in row.things} >= {"red", None}
    with pytest.raises(UserError, match="being handed over"):
        begin(new, by=by(place.steward, ON))
    giver, follower = place.person("jiu", head), place.person("xin", taker)
    with pytest.raises(PermissionDenied):
        sign(row, by=by(place.steward, ON))
    sign(row, by=by(giver, ON))
    with pytest.raises(UserError, match="signed already"):
        sign(row, by=by(giver, ON))
    assert Matter.objects.get(pk=matter.pk).officer == head
    assert sign(row, by=by(follower, ON)).is_done
    assert Matter.objects.get(pk=matter.pk).officer == taker
    assert offices.holder(government, "县长", ON) == taker
    assert offices.holder(government, "县长", date(2026, 11, 9)) == head
    assert holder("county", ON).officer == taker  # type: ignore[union-attr]
    assert stood(place).name == "林新任"
    after = officer_load(taker, ON, viewer=place.steward)
    assert {one.cause for one in after.things} == {one.cause for one in before.things}
    assert officer_load(head, ON, viewer=place.steward).things == []
    assert Event.objects.filter(stream=matter.case.stream, kind="matter.handed_over").exists()


def test_leads_of_who_leaves_a_post_go_on_with_who_follows(place: Lines) -> None:
    winning = Winning()
    giver = entity_of(winning.handler, ON)
    assert giver is not None
    taker = place.follower()
    mine, rivals = winning.reported(), winning.reported("另一个项目")
    owning.hand_over(rivals, winning.rival, "由园区接手", by=by(winning.chief, ON))
    [post] = Tenure.objects.filter(officer=giver, office=winning.commerce)
    row = begin(NewHandOver(winning.commerce, post.post, giver, taker), by=by(place.steward, ON))
    assert f"lead:{mine.pk}" in {one["cause"] for one in row.things}
    sign(row, by=by(winning.handler, ON))
    follower = place.person("xin", taker)
    sign(row, by=by(follower, ON))
    mine.refresh_from_db()
    rivals.refresh_from_db()
    assert (mine.owner, mine.owner_office) == (follower, winning.commerce)
    assert rivals.owner == winning.rival
    credit = credits_of(mine, mine.hand_overs.all())
    assert {one.user for one in credit} == {winning.handler.pk, follower.pk}


def test_only_who_holds_the_post_hands_it_over_and_not_before_its_day(place: Lines) -> None:
    government, taker = place.work.government, place.follower()
    with pytest.raises(UserError, match="does not hold"):
        begin(NewHandOver(government, "县长", taker, place.work.head), by=by(place.steward, ON))
    with pytest.raises(UserError, match="another officer"):
        begin(NewHandOver(government, "县长", taker, taker), by=by(place.steward, ON))
    new = NewHandOver(government, "县长", place.work.head, taker)
    row = begin(new, by=by(place.steward, ON))
    giver = place.person("jiu", place.work.head)
    with pytest.raises(UserError, match="Wait for the day"):
        sign(row, by=by(giver, date(2026, 11, 9)))


def refused(name: str, model: type[Model], **said: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model._default_manager.create(**said)


def test_the_database_refuses_what_no_line_is(place: Lines) -> None:
    source = place.source()
    dated = {"since": ON, "source": source, "entered": source}
    before = {"since": ON, "until": SINCE, "source": source, "entered": source}
    refused("line_code_once", Line, code="works", position=9, title={})
    post = {"line": place.works, "office": place.work.water}
    refused("line_post_never_twice", LinePost, post="局长", **post, **dated)
    refused("line_post_ends_after_it_begins", LinePost, post="局长", **post, **before)
    other = {"line": Line.objects.get(code="investment"), "office": place.work.water}
    refused("line_post_is_a_post", LinePost, post="", **other, **dated)
    about = f"office:{place.work.water.pk}"
    refused("line_thing_under_one_line", LineThing, line=other["line"], about=about, **dated)
    thing = {"line": place.works, "about": "duty:x"}
    refused("line_thing_ends_after_it_begins", LineThing, **thing, **before)
    refused("line_thing_names_its_kind", LineThing, line=place.works, about="x", **dated)


def test_the_database_refuses_what_no_hand_over_is(place: Lines) -> None:
    head, taker = place.work.head, place.follower()
    said = {"office": place.work.government, "post": "县长", "on": ON, "giver": head,
            "taker": taker, "made_by": place.steward}  # fmt: skip
    refused("hand_over_to_another", HandOver, **said | {"taker": head})
    both = {"given_by": place.steward, "given_on": ON, "taken_by": place.steward, "taken_on": ON}
    refused("hand_over_signed_by_two", HandOver, **said, **both)
    refused("hand_over_signed_with_its_day", HandOver, **said, given_by=place.steward)
    refused("hand_over_taken_with_its_day", HandOver, **said, taken_on=ON)
    HandOver.objects.create(**said)
    refused("hand_over_one_open", HandOver, **said)
