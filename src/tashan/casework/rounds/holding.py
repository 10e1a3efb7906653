"""What every act of rounds has in common: the person, words that say something, the event."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.record import events
from tashan.record.models import User
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


def person(by: By) -> User:
    """Who does it: nothing here is done by Tashan of itself."""
    if by.user is None:
        raise ValueError("rounds and problems are moved by a person")
    return by.user


def told(text: str, what: str) -> str:
    """The words without blanks around them. Raises UserError where there are none."""
    found = text.strip()
    if not found:
        raise UserError(_("“%s” is missing.") % what, hint=_("Say it in a few words."))
    return found


def of_kind(entity: Entity, kind: Kind) -> Entity:
    """Raises UserError for an entity of another kind."""
    if entity.kind != kind:
        raise UserError(
            _("“%s” is of another kind.") % entity, hint=_("It must be: %s.") % kind.label
        )
    return entity


def refuse_same(first: int | None, by: By) -> None:
    """Raises UserError where the person did it themselves."""
    if first == person(by).pk:
        raise UserError(
            _("You said yourself that it is done."), hint=_("Somebody else has to check it.")
        )


def note(stream: str, kind: str, said: dict[str, Any], by: By) -> None:
    """The event in a stream of a round, a problem or a project."""
    events.append(stream, kind, said, actor=by.user, at=by.at, occurred_on=by.on)
