"""Cards by a published ranking: the first so many, but nobody whom the programme excludes."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from pytest_django.fixtures import Settings
from tests import cast
from tests.casework.making import moment
from tests.indicators import snapshot_cast as told
from tests.programmes import card_cast as own
from tests.programmes import match_cast
from tests.programmes.test_lists import reviewed

from tashan.adoption import current
from tashan.base.errors import UserError
from tashan.indicators.ranking.publishing import publish
from tashan.indicators.ranking.running import run
from tashan.indicators.ranking_models import Publication
from tashan.programmes.cards.grounds import Ground, by_publication
from tashan.programmes.cards.issuing import issue
from tashan.programmes.cards.planning import Prospect, plan
from tashan.programmes.cards.withdrawing import Withdrawal, withdraw
from tashan.programmes.models import Card
from tashan.programmes.offers import offer
from tashan.registry.credit import NewCredit, enter_credit

pytestmark = pytest.mark.django_db


class Ranked(own.CardCounty):
    """Three firms ranked by the output of their own returns, the list published."""

    def __init__(self) -> None:
        super().__init__(match_cast.steward())
        firms = ((self.hengchuan, 900), (self.changqing, 700), (self.plain, 300))
        told.tell(self.source, *(told.figure(firm, "output_value", n) for firm, n in firms))
        ranking = reviewed(self.adopted("output_ranking", "产值榜"), self)
        held = current.of(ranking, own.ON)
        made = run(held, "total", on=own.ON, actor=self.actor, at=cast.AT)
        self.publication = publish(made, held, on=own.ON, actor=self.actor, at=cast.AT)

    def ground(self, first: int = 2) -> Ground:
        given = offer(self.adoption, "holders", own.ON)
        return by_publication(self.publication, given, first=first, on=own.ON)


@pytest.fixture
def county(settings: Settings) -> Ranked:
    settings.PLACE = "999901"
    return Ranked()


def test_the_first_of_a_published_ranking_get_cards(county: Ranked) -> None:
    made = issue(county.ground(), by=county.by())
    assert [(card.holder, card.rank) for card in made] == [
        (county.hengchuan, 1),
        (county.changqing, 2),
    ]
    assert {card.publication for card in made} == {county.publication}


def test_a_rank_gives_no_card_to_the_dishonest(county: Ranked) -> None:
    new = NewCredit("serious_dishonesty", "严重失信主体名单第3号", "市场监督管理局", own.ON)
    enter_credit(county.hengchuan, new, source=county.source)
    assert [one.prospect for one in plan(county.ground(), own.ON)] == [
        Prospect.EXCLUDED,
        Prospect.NEW,
    ]


def test_who_holds_one_by_a_list_gets_no_second_by_a_ranking(county: Ranked) -> None:
    county.issued()
    assert {one.prospect for one in plan(county.ground(3), own.ON)} == {Prospect.HAS}


def test_who_had_it_withdrawn_gets_none_by_an_older_ground(county: Ranked) -> None:
    card = issue(county.ground(1), by=county.by())[0]
    why = Withdrawal("造假", "绿卡管理办法第九条", "他发改〔2026〕17号")
    withdraw(card, why, by=county.by())
    assert [one.prospect for one in plan(county.ground(1), own.ON)] == [Prospect.WITHDRAWN]


def test_a_corrected_ranking_gives_no_card(county: Ranked) -> None:
    ranked = county.publication.run
    held = current.of_version(ranked.version)
    publish(ranked, held, on=own.ON, actor=county.actor, at=moment(own.ON), reason="更正")
    with pytest.raises(UserError, match="was corrected"):
        county.ground()


def test_a_publication_gives_a_holder_one_card(county: Ranked) -> None:
    first, second = issue(county.ground(), by=county.by())
    with (
        pytest.raises(IntegrityError, match="card_once_a_publication"),
        transaction.atomic(),
    ):
        Card.objects.filter(pk=second.pk).update(holder=first.holder)


def test_the_ranking_stays_as_it_was_published(county: Ranked) -> None:
    before = county.publication.sha256
    issue(county.ground(), by=county.by())
    assert Publication.objects.get().sha256 == before


def test_no_card_follows_the_tax_paid(county: Ranked) -> None:
    told.tell(county.source, told.figure(county.plain, "tax_paid", 900))
    ranking = reviewed(county.adopted("tax_ranking", "纳税榜"), county)
    held = current.of(ranking, own.ON)
    made = run(held, "total", on=own.ON, actor=county.actor, at=cast.AT)
    county.publication = publish(made, held, on=own.ON, actor=county.actor, at=cast.AT)
    with pytest.raises(UserError, match="No card is given for the tax paid"):
        county.ground()
