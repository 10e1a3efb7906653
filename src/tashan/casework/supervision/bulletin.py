"""The weekly bulletin: lights by office, what is red, what changed, letters and complaints."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from tashan.casework.supervision.letter_papers import issuer
from tashan.casework.supervision.letters import name_of
from tashan.casework.supervision.sources import values_on
from tashan.casework.supervision.spells import Changes, changes
from tashan.casework.supervision.standing import Count, DueRow, Filter, counts, dues
from tashan.casework.supervision_models import Complaint, LetterState, SupervisionLetter
from tashan.papers import gongwen
from tashan.papers.gongwen import Block, Heading, Paragraph, Table, date_line
from tashan.registry.naming import names_on

MOST_RED = 100
WEEK = timedelta(7)


@dataclass(frozen=True, slots=True)
class Bulletin:
    """Of the week that ends with ``on``; ``names`` are of offices."""

    on: date
    counts: list[Count]
    red: list[DueRow]
    changes: Changes
    letters: list[SupervisionLetter]
    complaints: list[Complaint]
    names: dict[int, str]

    @property
    def by_light(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for one in self.counts:
            found[one.light] += one.n
        return found


def last_bulletin_day(on: date, weekday: int) -> date:
    """The newest day of the bulletin up to a day; ``weekday`` 1 is Monday."""
    return on - timedelta((on.isoweekday() - weekday) % 7)


def bulletin_of(on: date) -> Bulletin:
    """As things stand now, for the week before ``on``."""
    values, since = values_on(on), on - WEEK
    found = counts(values)
    red = dues(values, Filter(light="red"), most=MOST_RED)[:MOST_RED]
    letters = SupervisionLetter.objects.exclude(state__in=[LetterState.DRAFT, LetterState.DROPPED])
    letters = letters.filter(
        Q(issued_on__gt=since) | Q(state=LetterState.ISSUED), issued_on__lte=on
    ).order_by("issued_on", "pk")
    complaints = Complaint.objects.filter(
        Q(answered_on=None) | Q(answered_on__gt=since), received_on__lte=on
    ).order_by("received_on", "pk")
    offices = {one.office for one in found} | {row.office_id for row in letters}
    offices |= {row.about_id for row in complaints} | {row.office_id for row in complaints}
    names = names_on(offices, on)
    return Bulletin(on, found, red, changes(since, on), list(letters), list(complaints), names)


def bulletin_paper(told: Bulletin) -> bytes:
    """The bulletin as .docx in the layout of official documents, in Chinese."""
    lights = told.by_light
    blocks: list[Block] = [
        Paragraph(f"截至{date_line(told.on)}，在办事项中红灯 {lights['red']} 项、"
                  f"黄灯 {lights['yellow']} 项、绿灯 {lights['green']} 项、"
                  f"停表 {lights['stopped']} 项。"
                  f"上周红灯 {told.changes.before} 项，本周新增 {told.changes.begun.count()} 项，"
                  f"消除 {told.changes.ended.count()} 项。"),
        Heading(1, "一、各单位情况"),
        Table(("单位", "红灯", "黄灯", "绿灯", "停表"), _offices(told), (5, 1, 1, 1, 1)),
        Heading(1, f"二、红灯事项（前 {MOST_RED} 项）"),
        _table(("单位", "事项", "应办结日期", "逾期工作日"), _red(told), (3, 5, 2, 2)),
        Heading(1, "三、函件"),
        _table(("函号", "单位", "答复期限", "状态"), _letters(told), (3, 3, 2, 2)),
        Heading(1, "四、投诉"),
        _table(("收到日期", "被投诉单位", "办理单位", "答复期限"), _complaints(told), (2, 3, 3, 2)),
    ]  # fmt: skip
    return gongwen.render(gongwen.Paper("督查督办周报", blocks, issuer(), told.on))


def _table(columns: tuple[str, ...], rows: list[list[object]], widths: tuple[int, ...]) -> Block:
    return Table(columns, rows, widths) if rows else Paragraph("无。")


def _offices(told: Bulletin) -> list[list[object]]:
    by_office: dict[int | None, Counter[str]] = {}
    for one in told.counts:
        by_office.setdefault(one.office, Counter())[one.light] += one.n
    ordered = sorted(by_office.items(), key=lambda item: (-item[1]["red"], item[0] or 0))
    return [
        [
            told.names.get(office or 0, "未明确"),
            *(n[one] for one in ("red", "yellow", "green", "stopped")),
        ]
        for office, n in ordered
    ]


def _red(told: Bulletin) -> list[list[object]]:
    return [
        [told.names.get(row.office or 0, "未明确"), row.title, row.due_on or "—", row.late]
        for row in told.red
    ]


_STATES = {
    LetterState.ISSUED: "待答复", LetterState.ANSWERED: "已答复", LetterState.CLEARED: "已销号"
}  # fmt: skip


def _letters(told: Bulletin) -> list[list[object]]:
    return [
        [name_of(row), told.names.get(row.office_id, ""), row.answer_by,
         _STATES[LetterState(row.state)]]
        for row in told.letters
    ]  # fmt: skip


def _complaints(told: Bulletin) -> list[list[object]]:
    return [
        [row.received_on, told.names.get(row.about_id, ""),
         told.names.get(row.office_id or 0, "待交办"),
         f"已于{row.answered_on}答复" if row.answered_on else row.answer_by]
        for row in told.complaints
    ]  # fmt: skip
