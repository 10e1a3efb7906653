"""A budget is reserved by a draft, committed by a confirmed list, and never below nothing."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests import cast
from tests.programmes.budgets.budget_cast import (
    FIFTY_WAN,
    LATER,
    NEXT_YEAR,
    ON,
    TWENTY_WAN,
    Treasury,
    adds_up,
)

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.ledger.models import Entry
from tashan.ledger.posting import BelowFloorError
from tashan.programmes import awards, lists
from tashan.programmes.budget_models import Budget, BudgetPart
from tashan.programmes.budgets.opening import NewBudget, appropriate, open_budget
from tashan.programmes.budgets.year_end import carry_over, lapse
from tashan.programmes.models import AwardList

pytestmark = pytest.mark.django_db


@pytest.fixture
def treasury(settings: object) -> Treasury:
    settings.PLACE = "999901"  # type: ignore[attr-defined]
    return Treasury()


def test_what_a_document_appropriates_is_available(treasury: Treasury) -> None:
    assert treasury.stands() == {"authority": FIFTY_WAN, "available": FIFTY_WAN}


def test_a_draft_sets_aside_what_it_comes_to(treasury: Treasury) -> None:
    treasury.drafted()
    assert treasury.stands()["reserved"] == 2 * TWENTY_WAN
    assert treasury.stands()["available"] == FIFTY_WAN - 2 * TWENTY_WAN


def test_a_second_draft_is_refused_where_the_budget_does_not_reach(treasury: Treasury) -> None:
    treasury.drafted()
    with pytest.raises(BelowFloorError, match="可用"):
        treasury.drafted()
    assert AwardList.objects.count() == 1


def test_a_dropped_draft_gives_back_what_it_held(treasury: Treasury) -> None:
    made = treasury.drafted()
    lists.drop(made, reason="重新匹配", actor=treasury.actor, at=cast.AT)
    assert treasury.stands()["available"] == FIFTY_WAN


def test_a_confirmed_list_is_committed(treasury: Treasury) -> None:
    treasury.confirmed()
    found = treasury.stands()
    assert "reserved" not in found
    assert found["committed"] == 2 * TWENTY_WAN


def test_a_list_drafted_before_the_budget_was_opened_is_committed_all_the_same(
    treasury: Treasury,
) -> None:
    BudgetPart.objects.all().delete()
    made = treasury.drafted()
    BudgetPart.objects.create(
        budget=treasury.budget, adoption=treasury.adoption, part="srdi", year=2026
    )
    lists.confirm(made, actor=treasury.actor, at=cast.AT)
    assert treasury.stands()["committed"] == 2 * TWENTY_WAN


def test_what_an_enterprise_declines_is_available_again(treasury: Treasury) -> None:
    made = treasury.confirmed()
    awards.push(made, actor=treasury.actor, at=cast.AT)
    awards.decline(made.awards.order_by("pk")[0], actor=treasury.actor, at=cast.AT)
    assert treasury.stands()["committed"] == TWENTY_WAN


def test_every_entry_names_the_list_the_rules_and_the_person(treasury: Treasury) -> None:
    made = treasury.confirmed()
    entry = Entry.objects.get(kind="commit")
    assert (entry.about, entry.version_id) == (made.stream, made.programme.version_id)
    assert entry.actor == treasury.actor
    assert entry.reckoning[0]["formula"] == "200,000.00 + 200,000.00"
    assert entry.reckoning[0]["fen"] == 2 * TWENTY_WAN


def test_a_budget_is_added_to_and_cut_by_a_document(treasury: Treasury) -> None:
    appropriate(treasury.budget, 100, "他财〔2026〕9号", by=treasury.by)
    appropriate(treasury.budget, -40, "他财〔2026〕10号", by=treasury.by)
    assert treasury.stands()["authority"] == FIFTY_WAN + 60
    with pytest.raises(UserError, match="without a document"):
        appropriate(treasury.budget, 100, " ", by=treasury.by)
    with pytest.raises(UserError, match="Nothing changes"):
        appropriate(treasury.budget, 0, "他财〔2026〕11号", by=treasury.by)


def test_what_lists_hold_is_not_cut(treasury: Treasury) -> None:
    treasury.drafted()
    with pytest.raises(BelowFloorError):
        appropriate(treasury.budget, -FIFTY_WAN, "他财〔2026〕10号", by=treasury.by)


def test_what_is_left_is_carried_over_to_the_next_year_by_a_document(treasury: Treasury) -> None:
    treasury.confirmed()
    after = treasury.opened(2027)
    carry_over(treasury.budget, after, 6_0000_00, "他财〔2027〕1号", by=treasury.by)
    assert treasury.stands()["carried"] == 6_0000_00
    assert treasury.stands(after)["authority"] == FIFTY_WAN + 6_0000_00
    assert adds_up(treasury.budget)
    assert adds_up(after)


def test_nothing_is_carried_over_without_a_document_nor_to_another_year(treasury: Treasury) -> None:
    after = treasury.opened(2027)
    with pytest.raises(UserError, match="document"):
        carry_over(treasury.budget, after, 1, " ", by=treasury.by)
    with pytest.raises(UserError, match="is of 2026"):
        carry_over(after, treasury.budget, 1, "他财〔2027〕1号", by=treasury.by)
    with pytest.raises(BelowFloorError):
        carry_over(treasury.budget, after, FIFTY_WAN + 1, "他财〔2027〕1号", by=treasury.by)
    assert treasury.stands(after)["authority"] == FIFTY_WAN


def test_the_rest_lapses_when_the_year_is_over_and_nothing_is_held(treasury: Treasury) -> None:
    by = By(treasury.actor, NEXT_YEAR, LATER)
    with pytest.raises(UserError, match="not over"):
        lapse(treasury.budget, "他财〔2026〕20号", by=treasury.by)
    made = treasury.drafted()
    with pytest.raises(UserError, match="still hold"):
        lapse(treasury.budget, "他财〔2027〕20号", by=by)
    lists.drop(made, reason="重新匹配", actor=treasury.actor, at=cast.AT)
    with pytest.raises(UserError, match="without a document"):
        lapse(treasury.budget, "", by=by)
    assert lapse(treasury.budget, "他财〔2027〕20号", by=by) == FIFTY_WAN
    assert treasury.stands() == {"authority": FIFTY_WAN, "lapsed": FIFTY_WAN}


def test_a_programme_draws_on_one_budget_in_a_year(treasury: Treasury) -> None:
    new = NewBudget(2026, "又一本", [(treasury.adoption, "srdi")], "他财〔2026〕2号", 1)
    with pytest.raises(UserError, match="draws on the budget"):
        open_budget(new, by=treasury.by)
    assert Budget.objects.count() == 1


def test_a_programme_that_pays_nothing_draws_on_no_budget(treasury: Treasury) -> None:
    new = NewBudget(2026, "又一本", [(treasury.adoption, "honour")], "他财〔2026〕2号", 1)
    with pytest.raises(UserError, match="pays no money"):
        open_budget(new, by=treasury.by)


def test_a_budget_has_a_title_and_programmes(treasury: Treasury) -> None:
    with pytest.raises(UserError, match="at least one programme"):
        open_budget(NewBudget(2026, "空", [], "他财〔2026〕2号", 1), by=treasury.by)


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


def test_budget_has_its_own_book(treasury: Treasury) -> None:
    with refused("budget_has_its_own_book"), transaction.atomic():
        Budget.objects.create(
            year=2026, title="又", document="文", book=treasury.budget.book, opened_on=ON
        )


def test_budget_title_once_a_year_and_budget_has_its_document(treasury: Treasury) -> None:
    other = treasury.opened(2027)
    with refused("budget_title_once_a_year"), transaction.atomic():
        Budget.objects.filter(pk=other.pk).update(year=2026, title=treasury.budget.title)
    with refused("budget_has_its_document"), transaction.atomic():
        Budget.objects.filter(pk=other.pk).update(document="")


def test_budget_part_draws_on_one_a_year(treasury: Treasury) -> None:
    with refused("budget_part_draws_on_one_a_year"), transaction.atomic():
        BudgetPart.objects.create(
            budget=treasury.budget, adoption=treasury.adoption, part="srdi", year=2026
        )
