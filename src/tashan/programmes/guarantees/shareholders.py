"""Who holds the guarantor: for whoever controls it nothing is guaranteed."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.posting import lock
from tashan.programmes.fund_models import Fund
from tashan.programmes.guarantee_models import Shareholder
from tashan.record import events
from tashan.registry.following import same
from tashan.registry.models import Entity


@transaction.atomic
def enter_shareholder(
    fund: Fund, owner: Entity, document: str, *, controls: bool, by: By
) -> Shareholder:
    """From a day on somebody holds the guarantor, and controls it or not."""
    lock(fund.book_id)
    row = Shareholder.objects.create(
        fund=fund, owner=owner, controls=controls, since=by.on, document=document
    )
    told = {"owner": owner.pk, "controls": controls, "document": document}
    events.append(fund.stream, "fund.shareholder", told, actor=by.user, at=by.at, occurred_on=by.on)
    return row


def refuse_shareholder(fund: Fund, firm: Entity, on: date) -> None:
    """Raises UserError for a firm that controls the guarantor on the day."""
    rows = Shareholder.objects.filter(fund=fund, controls=True, since__lte=on, owner__in=same(firm))
    if rows.filter(Q(until=None) | Q(until__gt=on)).exists():
        raise UserError(
            _("A guarantor grants no guarantee for whoever controls it (article 17)."),
            hint=_("The firm turns to another guarantor."),
        )
