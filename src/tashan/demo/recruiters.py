"""Who wins investors in the demo and who reviews them: accounts that nobody can open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tashan.demo.figuring import at
from tashan.record.accounts import give_role
from tashan.record.models import Source, User
from tashan.record.perms import CHIEF, HANDLER
from tashan.registry.belonging import belong
from tashan.registry.kinds import Capacity
from tashan.registry.models import Entity
from tashan.registry.naming import name_on
from tashan.registry.offices import appoint, enter_officer

SINCE = date(2025, 1, 1)
NAMES = (
    "林岚",
    "周启程",
    "沈听雨",
    "何一舟",
    "陆知远",
    "程若水",
    "许明川",
    "顾南枝",
    "叶庭深",
    "秦晓峰",
)
POSTS = {HANDLER: "招商专员", CHIEF: "招商评审负责人"}


@dataclass
class Recruiters:
    """By office and role; each is made when asked for."""

    source: Source
    _known: dict[tuple[int, str], User] = field(default_factory=dict)

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
        number = len(self._known)
        name = NAMES[number % len(NAMES)]
        officer = enter_officer(name, since=SINCE, source=self.source)
        appoint(officer, office, POSTS[role], since=SINCE, source=self.source)
        user = User(
            username=f"invest-{number + 1}", display_name=name, kind="business",
            office=name_on(office, SINCE), post=POSTS[role], language="zh-hans",
        )  # fmt: skip
        user.set_unusable_password()
        user.save()
        give_role(user, role, actor=None, at=at(SINCE))
        belong(user, officer, Capacity.OFFICER, since=SINCE, source=self.source)
        return user
