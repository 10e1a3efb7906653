"""The mechanisms that ship: lawful, bilingual, with examples, each learned from somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tashan.mechanisms.fields import Text
from tashan.mechanisms.law import hinders, legality
from tashan.mechanisms.library import library
from tashan.mechanisms.programme import Programme
from tashan.mechanisms.ranking import Ranking
from tashan.mechanisms.schema import Mechanism

DAY = date(2026, 11, 28)
RUN = [
    found
    for found in library().mechanisms.values()
    if any(isinstance(part, Programme | Ranking) for part in found.parts.values())
]
NAMED = [found.mechanism for found in RUN]


def parts_of(found: Mechanism) -> Iterator[tuple[str, Programme | Ranking]]:
    for name, part in found.parts.items():
        if isinstance(part, Programme | Ranking):
            yield name, part


def test_there_are_programmes_and_rankings() -> None:
    assert len(library().programmes) >= 15
    assert len(library().rankings) >= 8


@pytest.mark.parametrize("found", RUN, ids=NAMED)
def test_it_was_learned_somewhere_and_rests_on_something(found: Mechanism) -> None:
    assert found.learned_from
    assert found.basis


@pytest.mark.parametrize("found", RUN, ids=NAMED)
def test_the_law_hinders_none_of_them(found: Mechanism) -> None:
    assert [point.says.en for point in hinders(legality(found, on=DAY))] == []


@pytest.mark.parametrize("found", RUN, ids=NAMED)
def test_conditions_speak_both_tongues(found: Mechanism) -> None:
    for _name, part in parts_of(found):
        eligible = part.eligible if isinstance(part, Programme) else ()
        assert all(isinstance(one.says, Text) for one in (*eligible, *part.excluded))


@pytest.mark.parametrize("found", RUN, ids=NAMED)
def test_conditions_have_codes_that_reasons_can_name(found: Mechanism) -> None:
    for _name, part in parts_of(found):
        eligible = part.eligible if isinstance(part, Programme) else ()
        assert all(one.code for one in (*eligible, *part.excluded))


def test_money_has_a_budget_or_an_issuer_who_pays() -> None:
    for one in library().programmes.values():
        assert one.gives.amount is None or one.budget or one.issuer, one.code


def test_a_credit_condition_cites_the_national_list_of_measures() -> None:
    for one in (*library().programmes.values(), *library().rankings.values()):
        for condition in one.excluded:
            if condition.rule == "dishonest":
                documents = [basis.document for basis in condition.basis]
                assert documents == ["全国失信惩戒措施基础清单"], one.code


def test_tax_is_published_as_names_and_ranks_with_consent() -> None:
    for code in ("tax_total_ranking", "tax_growth_ranking"):
        publishing = library().rankings[code].publishing
        assert publishing is not None
        assert publishing.consent
        assert publishing.shows == "ranks"


def test_nobody_s_money_depends_on_the_tax_paid() -> None:
    taxes = {code for code, found in library().indicators.items() if found.is_tax}
    for one in library().programmes.values():
        rules = [*(c.rule for c in one.eligible), one.gives.amount or ""]
        assert not [tax for tax in taxes for rule in rules if one.gives.amount and tax in rule]
