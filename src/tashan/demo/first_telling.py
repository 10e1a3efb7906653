"""The demo's four reports: in time, late, exempt, rated; a bank's withdrawals; acts untold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.casework.four_report_models import (
    ActKind,
    ActReport,
    ExemptGround,
    FoundBy,
    Outcome,
)
from tashan.casework.four_reports.reporting import NewReport, rate, receive, record, report
from tashan.casework.four_reports.unreported import Found, answer, look, note_act
from tashan.casework.moving.by import By
from tashan.demo.figuring import at
from tashan.record.models import User
from tashan.registry.belonging import entity_of
from tashan.registry.dated import as_of
from tashan.registry.entitlements import REPORTED_FIRST
from tashan.registry.kinds import Kind
from tashan.registry.models import Entitlement, Entity, EntityName

ADOPTED = date(2026, 1, 5)
TODAY = date(2026, 11, 27)
K = ActKind


@dataclass(frozen=True, slots=True)
class Told:
    """One report: on which firm, when told and planned, received and done on which day."""

    firm: int
    office: str
    kind: ActKind
    what: str
    reported: date
    planned: date
    received: date | None = None
    done: date | None = None
    outcome: Outcome = Outcome.CARRIED_OUT
    rating: int | None = None
    exempt: ExemptGround | None = None


def _d(month: int, day: int) -> date:
    return date(2026, month, day)


BANK = ""  # whichever the clerk answers for
TOLD = (
    Told(0, "市场监督管理局", K.INSPECTION, "计量器具专项检查", _d(3, 9), _d(3, 16), _d(3, 10),
         _d(3, 16), rating=4),
    Told(0, "生态环境分局", K.INSPECTION, "排污许可执行情况检查", _d(6, 15), _d(6, 24), _d(6, 16),
         _d(6, 24), Outcome.CHANGED, 5),
    Told(0, "应急管理局", K.INSPECTION, "危险作业检查", _d(8, 6), _d(8, 5), None, _d(8, 5),
         exempt=ExemptGround.SAFETY),
    Told(0, "市场监督管理局", K.INSPECTION, "特种设备年度检查", _d(11, 25), _d(12, 3)),
    Told(1, "市场监督管理局", K.INSPECTION, "产品质量抽查", _d(7, 7), _d(7, 8), _d(7, 8),
         _d(7, 8), rating=3),
    Told(1, "人力资源和社会保障局", K.INSPECTION, "工资支付检查", _d(9, 7), _d(9, 14), _d(9, 8),
         _d(9, 14)),
    Told(1, "市场监督管理局", K.PENALTY, "标签不合格，拟罚款五千元", _d(10, 12), _d(10, 19),
         _d(10, 15), _d(10, 20)),
    Told(2, BANK, K.LOAN, "一笔到期流动资金贷款拟不再续贷", _d(5, 6), _d(5, 29), _d(5, 7),
         _d(5, 28), Outcome.DROPPED, 5),
    Told(0, BANK, K.LOAN, "抵押物价值下降，拟压缩授信二百万元", _d(11, 10), _d(12, 8), _d(11, 11)),
    Told(1, BANK, K.LOAN, "一笔贷款到期后拟收回，不再周转", _d(11, 26), _d(12, 21)),
    Told(3, "消防救援大队", K.INSPECTION, "投诉占用通道", _d(4, 14), _d(4, 13), None, _d(4, 13),
         exempt=ExemptGround.COMPLAINT),
    Told(3, "市场监督管理局", K.INSPECTION, "明码标价检查", _d(11, 19), _d(11, 26)),
    Told(4, "人力资源和社会保障局", K.CLOSURE, "一条产线停产，拟分流四十人", _d(10, 9), _d(11, 12),
         _d(10, 10), _d(11, 12), Outcome.CHANGED),
)  # fmt: skip


@transaction.atomic
def report_acts(place: str, people: Mapping[str, User]) -> bool:
    """Everything once; whether anything was made."""
    if ActReport.objects.exists():
        return False
    bank = entity_of(people["clerk"], TODAY)
    firms = [one for one in _holders() if one != bank]
    if not firms or bank is None:
        return False
    steward, handler = people["steward"], people["handler"]
    adopt(
        NewAdoption("four_reports", "他山县四报告", place, ADOPTED), actor=steward, at=at(ADOPTED)
    )
    offices = _offices()
    for told in TOLD:
        office = next((o for name, o in offices.items() if told.office in name), None)
        acting = bank if told.office == BANK else office or next(iter(offices.values()))
        _tell(told, firms[told.firm % len(firms)], acting, people)
    office = next((o for name, o in offices.items() if "市场监督管理局" in name), None)
    found = Found(office, "市场监督管理局", firms[-1], K.INSPECTION, _d(9, 22), "未告知的抽样检查",
                  FoundBy.FIRM)  # fmt: skip
    row = note_act(found, by=_by(people["agent"], _d(9, 24)))
    answer(row, "抽样由第三方承担，经办人未登记，已补培训", by=_by(handler, _d(9, 28)))
    look(by=_by(steward, _d(11, 24)))
    return True


def _tell(told: Told, firm: Entity, office: Entity, people: Mapping[str, User]) -> None:
    who = people["clerk" if told.office == BANK else "handler"]
    basis = "借款合同约定（虚构示例）" if told.office == BANK else "有关法律法规（虚构示例）"
    new = NewReport(
        office, firm, told.kind, told.what, basis, "两名经办人员",
        told.planned, told.exempt, "现场情况紧急，先处置后补记" if told.exempt else "",
    )  # fmt: skip
    row = report(new, by=_by(who, told.reported))
    if told.received is not None:
        remark = "请先与企业协商，可申请转贷应急资金" if told.office == BANK else ""
        receive(row, remark, by=_by(people["steward"], told.received))
    if told.done is not None:
        record(row, told.outcome, "已按程序办结，结果告知企业", by=_by(who, told.done))
    if told.rating is not None and told.done is not None:
        rate(row, told.rating, "", by=_by(people["agent"], told.done))


def _by(user: User, on: date) -> By:
    return By(user, at(max(on, ADOPTED)), on)


def _holders() -> list[Entity]:
    """Enterprises that have been holders since the year began, by their number."""
    rows = as_of(Entitlement.objects.filter(code=REPORTED_FIRST, since__lte=ADOPTED), TODAY)
    wanted = rows.order_by("entity").values_list("entity", flat=True).distinct()
    return list(Entity.objects.filter(pk__in=list(wanted)).order_by("pk")[:8])


def _offices() -> dict[str, Entity]:
    """Offices by name."""
    rows = EntityName.objects.filter(kind=Kind.OFFICE, sort="official", replaced=None, until=None)
    return {row.name: row.entity for row in rows.select_related("entity").order_by("pk")}
