"""A village, a household with land and a house, and the two exchanges as adopted."""

from __future__ import annotations

from datetime import date

from tests import cast
from tests.casework import making
from tests.registry import people_and_places as places

from tashan.adoption import adopting
from tashan.adoption.adopting import NewAdoption
from tashan.adoption.models import Adoption
from tashan.casework.moving.by import By
from tashan.programmes.exchange_models import Exchange, ExchangeStepKind
from tashan.programmes.exchanges import exchanging
from tashan.record.models import User
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

SINCE = date(2026, 1, 1)
SURVEYED, CHOSEN, AFTER = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 25)
LAND = {"land_mu": "4.50", "people": "2"}
HOUSE = {"house_area": "180", "homestead_area": "120", "wanted_area": "140", "plot_area": "100"}
_TEXTS = ("text", "sha256", "base_text", "base_sha256")
_KNOWN: dict[str, str] = {}


def by(user: User, on: date) -> By:
    return By(user, making.moment(max(on, date(2026, 11, 2))), on)


class Village:
    """他山县 with the two exchanges; who surveys, who signs, who keeps the register."""

    def __init__(self) -> None:
        self.place = making.home()
        self.office = making.office("农业农村局")
        self.steward = making.person("shi", "steward")
        self.handler = making.officer("nong", "handler", at=self.office)
        self.chief = making.officer("zhang", "chief", at=self.office)
        self.registrar = making.person("deng", "registrar", "leader")
        self.adoption = self._adopted()
        village = keeping.New("前溪村", SINCE, "", {"level": "village"})
        self.village = keeping.enter(Kind.PLACE, village, source=places.source())
        self.household = self.entered("欧阳建国")

    def _adopted(self) -> Adoption:
        if not _KNOWN:
            new = NewAdoption("two_exchanges", "他山县两分两换", "999901", SINCE)
            made = adopting.adopt(new, actor=self.steward, at=cast.AT)
            row = made.versions.get()
            _KNOWN.update({name: getattr(row, name) for name in _TEXTS})
            return made
        made = Adoption.objects.create(
            mechanism="two_exchanges",
            title="他山县两分两换",
            place="999901",
            since=SINCE,
            at=cast.AT,
        )
        made.versions.create(number=1, since=SINCE, actor=self.steward, at=cast.AT, **_KNOWN)
        return made

    def entered(self, name: str) -> Entity:
        """A household of the village."""
        new = keeping.New(name, SINCE, "", {"village": self.village, "members": 4})
        return keeping.enter(Kind.HOUSEHOLD, new, source=places.source())

    def surveyed(self, part: str = "homestead", on: date = SURVEYED, **said: object) -> Exchange:
        given = HOUSE if part == "homestead" else LAND
        return exchanging.survey(
            said.get("household", self.household),  # type: ignore[arg-type]
            self.adoption, part, dict(given), "测绘报告〔2026〕8号", by=by(self.handler, on),
        )  # fmt: skip

    def chosen(self, option: str = "money", part: str = "homestead") -> Exchange:
        return exchanging.choose(
            self.surveyed(part), option, "农户选择书", by=by(self.handler, CHOSEN)
        )

    def signed(self, option: str = "money", part: str = "homestead") -> Exchange:
        row = self.chosen(option, part)
        return exchanging.sign(row, f"置换〔2026〕{row.pk}号", by=by(self.chief, CHOSEN))

    def step(self, row: Exchange, kind: ExchangeStepKind, fen: int | None = None) -> None:
        exchanging.carry_out(row, kind, "收据", fen, by=by(self.handler, AFTER))
