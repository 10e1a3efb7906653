"""An office whose matters fall due, with its officer, its head and who leads it; a ladder."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

from tests.casework import making
from tests.programmes.match_cast import County, steward
from tests.registry import people_and_places as places

from tashan.adoption.models import Adoption
from tashan.casework.calendars import in_force
from tashan.casework.models import Matter
from tashan.casework.states import State
from tashan.casework.supervision import deriving
from tashan.casework.supervision.deriving import Derived
from tashan.duties.keeping import give_duty
from tashan.record import sources
from tashan.record.models import User
from tashan.registry.belonging import entity_of
from tashan.registry.models import Entity

FRIDAY = date(2026, 11, 27)
MONDAY = FRIDAY + timedelta(3)


class Supervised:
    """``matter`` was due on ``due``; the handler is in charge of it."""

    def __init__(self, due: date = date(2026, 11, 26)) -> None:
        self.office, self.other = making.office(), making.office("督查室")
        self.handler = mailed(making.officer("handler", "handler", at=self.office))
        self.chief = mailed(making.officer("chief", "chief", at=self.office))
        self.steward = making.person("steward", "steward")
        self.leader = mailed(making.officer("leader", "leader", at=self.other))
        self.adoption = adopt(steward())
        self.case = making.make_case({"one": {"officer": officer(self.handler)}},
                                     office=self.office)  # fmt: skip
        self.matter = self.begun(making.matter(self.case), due)

    def begun(self, matter: Matter, due: date | None) -> Matter:
        """Accepted, and due on a day."""
        matter.state, matter.received_on, matter.accepted_on = State.IN_HAND, making.OPENED, due
        matter.promised_on = due
        matter.save()
        return matter

    def head(self) -> None:
        """The chief heads the office."""
        source = places.source()
        from tashan.registry.offices import appoint

        appoint(officer(self.chief), self.office, "局长", since=places.LONG_AGO, source=source,
                is_lead=True)  # fmt: skip

    def led(self) -> None:
        """The leader is in charge of the office."""
        source = sources.entry("分工", actor=self.steward, at=making.moment(making.OPENED))
        give_duty("leader_in_charge", {"zh": "分管领导"}, self.other, place=self.office,
                  officer=officer(self.leader), since=places.LONG_AGO, source=source)  # fmt: skip

    def remind(self, on: date) -> Derived:
        return deriving.remind(on, making.moment(on))


def adopt(actor: User, **values: object) -> Adoption:
    """The county supervises by the file of the library, with what differs here."""
    return County.adopted(  # type: ignore[arg-type]
        SimpleNamespace(actor=actor), "supervision", "督查督办", **values
    )


def mailed(user: User) -> User:
    user.email = f"{user.username}@county.example"
    user.save()
    return user


def officer(user: User) -> Entity:
    found = entity_of(user, making.OPENED)
    assert found is not None
    return found


def late_by(days: int, on: date) -> date:
    """A day that is so many working days before another."""
    calendar, day = in_force().calendar, on
    while calendar.working_days_between(day, on) < days:
        day -= timedelta(1)
    return day
