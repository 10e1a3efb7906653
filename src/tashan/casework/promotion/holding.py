"""A lead held for an act: the row is locked, its stage asked for, what was done is told."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework import perms as offices
from tashan.casework.acts import By
from tashan.casework.promotion_models import Lead
from tashan.mechanisms.pipeline import OVER, LeadStage
from tashan.record import events
from tashan.record.models import User
from tashan.registry.belonging import entity_of
from tashan.registry.dated import as_of
from tashan.registry.models import Entity, Tenure


def held(lead: Lead, *stages: LeadStage) -> Lead:
    """The row as it is now, locked; in one of ``stages``, or in none that is over."""
    row = (
        Lead.objects.select_for_update(of=("self",))
        .select_related("adoption", "owner", "owner_office", "reporter", "investor")
        .get(pk=lead.pk)
    )
    if (stages and row.stage not in stages) or (not stages and row.stage in OVER):
        raise UserError(
            _("The lead is at another stage: %s.") % row.stage,
            hint=_("Look at its page again: somebody may have moved it on."),
        )
    return row


def person(by: By) -> User:
    """Who does it: nothing of a lead moves of itself."""
    if by.user is None:
        raise ValueError("a lead is moved by a person")
    return by.user


def office_of(user: User, on: date) -> Entity:
    """Where somebody serves on a day. Raises UserError for an account of no office."""
    officer = entity_of(user, on)
    rows = as_of(Tenure.objects.filter(officer=officer), on) if officer else Tenure.objects.none()
    row = rows.select_related("office").order_by("-is_lead", "order", "pk").first()
    if row is None:
        raise UserError(
            _("%s serves in no office.") % (user.display_name or user.username),
            hint=_("Tie the account to its officer first."),
        )
    return row.office


def serves_in(user: User, office: int, on: date) -> bool:
    """Whether the office is one of the user's."""
    return office in offices.offices_of(user, on)


def worded(text: str, *, most: int = 500) -> str:
    """What was said. Raises UserError where nothing was, and above ``most`` characters."""
    if not text.strip():
        raise UserError(_("Say it in a few words."), hint=_("It stays with the lead."))
    return not_longer(text.strip(), most)


def not_longer(text: str, most: int) -> str:
    """The text. Raises UserError above ``most`` characters."""
    if len(text) > most:
        raise UserError(
            _("This has %(n)d characters; %(most)d are kept.") % {"n": len(text), "most": most},
            hint=_("Say it more briefly."),
        )
    return text


def papered(text: str) -> str:
    """The document. Raises UserError without one."""
    if not text.strip():
        raise UserError(_("Name the document."), hint=_("Its number and its day are enough."))
    return not_longer(text.strip(), 200)


def refuse_before(day: date, by: By) -> None:
    """Raises UserError for what would have happened before ``day``."""
    if by.on < day:
        raise UserError(
            _("It cannot have been before %s.") % day.isoformat(),
            hint=_("Give that day or a later one."),
        )


def refuse_own(who: User | None, by: By) -> None:
    """Raises UserError where somebody would check what they did themselves."""
    if who is not None and by.user is not None and who.pk == by.user.pk:
        raise UserError(
            _("Nobody checks or decides what is their own."), hint=_("Leave it to another officer.")
        )


def note(lead: Lead, kind: str, said: dict[str, Any], by: By) -> None:
    """The event in the lead's stream."""
    events.append(lead.stream, kind, said, actor=by.user, at=by.at, occurred_on=by.on)
