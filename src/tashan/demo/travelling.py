"""The demo's study trips: reports, sites and photos, and what was adopted because of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.adoption.models import Adoption
from tashan.adoption.settings_of import Setting
from tashan.demo.chaining import write_electronics
from tashan.demo.figuring import at
from tashan.demo.invented.picture import hills
from tashan.learning import lessons, trips
from tashan.learning.models import Trip
from tashan.learning.trips import Told
from tashan.reading.models import FindingKind, Report, ReportFinding, ReviewState
from tashan.reading.review import accept
from tashan.record.models import User
from tashan.registry.models import Entity

MONTH_LATER = date(2026, 6, 15)
ELECTRONICS = "电子信息产业链"


@dataclass(frozen=True, slots=True)
class Seen:
    host: str
    name: str
    on: date
    note: str


@dataclass(frozen=True, slots=True)
class Learned:
    """A practice by its name in the report, and the mechanism that was adopted for it.

    One without ``settings`` of its own may be adopted already: then that is what is linked.
    """

    practice: str
    mechanism: str
    title: str
    since: date
    settings: Mapping[str, Setting] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Journey:
    told: Told
    report: str  # part of the report's file name
    sites: tuple[Seen, ...]
    learned: tuple[Learned, ...] = ()
    accepted: tuple[str, ...] = ()  # practices that hold and wait for a mechanism of ours


QINGLAN = Journey(
    Told(
        "赴青岚县学习考察",
        date(2026, 5, 11),
        date(2026, 5, 14),
        hosts=("青岚县",),
        members=(
            ("石执事", "县发展和改革局副局长（带队）"),
            ("石审一", "县发展和改革局综合股股长"),
            ("石登记", "县行政审批局登记股股长"),
            ("石分析", "县发展和改革局国民经济综合股股长"),
        ),
        people=16,
        distance=860,
        purpose="园区建设和营商环境",
    ),
    "青岚县",
    (
        Seen("青岚县", "县政务服务中心", date(2026, 5, 11), "综合窗口统一收件，各部门同时办理"),
        Seen("青岚县", "城东标准厂房园区", date(2026, 5, 12), "县属国有公司统建，先租后买"),
        Seen("青岚县", "精密轴承产业园", date(2026, 5, 13), "链长专班驻园，链上企业配套率"),
        Seen("青岚县", "企业服务中心座谈", date(2026, 5, 14), "首席服务员与规上企业对接"),
    ),
    (
        Learned(
            "链长制", "four_ones", ELECTRONICS, date(2026, 7, 1),
            {
                "industries": Setting(["C39"], "我县以计算机、通信和其他电子设备制造为主导"),
                "masters": Setting(5, "链上规模企业较多，先定五家"),
            },
        ),
        Learned(
            "亩均效益评价制度", "per_mu_huaian", "工业企业亩均效益评价", date(2026, 7, 1)
        ),
    ),
)  # fmt: skip
YUNZE = Journey(
    Told(
        "赴云泽市学习考察",
        date(2025, 10, 13),
        date(2025, 10, 18),
        hosts=("云泽市", "溪陵区", "云泽市经济开发区"),
        members=(("石执事", "县发展和改革局副局长（带队）"), ("石审二", "综合股副股长")),
        distance=1900,
        purpose="茶叶生产、乡村旅游和开发区建设",
    ),
    "雲澤",
    (
        Seen("溪陵区", "老屋民宿村", date(2025, 10, 15), "村集体统一收、统一修、统一租"),
        Seen("云泽市经济开发区", "开发区管委会", date(2025, 10, 17), "管委会加公司，拿地即开工"),
    ),
    (
        Learned(
            "重点工作周调度、月通报、季考核制度", "departments", "部门年度考核", date(2026, 1, 1)
        ),
    ),
    ("老屋收储制度", "“管委会+公司”运行机制"),
)


@transaction.atomic
def load_trips(place: Entity, actor: User) -> None:
    """Enter both trips, unless one is there."""
    if Trip.objects.exists():
        return
    number = 0
    for journey in (YUNZE, QINGLAN):
        when = at(journey.told.last)
        trip = trips.make(journey.told, place=place, actor=actor, at=when)
        for site in journey.sites:
            number += 1
            _see(trip, site, number, actor)
        report = Report.objects.filter(file__name__contains=journey.report).first()
        if report is not None:
            trips.attach(trip, report, actor=actor, at=when)
            for name in journey.accepted:
                _accept(report, name, actor)
            for learned in journey.learned:
                _adopt(place, report, learned, actor)


def _see(trip: Trip, seen: Seen, number: int, actor: User) -> None:
    when = at(trip.last)
    site = trips.add_site(
        trip, name=seen.name, host=trip.hosts.get(name=seen.host), visited_on=seen.on,
        note=seen.note, actor=actor, at=when,
    )  # fmt: skip
    trips.add_photo(trip, hills(number), caption="", site=site, actor=actor, at=when)


def _accept(report: Report, name: str, actor: User) -> ReportFinding | None:
    """The practice of this name, accepted; None where the report has none."""
    rows = ReportFinding.objects.filter(report=report, kind=FindingKind.MECHANISM, name=name)
    finding = rows.select_related("report").first()
    if finding is not None and finding.state == ReviewState.OPEN:
        accept(finding, actor=actor, at=at(MONTH_LATER), seen_version=finding.version)
        finding.refresh_from_db()
    return finding


def _adopt(place: Entity, report: Report, learned: Learned, actor: User) -> None:
    """Accept the practice, adopt its mechanism where it is not adopted yet, and link the two."""
    finding = _accept(report, learned.practice, actor)
    if finding is None:
        return
    when = at(MONTH_LATER)
    known = Adoption.objects.filter(mechanism=learned.mechanism)
    made = None if learned.settings else known.first()
    if made is None:
        new = NewAdoption(
            learned.mechanism, learned.title, place.code, learned.since,
            learned.settings, lessons.learned_from(finding),
        )  # fmt: skip
        made = adopt(new, actor=actor, at=when)
        if learned.title == ELECTRONICS:
            write_electronics(made, since=learned.since, actor=actor, at=when)
    lessons.link(made, finding=finding, actor=actor, at=when)
