"""A matter that moves money: it passes with the entry of the books that moved it, never without.

Its terms name what is posted (``ledger``: ``pool.draw``). Who posts is above casework: the rules
of the fund post and move the matter in one transaction.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.situation import Situation


def refuse_unposted(now: Situation, entry: str = "", *, passes: bool = True) -> None:
    """Raises UserError for a matter that moves money and passes where no entry is named."""
    if passes and now.terms.get("ledger") and not entry:
        raise UserError(
            _("This step moves money: it is done with its entry in the books."),
            hint=_("Do it on the page of the fund or the budget."),
        )


def refuse_posted(now: Situation) -> None:
    """Raises UserError for a decision that stands on an entry, which is reversed first."""
    if now.matter.outcome.get("entry"):
        raise UserError(
            _("The decision stands on entry %s of the books.") % now.matter.outcome["entry"],
            hint=_("Have what was paid come back by the fund's own steps."),
        )
