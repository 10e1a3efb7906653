"""A year's list is set up from the adopted file; further tasks follow, up to the declared most."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.key_work.holding import note, worded
from tashan.casework.key_work.seating import Known, Seat, seats_of
from tashan.casework.key_work.terms import WorkTerms, terms_in, terms_of
from tashan.casework.key_work_models import (
    KeyMilestone,
    KeyTask,
    SeatRole,
    TaskSeat,
    TaskTarget,
    WorkList,
)
from tashan.indicators.catalogue import definition, indicators
from tashan.mechanisms.tasklist import ListTarget
from tashan.registry.models import Entity
from tashan.registry.naming import names_on

CODE = re.compile(r"[a-z][a-z0-9_]{0,63}")
Title = Mapping[str, str]  # by language


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task that is added: an office leads it, a post of an office may lead its group."""

    code: str
    title: Title
    lead: Entity
    by: date | None = None
    leader: tuple[Entity, str] | None = None
    supporting: Sequence[Entity] = ()
    milestones: Sequence[tuple[Title, date]] = field(default_factory=tuple)


@transaction.atomic
def set_up(adoption: Adoption, part: str, year: int | None, *, by: By) -> WorkList:
    """The list of a year with the tasks of its file.

    Raises UserError for a part that is no list, a year that the file does not have, and a list
    that there is already.
    """
    terms = terms_in(adoption, part, by.on)
    which = year or terms.part.year
    if which is None:
        raise UserError(_("The file says no year."), hint=_("Give the year of the list."))
    if terms.part.year is not None and terms.part.year != which:
        raise UserError(
            _("The file is of %s.") % terms.part.year,
            hint=_("Change the local file for another year first."),
        )
    if WorkList.objects.filter(adoption=adoption, part=part, year=which).exists():
        raise UserError(_("The list of %s is set up.") % which, hint=_("Go on with it."))
    made = WorkList.objects.create(
        adoption=adoption, part=part, year=which, title=terms.part.title.zh, since=by.on
    )
    known = Known.on(by.on)
    for position, code in enumerate(terms.part.tasks, start=1):
        _enter(made, code, position, terms, known)
    note(made.stream, "worklist.set_up", {"year": which, "tasks": len(terms.part.tasks)}, by)
    return made


def _enter(work: WorkList, code: str, position: int, terms: WorkTerms, known: Known) -> None:
    said = terms.part.tasks[code]
    task = KeyTask.objects.create(
        list=work, code=code, position=position, due_on=said.by, first_due_on=said.by,
        title={"zh": said.title.zh, "en": said.title.en},
    )  # fmt: skip
    _seat(task, list(seats_of(said, terms.part.command, known)))
    steps = [({"zh": one.title.zh, "en": one.title.en}, one.by) for one in said.milestones]
    _plan(task, steps)
    _aim(task, said.targets, terms)


def _seat(task: KeyTask, seats: Sequence[Seat]) -> None:
    TaskSeat.objects.bulk_create([
        TaskSeat(task=task, role=one.role, position=n, words=dict(one.words), office=one.office,
                 post=one.post)
        for n, one in enumerate(seats, start=1)
    ])  # fmt: skip


def _plan(task: KeyTask, steps: Sequence[tuple[Title, date]]) -> None:
    KeyMilestone.objects.bulk_create([
        KeyMilestone(task=task, position=n, title=dict(title), planned_on=on, first_planned_on=on)
        for n, (title, on) in enumerate(steps, start=1)
    ])  # fmt: skip


def _aim(task: KeyTask, targets: Sequence[ListTarget], terms: WorkTerms) -> None:
    rows = indicators({one.indicator for one in targets})
    TaskTarget.objects.bulk_create([
        TaskTarget(task=task, indicator=rows[one.indicator],
                   value=terms.value_of(one.value, definition(one.indicator).unit))
        for one in targets
    ])  # fmt: skip


@transaction.atomic
def add_task(work: WorkList, new: NewTask, *, by: By) -> KeyTask:
    """One more task. Raises UserError beyond the most of the list, and for a code that is taken."""
    row = (
        WorkList.objects.select_for_update(of=("self",)).select_related("adoption").get(pk=work.pk)
    )
    most, count = terms_of(row, by.on).part.most, row.tasks.count()
    if most is not None and count >= most:
        raise UserError(
            _("The list has %(n)d tasks, and no more than %(most)d.") % {"n": count, "most": most},
            hint=_("Few and select: clear one first, or set up the list of another year."),
        )
    _refuse(row, new)
    position = (row.tasks.order_by("-position").values_list("position", flat=True).first() or 0) + 1
    task = KeyTask.objects.create(
        list=row, code=new.code, position=position, title=dict(new.title), due_on=new.by,
        first_due_on=new.by,
    )  # fmt: skip
    _seat(task, _seats(new, by.on))
    _plan(task, new.milestones)
    note(row.stream, "worklist.task_added", {"task": task.pk, "code": new.code}, by)
    return task


def _refuse(work: WorkList, new: NewTask) -> None:
    worded(new.title.get("zh", ""))
    if not CODE.fullmatch(new.code):
        raise UserError(
            _("“%s” is no code of a task.") % new.code,
            hint=_("Write small letters, digits and _, like new_school."),
        )
    if work.tasks.filter(code=new.code).exists():
        raise UserError(_("The list has a task of this code."), hint=_("Choose another code."))
    late = [on for _title, on in new.milestones if new.by and on > new.by]
    if late:
        raise UserError(
            _("A milestone of %s lies behind the end.") % max(late),
            hint=_("Move the milestone, or the end."),
        )


def _seats(new: NewTask, on: date) -> list[Seat]:
    offices = [new.lead, *new.supporting, *([new.leader[0]] if new.leader else [])]
    names = names_on([one.pk for one in offices], on)

    def words(office: Entity, post: str = "") -> dict[str, str]:
        said = names.get(office.pk, "") + post
        return {"zh": said, "en": said}

    seats = [Seat(SeatRole.LEAD, words(new.lead), new.lead)]
    if new.leader is not None:
        seats.insert(0, Seat(SeatRole.LEADER, words(*new.leader), *new.leader))
    return seats + [Seat(SeatRole.SUPPORTING, words(one), one) for one in new.supporting]
