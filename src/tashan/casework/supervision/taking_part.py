"""What the acts of supervision share: a person does it, says something, and an event tells."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.record import events
from tashan.record.models import User


def person(by: By) -> User:
    """Who does it: letters and complaints are never moved by Tashan itself."""
    if by.user is None:
        raise ValueError("this is done by a person")
    return by.user


def said(text: str) -> str:
    """What was written, without spaces around it. Raises UserError where nothing was."""
    found = text.strip()
    if not found:
        raise UserError(_("Nothing is written."), hint=_("Say it in a few words."))
    return found


def note(stream: str, kind: str, payload: dict[str, Any], by: By) -> None:
    """The event of an act in the stream of its subject."""
    events.append(stream, kind, payload, actor=by.user, at=by.at, occurred_on=by.on)
