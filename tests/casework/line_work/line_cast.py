"""The three lines of the county over its key work, with posts, matters and who follows whom."""

from __future__ import annotations

from datetime import date

from tests.casework import making
from tests.casework.key_work.key_work_cast import KeyWork, by
from tests.programmes.match_cast import County
from tests.registry import people_and_places as places

from tashan.adoption.models import Adoption
from tashan.casework.line_work import setting_up
from tashan.casework.models import Matter
from tashan.duties.line_models import Line
from tashan.record.models import Source, User
from tashan.registry.belonging import belong
from tashan.registry.kinds import Capacity
from tashan.registry.models import Entity
from tashan.registry.offices import enter_officer

SINCE, ON = date(2026, 2, 2), date(2026, 11, 10)


class Lines:
    """Lines set up from the file: works belongs to the head of the county."""

    def __init__(self) -> None:
        self.work = KeyWork()
        self.steward = self.work.steward
        self.adoption: Adoption = County.adopted(self._actor(), "three_lines", "三线")  # type: ignore[arg-type]
        setting_up.set_up(self.adoption, "lines", on=SINCE, source=self.source())
        self.works = Line.objects.get(code="works")

    def _actor(self) -> object:
        class Actor:
            actor = self.steward

        return Actor()

    def source(self) -> Source:
        return places.source()

    def matter(self, office: Entity, officer: Entity | None = None) -> Matter:
        """An open matter of an office that was promised by the sixth of November."""
        case = making.make_case(
            {"permit": {"state": 1, "received_on": making.OPENED, "officer": officer,
                        "promised_on": date(2026, 11, 6)}},
            office=office,
        )  # fmt: skip
        return making.matter(case, "permit")

    def person(self, username: str, officer: Entity) -> User:
        """The account of an officer of the register."""
        user = making.person(username, "leader")
        belong(user, officer, Capacity.OFFICER, since=places.LONG_AGO, source=places.source())
        return user

    def follower(self, name: str = "林新任") -> Entity:
        return enter_officer(name, since=places.LONG_AGO, source=places.source())


__all__ = ["ON", "SINCE", "Lines", "by"]
