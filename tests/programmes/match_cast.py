"""Four firms of the county, what is known of them, and the mechanisms that it works by."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests import cast
from tests.indicators import snapshot_cast as told

from tashan.adoption import adopting
from tashan.adoption.adopting import NewAdoption
from tashan.adoption.models import Adoption
from tashan.adoption.settings_of import Setting
from tashan.programmes.models import Run
from tashan.programmes.offers import Offer, offer
from tashan.programmes.running import run
from tashan.record.models import RoleGrant, Source, User
from tashan.registry import changes
from tashan.registry.models import Entity

SINCE = date(2026, 1, 1)
TODAY = told.TODAY
SRDI = "专精特新中小企业"


def steward(username: str = "qiao") -> User:
    """Who adopts, matches and confirms."""
    user = cast.officer(username, "乔向南")
    for role in ("steward", "analyst", "registrar"):
        RoleGrant.objects.create(user=user, role_id=role, kind=user.kind, from_at=cast.AT)
    return user


class County:
    """他山县 with four firms: three recognised, of which one misses its research figure."""

    def __init__(self, actor: User) -> None:
        self.actor = actor
        self.source: Source = told.source(actor)
        self.place = told.county(self.source)
        self.hengchuan = self._firm("恒川电子", 300)
        self.changqing = self._firm("长青机械", 200)
        self.mingyuan = self._firm("明远科技", None)
        self.plain = self._firm("普通工厂", 500, srdi=False)

    def _firm(self, name: str, research: int | None, *, srdi: bool = True) -> Entity:
        firm = told.firm(name, self.source, place=self.place)
        if srdi:
            changes.label(firm, SRDI, since=date(2025, 6, 1), source=self.source)
        if research is not None:
            told.tell(self.source, told.figure(firm, "rd_spend", research))
        return firm

    def adopted(self, mechanism: str, title: str, **values: object) -> Adoption:
        """A mechanism that the county works by, with parameters of its own."""
        settings = {code: Setting(value, "本县实际") for code, value in values.items()}  # type: ignore[arg-type]
        new = NewAdoption(mechanism, title, "999901", SINCE, settings)
        return adopting.adopt(new, actor=self.actor, at=cast.AT)

    def awards(self, **values: object) -> Adoption:
        return self.adopted("awards", "企业奖励", **values)


def matched(adoption: Adoption, *parts: str, actor: User | None = None) -> Run:
    """A finished run of these programmes."""
    return run(offered(adoption, *parts), TODAY, actor=actor, at=cast.AT)


def offered(adoption: Adoption, *parts: str) -> list[Offer]:
    return [offer(adoption, part, TODAY) for part in parts]


def yuan(amount: int) -> Decimal:
    return Decimal(amount)
