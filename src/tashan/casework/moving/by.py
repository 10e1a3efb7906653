"""Who makes a move, when it is entered and on which day it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.record.models import User


@dataclass(frozen=True, slots=True)
class By:
    """``user`` is None for what Tashan does of itself. ``on`` is the day it happened, which is
    before the day of ``at`` where what was done on paper is typed in later."""

    user: User | None
    at: datetime
    on: date

    def __post_init__(self) -> None:
        if self.on > self.entered_on:
            raise UserError(
                _("%s has not come yet.") % self.on,
                hint=_("Give the day on which it happened, today at the latest."),
            )

    @property
    def entered_on(self) -> date:
        """The local day of the entry."""
        return timezone.localdate(self.at)

    @property
    def is_late_entry(self) -> bool:
        return self.on < self.entered_on

    @property
    def is_automatic(self) -> bool:
        return self.user is None
