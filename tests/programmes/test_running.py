"""A run takes a snapshot, matches, keeps the result, and gives the same again to the fen."""

from __future__ import annotations

import pytest
from tests import cast
from tests.programmes import match_cast as own

from tashan.base.errors import UserError
from tashan.mechanisms.rules.answers import Verdict
from tashan.programmes import result_file, running
from tashan.programmes.models import Run
from tashan.programmes.offers import offers, preview
from tashan.programmes.result_file import Standing
from tashan.programmes.results import Results, results
from tashan.record.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(settings: object) -> own.County:
    settings.PLACE = "999901"  # type: ignore[attr-defined]
    return own.County(own.steward())


@pytest.fixture
def srdi(county: own.County) -> Results:
    return results(own.matched(county.awards(), "srdi"), 0)


def subjects(found: Results, standing: Standing) -> list[int]:
    return [row.subject for row in found.page(standing, order="subject")[0]]


def test_who_meets_every_condition_qualifies(srdi: Results, county: own.County) -> None:
    assert subjects(srdi, Standing.ELIGIBLE) == [
        county.hengchuan.pk, county.changqing.pk, county.mingyuan.pk,
    ]  # fmt: skip


def test_each_is_due_what_the_rule_says(srdi: Results) -> None:
    assert [row.fen for row in srdi.page(Standing.ELIGIBLE)[0]] == [20_0000_00] * 3


def test_who_misses_one_condition_is_a_near_miss_and_which_is_said(
    srdi: Results, county: own.County
) -> None:
    (row,), count = srdi.page(Standing.NEAR)
    assert (row.subject, row.missed, count) == (county.plain.pk, "title", 1)
    assert srdi.conditions["title"].says.zh == "已认定为专精特新中小企业"


def test_a_programme_keeps_its_counts_and_sums(srdi: Results) -> None:
    row = srdi.row
    assert (row.eligible, row.near, row.unknown) == (3, 1, 0)
    assert (row.wanted, row.given, row.budget) == (60_0000_00, 60_0000_00, 300_0000_00)


def test_the_budget_goes_in_its_order_and_the_unknown_come_last(county: own.County) -> None:
    found = results(own.matched(county.awards(srdi_budget=40), "srdi"), 0)
    rows = {row.subject: row for row in found.page(Standing.ELIGIBLE)[0]}
    assert rows[county.hengchuan.pk].given == rows[county.changqing.pk].given == 20_0000_00
    last = rows[county.mingyuan.pk]
    assert (last.given, last.outcome) == (0, "no_money")
    assert found.row.given == 40_0000_00


def test_a_missing_figure_makes_unknown_and_says_who_holds_it(county: own.County) -> None:
    found = results(own.matched(county.awards(), "equipment"), 0)
    assert found.row.unknown == 4
    (first, *_) = found.missing
    assert first.subjects == 4
    (row, *_), _count = found.page(Standing.UNKNOWN)
    assert row.answer.verdict is Verdict.UNKNOWN
    missing = {key for reason in row.answer.reasons for key in reason.missing}
    assert "investment_in_equipment@2025-01-01/2025-12-31" in missing


def test_one_subject_is_told_with_its_reasons(srdi: Results, county: own.County) -> None:
    row = srdi.of(county.plain.pk)
    assert row is not None
    assert row.answer.verdict is Verdict.NO
    assert [r.code for r in row.answer.reasons if r.met is False] == ["title"]


def test_who_is_in_no_row_of_the_file_is_told_too(srdi: Results, county: own.County) -> None:
    far = own.told.firm("外地工厂", county.source, standing="suspended")
    again = results(own.matched(srdi.row.adoption, "srdi"), 0)  # type: ignore[arg-type]
    row = again.of(far.pk)
    assert row is not None
    assert row.standing is Standing.OUT


def test_who_was_not_in_the_register_is_not_answered(srdi: Results) -> None:
    assert srdi.of(10**9) is None


def test_a_run_repeated_gives_the_same_to_the_fen(srdi: Results) -> None:
    again = running.repeat(srdi.run)
    assert again.equals(result_file.frame_of(srdi.run))
    assert srdi.run.file is not None
    written = result_file.written(again)
    assert len(written) == srdi.run.file.size


def test_what_is_entered_later_changes_nothing_of_a_run(srdi: Results, county: own.County) -> None:
    own.told.tell(county.source, own.told.figure(county.mingyuan, "rd_spend", 900))
    assert running.repeat(srdi.run).equals(result_file.frame_of(srdi.run))


def test_two_engines_give_the_same_result(county: own.County) -> None:
    found = own.offered(county.awards(srdi_budget=30), "srdi", "equipment")
    one, other = (
        running.run(found, own.TODAY, actor=None, at=cast.AT, by=name)
        for name in ("columnar", "reference")
    )
    assert one.file_id == other.file_id


def test_programmes_in_force_are_found_with_their_adoption(county: own.County) -> None:
    adoption = county.awards()
    assert [offer.key for offer in offers(own.TODAY)] == [
        f"{adoption.pk}/{part}" for part in ("honour", "equipment", "srdi")
    ]


def test_a_programme_of_the_library_is_previewed(county: own.County) -> None:
    run = running.run([preview("srdi_award")], own.TODAY, actor=None, at=cast.AT)
    assert run.is_preview
    assert results(run, 0).row.eligible == 3


def test_an_unknown_programme_names_the_nearest(county: own.County) -> None:
    with pytest.raises(UserError, match="Did you mean “srdi_award”"):
        preview("srdi_awards")


def test_one_run_has_one_kind_of_subject(county: own.County) -> None:
    mixed = [preview("chain_members"), preview("chain_projects")]
    with pytest.raises(UserError, match="one kind of subject"):
        running.run(mixed, own.TODAY, actor=None, at=cast.AT)


def test_a_run_of_nothing_is_refused() -> None:
    with pytest.raises(UserError, match="one programme at least"):
        running.run([], own.TODAY, actor=None, at=cast.AT)


def test_a_run_is_an_event_of_its_stream(srdi: Results) -> None:
    events = Event.objects.filter(stream=srdi.run.stream).order_by("sequence")
    assert [event.kind for event in events] == ["run.asked", "run.done"]


def test_what_cannot_run_leaves_nothing(county: own.County) -> None:
    with pytest.raises(UserError, match="no engine “abacus”"):
        running.run([preview("srdi_award")], own.TODAY, actor=None, at=cast.AT, by="abacus")
    assert not Run.objects.exists()


def test_places_are_given_in_the_declared_order(county: own.County) -> None:
    for firm, value in ((county.hengchuan, 20000), (county.changqing, 30000)):
        own.told.tell(
            county.source,
            own.told.figure(firm, "output_value", value),
            own.told.figure(firm, "sales_revenue", 1000),
            own.told.figure(firm, "main_revenue", 1000),
        )
    adoption = county.adopted("dragon_heads", "龙头企业", most=1)
    found = results(own.matched(adoption, "heads"), 0)
    rows = found.page(Standing.ELIGIBLE)[0]
    assert [(row.subject, row.place, row.outcome) for row in rows] == [
        (county.changqing.pk, 1, "given"),
        (county.hengchuan.pk, 2, "no_place"),
    ]
