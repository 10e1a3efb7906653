"""Key work of a year: its list, tasks with their command groups, reports, moved days, clearing."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from tashan.adoption.models import Adoption
from tashan.indicators.models import Indicator
from tashan.record.append_only import append_only_triggers
from tashan.record.models import StoredFile
from tashan.registry.models import Entity

WHOLE = 100  # progress is told in per cent


class WorkList(models.Model):
    """The key work of a year under a part of an adopted mechanism, which says how many at most."""

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="work_lists")
    part = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["adoption", "part", "year"], name="work_list_once_a_year"
            ),
            models.CheckConstraint(
                name="work_list_of_a_year",
                condition=Q(year__gte=1949, year__lte=2200) & ~Q(title=""),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The stream of events about this list."""
        return f"worklist:{self.pk}"


class KeyTask(models.Model):
    """One work of a list; ``title`` is by language. ``due_on`` is the day that counts now,
    ``first_due_on`` the one it was set up with."""

    list = models.ForeignKey(WorkList, on_delete=models.PROTECT, related_name="tasks")
    code = models.CharField(max_length=64)
    position = models.PositiveSmallIntegerField()
    title = models.JSONField()
    due_on = models.DateField(null=True)
    first_due_on = models.DateField(null=True)
    cleared_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "code"], name="key_task_once_a_list"),
        ]
        indexes = [
            # what is open, by its day: for the lights and reminders
            models.Index(
                fields=["due_on"], name="key_task_open", condition=Q(cleared_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def stream(self) -> str:
        """The stream of events about this task."""
        return f"keytask:{self.pk}"


class SeatRole(models.TextChoices):
    LEADER = "leader", pgettext_lazy("command group", "Leader")
    DEPUTY = "deputy", pgettext_lazy("command group", "Deputy")
    MEMBER = "member", pgettext_lazy("command group", "Member")
    OFFICE = "office", pgettext_lazy("command group", "Office of the group")
    LEAD = "lead", pgettext_lazy("key work", "Leading office")
    SUPPORTING = "supporting", pgettext_lazy("key work", "Supporting office")


class TaskSeat(models.Model):
    """A seat of a task's command group: a post of an office, an office, or only words.

    ``words`` are those of the list; ``office`` is None where the register knows no such post.
    Who sits there follows the post: its tenure on the day.
    """

    task = models.ForeignKey(KeyTask, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=10, choices=SeatRole.choices)
    position = models.PositiveSmallIntegerField()
    words = models.JSONField()
    office = models.ForeignKey(
        Entity, null=True, on_delete=models.PROTECT, related_name="key_work_seats"
    )
    post = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("task", "position")
        constraints = [
            models.UniqueConstraint(fields=["task", "position"], name="task_seat_once_a_position"),
            models.CheckConstraint(
                name="task_seat_post_of_an_office", condition=Q(post="") | Q(office__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["task"], name="task_seat_one_leader", condition=Q(role="leader")
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.task_id}: {self.role}"


class KeyMilestone(models.Model):
    """A step of a task: ``planned_on`` counts now, ``first_planned_on`` is what was set first."""

    task = models.ForeignKey(KeyTask, on_delete=models.PROTECT, related_name="milestones")
    position = models.PositiveSmallIntegerField()
    title = models.JSONField()
    planned_on = models.DateField()
    first_planned_on = models.DateField()
    done_on = models.DateField(null=True)

    class Meta:
        ordering = ("task", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["task", "position"], name="key_milestone_once_a_position"
            ),
        ]
        indexes = [
            # what is still to be reached, by its day
            models.Index(
                fields=["planned_on"],
                name="key_milestone_open",
                condition=Q(done_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.position}"


class TaskTarget(models.Model):
    """What a task shall reach: a value of an indicator in its own unit, by the end of the year."""

    task = models.ForeignKey(KeyTask, on_delete=models.PROTECT, related_name="targets")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=24, decimal_places=6)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "indicator"], name="task_target_once"),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.task_id}: {self.indicator_id}"


class DayChange(models.Model):
    """A day that was moved, of a task or one of its milestones: the old one stays readable."""

    task = models.ForeignKey(KeyTask, on_delete=models.PROTECT, related_name="day_changes")
    milestone = models.ForeignKey(
        KeyMilestone, null=True, on_delete=models.PROTECT, related_name="day_changes"
    )
    was = models.DateField(null=True)
    becomes = models.DateField()
    reason = models.CharField(max_length=500)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()

    class Meta:
        ordering = ("task", "pk")
        constraints = [
            models.CheckConstraint(name="day_change_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="day_change_changes_it", condition=Q(was=None) | ~Q(was=F("becomes"))
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.task_id}: {self.was} → {self.becomes}"


class WorkReport(models.Model):
    """What a task's office told on a day, with the progress of the whole in per cent."""

    task = models.ForeignKey(KeyTask, on_delete=models.PROTECT, related_name="reports")
    on = models.DateField()
    says = models.TextField()
    percent = models.PositiveSmallIntegerField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="work_report_says_something",
                condition=Q(percent__lte=WHOLE) & ~Q(says=""),
            ),
        ]
        indexes = [
            # the newest of a task
            models.Index(fields=["task", "-on", "-id"], name="work_report_newest"),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.task_id}: {self.on}"


class Clearing(models.Model):
    """Asked by one, checked by another: cleared, or sent back with what is missing."""

    task = models.ForeignKey(KeyTask, on_delete=models.PROTECT, related_name="clearings")
    asked_on = models.DateField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    evidence = models.TextField()
    due_on = models.DateField(null=True)  # by when it is to be checked
    is_cleared = models.BooleanField(null=True)
    says = models.CharField(max_length=500, blank=True)
    checked_on = models.DateField(null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("task", "pk")
        constraints = [
            models.CheckConstraint(
                name="clearing_checked_by_another",
                condition=Q(checked_by=None) | ~Q(checked_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="clearing_checked_whole",
                condition=Q(is_cleared=None, checked_on=None, checked_by=None)
                | Q(
                    is_cleared__isnull=False,
                    checked_by__isnull=False,
                    checked_on__isnull=False,
                    checked_on__gte=F("asked_on"),
                ),
            ),
            models.CheckConstraint(
                name="clearing_sent_back_says_why",
                condition=Q(is_cleared=None) | Q(is_cleared=True) | ~Q(says=""),
            ),
            models.UniqueConstraint(
                fields=["task"], name="clearing_one_open", condition=Q(is_cleared=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.asked_on}"


class WorkFile(models.Model):
    """A photo or paper that came with a report, or is the evidence of a clearing."""

    task = models.ForeignKey(KeyTask, on_delete=models.PROTECT, related_name="files")
    report = models.ForeignKey(
        WorkReport, null=True, on_delete=models.PROTECT, related_name="files"
    )
    clearing = models.ForeignKey(
        Clearing, null=True, on_delete=models.PROTECT, related_name="files"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("task", "pk")
        constraints = [
            models.CheckConstraint(
                name="work_file_of_one_thing",
                condition=Q(report=None, clearing__isnull=False)
                | Q(report__isnull=False, clearing=None),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.task_id}: {self.file_id}"
