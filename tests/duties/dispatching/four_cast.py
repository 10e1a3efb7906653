"""The four hundreds in small: recruiting, a park, a firm and a village, each with who is there."""

from __future__ import annotations

from tests.casework import making
from tests.duties.dispatching.sent_cast import DRAFTED, NAMES, SINCE, Sent, by, village
from tests.registry import people_and_places as county

from tashan.duties.dispatch_models import Secondment, SecondmentRound
from tashan.duties.dispatching import drafting, proposing, running
from tashan.duties.dispatching.drafting import NewRound
from tashan.record.models import User
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.offices import NewOffice, enter_office

QUOTAS = {"to_recruiting": 1, "to_parks": 1, "to_firms": 1, "to_villages": 1}


def park_of(committee: Entity) -> Entity:
    facts = {"level": "county", "committee": committee}
    new = keeping.New("他山高新园", county.LONG_AGO, facts=facts)
    return keeping.enter(Kind.PARK, new, source=county.source())


class Four(Sent):
    """One officer each recruiting, at a park, at a firm and in a village; those there to rate."""

    def __init__(self) -> None:
        super().__init__("four_hundreds", **QUOTAS)
        self.village = village()
        new = NewOffice("石桥村村民委员会", county.LONG_AGO, place=self.village)
        self.committee = enter_office(new, source=county.source())
        self.villager = making.officer("cun", "handler", at=self.committee)
        self.park_office = making.office("高新园管理委员会")
        self.park = park_of(self.park_office)
        self.parker = making.officer("yuan", "chief", at=self.park_office)
        self.station = making.office("驻上海招商处")
        self.recruiter = making.officer("hai", "chief", at=self.station)
        self.agent = making.agent("wang", self.firms[0])
        self.row = self._published()

    def _published(self) -> SecondmentRound:
        who = by(self.steward, DRAFTED)
        new = NewRound(self.adoption, "officers", "四百干部行动", self.office, SINCE)
        row = drafting.open_round(new, by=who)
        goals = {"recruiting": self.station, "parks": self.park, "firms": self.firms[0],
                 "villages": self.village}  # fmt: skip
        for group, entity in goals.items():
            drafting.add_places(row, group, [entity], by=who)
        drafting.add_members(row, "county", [self.officer(name) for name in NAMES], by=who)
        proposing.propose(row, by=who)
        return running.publish(row, "他委〔2026〕3号", by=by(self.chief))

    def at(self, entity: Entity) -> Secondment:
        rows = Secondment.objects.select_related("round", "place")
        return rows.get(place__entity=entity)

    def sent(self, entity: Entity) -> User:
        """Who was sent there."""
        term = self.at(entity)
        return next(u for n, u in self.people.items() if self.officer(n).pk == term.officer_id)
