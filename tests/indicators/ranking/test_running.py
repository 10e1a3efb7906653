"""A ranking is run on a snapshot; every row keeps its steps, and a hash holds them together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from tests import cast
from tests.indicators.ranking.ranking_cast import (
    LAST_YEAR,
    ON,
    adopted,
    firms,
    four_firms,
    held,
    ran,
    row_of,
    two_offices,
)
from tests.indicators.snapshot_cast import figure, source, tell

from tashan.base.errors import UserError
from tashan.indicators.ranking import storing
from tashan.indicators.ranking.running import prepared_again, run
from tashan.indicators.ranking_models import RankingRun
from tashan.mechanisms.scoring.content import read_steps
from tashan.mechanisms.scoring.readings import Why
from tashan.record.models import Event, PermittedUse, User

pytestmark = pytest.mark.django_db


def ranks(found: RankingRun) -> dict[str, int | None]:
    rows = found.rows.order_by("position").prefetch_related("entity__names")
    return {row.entity.names.get().name: row.rank for row in rows}


def test_firms_stand_in_the_order_of_their_tax(officer: User) -> None:
    four_firms(officer)
    found = ran(adopted(officer), officer)
    assert ranks(found) == {"云岫酒业": 1, "东岭水泥": 2, "安驰机械": 3, "青石茶业": None}


def test_a_score_is_in_yuan_to_the_fen(officer: User) -> None:
    made = firms(source(officer), {"云岫酒业": (None, "123.456789")})
    found = ran(adopted(officer), officer)
    assert row_of(found, made["云岫酒业"]).score == Decimal("1234567.89")


def test_who_has_no_figure_is_unknown_and_says_why(officer: User) -> None:
    made = four_firms(officer)
    row = row_of(ran(adopted(officer), officer), made["青石茶业"])
    assert (row.state, read_steps(row.detail)[0].why) == ("unknown", Why.NOT_REPORTED)


def test_a_return_for_statistics_alone_never_ranks(officer: User) -> None:
    made = four_firms(officer)
    alone = source(officer, "统计报表", use=PermittedUse.STATISTICS)
    tell(alone, figure(made["青石茶业"], "tax_paid", 5000, LAST_YEAR))
    row = row_of(ran(adopted(officer), officer), made["青石茶业"])
    assert (row.rank, read_steps(row.detail)[0].why) == (None, Why.STATISTICS_ONLY)


def test_growth_on_no_base_is_no_growth(officer: User) -> None:
    made = firms(source(officer), {"云岫酒业": (500, 900), "新川电池": (0, 300)})
    adoption = adopted(officer)
    found = ran(adoption, officer, "growth")
    assert [row.entity_id for row in found.rows.all()] == [made["云岫酒业"].pk]
    assert found.rows.get().score == Decimal("80.00")


def test_who_is_outside_the_population_is_not_mentioned(officer: User) -> None:
    made = four_firms(officer)
    found = ran(adopted(officer), officer, "growth")
    assert not found.rows.filter(entity=made["安驰机械"]).exists()


def test_classes_follow_the_shares_of_the_file(officer: User) -> None:
    four_firms(officer)
    found = ran(adopted(officer), officer)
    assert [row.grade for row in found.rows.order_by("position")] == ["A", "B", "B", ""]


def test_the_hash_holds_every_row(officer: User) -> None:
    four_firms(officer)
    found = ran(adopted(officer), officer)
    assert storing.is_intact(found)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # past the triggers
        cursor.execute("UPDATE indicators_rankedrow SET score = score + 1 WHERE position = 2")
    assert not storing.is_intact(found)


def test_a_run_is_repeated_to_the_fen(officer: User) -> None:
    four_firms(officer)
    found = ran(adopted(officer), officer)
    again = prepared_again(found).outcomes
    assert [(o.subject, o.rank, o.score) for o in again] == [
        (row.entity_id, row.rank, row.score) for row in found.rows.order_by("position")
    ]


def test_the_next_run_says_where_everybody_stood_before(officer: User) -> None:
    made = four_firms(officer)
    adoption = adopted(officer)
    ran(adoption, officer)
    tell(source(officer, "更正"), figure(made["安驰机械"], "tax_paid", 850, LAST_YEAR))
    row = row_of(ran(adoption, officer), made["安驰机械"])
    assert (row.before, row.rank) == (3, 2)


def test_a_run_is_compared_with_that_of_the_year_before(officer: User) -> None:
    four_firms(officer)
    adoption = adopted(officer)
    earlier = run(
        held(adoption), "total", on=date(2026, 3, 1), actor=officer, at=cast.AT, year=2024
    )
    ran(adoption, officer, on=date(2026, 10, 1))
    assert ran(adoption, officer).before == earlier


def test_a_run_is_an_event_with_its_hash(officer: User) -> None:
    four_firms(officer)
    found = ran(adopted(officer), officer)
    event = Event.objects.get(stream=found.stream)
    assert (event.kind, event.payload) == ("ranking.run", {"sha256": found.sha256, "ranked": 3})


def test_offices_are_scored_by_completion_and_efficacy(officer: User) -> None:
    """6/8 of 60 and 60 + 40 · (80 − 40) / 50 = 92 % of 40; 60 and 68 % of 40."""
    made = two_offices(officer)
    found = ran(adopted(officer, "offices_list", "部门考核"), officer, "score")
    assert row_of(found, made["发展和改革局"]).score == Decimal("81.80")
    assert row_of(found, made["商务局"]).score == Decimal("87.20")


def test_a_part_of_another_kind_is_no_ranking(officer: User) -> None:
    with pytest.raises(UserError, match="has no part"):
        ran(adopted(officer), officer, "nothing")


def test_the_run_of_a_day_is_numbered(officer: User) -> None:
    four_firms(officer)
    adoption = adopted(officer)
    assert [ran(adoption, officer).number, ran(adoption, officer).number] == [1, 2]
    assert RankingRun.objects.latest("id").on == ON
