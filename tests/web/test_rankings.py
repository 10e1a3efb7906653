"""The pages of rankings: what they show, what they record, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests.indicators.ranking import ranking_cast as made
from tests.web.people import Knock, OfficerClient, speaking_english
from tests.web.ranking_cast import Ranked

from tashan.indicators.ranking_models import (
    Consent,
    Objection,
    Publication,
    RankingMark,
    RankingRun,
    SelfScore,
)
from tashan.record.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.PLACE = "999901"
    with made.library_with_rankings(tmp_path):
        yield


@pytest.fixture
def steward(knock: Knock) -> OfficerClient:
    return speaking_english(knock("steward", username="steward"))


@pytest.fixture
def ranked(steward: OfficerClient) -> Ranked:
    return Ranked(steward.user)


def page(client: OfficerClient, name: str, *args: object, **query: str) -> str:
    return client.get(reverse(name, args=args), query).content.decode()


def test_the_list_shows_each_ranking_with_its_last_run(
    steward: OfficerClient, ranked: Ranked
) -> None:
    shown = page(steward, "rankings")
    assert "2 rankings are in force" in shown
    assert reverse("ranking_run", args=[ranked.run.pk]) in shown


def test_appraisals_are_a_list_of_their_own(steward: OfficerClient, ranked: Ranked) -> None:
    made.adopted(steward.user, "offices_list", "部门考核")
    assert "1 appraisal is in force" in page(steward, "appraisals")
    assert "Yearly appraisal" not in page(steward, "rankings")


def test_an_empty_list_says_what_to_do(steward: OfficerClient) -> None:
    assert "Adopt a mechanism" in page(steward, "rankings")


def test_a_run_begins_from_the_list(steward: OfficerClient, ranked: Ranked) -> None:
    answer = steward.post(reverse("run_ranking", args=[ranked.adoption.pk, "growth"]))
    run = RankingRun.objects.get(part="growth")
    assert answer.headers["Location"] == reverse("ranking_run", args=[run.pk])


def test_the_title_says_who_comes_first(steward: OfficerClient, ranked: Ranked) -> None:
    assert "The hundred: 3 ranked, 云岫酒业 first" in page(steward, "ranking_run", ranked.run.pk)


def test_a_figure_stands_with_its_unit(steward: OfficerClient, ranked: Ranked) -> None:
    assert "900 万元" in page(steward, "ranking_run", ranked.run.pk)


def test_who_has_no_figure_stands_last_with_the_reason(
    steward: OfficerClient, ranked: Ranked
) -> None:
    shown = page(steward, "ranking_run", ranked.run.pk)
    assert "not reported" in shown
    assert shown.index("安驰机械") < shown.index("青石茶业")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ({"sort": "score"}, "安驰机械"),
        ({"sort": "-score"}, "云岫酒业"),
        ({"q": "东岭"}, "东岭水泥"),
    ],
)
def test_the_table_sorts_and_filters(
    steward: OfficerClient, ranked: Ranked, query: dict[str, str], first: str
) -> None:
    answer = steward.get(reverse("ranking_run", args=[ranked.run.pk]), query)
    assert answer.context["run"].lines[0].name == first


def test_a_filter_that_leaves_nobody_says_so(steward: OfficerClient, ranked: Ranked) -> None:
    assert "Nobody matches" in page(steward, "ranking_run", ranked.run.pk, q="无此企业")


def test_the_table_needs_few_queries(
    steward: OfficerClient,
    ranked: Ranked,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(12):
        page(steward, "ranking_run", ranked.run.pk)


def test_the_sheet_needs_few_queries(
    steward: OfficerClient,
    ranked: Ranked,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    firm = ranked.firms["云岫酒业"]
    with django_assert_max_num_queries(12):
        page(steward, "score_sheet", ranked.run.pk, firm.pk)


def test_a_score_opens_down_to_the_source_of_its_figure(
    steward: OfficerClient, ranked: Ranked
) -> None:
    firm = ranked.firms["云岫酒业"]
    shown = page(steward, "score_sheet", ranked.run.pk, firm.pk)
    figure = firm.observations.get(last=made.LAST_YEAR[1])
    assert reverse("figure_source", args=[figure.pk]) in shown
    assert "900 万元" in shown


def test_a_formula_stands_with_its_numbers(steward: OfficerClient) -> None:
    offices = made.two_offices(steward.user)
    adoption = made.adopted(steward.user, "offices_list", "部门考核")
    run = made.ran(adoption, steward.user, "score")
    shown = page(steward, "score_sheet", run.pk, offices["发展和改革局"].pk)
    assert "60 × 6 个 ÷ 8 个 = 45" in shown
    assert "40 × [60 + 40 × (80.00% − 40.00%) ÷ (90.00% − 40.00%)]% = 36.8" in shown


def test_what_a_run_shows_goes_out_as_a_sheet(knock: Knock, ranked: Ranked) -> None:
    client = knock("reader", "exporter", username="out")
    answer = client.get(reverse("ranking_export", args=[ranked.run.pk]))
    assert answer.content[:2] == b"PK"
    assert Event.objects.filter(stream=ranked.run.stream, kind="ranking.exported").exists()


def test_a_mark_is_recorded_with_its_document(steward: OfficerClient) -> None:
    offices = made.two_offices(steward.user)
    adoption = made.adopted(steward.user, "offices_list", "部门考核")
    run = made.ran(adoption, steward.user, "score")
    address = reverse("mark_subject", args=[run.pk, offices["商务局"].pk])
    told = {"what": "extra:praised", "level": "national", "times": "1", "document": "国办通报"}
    steward.post(address, told | {"occurred_on": "2025-06-01"})
    assert RankingMark.objects.get().level == "national"
    assert "国办通报" in page(steward, "score_sheet", run.pk, offices["商务局"].pk)


def test_a_mark_without_evidence_is_refused_in_place(steward: OfficerClient) -> None:
    offices = made.two_offices(steward.user)
    run = made.ran(made.adopted(steward.user, "offices_list", "部门考核"), steward.user, "score")
    address = reverse("mark_subject", args=[run.pk, offices["商务局"].pk])
    answer = steward.post(
        address, {"what": "veto:safety", "times": "1", "occurred_on": "2025-06-01"}
    )
    assert answer.status_code == 422
    assert "There is no evidence." in answer.content.decode()


def test_own_points_stand_beside_the_verified_ones(steward: OfficerClient) -> None:
    offices = made.two_offices(steward.user)
    run = made.ran(made.adopted(steward.user, "offices_list", "部门考核"), steward.user, "score")
    address = reverse("own_score", args=[run.pk, offices["商务局"].pk])
    steward.post(address, {"signed": "60", "same_day": "38.5"})
    assert SelfScore.objects.count() == 2
    assert "98.50" in page(steward, "ranking_run", run.pk)


def test_an_objection_is_opened_and_answered(steward: OfficerClient, ranked: Ranked) -> None:
    firm = ranked.firms["东岭水泥"]
    address = reverse("object_to_score", args=[ranked.run.pk, firm.pk])
    steward.post(address, {"text": "少算一笔", "opened_on": "2026-11-02"})
    objection = Objection.objects.get()
    steward.post(
        reverse("answer_objection", args=[objection.pk]),
        {"outcome": "dismissed", "answer": "已核对完税证明"},
    )
    assert "已核对完税证明" in page(steward, "ranking_objections", ranked.run.pk)


def test_consents_are_recorded_for_those_chosen(steward: OfficerClient, ranked: Ranked) -> None:
    firm = ranked.firms["东岭水泥"]
    told = {"is_given": "yes", "document": "同意书", "since": "2026-11-01", "entity": [firm.pk]}
    steward.post(reverse("record_consents", args=[ranked.run.pk]), told)
    assert Consent.objects.get(entity=firm).is_given


def test_the_publication_page_counts_who_stands_without_a_name(
    steward: OfficerClient, ranked: Ranked
) -> None:
    assert "2 of 3 would stand without a name" in page(steward, "publish_ranking", ranked.run.pk)


def test_publishing_freezes_the_list_and_leads_to_its_board(
    steward: OfficerClient, ranked: Ranked
) -> None:
    answer = steward.post(reverse("publish_ranking", args=[ranked.run.pk]), {"reason": ""})
    made_public = Publication.objects.get()
    assert answer.headers["Location"] == reverse("board", args=[made_public.pk])


def test_what_hinders_publication_is_said(steward: OfficerClient) -> None:
    made.four_firms(steward.user)
    run = made.ran(made.adopted(steward.user), steward.user)
    shown = page(steward, "publish_ranking", run.pk)
    assert "The fair competition review is not on record." in shown
    steward.post(reverse("publish_ranking", args=[run.pk]), {"reason": ""})
    assert not Publication.objects.exists()


def test_a_changed_weight_is_tried_and_nothing_is_stored(steward: OfficerClient) -> None:
    made.two_offices(steward.user)
    run = made.ran(made.adopted(steward.user, "offices_list", "部门考核"), steward.user, "score")
    said = {"w.signed": "20", "w.same_day": "80"}
    assert "2 would move" in page(steward, "ranking_trial", run.pk, **said)
    assert RankingRun.objects.count() == 1


def test_a_trial_whose_weights_miss_their_sum_is_refused(steward: OfficerClient) -> None:
    made.two_offices(steward.user)
    run = made.ran(made.adopted(steward.user, "offices_list", "部门考核"), steward.user, "score")
    shown = page(steward, "ranking_trial", run.pk, **{"w.signed": "20"})
    assert "the weights sum to 60, not to 100" in shown


def test_a_trial_of_no_number_is_refused(steward: OfficerClient, ranked: Ranked) -> None:
    assert "is no number" in page(steward, "ranking_trial", ranked.run.pk, **{"w.tax": "many"})


def test_the_figure_that_swaps_two_ranks_is_named(steward: OfficerClient, ranked: Ranked) -> None:
    shown = page(steward, "ranking_flips", ranked.run.pk)
    assert "−100.000001 万元" in shown
    assert "799.999999 万元" in shown
    assert "-11.11%" in shown or "−11.11%" in shown
