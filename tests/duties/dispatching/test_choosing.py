"""Who chose a pair: the solver's match taken over, or another by hand with its reason and cost."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest
from django.db import connection
from tests.casework import making
from tests.duties.dispatching.sent_cast import DRAFTED, NAMES, Sent, by

from tashan.base.errors import UserError
from tashan.duties.dispatch_models import Choice, Secondment
from tashan.duties.dispatching import proposing, running
from tashan.duties.dispatching.choosing import choose

pytestmark = pytest.mark.django_db
APRIL = date(2026, 4, 1)


def test_the_solver_s_match_says_who_took_it_over() -> None:
    place = Sent()
    rows = place.proposed().secondments.all()
    assert {(one.choice, one.chosen_by, one.cost) for one in rows} == {
        (Choice.SOLVED, place.steward, None)
    }


def test_another_is_chosen_with_a_reason_and_its_cost_and_kept() -> None:
    place = Sent()
    row = place.proposed()
    made = choose(
        place.at_firm(row, 1), place.officer("kang"), "熟悉该企业", by=by(place.steward, DRAFTED)
    )
    assert (made.choice, made.choice_says, made.cost) == ("changed", "熟悉该企业", 10)
    assert (made.points, made.is_fixed) == (0, True)
    assert row.secondments.count() == 3
    again = proposing.propose(row, by=by(place.steward, DRAFTED))
    assert len(again.kept) == 3
    assert place.at_firm(row, 1) == made
    running.publish(row, "他委〔2026〕1号", by=by(place.chief))


def test_who_is_somewhere_else_in_the_draft_is_moved_and_the_others_worked_out_anew() -> None:
    place = Sent()
    row = place.proposed()
    ji = place.officer("ji")
    assert place.at_firm(row, 2).officer_id == ji.pk
    made = choose(place.at_firm(row, 1), ji, "企业点名", by=by(place.steward, DRAFTED))
    assert made.cost == 20
    assert place.at_firm(row, 2).officer_id != ji.pk


@pytest.mark.parametrize(("name", "says", "told"), [
    ("kang", " ", "The reason is missing"),
    ("hua", "留任", "there already"),
    ("gu", "需要", "has a conflict"),
    ("lao", "需要", "in no pool"),
])  # fmt: skip
def test_what_cannot_be_chosen(name: str, says: str, told: str) -> None:
    place = Sent()
    place.ties(place.officer("gu"), place.firms[1])
    row = place.proposed()
    outside = making.officer("lao", "handler", at=place.home_office).belongings.get().entity
    officer = place.officer(name) if name in NAMES else outside
    with pytest.raises(UserError, match=told):
        choose(place.at_firm(row, 1), officer, says, by=by(place.steward, DRAFTED))
    assert row.secondments.count() == 3


def test_nothing_is_chosen_after_the_round_was_published() -> None:
    place = Sent()
    row = place.published()
    with pytest.raises(UserError, match="On the term"):
        choose(place.at_firm(row, 1), place.officer("kang"), "晚了", by=by(place.steward))


def test_who_replaces_somebody_was_chosen_by_hand() -> None:
    place = Sent()
    row = place.published()
    made = running.replace(
        place.at_firm(row, 1), place.officer("kang"), "调动", by=by(place.chief, APRIL)
    )
    assert (made.choice, made.choice_says, made.chosen_by) == ("changed", "调动", place.chief)


def test_what_was_there_before_is_told_whose_choice_it_was() -> None:
    """The migration: who drafted took over, who replaced chose by hand, as its event says."""
    place = Sent()
    row = place.published()
    made = running.replace(
        place.at_firm(row, 1), place.officer("kang"), "调动", by=by(place.chief, APRIL)
    )
    solved = {"choice": Choice.SOLVED, "choice_says": "", "chosen_by": place.people["fang"]}
    Secondment.objects.update(**solved)
    fill = import_module("tashan.duties.migrations.0003_secondment_choice").FILL
    with connection.cursor() as cursor:
        cursor.execute(fill)
    made.refresh_from_db()
    assert (made.choice, made.choice_says, made.chosen_by) == ("changed", "调动", place.chief)
    others = Secondment.objects.exclude(pk=made.pk)
    assert {(one.choice, one.chosen_by) for one in others} == {(Choice.SOLVED, place.steward)}
