"""What a holder lets anybody see of a card: chosen field by field, from a day on, revocable."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.programmes.card_models import Card, CardConsent
from tashan.record import events


class Field(models.TextChoices):
    """What may be shown beside the kind of card and whether it is valid; never a figure."""

    NUMBER = "number", pgettext_lazy("card", "Number")
    DATES = "dates", pgettext_lazy("card", "Valid from and until")
    NAME = "name", pgettext_lazy("card", "Name of the enterprise")
    BENEFITS = "benefits", pgettext_lazy("card", "What the holder is entitled to")
    RANK = "rank", pgettext_lazy("card", "Rank on the list")


# what is shown of a card whose holder has said nothing
DEFAULT = (Field.NUMBER, Field.DATES)


def shown_on(card: Card, on: date) -> frozenset[Field]:
    """What anybody may see of a card on a day, as was agreed until then."""
    row = newest(card, on)
    return frozenset(DEFAULT) if row is None else frozenset(map(Field, row.shows))


def newest(card: Card, on: date) -> CardConsent | None:
    """The row that counts on a day; None where the holder never said anything."""
    return card.consents.filter(since__lte=on).order_by("-since", "-pk").first()


@transaction.atomic
def agree(card: Card, shows: Iterable[str], *, by: By) -> CardConsent:
    """From this day on these fields are shown and no others; an empty choice shows none.

    Raises UserError for a field that there is not.
    """
    chosen = sorted(set(shows))
    unknown = [field for field in chosen if field not in Field.values]
    if unknown or by.user is None:
        raise UserError(
            _("“%s” is nothing that a card can show.") % ", ".join(unknown),
            hint=_("Choose among: %s.") % ", ".join(Field.values),
        )
    Card.objects.select_for_update().get(pk=card.pk)
    row = CardConsent.objects.create(
        card=card, shows=chosen, since=by.on, actor=by.user, at=by.at
    )  # fmt: skip
    said = {"shows": chosen}
    events.append(card.stream, "card.agreed", said, actor=by.user, at=by.at, occurred_on=by.on)
    return row
