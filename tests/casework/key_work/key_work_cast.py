"""A county with its key work of 2026: offices, posts, who tells, who checks."""

from __future__ import annotations

from datetime import date

from tests import cast
from tests.casework import making
from tests.programmes.match_cast import County, steward
from tests.registry import people_and_places as places

from tashan.adoption.models import Adoption
from tashan.casework.acts import By
from tashan.casework.key_work import clearing, doing
from tashan.casework.key_work.setting_up import set_up
from tashan.casework.key_work_models import KeyTask, WorkList
from tashan.record import files
from tashan.record.models import StoredFile, User
from tashan.registry.models import Entity
from tashan.registry.offices import appoint, enter_officer

SINCE, ON = date(2026, 2, 2), date(2026, 5, 11)
LATE = date(2026, 11, 27)


def by(user: User, on: date = ON) -> By:
    return By(user, making.moment(max(on, date(2026, 11, 2))), on)


class _Actor:
    def __init__(self, actor: User) -> None:
        self.actor = actor


def adoption(actor: User, **values: object) -> Adoption:
    return County.adopted(_Actor(actor), "key_work", "重点工作", **values)  # type: ignore[arg-type]


def photo(name: str = "现场.png") -> StoredFile:
    return files.store(b"\x89PNG\r\n\x1a\n" + name.encode(), name=name, at=cast.AT)


class KeyWork:
    """The list of the year, with the water office that does one task of it."""

    def __init__(self) -> None:
        making.home()
        self.water = making.office("水利局")
        self.park = making.office("石桥智造园管理办公室")
        self.government = making.office("人民政府")
        self.head = self.sits("县长", self.government)
        self.steward = User.objects.filter(username="qiao").first() or steward()
        self.handler = making.officer("shui", "handler", at=self.water)
        self.chief = making.officer("chi", "chief", at=self.water, post="局长")
        self.adoption = adoption(self.steward)
        self.list = self.made()
        self.task = self.list.tasks.get(code="water")

    def sits(self, post: str, office: Entity, name: str = "石县长") -> Entity:
        source = places.source()
        officer = enter_officer(name, since=places.LONG_AGO, source=source)
        appoint(officer, office, post, since=places.LONG_AGO, source=source)
        return officer

    def made(self) -> WorkList:
        return set_up(self.adoption, "year", None, by=by(self.steward, SINCE))

    def told(self, says: str = "主体施工过半", percent: int = 45, on: date = ON) -> None:
        doing.report(self.task, says, percent, [photo()], by=by(self.handler, on))

    def reached(self, on: date = ON, *, all_of_them: bool = True) -> None:
        for one in self.task.milestones.filter(done_on=None):
            doing.reach(one, by=by(self.handler, on))
            if not all_of_them:
                return

    def asked(self, on: date = ON) -> KeyTask:
        self.reached(on)
        clearing.ask(self.task, "已通水，水质检测合格", [photo()], by=by(self.handler, on))
        return self.task
