"""The page from which a person follows reports of acts, and to which the others lead back."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tashan.record import perms
from tashan.record.perms import Visitor


@dataclass(frozen=True, slots=True)
class Home:
    """Its address and what it is called."""

    url: str
    word: str


def home_of(user: Visitor) -> Home:
    """Who follows the work finds all reports, a bank's clerk the bank's, an agent the firm's."""
    if perms.may_see_work(user):
        return Home(reverse("four_reports"), _("Four reports"))
    if perms.may_promise(user):
        return Home(reverse("bank_reports"), _("Withdrawals reported"))
    return Home(reverse("own_reports"), _("Acts on my enterprise"))
