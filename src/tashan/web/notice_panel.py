"""The public notice on the page of a list or of a ranking: until when, and what was said."""

from __future__ import annotations

from datetime import date

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tashan.base.errors import UserError
from tashan.casework import notices
from tashan.casework.notices import PublicNotice, Standing
from tashan.mechanisms.timing import TimeLimit
from tashan.record import perms
from tashan.record.perms import Visitor

WORDS = {
    Standing.RUNNING: _("Under public notice"),
    Standing.OBJECTED: _("An objection waits"),
    Standing.UPHELD: _("Stopped by an objection"),
    Standing.CLEAR: _("Over, nothing stands against it"),
}


class NoticePanel:
    """``wanted`` is what the file asks for; nothing is shown where it asks for none."""

    def __init__(self, about: str, wanted: TimeLimit | None, on: date, user: Visitor) -> None:
        self.about, self.wanted, self.on, self.user = about, wanted, on, user

    @cached_property
    def notice(self) -> PublicNotice | None:
        return notices.newest(self.about) if self.wanted else None

    @property
    def hindrance(self) -> UserError | None:
        """Why what is announced can not hold yet."""
        return notices.standing_in_the_way(self.notice, self.wanted, self.on)

    @property
    def length(self) -> str:
        return notices.length(self.wanted) if self.wanted else ""

    @property
    def word(self) -> str:
        return str(WORDS[self.notice.standing(self.on)]) if self.notice else ""

    @property
    def light(self) -> str:
        return self.notice.light(self.on).value if self.notice else ""

    @property
    def may_begin(self) -> bool:
        """Who confirms and publishes announces it too; once, unless an objection was upheld."""
        is_upheld = self.notice and self.notice.standing(self.on) is Standing.UPHELD
        return perms.may_confirm(self.user) and (self.notice is None or bool(is_upheld))

    @property
    def case_url(self) -> str:
        """Where its objections are entered and answered; blank for who may not see it."""
        may_see = self.notice is not None and perms.may_see_all_cases(self.user)
        return f"/cases/{self.notice.matter.case_id}/" if may_see and self.notice else ""
