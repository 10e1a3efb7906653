"""Reports and what was read in them. Decisions are rows of the report's stream of events."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from tashan.record.models import StoredFile


class ReportState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    READING = "reading", _("Reading")
    READ = "read", _("Read")
    FAILED = "failed", _("Could not be read")


class FindingKind(models.TextChoices):
    INDICATOR = "indicator", _("Indicator")
    MECHANISM = "mechanism", _("Mechanism")
    GAP = "gap", _("Gap")
    MEASURE = "measure", _("Measure")


class FindingType(models.TextChoices):
    LEVEL = "level", _("Level")
    GROWTH = "growth", _("Growth")
    SHARE = "share", _("Share")
    RANK = "rank", _("Rank")
    COUNT = "count", _("Count")
    TARGET = "target", _("Target")
    DURATION = "duration", _("Duration")


class FindingStatus(models.TextChoices):
    OK = "ok", _("Complete")
    LOST = "lost", _("Number lost")
    MASKED = "masked", _("Masked")
    DISPLACED = "displaced", _("Displaced")


class ReviewState(models.TextChoices):
    OPEN = "open", _("To review")
    ACCEPTED = "accepted", _("Accepted")
    CORRECTED = "corrected", _("Corrected")
    REJECTED = "rejected", _("Rejected")


class Change(models.TextChoices):
    """What the newest reading did to a finding that an earlier reading had, or had not."""

    NONE = "", _("Unchanged")
    NEW = "new", _("New")
    CHANGED = "changed", _("Read differently")
    GONE = "gone", _("No longer found")


class Report(models.Model):
    """One original file, told by its SHA-256, with the text that was read from it."""

    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="report")
    title = models.CharField(max_length=300)
    format = models.CharField(max_length=16, blank=True)
    encoding = models.CharField(max_length=32, blank=True)
    text = models.TextField(blank=True)
    characters = models.PositiveIntegerField(default=0)
    pages = models.JSONField(default=list)
    paragraphs = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    state = models.CharField(
        max_length=16, choices=ReportState.choices, default=ReportState.WAITING
    )
    progress = models.PositiveSmallIntegerField(default=0)
    failure = models.JSONField(null=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="report_progress_at_most_100", condition=models.Q(progress__lte=100)
            ),
            models.CheckConstraint(
                name="report_failure_says_why",
                condition=models.Q(state="failed", failure__isnull=False)
                | (~models.Q(state="failed") & models.Q(failure__isnull=True)),
            ),
        ]
        indexes = [
            # the list of reports, newest first
            models.Index(fields=["-uploaded_at", "-id"], name="report_newest_first"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The stream of events about this report."""
        return f"report:{self.pk}"


class ReadingRun(models.Model):
    """One pass of a reader over a report: which rules, when, and what it found."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveIntegerField()
    reader = models.CharField(max_length=16)
    rules_version = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    found = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    gone = models.PositiveIntegerField()
    dropped = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="run_number_once_a_report")
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.number}"


class ReportSection(models.Model):
    """A heading, in offsets of the report's text."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    path = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    level = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ("start", "level")
        constraints = [
            models.CheckConstraint(
                name="section_ends_after_start", condition=models.Q(end__gte=models.F("start"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.title}"


class ReportFinding(models.Model):
    """A finding as read, and what an officer decided about it.

    The fields from ``kind`` to ``rules`` are as read; ``correction`` holds only the fields that
    an officer set otherwise. ``version`` grows by one with every decision.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=FindingKind.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    name = models.TextField(blank=True)
    value = models.DecimalField(max_digits=30, decimal_places=10, null=True)
    unit = models.CharField(max_length=32, null=True)
    place = models.CharField(max_length=200, null=True)
    period = models.CharField(max_length=100, null=True)
    period_iso = models.CharField(max_length=32, null=True)
    type = models.CharField(max_length=16, choices=FindingType.choices, null=True)
    base_value = models.DecimalField(max_digits=40, decimal_places=10, null=True)
    base_unit = models.CharField(max_length=32, null=True)
    approximate = models.CharField(max_length=16, null=True)
    status = models.CharField(
        max_length=16, choices=FindingStatus.choices, default=FindingStatus.OK
    )
    scope = models.CharField(max_length=100, null=True)
    section = models.CharField(max_length=200, blank=True)
    confidence = models.FloatField(default=1.0)
    refers_to = models.ForeignKey("self", null=True, on_delete=models.SET_NULL)
    rules = models.JSONField(default=list)

    state = models.CharField(max_length=16, choices=ReviewState.choices, default=ReviewState.OPEN)
    correction = models.JSONField(default=dict)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)
    change = models.CharField(max_length=16, choices=Change.choices, blank=True, default="")
    difference = models.JSONField(default=dict)
    terms = SearchVectorField()

    class Meta:
        ordering = ("start", "end", "number")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"], name="finding_number_once_a_report"
            ),
            models.CheckConstraint(
                name="finding_quotes_something", condition=models.Q(end__gt=models.F("start"))
            ),
            models.CheckConstraint(
                name="finding_lost_has_no_value",
                condition=~models.Q(status="lost") | models.Q(value__isnull=True),
            ),
            models.CheckConstraint(
                name="finding_decided_by_somebody",
                condition=models.Q(state="open", decided_by__isnull=True, decided_at__isnull=True)
                | (
                    ~models.Q(state="open")
                    & models.Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="finding_correction_only_when_corrected",
                condition=models.Q(state="corrected") | models.Q(correction={}),
            ),
        ]
        indexes = [
            # the reader page: one report in the order of its text
            models.Index(fields=["report", "start", "end", "number"], name="finding_in_text_order"),
            # what waits for review, by report: the desk and the list of reports
            models.Index(
                fields=["report"], condition=models.Q(state="open"), name="finding_to_review"
            ),
            # what an officer decided today: the desk
            models.Index(
                fields=["decided_by", "decided_at"],
                condition=~models.Q(state="open"),
                name="finding_decided",
            ),
            # search over all findings
            GinIndex(fields=["terms"], name="finding_terms"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}#{self.number}"
