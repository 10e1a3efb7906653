"""Officers of the demo who are sent or speak for a destination, with accounts nobody can open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tashan.demo.figuring import at
from tashan.record.accounts import give_role
from tashan.record.models import Source, User
from tashan.registry.belonging import belong
from tashan.registry.dated import as_of
from tashan.registry.kinds import Capacity
from tashan.registry.models import Belonging, Entity
from tashan.registry.naming import name_on
from tashan.registry.offices import appoint, enter_officer

SURNAMES = "安卞岑单费葛霍纪康兰孟聂庞乔荣沙谭翁项严祝左"
GIVEN = ("书宁", "致远", "明月", "知行", "清和", "若水", "景行", "念慈")
TODAY = date(2026, 11, 20)  # whose account it is by then


@dataclass(frozen=True, slots=True)
class SentStaff:
    """``office`` is what their accounts say; all is known from ``since`` by the source."""

    source: Source
    since: date
    office: str

    def officer(self, surname: str, n: int, office: Entity, post: str = "科员") -> Entity:
        """Somebody invented who serves in an office."""
        name = surname + GIVEN[n % len(GIVEN)]
        officer = enter_officer(name, since=self.since, source=self.source)
        appoint(officer, office, post, since=self.since, source=self.source)
        return officer

    def account(self, officer: Entity, role: str = "handler") -> User:
        """Theirs, or one that nobody can open."""
        row = as_of(Belonging.objects.filter(entity=officer), TODAY).select_related("user").first()
        if row is not None:
            return row.user
        user = User(username=f"sent-{officer.pk}", display_name=name_on(officer, TODAY),
                    kind="business", office=self.office, language="zh-hans")  # fmt: skip
        user.set_unusable_password()
        user.save()
        give_role(user, role, actor=None, at=at(self.since))
        belong(user, officer, Capacity.OFFICER, since=self.since, source=self.source)
        return user
