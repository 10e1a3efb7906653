"""Households that exchange their homestead or land: from just surveyed to closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.adoption.models import Adoption
from tashan.casework.moving.by import By
from tashan.demo.figuring import at
from tashan.demo.hands import Hands
from tashan.duties.holding import holder
from tashan.programmes.exchange_models import Exchange, ExchangeStepKind
from tashan.programmes.exchanges import exchanging
from tashan.record import sources
from tashan.record.models import User
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

SINCE = date(2026, 1, 5)
OFFICE = "farming"  # the duty of the office that surveys and signs
K = ExchangeStepKind


@dataclass(frozen=True, slots=True)
class Course:
    """What a household has, what it chose and how far it went by now."""

    part: str
    stated: Mapping[str, str]
    surveyed: date
    option: str = ""
    ends: str = "surveyed"


def _homestead(house: int, ground: int, wanted: int, plot: int) -> dict[str, str]:
    return {
        "house_area": str(house), "homestead_area": str(ground), "wanted_area": str(wanted),
        "plot_area": str(plot),
    }  # fmt: skip


COURSES = (
    Course("homestead", _homestead(180, 120, 100, 100), date(2026, 2, 3), "money", "closed"),
    Course("homestead", _homestead(210, 140, 140, 110), date(2026, 3, 10), "house", "closed"),
    Course("homestead", _homestead(96, 90, 120, 90), date(2026, 6, 9), "house", "partly"),
    Course("homestead", _homestead(150, 110, 110, 110), date(2026, 10, 27), "place", "signed"),
    Course("homestead", _homestead(132, 100, 90, 100), date(2026, 11, 17), "money", "chosen"),
    Course("homestead", _homestead(160, 115, 120, 105), date(2026, 11, 24)),
    Course("land", {"land_mu": "4.50", "people": "2"}, date(2026, 4, 14), "rent", "closed"),
    Course("land", {"land_mu": "6.20", "people": "1"}, date(2026, 8, 4), "security", "signed"),
    Course("land", {"land_mu": "3.80", "people": "3"}, date(2026, 10, 20), ends="declined"),
)


def exchange_land(place: str, people: Mapping[str, User]) -> bool:
    """Everything once; whether anything was made."""
    office = holder(OFFICE, SINCE)
    households = list(Entity.objects.filter(kind=Kind.HOUSEHOLD).order_by("pk")[: len(COURSES)])
    if office is None or not households or Exchange.objects.exists():
        return False
    new = NewAdoption("two_exchanges", "他山县两分两换", place, SINCE)
    adoption = adopt(new, actor=people["steward"], at=at(SINCE))
    source = sources.entry("置换工作人员名单", actor=people["steward"], at=at(SINCE))
    hands = Hands(people["window"], source)
    both = hands.handler(office.office.pk), hands.chief(office.office.pk)
    for number, (household, course) in enumerate(zip(households, COURSES, strict=False), start=1):
        _run(household, course, adoption, number, both)
    return True


def _by(user: User, on: date) -> By:
    return By(user, at(on), on)


def _run(
    household: Entity, course: Course, adoption: Adoption, number: int, both: tuple[User, User]
) -> None:
    handler, chief = both
    on = course.surveyed
    row = exchanging.survey(
        household, adoption, course.part, dict(course.stated), f"测绘报告〔2026〕{number}号",
        by=_by(handler, on),
    )  # fmt: skip
    if course.ends == "declined":
        exchanging.decline(row, "农户不置换的说明", by=_by(handler, on + timedelta(3)))
    if not course.option:
        return
    chosen = on + timedelta(7)
    row = exchanging.choose(row, course.option, "农户选择书", by=_by(handler, chosen))
    if course.ends == "chosen":
        return
    signed = f"置换〔2026〕{number}号"
    row = exchanging.sign(row, signed, by=_by(chief, chosen + timedelta(1)))
    if course.ends != "signed":
        _carry_out(row, course, chosen + timedelta(20), both)


def _carry_out(row: Exchange, course: Course, on: date, both: tuple[User, User]) -> None:
    handler, chief = both
    left = exchanging.left_of(row)
    kind, owed = (K.PAID_TO if left > 0 else K.PAID_BY), abs(left)
    is_partly = course.ends == "partly"
    if left:
        fen = owed // 2 if is_partly else owed
        exchanging.carry_out(row, kind, "银行回单", fen, by=_by(handler, on))
    if is_partly:
        return
    later = on + timedelta(10)
    exchanging.carry_out(row, K.GIVEN_UP, "腾退验收单", by=_by(handler, later))
    exchanging.carry_out(row, K.HANDED_OVER, "交接单", by=_by(handler, later))
    exchanging.close(row, by=_by(chief, later + timedelta(3)))
