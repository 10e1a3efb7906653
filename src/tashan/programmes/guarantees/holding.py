"""A guarantee held for a move: the book is locked first, then the row; and the event of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.posting import NewEntry, Posted, lock, post
from tashan.ledger.reckoning import Step
from tashan.programmes.funds.terms import terms_of
from tashan.programmes.guarantee_models import Guarantee, GuaranteeState
from tashan.record import events
from tashan.record.models import User


def held(guarantee: Guarantee, *states: GuaranteeState) -> Guarantee:
    """The row as it is now, locked with its book. Raises UserError in any other state."""
    lock(guarantee.fund.book_id)
    related = ("fund__book", "firm", "bank", "version")
    rows = Guarantee.objects.select_for_update(of=("self",)).select_related(*related)
    row = rows.get(pk=guarantee.pk)
    refuse_state(row, states)
    return row


def refuse_state(row: Guarantee, states: Collection[str]) -> None:
    """Raises UserError unless the guarantee stands in one of these states."""
    if row.state not in states:
        raise UserError(
            _("The guarantee is “%s”.") % GuaranteeState(row.state).label,
            hint=_("Look at its page again: somebody may have moved it on."),
        )


def person(by: By) -> User:
    """Who does it: nothing about a guarantee happens of itself."""
    if by.user is None:
        raise ValueError("a guarantee is moved by a person")
    return by.user


def note(row: Guarantee, kind: str, said: dict[str, Any], by: By) -> None:
    """The event in the guarantee's own stream."""
    events.append(row.stream, f"guarantee.{kind}", said, actor=by.user, at=by.at, occurred_on=by.on)


def enter(
    row: Guarantee, kind: str, lines: dict[int, int], says: str, steps: list[Step], by: By
) -> Posted:
    """Post an entry about the guarantee, without the lines that come to nothing."""
    new = NewEntry(
        kind=kind,
        lines={account: fen for account, fen in lines.items() if fen},
        on=by.on,
        about=row.about,
        version=terms_of(row.fund, by.on).held.version.pk,
        says=says,
        reckoning=steps,
    )
    return post(row.fund.book_id, new, actor=person(by), at=by.at)


def refuse_before(row: Guarantee, by: By) -> None:
    """Raises UserError for a day before the guarantee was granted."""
    if row.granted_on is not None and by.on < row.granted_on:
        raise UserError(
            _("It was granted on %s.") % row.granted_on.isoformat(),
            hint=_("Give that day or a later one."),
        )


def said(text: str) -> str:
    """What was said, without blanks at its ends. Raises UserError where nothing was."""
    if not text.strip():
        raise UserError(_("Say why, in a few words."), hint=_("It stays with the guarantee."))
    return text.strip()


def documented(text: str) -> str:
    """The document by its number. Raises UserError without one."""
    if not text.strip():
        raise UserError(
            _("Name the document."), hint=_("Its number, or its title and its day, are enough.")
        )
    return text.strip()


def refuse_nothing(fen: int) -> None:
    """Raises UserError unless the amount is above nothing."""
    if fen <= 0:
        raise UserError(_("The amount is above nothing."), hint=_("Give it in yuan."))
