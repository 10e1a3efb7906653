"""A holder of the service card, two offices that act on it, and the one that keeps the cards."""

from __future__ import annotations

from datetime import date

from tests import cast
from tests.casework import making
from tests.registry import people_and_places as places

from tashan.adoption import adopting
from tashan.adoption.adopting import NewAdoption
from tashan.adoption.models import Adoption
from tashan.adoption.settings_of import Setting
from tashan.casework.four_report_models import ActKind, ActReport, FoundBy, UnreportedAct
from tashan.casework.four_reports.reporting import NewReport, report
from tashan.casework.four_reports.unreported import Found, note_act
from tashan.casework.moving.by import By
from tashan.record.models import User
from tashan.registry.entitlements import REPORTED_FIRST, grant
from tashan.registry.models import Entity

SINCE = date(2026, 1, 1)
MONDAY = date(2026, 11, 2)
THURSDAY = date(2026, 11, 5)  # three working days after Monday


_TEXTS = ("text", "sha256", "base_text", "base_sha256")
_KNOWN: dict[str, dict[str, str]] = {}


def by(user: User, on: date = MONDAY) -> By:
    return By(user, making.moment(max(on, MONDAY)), on)


class Reporting:
    """他山县 with the four reports adopted, and who reports, receives, leads and is acted on."""

    def __init__(self, *, managed: bool = True, **values: object) -> None:
        self.place = making.home()
        self.reform = making.office("发展和改革局")
        self.market = making.office("市场监督管理局")
        self.safety = making.office("应急管理局")
        if managed:
            making.holds("reform", self.reform)
        self.steward = making.person("shi", "steward")
        self.leader = making.person("ling", "leader")
        self.inspector = making.officer("jian", "handler", at=self.market)
        self.other = making.officer("ying", "handler", at=self.safety)
        self.keeper = making.officer("kang", "handler", at=self.reform)
        self.firm = making.enterprise()
        self.agent = making.agent("dai", self.firm)
        self.plain = making.enterprise("无卡公司", 8)
        self.bank = making.enterprise("他山农村商业银行", 9)
        self.clerk = making.clerk("yin", self.bank)
        self.bank_beside = making.enterprise("邻县商业银行", 10)
        self.clerk_beside = making.clerk("lin", self.bank_beside)
        self.adoption = self._adopted(values)
        words = {REPORTED_FIRST: {"zh": "提前报告", "en": "Reported first"}}
        grant(self.firm, words, of="card:1", since=SINCE, until=None, source=places.source())

    def _adopted(self, values: dict[str, object]) -> Adoption:
        """Adopted as a steward does; the same file a second time by its rows, which is quicker."""
        key = repr(sorted(values.items()))
        if key not in _KNOWN:
            settings = {code: Setting(value, "本县实际") for code, value in values.items()}  # type: ignore[arg-type]
            new = NewAdoption("four_reports", "他山县四报告", "999901", SINCE, settings)
            made = adopting.adopt(new, actor=self.steward, at=cast.AT)
            row = made.versions.get()
            _KNOWN[key] = {name: getattr(row, name) for name in _TEXTS}
            return made
        made = Adoption.objects.create(
            mechanism="four_reports", title="他山县四报告", place="999901", since=SINCE, at=cast.AT
        )
        made.versions.create(number=1, since=SINCE, actor=self.steward, at=cast.AT, **_KNOWN[key])
        return made

    def new(self, office: Entity | None = None, **said: object) -> NewReport:
        """An inspection of Thursday, with what differs."""
        usual: dict[str, object] = {
            "office": office or self.market, "firm": self.firm, "kind": ActKind.INSPECTION,
            "what": "特种设备专项检查", "legal_basis": "特种设备安全法第五十七条",
            "officers": "简某、周某", "planned_on": THURSDAY,
        }  # fmt: skip
        return NewReport(**usual | said)  # type: ignore[arg-type]

    def reported(
        self, on: date = MONDAY, *, user: User | None = None, office: Entity | None = None,
        **said: object,
    ) -> ActReport:  # fmt: skip
        return report(self.new(office, **said), by=by(user or self.inspector, on))

    def withdrawal(
        self, on: date = MONDAY, *, beside: bool = False, **said: object
    ) -> ActReport:  # fmt: skip
        """A loan that the bank, or the bank beside it, means to withdraw in three weeks."""
        usual: dict[str, object] = {
            "kind": ActKind.LOAN, "what": "流动资金贷款500万元到期不再续贷",
            "legal_basis": "借款合同第八条", "officers": "尹某", "planned_on": date(2026, 11, 23),
        }  # fmt: skip
        user, bank = (self.clerk, self.bank)
        if beside:
            user, bank = self.clerk_beside, self.bank_beside
        return self.reported(on, user=user, office=bank, **usual | said)

    def found(self, on: date = MONDAY, **said: object) -> UnreportedAct:
        """A penalty of the office of safety that the firm's agent tells of."""
        usual: dict[str, object] = {
            "office": self.safety, "said_by": "", "firm": self.firm, "kind": ActKind.PENALTY,
            "on": date(2026, 10, 20), "what": "罚款两万元", "found_by": FoundBy.FIRM,
        }  # fmt: skip
        return note_act(Found(**usual | said), by=by(self.agent, on))  # type: ignore[arg-type]
