"""Cards are issued: numbered, with a term, what they entitle to written into the register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.programmes import list_labels
from tashan.programmes.cards.grounds import Ground, by_list
from tashan.programmes.cards.planning import Planned, Prospect, may_be_renewed, plan
from tashan.programmes.cards.terms import benefits_in, card_title, term_of
from tashan.programmes.cards.tokens import new_token
from tashan.programmes.models import AwardList, Card, ListState
from tashan.record import events, sources
from tashan.record.models import Source
from tashan.registry import changes, entitlements
from tashan.registry.models import Label


@transaction.atomic
def issue(ground: Ground, *, by: By, only: Iterable[int] | None = None) -> list[Card]:
    """A card for each who has none by the ground; ``only`` of these holders.

    Who holds one that ends soon gets the next, which begins where that ends. Raises UserError
    where nobody gets one, and for a day before the ground stood.
    """
    held = ground.offer.held
    assert held is not None, "officers issue by adopted programmes"
    assert by.user is not None
    Adoption.objects.select_for_update().get(pk=held.adoption.pk)
    _refuse_early(ground, by.on)
    wanted = None if only is None else set(only)
    due = [
        one
        for one in plan(ground, by.on)
        if one.gets_one and (wanted is None or one.candidate.holder.pk in wanted)
    ]
    if not due:
        raise UserError(
            _("Nobody on it is without a card."),
            hint=_("A card is renewed from 60 days before its end, by a newer list."),
        )
    source = sources.entry(_remark(ground), actor=by.user, at=by.at)
    made = [_issue(ground, one, source, by) for one in due]
    said = {"cards": [card.number for card in made]}
    events.append(ground.stream, "cards.issued", said, actor=by.user, at=by.at, occurred_on=by.on)
    return made


def _refuse_early(ground: Ground, on: date) -> None:
    if on < ground.held_on:
        raise UserError(
            _("The ground of these cards stands only from %s on.") % ground.held_on,
            hint=_("Give that day or a later one."),
        )


def _remark(ground: Ground) -> str:
    if ground.award_list is not None:
        return f"{ground.award_list.title}（第{ground.award_list.number}号名单）发卡"
    assert ground.publication is not None
    return f"{ground.publication.content['title']['zh']}（{ground.publication.run.year}年）发卡"


def _issue(ground: Ground, one: Planned, source: Source, by: By) -> Card:
    held, gives = ground.offer.held, ground.offer.programme.gives
    assert held is not None
    assert by.user is not None
    before = one.card if one.prospect is Prospect.RENEWED else None
    since = max(by.on, before.until) if before else by.on
    card = Card.objects.create(
        number=_next_number(held.adoption.place, by), adoption=held.adoption,
        version=held.version, part=ground.offer.part, title=card_title(ground.offer),
        holder=one.candidate.holder, award=one.candidate.award, publication=ground.publication,
        rank=one.candidate.rank, since=since, until=term_of(ground.offer, since), before=before,
        token=new_token(), issued_by=by.user, issued_at=by.at,
    )  # fmt: skip
    entitlements.grant(
        card.holder, benefits_in(gives), of=card.stream, since=since, until=card.until,
        source=source,
    )  # fmt: skip
    _label(card, gives.label, source)
    said = {"number": card.number, "until": card.until.isoformat(),
            "before": before.number if before else None}  # fmt: skip
    kind = "card.renewed" if before else "card.issued"
    events.append(card.stream, kind, said, actor=by.user, at=by.at, occurred_on=by.on)
    return card


def _next_number(place: str, by: By) -> str:
    """999901-K-2026-0001: counted by the event that gives it; two at once wait in line."""
    series = f"{place}-K-{by.on.year}"
    event = events.append(
        f"numbers:{series}", "card.numbered", {}, actor=by.user, at=by.at, occurred_on=by.on
    )
    return f"{series}-{event.sequence:04d}"


def _label(card: Card, code: str | None, source: Source) -> None:
    """The label that rules read, for as long as the card runs; carried already, it runs on."""
    if not code:
        return
    carried = Label.objects.filter(entity=card.holder, code=code, replaced__isnull=True)
    begins = list_labels.first_new_day(list(carried.order_by("since")), card.since, card.until)
    if begins is not None:
        changes.label(card.holder, code, since=begins, until=card.until, source=source,
                      remark=card.number)  # fmt: skip


@transaction.atomic
def renew(card: Card, *, by: By) -> Card:
    """The next card, by the newest confirmed list on which the holder stands.

    Raises UserError where the card is withdrawn or renewed, runs on for long, or its holder
    stands on no newer list.
    """
    _refuse_unrenewable(card, by.on)
    lists = AwardList.objects.filter(
        adoption=card.adoption, part=card.part, state=ListState.CONFIRMED,
        awards__entity=card.holder, confirmed_at__gt=card.issued_at,
    )  # fmt: skip
    newest = lists.select_related("programme__run", "programme__version__adoption").order_by("-pk")
    ground = newest.first()
    if ground is None:
        raise UserError(
            _("The holder stands on no newer confirmed list."),
            hint=_("Match the programme again and confirm its list; a card follows a list."),
        )
    return issue(by_list(ground), by=by, only=[card.holder_id])[0]


def _refuse_unrenewable(card: Card, on: date) -> None:
    if card.withdrawn_on is not None:
        raise UserError(
            _("The card is withdrawn."), hint=_("A new list may give a new card; none renews it.")
        )
    if Card.objects.filter(before=card).exists():
        raise UserError(_("The card is renewed already."), hint=_("Open the next one."))
    if not may_be_renewed(card, on):
        raise UserError(
            _("The card runs until %s.") % card.last_day,
            hint=_("It can be renewed from 60 days before its end."),
        )
