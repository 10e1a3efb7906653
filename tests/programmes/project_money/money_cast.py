"""A source of 50 million yuan, a project with its contract, and who grants and pays."""

from __future__ import annotations

from datetime import date

from tests.casework import making
from tests.programmes.match_cast import County, steward
from tests.registry import people_and_places as places

from tashan.adoption.models import Adoption
from tashan.casework.acts import By
from tashan.programmes.project_money import contracts, granting, spending
from tashan.programmes.project_money.contracts import NewContract
from tashan.programmes.project_money.granting import NewSource
from tashan.programmes.project_money_models import (
    MoneySource,
    ProjectMoney,
    ProjectPayment,
    SourceKind,
    WorksContract,
)
from tashan.record.models import User
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

SINCE, ON = date(2026, 2, 2), date(2026, 3, 2)
WAN = 1_000_000  # ten thousand yuan in fen


def by(user: User, on: date = ON) -> By:
    return By(user, making.moment(max(on, date(2026, 11, 2))), on)


class _Actor:
    def __init__(self, actor: User) -> None:
        self.actor = actor


def adoption(actor: User, **values: object) -> Adoption:
    """The county pays by the file of the library, with what differs here."""
    return County.adopted(_Actor(actor), "project_money", "项目资金", **values)  # type: ignore[arg-type]


def project() -> Entity:
    """A project that is being built."""
    new = keeping.New("供水管网改造", SINCE.replace(year=2025), making.project_code(1),
                      {"stage": "building", "funding": "government"})  # fmt: skip
    return keeping.enter(Kind.PROJECT, new, source=places.source())


class Spending:
    """The source, the project and the people."""

    def __init__(self, **values: object) -> None:
        self.place = making.home()
        self.office = making.office("发展和改革局")
        self.steward = User.objects.filter(username="qiao").first() or steward()
        self.cashier = making.officer("jin", "cashier", at=self.office)
        self.handler = making.officer("yin", "handler", at=self.office)
        self.adoption = adoption(self.steward, **values)
        self.source = self.opened()
        self.project = project()
        self.builder = making.enterprise("他山建设公司", 61)

    def opened(self, document: str = "发改投资〔2026〕18号", fen: int = 5_000 * WAN) -> MoneySource:
        new = NewSource(
            self.adoption, "money", SourceKind.CENTRAL, "城市供水专项", document,
            "供水管网改造，不得用于楼堂馆所", fen,
        )  # fmt: skip
        return granting.open_source(new, by=by(self.steward, SINCE))

    def applied(
        self, fen: int = 2_000 * WAN, *, source: MoneySource | None = None,
        project: Entity | None = None,
    ) -> ProjectMoney:  # fmt: skip
        found = source or self.source
        return granting.apply(
            found, project or self.project, fen, "资金申请报告", by=by(self.handler)
        )

    def granted(self, fen: int = 2_000 * WAN, **more: object) -> ProjectMoney:
        row = self.applied(fen, **more)  # type: ignore[arg-type]
        return granting.grant(row, fen, "下达计划1号", by=by(self.steward))

    def received(self, fen: int = 2_000 * WAN, **more: object) -> ProjectMoney:
        row = self.granted(fen, **more)
        return spending.receive(row, fen, "到账通知", by=by(self.cashier))

    def signed(self, fen: int = 1_000 * WAN, number: str = "合同1号") -> WorksContract:
        new = NewContract(self.builder, number, "管网施工", fen)
        return contracts.sign(self.project, new, by=by(self.steward))

    def done(self, contract: WorksContract, share: int, on: date = ON) -> WorksContract:
        contracts.report(contract, share, "监理月报", by=by(self.handler, on))
        return contract

    def paid(self, money: ProjectMoney, contract: WorksContract, fen: int) -> ProjectPayment:
        return spending.pay(money, contract, fen, "回单1", by=by(self.cashier))
