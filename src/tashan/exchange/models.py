"""Imports and exports: long work with a beginning, progress and an end that can be looked at."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tashan.record.models import Source, StoredFile


class ImportState(models.TextChoices):
    PREVIEWING = "previewing", _("Being looked through")
    PREVIEW = "preview", _("Waiting for your decision")
    LOADING = "loading", _("Being loaded")
    LOADED = "loaded", _("Loaded")
    UNDOING = "undoing", _("Being undone")
    FAILED = "failed", pgettext_lazy("import", "Failed")
    DROPPED = "dropped", pgettext_lazy("import", "Dropped")
    UNDONE = "undone", _("Undone")


class Import(models.Model):
    """One sheet of one file on its way into a register or into the figures.

    ``target`` is a code of ``tashan.exchange.targets``; ``mapping`` leads from a field's code to
    the number of a column, from 0. With ``only_good`` the good rows were loaded, else all or none.
    """

    target = models.CharField(max_length=32)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=200, blank=True)
    options = models.JSONField(default=dict)  # what all rows share: the period, the vintage …
    mapping = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.PREVIEWING
    )
    progress = models.PositiveSmallIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    bad_rows = models.PositiveIntegerField(default=0)
    loaded_rows = models.PositiveIntegerField(default=0)
    only_good = models.BooleanField(default=False)
    changed_rows = models.PositiveIntegerField(default=0)  # of the loaded ones
    unchanged_rows = models.PositiveIntegerField(default=0)
    notes = models.JSONField(default=list)  # what was left out, like a footer
    seen = models.JSONField(default=dict)  # the sheets, the columns and the first rows, to be shown
    marked = models.ForeignKey(  # the sheet with its bad cells coloured
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+"
    )
    failure = models.CharField(max_length=500, blank=True)
    source = models.OneToOneField(
        Source, null=True, on_delete=models.PROTECT, related_name="import_run"
    )
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="import_progress_at_most_100", condition=Q(progress__lte=100)
            ),
            models.CheckConstraint(
                name="import_loaded_has_a_source",
                condition=~Q(state__in=["loaded", "undoing", "undone"]) | Q(source__isnull=False),
            ),
            models.CheckConstraint(
                name="import_failure_says_why", condition=~Q(state="failed") | ~Q(failure="")
            ),
        ]
        indexes = [models.Index(fields=["-at", "-id"], name="import_newest_first")]

    def __str__(self) -> str:
        return f"{self.target} {self.pk}"

    @property
    def stream(self) -> str:
        """The stream of events about this import."""
        return f"import:{self.pk}"


class ImportProblem(models.Model):
    """One cell that was not understood: what stands there, why not, what was expected."""

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="problems")
    row = models.PositiveIntegerField()  # as the sheet numbers them, from 1
    column = models.CharField(max_length=3, blank=True)  # its letters; blank for a whole row
    field = models.CharField(max_length=64, blank=True)
    shown = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300)
    expected = models.CharField(max_length=300, blank=True)
    details = models.JSONField(default=dict)  # what fills the places of reason and expected

    class Meta:
        ordering = ("row", "column", "id")
        indexes = [models.Index(fields=["run", "row"], name="import_problem_by_row")]

    def __str__(self) -> str:
        return f"{self.column}{self.row}: {self.reason}"


class RememberedMapping(models.Model):
    """Which column was which field, the last time that a sheet with these headers came in."""

    target = models.CharField(max_length=32)
    fingerprint = models.CharField(max_length=64)
    mapping = models.JSONField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "fingerprint"], name="mapping_once_a_header"),
        ]

    def __str__(self) -> str:
        return f"{self.target} {self.fingerprint[:8]}"


class ExportState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    WRITING = "writing", _("Being written")
    DONE = "done", pgettext_lazy("export", "Done")
    FAILED = "failed", pgettext_lazy("export", "Failed")


class Export(models.Model):
    """A file on its way out: what was asked for, how far it is, and the file itself."""

    kind = models.CharField(max_length=32)  # a code of tashan.exchange.exports
    query = models.JSONField(default=dict)  # the filters as the page had them
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=ExportState.choices, default=ExportState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)  # faulty rows, which the file lists
    failure = models.CharField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    reviewer = models.CharField(max_length=100, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="export_progress_at_most_100", condition=Q(progress__lte=100)
            ),
            models.CheckConstraint(
                name="export_done_has_its_file",
                condition=~Q(state="done") | Q(file__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["actor", "-at"], name="export_of_an_officer")]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The stream of events about this export."""
        return f"export:{self.pk}"
