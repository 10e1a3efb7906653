"""A list is drafted from a run, frozen, confirmed once it was reviewed, and gives its label."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from tests import cast
from tests.programmes import match_cast as own

from tashan.adoption import adopting
from tashan.adoption.models import Adoption, Conclusion
from tashan.base.errors import UserError
from tashan.programmes import awards, list_sheet, lists, running
from tashan.programmes.models import AwardList
from tashan.programmes.offers import preview
from tashan.record.models import Event
from tashan.registry.models import Label

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 2)  # the local day of cast.AT


@pytest.fixture
def county(settings: object) -> own.County:
    settings.PLACE = "999901"  # type: ignore[attr-defined]
    return own.County(own.steward())


@pytest.fixture
def adoption(county: own.County) -> Adoption:
    return county.awards(srdi_budget=40)


def drafted(adoption: Adoption, county: own.County, part: str = "srdi") -> AwardList:
    row = own.matched(adoption, part).programmes.get()
    return lists.draft(row, actor=county.actor, at=cast.AT)


def reviewed(adoption: Adoption, county: own.County) -> Adoption:
    said = adopting.Reviewed(Conclusion.PASSES, "公平竞争审查意见〔2026〕3号", "县市场监管局", ON)
    adopting.record_review(adoption, said, actor=county.actor, at=cast.AT)
    return adoption


@pytest.fixture
def confirmed(adoption: Adoption, county: own.County) -> AwardList:
    reviewed(adoption, county)
    return lists.confirm(drafted(adoption, county), actor=county.actor, at=cast.AT)


def test_a_list_holds_those_who_are_given_something(adoption: Adoption, county: own.County) -> None:
    made = drafted(adoption, county)
    assert list(made.awards.order_by("entity").values_list("entity", "fen", "state")) == [
        (county.hengchuan.pk, 20_0000_00, "matched"),
        (county.changqing.pk, 20_0000_00, "matched"),
    ]


def test_a_second_list_is_the_next_number(adoption: Adoption, county: own.County) -> None:
    assert [drafted(adoption, county).number for _ in range(2)] == [1, 2]


def test_a_list_is_told_by_the_hash_of_its_content(adoption: Adoption, county: own.County) -> None:
    one, other = drafted(adoption, county), drafted(adoption, county)
    assert one.sha256 == other.sha256
    assert lists.is_whole(one)


def test_no_list_comes_of_a_preview(county: own.County) -> None:
    run = running.run([preview("srdi_award")], own.TODAY, actor=None, at=cast.AT)
    with pytest.raises(UserError, match="not adopted here"):
        lists.draft(run.programmes.get(), actor=county.actor, at=cast.AT)


def test_no_list_comes_of_a_run_that_gives_nobody_anything(
    adoption: Adoption, county: own.County
) -> None:
    with pytest.raises(UserError, match="Nobody is given anything"):
        drafted(adoption, county, "equipment")


def test_without_a_review_nothing_is_confirmed(adoption: Adoption, county: own.County) -> None:
    with pytest.raises(UserError, match="needs a fair competition review") as refused:
        lists.confirm(drafted(adoption, county), actor=county.actor, at=cast.AT)
    assert "record the conclusion" in refused.value.hint


def test_who_stands_on_a_confirmed_list_carries_the_label(
    confirmed: AwardList, county: own.County
) -> None:
    labels = Label.objects.filter(code="专精特新奖励已兑付")
    assert {(row.entity_id, row.since, row.source_id) for row in labels} == {
        (firm.pk, ON, confirmed.source_id) for firm in (county.hengchuan, county.changqing)
    }


def test_who_has_had_it_does_not_qualify_again(
    confirmed: AwardList, adoption: Adoption, county: own.County
) -> None:
    row = own.matched(adoption, "srdi").programmes.get()
    assert row.eligible == 1


def test_who_carries_the_label_already_keeps_it(adoption: Adoption, county: own.County) -> None:
    reviewed(adoption, county)
    one, other = drafted(adoption, county), drafted(adoption, county)
    lists.confirm(one, actor=county.actor, at=cast.AT)
    lists.confirm(other, actor=county.actor, at=cast.AT)
    assert Label.objects.filter(code="专精特新奖励已兑付").count() == 2


HONOUR = "工业产值优胜企业"


@pytest.fixture
def honoured(county: own.County) -> Adoption:
    """The first two by output: 恒川 and 长青."""
    adoption = reviewed(county.awards(honoured=2), county)
    for firm, output in ((county.hengchuan, 900), (county.changqing, 800), (county.mingyuan, 700)):
        own.told.tell(county.source, own.told.figure(firm, "output_value", output))
    return adoption


def confirmed_on(day: int, adoption: Adoption, county: own.County) -> AwardList:
    made = drafted(adoption, county, "honour")
    return lists.confirm(made, actor=county.actor, at=cast.AT.replace(day=day))


def test_who_is_not_on_the_next_list_of_the_year_loses_the_label_from_its_day_on(
    honoured: Adoption, county: own.County
) -> None:
    confirmed_on(2, honoured, county)
    own.told.tell(county.source, own.told.figure(county.mingyuan, "output_value", 850))
    second = confirmed_on(20, honoured, county)
    known = Label.objects.filter(code=HONOUR, replaced__isnull=True)
    assert set(known.values_list("entity", "since", "until")) == {
        (county.hengchuan.pk, ON, date(2027, 11, 2)),
        (county.hengchuan.pk, date(2027, 11, 2), date(2027, 11, 20)),
        (county.changqing.pk, ON, date(2026, 11, 20)),
        (county.mingyuan.pk, date(2026, 11, 20), date(2027, 11, 20)),
    }
    (lost,) = Label.objects.filter(code=HONOUR, replaced__isnull=False, entity=county.changqing)
    assert lost.until == date(2027, 11, 2)  # what was known before stays
    last = Event.objects.filter(stream=second.stream).latest("sequence")
    assert (last.kind, last.payload["ended"]) == ("list.confirmed", 1)


def test_a_label_of_the_same_day_is_never_carried(honoured: Adoption, county: own.County) -> None:
    confirmed_on(2, honoured, county)
    own.told.tell(county.source, own.told.figure(county.mingyuan, "output_value", 850))
    confirmed_on(2, honoured, county)
    known = Label.objects.filter(code=HONOUR, replaced__isnull=True)
    assert county.changqing.pk not in set(known.values_list("entity", flat=True))


def test_a_further_batch_takes_the_label_from_nobody(
    confirmed: AwardList, adoption: Adoption, county: own.County
) -> None:
    own.told.tell(county.source, own.told.figure(county.mingyuan, "rd_spend", 250))
    own.changes.label(county.plain, own.SRDI, since=own.SINCE, source=county.source)
    lists.confirm(drafted(adoption, county), actor=county.actor, at=cast.AT.replace(day=20))
    known = Label.objects.filter(code="专精特新奖励已兑付", until__isnull=True)
    assert county.hengchuan.pk in set(known.values_list("entity", flat=True))


def test_a_list_is_confirmed_once(confirmed: AwardList, county: own.County) -> None:
    with pytest.raises(UserError, match="The list is: Confirmed"):
        lists.confirm(confirmed, actor=county.actor, at=cast.AT)


def test_a_draft_may_be_dropped_with_its_reason(adoption: Adoption, county: own.County) -> None:
    made = drafted(adoption, county)
    with pytest.raises(UserError, match="Say why"):
        lists.drop(made, reason=" ", actor=county.actor, at=cast.AT)
    assert lists.drop(made, reason="数据更正", actor=county.actor, at=cast.AT).state == "dropped"


def test_a_confirmed_list_is_told_to_the_enterprises_and_taken(
    confirmed: AwardList, county: own.County
) -> None:
    assert awards.push(confirmed, actor=county.actor, at=cast.AT) == 2
    one, other = confirmed.awards.order_by("entity")
    assert awards.take(one, actor=county.actor, at=cast.AT).state == "confirmed"
    assert awards.decline(other, actor=county.actor, at=cast.AT).state == "declined"
    assert awards.push(confirmed, actor=county.actor, at=cast.AT) == 0


def test_what_was_not_told_cannot_be_taken(confirmed: AwardList, county: own.County) -> None:
    award = confirmed.awards.earliest("pk")
    with pytest.raises(UserError, match="The award is: Matched"):
        awards.take(award, actor=county.actor, at=cast.AT)


def test_a_draft_is_not_told_to_anybody(adoption: Adoption, county: own.County) -> None:
    with pytest.raises(UserError, match="Only a confirmed list"):
        awards.push(drafted(adoption, county), actor=county.actor, at=cast.AT)


def test_every_move_is_an_event_of_the_list(confirmed: AwardList, county: own.County) -> None:
    awards.push(confirmed, actor=county.actor, at=cast.AT)
    list_sheet.hand_out(confirmed, actor=county.actor, at=cast.AT)
    kinds = Event.objects.filter(stream=confirmed.stream).order_by("sequence")
    assert [event.kind for event in kinds] == [
        "list.drafted", "list.confirmed", "list.pushed", "list.exported",
    ]  # fmt: skip


def test_a_list_is_handed_out_as_a_sheet(confirmed: AwardList, county: own.County) -> None:
    found = list_sheet.hand_out(confirmed, actor=county.actor, at=cast.AT)
    rows = list(load_workbook(BytesIO(found.data)).active.iter_rows(values_only=True))
    assert rows[1][:2] == (1, "恒川电子")
    assert rows[1][4] == 200000
    assert confirmed.sha256 in str(rows[-1][0])
