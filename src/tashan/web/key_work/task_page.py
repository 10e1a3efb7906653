"""One task: its light, command group, milestones, targets, reports, moved days, clearing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils import timezone

from tashan.casework.acts import By
from tashan.casework.key_work.acting import acts_for
from tashan.casework.key_work.standing import Aim, Sitting, stands
from tashan.casework.key_work_models import (
    Clearing,
    DayChange,
    KeyMilestone,
    KeyTask,
    WorkFile,
    WorkReport,
)
from tashan.indicators.catalogue import definition
from tashan.record.models import User
from tashan.web.charts.small import ProgressBar
from tashan.web.figure_words import in_tongue
from tashan.web.key_work.list_page import TaskRow
from tashan.web.key_work.words import act_word, seat_words, titled


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat with who sits there; ``officer`` is the id for the link, None where nobody does."""

    one: Sitting

    @property
    def role(self) -> str:
        return str(self.one.role.label)

    @property
    def words(self) -> str:
        return seat_words(self.one)

    @property
    def url(self) -> str:
        if self.one.officer is not None:
            return reverse("officer", args=[self.one.officer.pk])
        office = self.one.seat.office_id
        return reverse("office", args=[office]) if office else ""


@dataclass(frozen=True, slots=True)
class AimRow:
    """A target beside its figure."""

    aim: Aim

    @property
    def title(self) -> str:
        return in_tongue(definition(self.aim.target.indicator.code).title)

    @property
    def unit(self) -> str:
        return definition(self.aim.target.indicator.code).unit

    @property
    def bar(self) -> ProgressBar:
        share = self.aim.share
        words = f"{share:.1f}%" if share is not None else "—"
        return ProgressBar(share, words)


@dataclass(frozen=True, slots=True)
class StepRow:
    """A milestone with the days it was moved from."""

    row: KeyMilestone
    on: date

    @property
    def title(self) -> str:
        return titled(self.row.title)

    @property
    def is_late(self) -> bool:
        return (self.row.done_on or self.on) > self.row.planned_on

    @property
    def is_moved(self) -> bool:
        return self.row.planned_on != self.row.first_planned_on


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report with its photos and papers."""

    row: WorkReport
    files: Sequence[WorkFile]

    @property
    def photos(self) -> list[WorkFile]:
        return [one for one in self.files if one.file.media_type.startswith("image/")]

    @property
    def papers(self) -> list[WorkFile]:
        return [one for one in self.files if not one.file.media_type.startswith("image/")]


class TaskPage:
    """One task as a user sees it on a day."""

    def __init__(self, task: KeyTask, user: User, on: date) -> None:
        self.task, self.user, self.on = task, user, on

    @cached_property
    def row(self) -> TaskRow:
        return TaskRow(stands([self.task], [self.task.list], self.on, viewer=self.user)[0])

    @property
    def seats(self) -> list[SeatRow]:
        return [SeatRow(one) for one in self.row.told.sittings]

    @property
    def aims(self) -> list[AimRow]:
        return [AimRow(one) for one in self.row.told.aims]

    @property
    def steps(self) -> list[StepRow]:
        return [StepRow(one, self.on) for one in self.row.told.milestones]

    @cached_property
    def files(self) -> list[WorkFile]:
        return list(self.task.files.select_related("file").order_by("pk"))

    @property
    def reports(self) -> list[ReportRow]:
        return [
            ReportRow(one, [f for f in self.files if f.report_id == one.pk])
            for one in self.row.told.reports
        ]

    @property
    def clearings(self) -> list[tuple[Clearing, list[WorkFile]]]:
        rows = self.task.clearings.select_related("asked_by", "checked_by").order_by("-pk")
        return [(one, [f for f in self.files if f.clearing_id == one.pk]) for one in rows]

    @property
    def day_changes(self) -> list[tuple[DayChange, str]]:
        """What was moved, the latest first, with the title of the milestone or an empty one."""
        rows = self.task.day_changes.select_related("approved_by", "milestone").order_by("-pk")
        return [(one, titled(one.milestone.title) if one.milestone else "") for one in rows]

    @property
    def acts(self) -> list[tuple[str, str]]:
        """What the user may do now: the word and the address of its form."""
        by = By(self.user, timezone.now(), timezone.localdate())
        return [
            (act_word(act), reverse("key_task_act", args=[self.task.pk, str(act)]))
            for act in acts_for(self.user, self.task, by=by)
        ]
