"""Who does what to payments."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.record import perms
from tashan.record.models import User
from tashan.record.perms import Visitor

RIGHTS = {
    "approve": perms.may_confirm,
    "drop": perms.may_match,
    "file": perms.may_pay,
    "pay": perms.may_pay,
    "come_back": perms.may_pay,
    "claim_back": perms.may_keep_funds,
    "refund": perms.may_pay,
}


def may_move_payments(user: Visitor) -> bool:
    """Who drafts, approves, claims back or pays."""
    return any(right(user) for right in RIGHTS.values())


def refuse_act(user: User, act: str) -> None:
    """Raises UserError where this act is another's."""
    if not RIGHTS[act](user):
        raise UserError(
            _("Your account may not do this to a payment."),
            hint=_("Drafting, approving and paying are three people's."),
        )
