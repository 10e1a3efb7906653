"""Supervision in the demo: five weeks of reminders, letters at every stage, some complaints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.casework.calendars import in_force
from tashan.casework.moving.by import By
from tashan.casework.supervision import complaints, letters
from tashan.casework.supervision.complaints import NewComplaint
from tashan.casework.supervision.deriving import remind
from tashan.casework.supervision_models import Channel, LetterState, Message, SupervisionLetter
from tashan.demo.figuring import at
from tashan.demo.hands import Hands
from tashan.record import sources
from tashan.record.models import User
from tashan.registry.belonging import entity_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.naming import name_on

SINCE = date(2026, 1, 1)
WEEKS = (35, 28, 21, 14, 7, 0)  # days before today on which reminders were derived
COMPLAINTS = (
    (30, "同一份材料在两个窗口各交了一遍。", True),
    (24, "电话咨询三次都说正在研究，没有书面答复。", True),
    (20, "承诺七个工作日办结，超过半个月没有消息。", False),
    (9, "现场踏勘一再改期，耽误开工。", None),
    (3, "要求提供清单以外的证明。", None),
)
ANSWERS = (
    "已补正材料，专人跟进，预计下周办结。",
    "已办结，现附办结通知书。",
    "已召开协调会，明确时限。",
)


@dataclass(frozen=True, slots=True)
class Watch:
    """Who supervises, who takes in, and who complains."""

    steward: User
    window: User
    agents: Sequence[User]


def supervise(place: str, watch: Watch) -> bool:
    """Everything once; whether anything was made."""
    if SupervisionLetter.objects.exists():
        return False
    new = NewAdoption("supervision", "督查督办", place, SINCE, {})
    adopt(new, actor=watch.steward, at=at(SINCE))
    source = sources.of_document("督查分工", at=at(SINCE))
    hands, today = Hands(watch.window, source), timezone.localdate()
    for days in WEEKS:
        on = today - timedelta(days)
        _move_letters(hands, watch, on)
        remind(on, at(on))
    _complain(hands, watch, today)
    # the demo has no mail server: what earlier weeks would have sent is history
    Message.objects.filter(channel=Channel.MAIL).update(state="sent", sent_at=timezone.now())
    earlier = Message.objects.filter(channel=Channel.PAGE, day__lt=today - timedelta(7))
    earlier.update(read_at=timezone.now())
    return True


def _move_letters(hands: Hands, watch: Watch, on: date) -> None:
    """Two of three drafts go out; of those that are out some are answered, and some cleared."""
    by = By(watch.steward, at(on), on)
    rows = SupervisionLetter.objects.select_related("office").order_by("pk")
    for row in rows.filter(state=LetterState.ANSWERED):
        if row.pk % 2:
            letters.clear(row, by=by)
    for row in rows.filter(state=LetterState.ISSUED):
        if row.pk % 5 != 1:
            user = hands.handler(row.office_id)
            letters.answer(row, ANSWERS[row.pk % len(ANSWERS)], by=By(user, at(on), on))
    for row in rows.filter(state=LetterState.DRAFT):
        if row.pk % 7 == 3:
            letters.drop(row, "事项已另行约谈，不再发函", by=by)
        elif row.pk % 3:
            letters.issue(row, by=by)


def _complain(hands: Hands, watch: Watch, today: date) -> None:
    """Answered, on the way, not assigned yet; of an enterprise's agent and of others."""
    found = SupervisionLetter.objects.order_by("office").values_list("office", flat=True).distinct()
    offices = list(Entity.objects.filter(pk__in=list(found)[:4]))
    other = Entity.objects.filter(kind=Kind.OFFICE).exclude(pk__in=[one.pk for one in offices])
    answering = other.filter(staff__replaced=None).order_by("pk").first()
    if not offices or answering is None:
        return
    for number, (days, says, is_upheld) in enumerate(COMPLAINTS):
        on = _workday(today - timedelta(days))
        about = offices[number % len(offices)]
        row = complaints.receive(_new(watch, about, says, number, on), by=_by(watch.steward, on))
        if days < 5:
            continue
        soon = _workday(on + timedelta(1))
        complaints.assign(row, answering, by=_by(watch.steward, soon))
        if is_upheld is not None:
            user, later = hands.handler(answering.pk), _workday(on + timedelta(9))
            complaints.answer(row, "已核实并责成整改，欢迎继续监督。", is_upheld=is_upheld,
                              by=_by(user, later))  # fmt: skip


def _new(watch: Watch, about: Entity, says: str, number: int, on: date) -> NewComplaint:
    firm = entity_of(watch.agents[0], on) if watch.agents and number % 2 == 0 else None
    if firm is None or firm.kind != Kind.ENTERPRISE:
        return NewComplaint(about, ("王先生", "李女士")[number % 2], says)
    return NewComplaint(about, name_on(firm, on), says, firm)


def _by(user: User, on: date) -> By:
    return By(user, at(on), on)


def _workday(day: date) -> date:
    return in_force().calendar.nth_working_day_after(day - timedelta(1), 1)
