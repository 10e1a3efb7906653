"""Figures: what is measured, how much it was, what it should be, and where each number is from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tashan.indicators.ranking_models import Consent as Consent
from tashan.indicators.ranking_models import Objection as Objection
from tashan.indicators.ranking_models import Publication as Publication
from tashan.indicators.ranking_models import RankedRow as RankedRow
from tashan.indicators.ranking_models import RankingMark as RankingMark
from tashan.indicators.ranking_models import RankingRun as RankingRun
from tashan.indicators.ranking_models import SelfScore as SelfScore
from tashan.record.append_only import append_only_triggers, dated_triggers
from tashan.record.models import SHA256, Source, StoredFile
from tashan.registry.dated import Dated
from tashan.registry.models import Entity


class Measure(models.TextChoices):
    """What of an indicator a figure tells."""

    LEVEL = "level", _("Level")
    GROWTH = "growth", _("Growth on the year before")  # in per cent, as published


class Vintage(models.TextChoices):
    PRELIMINARY = "preliminary", _("Preliminary")
    FLASH = "flash", _("Flash")
    VERIFIED = "verified", _("Verified")


class Holder(models.TextChoices):
    """Who counted: the statistics office's figure and another office's are never mixed."""

    STATISTICS = "statistics", _("Statistics office")
    OFFICE = "office", _("Responsible office")
    STATED = "stated", _("Stated in a report")


class Indicator(models.Model):
    """A code of the library; its definitions are kept beside it, from–to."""

    code = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="indicator_code_once"),
        ]

    def __str__(self) -> str:
        return self.code


class Definition(models.Model):
    """What an indicator meant from a day on, as its file said; a changed file is a new number."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="definitions")
    number = models.PositiveSmallIntegerField()
    since = models.DateField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "number"], name="definition_number_once_an_indicator"
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.indicator_id}/{self.number}"


class Observation(models.Model):
    """How much it was: one figure of one subject in one period, with its source; only grows.

    ``value`` is in the unit of the indicator's definition, ``growth`` in per cent; ``stated`` is
    the figure as printed, where that differs. The period runs from ``first`` to ``last``, both
    included; a stock at the end of a month has both on that day. A correction is a new ``number``
    under the same key, and the highest number counts. ``row`` is the row in the source's sheet.
    """

    subject = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="observations")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    measure = models.CharField(max_length=6, choices=Measure.choices)
    first = models.DateField()
    last = models.DateField()
    holder = models.CharField(max_length=10, choices=Holder.choices)
    scope = models.CharField(max_length=64, blank=True)
    number = models.PositiveSmallIntegerField(default=1)
    value = models.DecimalField(max_digits=24, decimal_places=6)
    approximate = models.CharField(max_length=16, blank=True)
    stated = models.CharField(max_length=64, blank=True)
    vintage = models.CharField(max_length=11, choices=Vintage.choices)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="observations")
    row = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            # also the index of one subject's figures, and of the newest of each
            models.UniqueConstraint(
                fields=[
                    "subject", "indicator", "last", "first", "measure", "holder", "scope", "number",
                ],
                name="observation_number_once_a_key",
            ),
            models.CheckConstraint(
                name="observation_period_ends_after_it_begins", condition=Q(last__gte=F("first"))
            ),
            models.CheckConstraint(
                name="observation_number_from_one", condition=Q(number__gte=1)
            ),
        ]  # fmt: skip
        indexes = [
            # one indicator over many subjects: benchmarks and rankings
            models.Index(
                fields=["indicator", "last", "first", "subject"], name="observation_by_indicator"
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.first}/{self.last} {self.value}"


class Plan(models.Model):
    """A set of targets: of a year, or of five; a plan may carry out part of a longer one."""

    title = models.CharField(max_length=200)
    code = models.CharField(max_length=64, blank=True)  # the plan file whose light rules hold
    place = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="plans")
    first = models.DateField()
    last = models.DateField()
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    document = models.CharField(max_length=200, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plan_ends_after_it_begins", condition=Q(last__gte=F("first"))
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The stream of events about this plan."""
        return f"plan:{self.pk}"


class CurveKind(models.TextChoices):
    EVEN = "even", _("Even over the year")
    MONTHLY = "monthly", _("By month")
    STEPPED = "stepped", _("In steps")


class Target(Dated):
    """What a figure should be at the end of a period, and who answers for it.

    ``points`` are the planned shares of one at the end of each month for a curve by month, and
    pairs of month and share for steps. A changed target replaces the row; the old one stays, and
    ``original`` is the first row of them all: parts and exemptions point to that one. ``holder``
    says whose figures count.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="targets")
    original = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="changes"
    )
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    measure = models.CharField(max_length=6, choices=Measure.choices)
    subject = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="targets")
    answerable = models.ForeignKey(
        Entity, null=True, on_delete=models.PROTECT, related_name="answers_for"
    )
    first = models.DateField()
    last = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=6)
    curve = models.CharField(max_length=7, choices=CurveKind.choices)
    points = models.JSONField(default=list)
    is_bottom_line = models.BooleanField(default=False)
    holder = models.CharField(max_length=10, choices=Holder.choices, default=Holder.STATISTICS)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="target_ends_after_it_begins", condition=Q(last__gte=F("first"))
            ),
            models.UniqueConstraint(
                fields=["plan", "indicator", "measure", "subject", "answerable", "first", "last"],
                name="target_once_a_plan",
                condition=Q(replaced__isnull=True),
                nulls_distinct=False,
            ),
            # also the index that finds what a target says now
            models.UniqueConstraint(
                Coalesce("original", "id"),
                name="target_known_once",
                condition=Q(replaced__isnull=True),
            ),
        ]
        triggers = dated_triggers()

    @property
    def identity(self) -> int:
        """One number for a target through all its changes: that of its first row."""
        return self.original_id or self.pk


class Exemption(models.Model):
    """Why a target that lags is not lit red or yellow until a day; approved by a person."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="exemptions")
    reason = models.CharField(max_length=300)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField()
    until = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="exemption_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="exemption_ends_after_it_begins", condition=Q(until__gt=F("since"))
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return self.reason


class Snapshot(models.Model):
    """What registers and figures said of everything of a kind on a day, kept as an Arrow file.

    ``columns`` tell key, sort, unit, factor, how many cells are unknown and how many are empty
    because their figure serves statistics alone. Matches and rankings run on it and on nothing
    else, so that they can be repeated.
    """

    sha256 = models.CharField(max_length=64)
    subject = models.CharField(max_length=10)
    on = models.DateField()
    taken_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    rows = models.PositiveIntegerField()
    columns = models.JSONField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="snapshot_sha256_is_sha256", condition=Q(sha256__regex=SHA256)
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.subject} {self.on} {self.sha256[:12]}"
