"""Who acts in the demo's cases: the window, and of every office a handler and a chief.

Offices whose people nobody signs in as have accounts that nobody can open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tashan.demo.figuring import at
from tashan.record.accounts import give_role
from tashan.record.models import Source, User
from tashan.record.perms import CHIEF, HANDLER
from tashan.registry.belonging import belong
from tashan.registry.dated import as_of
from tashan.registry.kinds import Capacity
from tashan.registry.models import Belonging, Entity, Tenure
from tashan.registry.naming import name_on
from tashan.registry.offices import appoint, enter_officer

SINCE = date(2025, 1, 1)
TWO = {HANDLER: "审批专员", CHIEF: "分管负责人"}


@dataclass
class Hands:
    """Accounts by office and role; those that are missing are made when they are asked for."""

    window: User
    source: Source
    _known: dict[tuple[int, str], User] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The people of the demo go first."""
        rows = as_of(Belonging.objects.filter(capacity=Capacity.OFFICER), date(2026, 1, 5))
        held = {row.entity_id: row.user for row in rows.select_related("user")}
        tenures = as_of(Tenure.objects.filter(officer__in=held, until=None), date(2026, 1, 5))
        for tenure in tenures.order_by("pk"):
            user = held[tenure.officer_id]
            for role in user.grants.filter(to_at=None, role__in=TWO).values_list("role", flat=True):
                self._known.setdefault((tenure.office_id, role), user)

    def handler(self, office: int) -> User:
        return self._of(office, HANDLER)

    def chief(self, office: int) -> User:
        return self._of(office, CHIEF)

    def _of(self, office: int, role: str) -> User:
        key = (office, role)
        if key not in self._known:
            self._known[key] = self._made(Entity.objects.get(pk=office), role)
        return self._known[key]

    def _made(self, office: Entity, role: str) -> User:
        officer = self._officer(office, role)
        name = name_on(officer, SINCE)
        user = User(
            username=f"{role}-{office.pk}", display_name=name, kind="business",
            office=name_on(office, date(2026, 1, 5)), post=TWO[role], language="zh-hans",
        )  # fmt: skip
        user.set_unusable_password()
        user.save()
        give_role(user, role, actor=None, at=at(SINCE))
        belong(user, officer, Capacity.OFFICER, since=SINCE, source=self.source)
        return user

    def _officer(self, office: Entity, role: str) -> Entity:
        """Somebody who stays there and has no account yet, or who comes there for it."""
        serving = as_of(Tenure.objects.filter(office=office, until=None), date(2026, 1, 5))
        taken = Belonging.objects.filter(capacity=Capacity.OFFICER).values("entity")
        free = serving.exclude(officer__in=taken).select_related("officer")
        row = free.order_by("-is_lead" if role == CHIEF else "is_lead", "pk").first()
        if row is not None:
            return row.officer
        officer = enter_officer(f"石{office.pk % 90 + 10}号", since=SINCE, source=self.source)
        appoint(officer, office, TWO[role], since=SINCE, source=self.source)
        return officer
