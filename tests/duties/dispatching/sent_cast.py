"""Three firms and five officers in two pools, under the library's file with smaller quotas."""

from __future__ import annotations

from datetime import date

from tests.casework import making
from tests.programmes.match_cast import County, steward
from tests.registry import people_and_places as county

from tashan.adoption.models import Adoption
from tashan.casework.acts import By
from tashan.duties.dispatch_models import Secondment, SecondmentRound, TieSort
from tashan.duties.dispatching import drafting, proposing, running
from tashan.duties.dispatching.drafting import NewRound
from tashan.record.models import User
from tashan.registry import keeping
from tashan.registry.belonging import entity_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

SINCE = date(2026, 1, 5)
DRAFTED = date(2026, 1, 2)
NAMES = ("fang", "gu", "hua", "ji", "kang")


def by(user: User, on: date = SINCE, *, entered: date | None = None) -> By:
    """Entered the same day, unless it is typed in later."""
    return By(user, making.moment(entered or on), on)


def park() -> Entity:
    new = keeping.New("他山工业园", county.LONG_AGO, facts={"level": "county"})
    return keeping.enter(Kind.PARK, new, source=county.source())


def village() -> Entity:
    new = keeping.New("石桥村", county.LONG_AGO, facts={"level": "village"})
    return keeping.enter(Kind.PLACE, new, source=county.source())


class _Actor:
    def __init__(self, actor: User) -> None:
        self.actor = actor


class Sent:
    """Electronics, machinery and food; fang and gu know electronics, hua machinery, ji food."""

    def __init__(self, mechanism: str = "work_instructors", **quotas: int) -> None:
        self.place = making.home()
        self.office = making.office("企业工作指导员办公室")
        self.home_office = making.office("发展和改革局")
        self.steward = User.objects.filter(username="qiao").first() or steward()
        self.chief = making.officer("cao", "chief", at=self.office)
        said = quotas or {"to_strongest": 2, "to_best": 1}
        self.adoption: Adoption = County.adopted(
            _Actor(self.steward),
            mechanism,
            "企业工作指导员",
            **said,  # type: ignore[arg-type]
        )
        self.people = {n: making.officer(n, "handler", at=self.home_office) for n in NAMES}
        self.firms = [
            county.enterprise(name, 70 + n, industry=industry)
            for n, (name, industry) in enumerate(
                [("恒川电子", "C3982"), ("长青机械", "C3525"), ("明远食品", "C1411")]
            )
        ]
        for name, code in (("fang", "electronics"), ("gu", "electronics"), ("hua", "machinery"),
                           ("ji", "food")):  # fmt: skip
            self.brings(name, code)

    def officer(self, name: str) -> Entity:
        found = entity_of(self.people[name], SINCE)
        assert found is not None
        return found

    def brings(self, name: str, code: str) -> None:
        source = county.source()
        drafting.bring(self.officer(name), code, since=county.LONG_AGO, source=source)

    def ties(self, holder: Entity, entity: Entity, sort: TieSort = TieSort.OWN_SHARES) -> None:
        drafting.tie(holder, entity, sort, since=county.LONG_AGO, source=county.source())

    def opened(self, since: date = SINCE, previous: SecondmentRound | None = None,
               on: date = DRAFTED) -> SecondmentRound:  # fmt: skip
        new = NewRound(self.adoption, "instructors", "2026年企业工作指导员", self.office, since,
                       previous)  # fmt: skip
        return drafting.open_round(new, by=by(self.steward, on))

    def drafted(self, since: date = SINCE, previous: SecondmentRound | None = None,
                on: date = DRAFTED) -> SecondmentRound:  # fmt: skip
        """With two firms that are the strongest and one of the best; everybody in the pools."""
        row = self.opened(since, previous, on)
        who = by(self.steward, on)
        drafting.add_places(row, "strongest", self.firms[:2], by=who)
        drafting.add_places(row, "best", self.firms[2:], by=who)
        officers = [self.officer(name) for name in NAMES]
        drafting.add_members(row, "reserve", officers[:3], by=who)
        drafting.add_members(row, "middle", officers[3:], by=who)
        return row

    def proposed(self) -> SecondmentRound:
        row = self.drafted()
        proposing.propose(row, by=by(self.steward, DRAFTED))
        return row

    def published(self) -> SecondmentRound:
        return running.publish(self.proposed(), "他委〔2026〕1号", by=by(self.chief))

    def at_firm(self, row: SecondmentRound, n: int = 0) -> Secondment:
        return row.secondments.select_related("round", "place").get(place__entity=self.firms[n])
