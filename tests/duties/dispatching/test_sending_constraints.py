"""What the database refuses of rounds, terms, visits and ratings, by the rule's name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from tests import cast
from tests.duties.dispatching.sent_cast import SINCE, Sent
from tests.registry import people_and_places as county

from tashan.duties.dispatch_models import (
    PeriodReport,
    PoolMember,
    Rating,
    RoundPlace,
    Secondment,
    SecondmentRound,
    Tie,
    Trait,
    Visit,
    VisitProblem,
)

pytestmark = pytest.mark.django_db


def refused(name: str, model: type[models.Model], **fields: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model._default_manager.create(**fields)


def changed(name: str, row: models.Model, **fields: Any) -> None:
    rows = type(row)._default_manager.filter(pk=row.pk)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        rows.update(**fields)


@pytest.fixture
def place() -> Sent:
    return Sent()


def dated(**fields: Any) -> dict[str, Any]:
    source = county.source()
    return {"since": SINCE, "source": source, "entered": source} | fields


def test_traits_and_ties(place: Sent) -> None:
    officer, firm = place.officer("kang"), place.firms[0]
    said = dated(entity=officer, code="food")
    refused("trait_ends_after_it_begins", Trait, **said, until=SINCE)
    Trait.objects.create(**said)
    refused("trait_once_from_a_day", Trait, **said)
    tie = dated(holder=officer, entity=firm, sort="own_shares")
    refused("tie_ends_after_it_begins", Tie, **tie, until=SINCE)
    refused("tie_is_to_another", Tie, **tie | {"entity": officer})


def test_rounds(place: Sent) -> None:
    row = place.proposed()
    changed("secondment_round_ends_after_it_begins", row, until=SINCE)
    changed("secondment_round_published_by_a_document", row, state="running")
    changed("secondment_round_published_by_another", row, published_by=place.steward)
    member, goal = row.members.first(), row.places.first()
    assert member is not None
    assert goal is not None
    refused("pool_member_once_a_round", PoolMember, round=row, pool="middle",
            officer=member.officer)  # fmt: skip
    refused("round_place_once_a_round", RoundPlace, round=row, group="best", entity=goal.entity)
    assert SecondmentRound.objects.count() == 1


def test_terms(place: Sent) -> None:
    row = place.published()
    term = place.at_firm(row)
    said = {"round": row, "officer": term.officer, "place": term.place, "points": 0,
            "since": SINCE, "until": row.until, "chosen_by": place.steward}  # fmt: skip
    refused("secondment_once_at_a_time", Secondment, **said)
    changed("secondment_chosen_otherwise_with_a_reason", term, choice="changed")
    changed("secondment_chosen_otherwise_with_a_reason", term, choice_says="熟悉")
    changed("secondment_chosen_otherwise_with_a_reason", term, cost=3)
    changed("secondment_not_before_it_begins", term, until=date(2025, 1, 1))
    changed("secondment_broken_off_with_a_reason", term, state="handed_back")


def test_visits_reports_and_ratings(place: Sent) -> None:
    term = place.at_firm(place.published())
    who = {"actor": place.chief, "at": cast.AT}
    said = {"secondment": term, "on": SINCE, "where": "车间", "met": "厂长", "is_late": False}
    refused("visit_says_what_was_said", Visit, **said, said="", **who)
    visit = Visit.objects.create(**said, said="谈招工", **who)
    refused("visit_problem_says_something", VisitProblem, visit=visit, says="")
    told = {"secondment": term, "period": SINCE, "figures": {}} | who
    refused("period_report_says_something", PeriodReport, **told, says="")
    PeriodReport.objects.create(**told, says="一月")
    refused("period_report_once_a_period", PeriodReport, **told, says="又一份")
    stars = {"secondment": term, "side": "office", "on": SINCE} | who
    refused("rating_of_one_to_five_stars", Rating, **stars, stars=6)
    Rating.objects.create(**stars, stars=5)
    refused("rating_once_a_day", Rating, **stars, stars=4)
