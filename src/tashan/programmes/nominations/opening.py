"""A year's round of nominations for an honour."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.mechanisms.programme import Nominating, Programme
from tashan.programmes.models import NominationRound
from tashan.programmes.nomination_models import RoundState
from tashan.record import events


def open_round(adoption: Adoption, part: str, year: int, closes_on: date, *, by: By) -> (
    NominationRound
):  # fmt: skip
    """Nominations are taken until the day ``closes_on``, included.

    Raises UserError for a part that is not nominated for, a day that is past, and a second round
    of the year.
    """
    assert by.user is not None
    held = current.of(adoption, by.on)
    found = held.part(part)
    if not isinstance(found, Programme) or found.nominated is None:
        raise UserError(
            _("“%s” is not given by nomination.") % part,
            hint=_("Choose a part whose file says “nominated”."),
        )
    if closes_on < by.on:
        raise UserError(_("The last day for nominations is past."), hint=_("Give a later one."))
    standing = NominationRound.objects.exclude(state=RoundState.DROPPED)
    if standing.filter(adoption=adoption, part=part, year=year).exists():
        raise UserError(
            _("There is a round of %d already.") % year, hint=_("Go on with the one there is.")
        )
    with transaction.atomic():
        made = NominationRound.objects.create(
            adoption=adoption, version=held.version, part=part, year=year,
            title=f"{year}年{found.title.zh.removeprefix('年')}", opened_by=by.user,
            opened_on=by.on, closes_on=closes_on,
        )  # fmt: skip
        said = {"part": part, "year": year, "closes_on": closes_on.isoformat()}
        events.append(made.stream, "nominations.opened", said, actor=by.user, at=by.at,
                      occurred_on=by.on)  # fmt: skip
    return made


def honour_of(made: NominationRound) -> Programme:
    """The honour as the rules said when the round was opened."""
    found = current.of_version(made.version).part(made.part)
    assert isinstance(found, Programme)
    return found


def rules_of(made: NominationRound) -> Nominating:
    """Who nominates, and what scores decide."""
    nominated = honour_of(made).nominated
    assert nominated is not None, "a round is opened of what is nominated for"
    return nominated
