"""A card is withdrawn, with reason, basis and document: what it entitled to ends that day."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.programmes.cards.terms import gives_of
from tashan.programmes.models import Card
from tashan.record import events, sources
from tashan.record.models import Source
from tashan.registry import changes, entitlements
from tashan.registry.models import Label


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why a card is withdrawn, by which provision, and the document that decided it."""

    why: str
    basis: str
    document: str

    def is_whole(self) -> bool:
        return all(each.strip() for each in (self.why, self.basis, self.document))


@transaction.atomic
def withdraw(card: Card, said: Withdrawal, *, by: By) -> Card:
    """The card is valid no more from this day on, nor is one that renews it.

    Raises UserError where it is withdrawn or over already, and without reason, basis, document.
    """
    assert by.user is not None, "an officer withdraws"
    card = Card.objects.select_for_update().get(pk=card.pk)
    _refuse(card, said, by)
    source = sources.entry(f"{card.number}撤销：{said.document.strip()}", actor=by.user, at=by.at)
    later = Card.objects.select_for_update().filter(before=card, withdrawn_on__isnull=True)
    for one in (card, *later):
        _withdraw(one, said, source, by)
    return card


def _refuse(card: Card, said: Withdrawal, by: By) -> None:
    if card.withdrawn_on is not None:
        raise UserError(
            _("The card was withdrawn on %s.") % card.withdrawn_on,
            hint=_("A new list may give a new card."),
        )
    if card.until <= by.on:
        raise UserError(_("The card has expired."), hint=_("There is nothing to withdraw."))
    if not said.is_whole():
        raise UserError(
            _("A card is withdrawn with a reason, a basis and a document."),
            hint=_("Fill in all three; the holder may ask for them."),
        )


def _withdraw(card: Card, said: Withdrawal, source: Source, by: By) -> None:
    card.withdrawn_on, card.withdrawn_by = by.on, by.user
    card.withdrawn_why, card.withdrawn_basis = said.why.strip(), said.basis.strip()
    card.withdrawn_document = said.document.strip()
    card.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_why", "withdrawn_basis",
                             "withdrawn_document"])  # fmt: skip
    entitlements.end(card.holder, card.stream, on=by.on, source=source)
    _unlabel(card, source, by)
    told = {"why": card.withdrawn_why, "basis": card.withdrawn_basis,
            "document": card.withdrawn_document}  # fmt: skip
    events.append(card.stream, "card.withdrawn", told, actor=by.user, at=by.at, occurred_on=by.on)


def _unlabel(card: Card, source: Source, by: By) -> None:
    """Nobody carries the label of a card that was withdrawn."""
    code = gives_of(card).label
    if not code:
        return
    rows = Label.objects.filter(entity=card.holder, code=code, replaced__isnull=True)
    for row in rows.exclude(until__lte=by.on):
        if row.since < by.on:
            changes.end_label(row, on=by.on, source=source)
        else:
            changes.take_back_label(row, source=source)
