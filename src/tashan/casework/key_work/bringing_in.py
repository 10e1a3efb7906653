"""Tasks of a list come in as a table: all of its rows, or none and every cell that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.key_work.holding import note
from tashan.casework.key_work.seating import Known
from tashan.casework.key_work.setting_up import NewTask, Title, add_task
from tashan.casework.key_work_models import KeyTask, SeatRole, WorkList
from tashan.mechanisms.fields import Text
from tashan.papers.tables.cells import CellType
from tashan.papers.tables.days import day
from tashan.papers.tables.fields import Field
from tashan.papers.tables.header import find_header
from tashan.papers.tables.mapping import propose
from tashan.papers.tables.opening import open_table
from tashan.papers.tables.reasons import Said
from tashan.papers.tables.rows import Row, read_rows
from tashan.papers.tables.template import template
from tashan.record import files
from tashan.registry.models import Entity

FIELDS = (
    Field("code", ("代码", "任务代码"), required=True, help="小写字母、数字和 _，如 new_school"),
    Field("title", ("任务", "任务名称", "事项", "重点工作"), required=True),
    Field("lead", ("牵头单位", "责任单位"), required=True, help="登记册里的单位名称"),
    Field("by", ("完成时限", "办结时限"), CellType.DATE),
    Field(
        "leader", ("组长", "责任领导"), help="带单位的职务，如 财政局局长；全县只有一个的可只写职务"
    ),
    Field("supporting", ("配合单位", "参与单位"), help="用顿号隔开"),
    Field("milestones", ("阶段目标", "节点"), help="开工 2026-03-01；完工 2026-10-31"),
)
_PARTED, _STEPPED = re.compile(r"[、,，;；\n]+"), re.compile(r"[;；\n]+")
_STEP = re.compile(
    r"(?P<title>.+?)[ \u3000(（]*(?P<day>\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?)[)）]?"
)
MOST_TOLD = 20  # wrong cells in one answer


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A cell that cannot be taken: the row as Excel counts it, the column's name, and why."""

    row: int
    label: str
    why: str

    def __str__(self) -> str:
        return _("row %(row)d, %(label)s: %(why)s") % {
            "row": self.row, "label": self.label, "why": self.why,
        }  # fmt: skip


def empty_sheet() -> bytes:
    """The .xlsx that an office fills in, with what each column expects."""
    return template(FIELDS, "重点工作任务", words=_said)


@transaction.atomic
def bring_in(work: WorkList, data: bytes, name: str, *, by: By) -> list[KeyTask]:
    """Add the tasks of a table (.xlsx, .xls, .csv), in their order; the file is kept.

    Raises UserError that tells every wrong cell by row and column, and as ``add_task`` does:
    then nothing is added.
    """
    rows = _rows(data, name)
    known = Known.on(by.on)
    wrong: list[_Wrong] = []
    found = [(row.number, _task(row, known, wrong)) for row in rows]
    if wrong:
        _refuse(wrong)
    kept = files.store(data, name=name, at=by.at)
    made = [_added(work, new, number, by) for number, new in found if new is not None]
    said = {"file": kept.sha256, "name": kept.name, "tasks": [one.pk for one in made]}
    note(work.stream, "worklist.brought_in", said, by)
    return made


def _rows(data: bytes, name: str) -> list[Row]:
    grid = open_table(data, name).grid()
    header = find_header(grid, [label for one in FIELDS for label in one.labels])
    rows = list(read_rows(grid, header, propose(header, FIELDS), key=("code",)))
    if not rows:
        raise UserError(_("The table has no task."), hint=_("Fill the template in, a row a task."))
    errors = [
        _Wrong(one.row, one.field.label, f"{_said(one.reason)} → {_said(one.expected)}")
        for row in rows
        for one in row.errors
    ]
    if errors:
        _refuse(errors)
    return rows


def _refuse(wrong: list[_Wrong]) -> None:
    told = "；".join(str(one) for one in wrong[:MOST_TOLD])
    raise UserError(
        _("%(n)d cells cannot be taken, so nothing was added: %(told)s")
        % {"n": len(wrong), "told": told},
        hint=_("Mend these cells and bring the whole table again."),
    )


def _said(said: Said) -> str:
    return _(said.form.value) % dict(said.details)


def _task(row: Row, known: Known, wrong: list[_Wrong]) -> NewTask | None:
    """The task of a row; what cannot be understood goes to ``wrong``."""
    cells = {code: str(value or "").strip() for code, value in row.values.items()}

    def refuse(code: str, why: str) -> None:
        label = next(one.label for one in FIELDS if one.code == code)
        wrong.append(_Wrong(row.number, label, why))

    lead = known.offices.get(cells["lead"])
    if lead is None:
        refuse("lead", _no_office(cells["lead"]))
    supporting = []
    for named in _parts(cells.get("supporting", ""), _PARTED):
        office = known.offices.get(named)
        if office is None:
            refuse("supporting", _no_office(named))
        else:
            supporting.append(office)
    leader = _leader(cells.get("leader", ""), known)
    if leader is None and cells.get("leader"):
        refuse("leader", _("no office has the post “%s”") % cells["leader"])
    steps = []
    for text in _parts(cells.get("milestones", ""), _STEPPED):
        step = _step(text)
        if step is None:
            refuse("milestones", _("“%s” has no day like 2026-03-05") % text)
        else:
            steps.append(step)
    until = row.values.get("by")
    if lead is None:
        return None
    return NewTask(
        cells["code"], _both(cells["title"]), lead, until if isinstance(until, date) else None,
        leader, supporting, steps,
    )  # fmt: skip


def _no_office(name: str) -> str:
    return _("the register has no office “%s”") % name


def _leader(words: str, known: Known) -> tuple[Entity, str] | None:
    if not words:
        return None
    seat = known.seat(SeatRole.LEADER, Text(zh=words, en=words))
    return (seat.office, seat.post) if seat.office is not None and seat.post else None


def _parts(text: str, parted: re.Pattern[str]) -> Iterator[str]:
    yield from (one.strip() for one in parted.split(text) if one.strip())


def _step(text: str) -> tuple[Title, date] | None:
    """A milestone with its day, which stands behind its words."""
    found = _STEP.fullmatch(text)
    read = day(found["day"]) if found else None
    if found is None or not isinstance(read, tuple):
        return None
    return _both(found["title"].strip()), read[0]


def _both(text: str) -> Title:
    return {"zh": text, "en": text}


def _added(work: WorkList, new: NewTask, number: int, by: By) -> KeyTask:
    try:
        return add_task(work, new, by=by)
    except UserError as error:
        told = _("Row %(row)d: %(message)s") % {"row": number, "message": error.message}
        raise UserError(told, hint=error.hint) from error
