"""What every act here needs: who does it and when, the locked row, and the event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.duties.dispatch_models import RoundState, Secondment, SecondmentRound, SecondmentState
from tashan.record.events import append
from tashan.record.models import User


class Doer(Protocol):
    """Who does it, when it is entered, and on which day it happened."""

    @property
    def user(self) -> User | None: ...
    @property
    def at(self) -> datetime: ...
    @property
    def on(self) -> date: ...
    @property
    def entered_on(self) -> date: ...


def person(by: Doer) -> User:
    """The account of somebody; nothing here is done by itself."""
    if by.user is None:
        raise UserError(_("Somebody must do this."), hint=_("Sign in."))
    return by.user


def held_round(row: SecondmentRound, state: RoundState) -> SecondmentRound:
    """The round, locked. Raises UserError in another state."""
    found = SecondmentRound.objects.select_for_update().get(pk=row.pk)
    if found.state != state:
        raise UserError(
            _("The round is: %s.") % found.get_state_display(),
            hint=_("Look at it again; it has moved on."),
        )
    return found


def held_secondment(row: Secondment, state: SecondmentState) -> Secondment:
    """The secondment, locked. Raises UserError in another state."""
    rows = Secondment.objects.select_for_update(of=("self",))
    found = rows.select_related("round", "place").get(pk=row.pk)
    if found.state != state:
        raise UserError(
            _("This is: %s.") % found.get_state_display(),
            hint=_("Look at it again; it has moved on."),
        )
    return found


def said(text: str, what: str) -> str:
    """The text without blanks around it. Raises UserError where nothing is said."""
    if not text.strip():
        raise UserError(_("%s is missing.") % what, hint=_("Say it in a few words."))
    return text.strip()


def note(row: SecondmentRound | Secondment, kind: str, told: Mapping[str, Any], by: Doer) -> None:
    append(row.stream, kind, told, actor=by.user, at=by.at, occurred_on=by.on)
