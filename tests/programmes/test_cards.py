"""Cards: issued on a list, renewed by the next, withdrawn with reasons; what they entitle to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.programmes import card_cast as own
from tests.programmes import match_cast
from tests.programmes.test_lists import drafted

from tashan.base.errors import UserError
from tashan.mechanisms import library as shelf
from tashan.programmes import lists
from tashan.programmes.card_models import CardState
from tashan.programmes.cards import tokens
from tashan.programmes.cards.checking import checked
from tashan.programmes.cards.consents import Field, agree, shown_on
from tashan.programmes.cards.grounds import by_list
from tashan.programmes.cards.issuing import issue, renew
from tashan.programmes.cards.planning import Prospect, plan
from tashan.programmes.cards.seeing import SOON, counts, where
from tashan.programmes.cards.withdrawing import Withdrawal, withdraw
from tashan.programmes.models import Award, AwardState, Card
from tashan.record.models import Event
from tashan.registry.dated import as_of
from tashan.registry.entitlements import ONE_DAY_DISPATCH, entitled, held
from tashan.registry.models import Label

pytestmark = pytest.mark.django_db
HOLDERS = """
mechanism: holders_first
title: {zh: 持卡企业走访, en: Visits to holders}
systems: [S23]
basis: [{document: 绿卡管理办法}]
parts:
  visits:
    kind: programme
    title: {zh: 持卡企业走访, en: Visits to holders}
    subject: enterprise
    eligible:
      - {rule: "'服务绿卡' in labels", says: {zh: 持有绿卡, en: Holds a card}, code: holds}
    gives: {kind: service}
"""
WHY = Withdrawal("提供虚假材料", "绿卡管理办法第九条", "他发改〔2026〕17号")


@pytest.fixture(autouse=True)
def _library() -> Iterator[None]:
    yield
    shelf.library.cache_clear()


@pytest.fixture
def county() -> own.CardCounty:
    return own.county()


def test_everybody_on_a_confirmed_list_gets_a_card(county: own.CardCounty) -> None:
    made = county.issued()
    assert {card.holder for card in made} == {county.hengchuan, county.changqing, county.plain}


def test_a_card_is_numbered_and_runs_for_its_term(county: own.CardCounty) -> None:
    first = county.issued()[0]
    assert first.number == "999901-K-2026-0001"
    assert (first.since, first.until) == (own.ON, date(2027, 11, 2))
    assert first.last_day == date(2027, 11, 1)


def test_a_draft_gives_no_card(county: own.CardCounty) -> None:
    drawn = drafted(county.adoption, county, "holders")
    with pytest.raises(UserError, match="confirmed list"):
        by_list(drawn)


def test_a_list_of_money_gives_no_card(county: own.CardCounty) -> None:
    drawn = drafted(county.awards(srdi_budget=40), county)
    with pytest.raises(UserError, match="gives no card"):
        by_list(drawn)


def test_nobody_gets_two_cards_by_one_list(county: own.CardCounty) -> None:
    listed = county.listed()
    issue(by_list(listed), by=county.by())
    with pytest.raises(UserError, match="Nobody on it is without a card"):
        issue(by_list(listed), by=county.by())


def test_who_declined_gets_none(county: own.CardCounty) -> None:
    listed = county.listed()
    Award.objects.filter(list=listed, entity=county.plain).update(state=AwardState.DECLINED)
    told = {one.candidate.holder: one.prospect for one in plan(by_list(listed), own.ON)}
    assert told[county.plain] is Prospect.DECLINED
    assert told[county.hengchuan] is Prospect.NEW


def test_a_card_does_not_begin_before_its_list(county: own.CardCounty) -> None:
    ground = by_list(county.listed())
    with pytest.raises(UserError, match="stands only from 2026-11-02"):
        issue(ground, by=county.by(own.ON - timedelta(1)))


def test_its_state_follows_from_the_day(county: own.CardCounty) -> None:
    card = county.issued()[0]
    assert card.state_on(own.ON - timedelta(1)) is CardState.NOT_YET
    assert card.state_on(card.last_day) is CardState.VALID
    assert card.state_on(card.until) is CardState.EXPIRED


def test_the_database_counts_states_as_a_card_tells_them(county: own.CardCounty) -> None:
    cards = county.issued()
    withdraw(cards[0], WHY, by=county.by(date(2026, 12, 1)))
    for day in (own.ON - timedelta(1), own.ON, date(2026, 12, 1), own.LATER, cards[0].until):
        told = counts(Card.objects.all(), day)
        for state in CardState:
            mine = [c for c in Card.objects.all() if c.state_on(day) is state]
            assert told[state] == len(mine), (day, state)
            assert set(Card.objects.filter(where(state, day))) == set(mine)
    assert counts(Card.objects.all(), own.LATER)[SOON] == 2


def test_what_it_entitles_to_stands_in_the_register_by_code(county: own.CardCounty) -> None:
    county.issued()
    codes = [row.code for row in held(county.hengchuan, own.ON)]
    assert codes == ["one_day_dispatch", "reported_first", "service_officer"]
    everybody = [county.hengchuan.pk, county.mingyuan.pk]
    assert entitled(everybody, ONE_DAY_DISPATCH, own.ON) == {county.hengchuan.pk}


def test_what_it_entitles_to_ends_with_the_card(county: own.CardCounty) -> None:
    card = county.issued()[0]
    assert held(card.holder, card.last_day)
    assert not held(card.holder, card.until)


def test_a_rule_can_ask_who_holds_a_card(
    county: own.CardCounty, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards = county.issued()
    withdraw(cards[0], WHY, by=county.by())
    (tmp_path / "holders_first.yaml").write_text(HOLDERS, encoding="utf-8")
    monkeypatch.setenv("TASHAN_LIBRARY", f"{shelf.SHIPPED}:{tmp_path}")
    shelf.library.cache_clear()
    row = match_cast.matched(county.adopted("holders_first", "持卡企业"), "visits").programmes.get()
    told = lists.awarded(row)["subject"].to_list()
    assert set(told) == {card.holder_id for card in cards[1:]}


def test_the_label_runs_as_long_as_the_card(county: own.CardCounty) -> None:
    listed = county.listed()
    day = own.ON + timedelta(20)
    card = issue(by_list(listed), by=county.by(day))[0]
    labels = Label.objects.filter(entity=card.holder, code=own.LABEL, replaced=None)
    assert max(row.until for row in labels if row.until) == card.until


def test_the_next_list_renews_a_card_that_ends_soon(county: own.CardCounty) -> None:
    first = {card.holder_id: card for card in county.issued()}
    for card in county.issued(own.LATER):
        assert card.before == first[card.holder_id]
        assert card.since == first[card.holder_id].until


def test_a_card_that_runs_on_is_not_renewed(county: own.CardCounty) -> None:
    card = county.issued()[0]
    county.listed(date(2026, 12, 1))
    with pytest.raises(UserError, match="runs until 2027-11-01"):
        renew(card, by=county.by(date(2026, 12, 1)))


def test_a_card_is_renewed_by_a_newer_list_alone(county: own.CardCounty) -> None:
    card = county.issued()[0]
    with pytest.raises(UserError, match="no newer confirmed list"):
        renew(card, by=county.by(own.LATER))
    county.listed(own.LATER)
    following = renew(card, by=county.by(own.LATER))
    assert following.before == card
    with pytest.raises(UserError, match="renewed already"):
        renew(card, by=county.by(own.LATER))


def test_withdrawing_says_why_by_what_and_by_which_document(county: own.CardCounty) -> None:
    card = county.issued()[0]
    for said in (Withdrawal("", "a", "b"), Withdrawal("a", " ", "b"), Withdrawal("a", "b", "")):
        with pytest.raises(UserError, match="a reason, a basis and a document"):
            withdraw(card, said, by=county.by())


def test_a_withdrawn_card_entitles_to_nothing_from_that_day(county: own.CardCounty) -> None:
    card = county.issued()[0]
    day = date(2026, 12, 1)
    done = withdraw(card, WHY, by=county.by(day))
    assert done.state_on(day) is CardState.WITHDRAWN
    assert done.state_on(day - timedelta(1)) is CardState.VALID
    assert held(card.holder, day - timedelta(1))
    assert not held(card.holder, day)
    assert not as_of(Label.objects.filter(entity=card.holder, code=own.LABEL), day).exists()


def test_what_renews_a_withdrawn_card_is_withdrawn_with_it(county: own.CardCounty) -> None:
    card = county.issued()[0]
    county.listed(own.LATER)
    following = renew(card, by=county.by(own.LATER))
    withdraw(card, WHY, by=county.by(own.LATER))
    following.refresh_from_db()
    assert following.state_on(following.since) is CardState.WITHDRAWN
    assert not held(card.holder, following.since)


def test_a_card_is_withdrawn_once(county: own.CardCounty) -> None:
    card = withdraw(county.issued()[0], WHY, by=county.by())
    with pytest.raises(UserError, match="was withdrawn on 2026-11-02"):
        withdraw(card, WHY, by=county.by())
    with pytest.raises(UserError, match="is withdrawn"):
        renew(card, by=county.by())


def test_what_is_done_to_a_card_are_events_of_its_stream(county: own.CardCounty) -> None:
    card = county.issued()[0]
    agree(card, [Field.NAME], by=county.by())
    tokens.reissue(card, by=county.by())
    withdraw(card, WHY, by=county.by())
    kinds = Event.objects.filter(stream=card.stream).order_by("sequence")
    assert list(kinds.values_list("kind", flat=True)) == [
        "card.issued", "card.agreed", "card.token_reissued", "card.withdrawn",
    ]  # fmt: skip


def test_without_a_word_number_and_days_are_shown_and_no_name(county: own.CardCounty) -> None:
    told = checked(county.issued()[0], own.ON)
    assert told.number == "999901-K-2026-0001"
    assert told.since == own.ON
    assert (told.name, list(told.benefits), told.rank) == (None, [], None)


def test_what_was_agreed_is_shown_from_its_day_and_can_be_taken_back(
    county: own.CardCounty,
) -> None:
    card, next_day = county.issued()[0], own.ON + timedelta(1)
    agree(card, [Field.NAME, Field.BENEFITS], by=county.by(next_day))
    assert checked(card, own.ON).name is None
    told = checked(card, next_day)
    assert told.name is not None
    assert told.number is None
    assert len(told.benefits) == 3
    agree(card, [], by=county.by(next_day))
    assert shown_on(card, next_day) == frozenset()


def test_what_a_card_can_not_show_is_not_agreed_to(county: own.CardCounty) -> None:
    with pytest.raises(UserError, match="“tax_paid” is nothing"):
        agree(county.issued()[0], ["tax_paid"], by=county.by())


def test_a_token_finds_its_card_and_a_new_one_replaces_it(county: own.CardCounty) -> None:
    card = county.issued()[0]
    old = card.token
    assert tokens.card_of(old) == card
    fresh = tokens.reissue(card, by=county.by())
    assert tokens.card_of(old) is None
    assert tokens.card_of(fresh.token) == card


@pytest.mark.parametrize("token", ["", "short", "a" * 32, "x" * 100, "\x00" * 32])
def test_what_is_no_token_finds_nothing(token: str) -> None:
    assert tokens.card_of(token) is None
