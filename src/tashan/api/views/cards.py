"""Cards: read, issued, renewed, withdrawn, shown as their holders agree, and checked."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Query

from tashan.adoption.models import Adoption
from tashan.api.asked import today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import ROOT, Id, Words
from tashan.api.routers import cards as router
from tashan.api.schemas import cards as told
from tashan.api.schemas.shared import Refs
from tashan.api.views.cases import by_of
from tashan.indicators.ranking_models import Publication
from tashan.programmes.card_models import Card
from tashan.programmes.cards import tokens
from tashan.programmes.cards.checking import checked
from tashan.programmes.cards.consents import agree, newest, shown_on
from tashan.programmes.cards.grounds import Ground, by_list, by_publication
from tashan.programmes.cards.issuing import issue, renew
from tashan.programmes.cards.planning import plan
from tashan.programmes.cards.seeing import may_reissue, may_see_cards, visible_cards, where
from tashan.programmes.cards.terms import benefits_of
from tashan.programmes.cards.withdrawing import Withdrawal, withdraw
from tashan.programmes.models import AwardList
from tashan.programmes.offers import offer
from tashan.record import perms
from tashan.record.tokens import Scope

READ, WRITE = Scope.FUNDS_READ, Scope.FUNDS_WRITE
NEWEST = [Key("since", is_descending=True), Key("pk", is_descending=True)]
CARD = "/cards/{card_id}"


def _refs(request: HttpRequest, cards: list[Card]) -> Refs:
    return Refs([card.holder for card in cards], on=today(), viewer=request.user)


def _line(card: Card, refs: Refs) -> dict[str, object]:
    fields = ("id", "number", "title", "part", "rank", "since", "until", "withdrawn_on")
    return {name: getattr(card, name) for name in fields} | {
        "url": f"{ROOT}/cards/{card.pk}", "holder": refs.to(card.holder),
        "adoption": card.adoption_id, "list": card.award.list_id if card.award else None,
        "publication": card.publication_id, "before": card.before_id,
        "state": card.state_on(today()).value,
    }  # fmt: skip


def _lines(request: HttpRequest, cards: list[Card]) -> list[told.CardLine]:
    refs = _refs(request, cards)
    return [told.CardLine.model_validate(_line(card, refs)) for card in cards]


def _whole(request: ProgramRequest, card: Card) -> told.CardInFull:
    consent, benefits = newest(card, today()), benefits_of(card)
    gone = card.withdrawn_on and {
        "on": card.withdrawn_on, "why": card.withdrawn_why, "basis": card.withdrawn_basis,
        "document": card.withdrawn_document,
    }  # fmt: skip
    said = _line(card, _refs(request, [card])) | {
        "benefits": [{"code": code, "title": words} for code, words in benefits.items()],
        "shows": sorted(shown_on(card, today())),
        "agreed_since": consent.since if consent else None,
        "withdrawal": gone or None,
        "check": request.build_absolute_uri(reverse("check", args=[card.token])),
    }
    return told.CardInFull.model_validate(said)


def _card(request: ProgramRequest, card_id: int) -> Card:
    return get_object_or_404(visible_cards(request.user, today()), pk=card_id)


@door(router, "GET", "/cards", scope=READ, right=may_see_cards, answer=Page[told.CardLine])
def list_cards(
    request: ProgramRequest, paging: Query[Paging], state: told.StateCode | None = None
) -> Page[told.CardLine]:
    """The cards that the account sees, the newest first; agents see their enterprise's."""
    rows = visible_cards(request.user, today())
    rows = rows.filter(where(state, today())) if state else rows
    return page(request, rows, NEWEST, shown=lambda found: _lines(request, found), asked=paging)


@door(router, "GET", "/card-plan", scope=READ, right=perms.may_keep_funds, answer=told.Plan)
def plan_cards(request: ProgramRequest, asked: Query[told.Grounds]) -> told.Plan:
    """Who would get a card today by a list or a ranking, and who has one already."""
    planned = plan(_ground(asked), today())
    holders = [one.candidate.holder for one in planned]
    refs = Refs(holders, on=today(), viewer=request.user)
    items = [
        told.Planned(
            holder=refs.to(one.candidate.holder),
            prospect=one.prospect.value,
            rank=one.candidate.rank,
            card=one.card.pk if one.card else None,
        )
        for one in planned
    ]
    return told.Plan(on=today(), items=items)


def _ground(asked: told.Grounds | told.IssueGiven) -> Ground:
    """The list, or the publication with its programme; nothing else is a ground."""
    if asked.list is not None:
        related = ("programme__run", "programme__version__adoption")
        return by_list(get_object_or_404(AwardList.objects.select_related(*related), pk=asked.list))
    if asked.publication is None or asked.adoption is None:
        raise Http404
    rows = Publication.objects.select_related("run")
    row = get_object_or_404(rows, pk=asked.publication)
    given = offer(get_object_or_404(Adoption, pk=asked.adoption), asked.part, today())
    return by_publication(row, given, first=asked.first, on=today())


@door(router, "POST", "/cards", scope=WRITE, right=perms.may_keep_funds, answer=told.Issued,
      status=201)  # fmt: skip
def issue_cards(request: ProgramRequest, given: told.IssueGiven) -> told.Issued:
    """A card for each who has none by the ground; one that ends soon is renewed."""
    made = issue(_ground(given), by=by_of(request, given.on))
    return told.Issued(items=_lines(request, made))


@door(router, "GET", "/card-checks/{token}", scope=READ, right=may_see_cards,
      answer=told.CheckTold)  # fmt: skip
def check_card(request: ProgramRequest, token: Words) -> told.CheckTold:
    """What anybody who scans the card is told today, and nothing else."""
    card = tokens.card_of(token)
    if card is None:
        raise Http404
    found = checked(card, today())
    fields = told.CheckTold.model_fields
    said = {name: getattr(found, name) for name in fields} | {"state": found.state.value}
    return told.CheckTold.model_validate(said)


@door(router, "GET", CARD, scope=READ, right=may_see_cards, answer=told.CardInFull)
def read_card(request: ProgramRequest, card_id: Id) -> told.CardInFull:
    """One card with what it entitles to and what its holder agreed to show."""
    return _whole(request, _card(request, card_id))


@door(router, "POST", CARD + "/renew", scope=WRITE, right=perms.may_keep_funds,
      answer=told.CardInFull, status=201)  # fmt: skip
def renew_card(request: ProgramRequest, card_id: Id, given: told.OnADay) -> told.CardInFull:
    """The next card, by the newest confirmed list on which the holder stands."""
    made = renew(_card(request, card_id), by=by_of(request, given.on))
    return _whole(request, _card(request, made.pk))


@door(router, "POST", CARD + "/withdraw", scope=WRITE, right=perms.may_keep_funds,
      answer=told.CardInFull)  # fmt: skip
def withdraw_card(
    request: ProgramRequest, card_id: Id, given: told.WithdrawGiven
) -> told.CardInFull:
    """Valid no more, with reason, basis and document; what it entitled to ends that day."""
    said = Withdrawal(given.why, given.basis, given.document)
    withdraw(_card(request, card_id), said, by=by_of(request, given.on))
    return _whole(request, _card(request, card_id))


@door(router, "POST", CARD + "/show", scope=WRITE, right=perms.may_apply, answer=told.CardInFull)
def show_card(request: ProgramRequest, card_id: Id, given: told.ShowGiven) -> told.CardInFull:
    """The holder's agent chooses what anybody may see from today on."""
    agree(_card(request, card_id), given.shows, by=by_of(request, None))
    return _whole(request, _card(request, card_id))


@door(router, "POST", CARD + "/new-token", scope=WRITE, right=may_reissue,
      answer=told.CardInFull)  # fmt: skip
def reissue_card(request: ProgramRequest, card_id: Id, given: told.OnADay) -> told.CardInFull:
    """Another code where a print was lost; the old one leads nowhere."""
    tokens.reissue(_card(request, card_id), by=by_of(request, given.on))
    return _whole(request, _card(request, card_id))
