"""What a ranking keeps: runs with every step, marks, own scores, objections, consents, boards."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.record.append_only import append_only_triggers
from tashan.record.models import SHA256, StoredFile
from tashan.registry.models import Entity


class RankingRun(models.Model):
    """One ranking worked out once: what of, for which day, from which snapshot, and the outcome.

    ``year`` is what is assessed: marks and scores of that year count. ``head`` says what was
    settled (measures, weights, parameters, counts); ``sha256`` is over the canonical JSON of the
    head and of every row, see ``ranking.content``.
    """

    version = models.ForeignKey(
        AdoptionVersion, on_delete=models.PROTECT, related_name="ranking_runs"
    )
    part = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    on = models.DateField()
    year = models.PositiveSmallIntegerField()
    snapshot = models.ForeignKey("indicators.Snapshot", on_delete=models.PROTECT, related_name="+")
    before = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    head = models.JSONField()
    sha256 = models.CharField(max_length=64)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "part", "number"], name="ranking_run_number_once_a_part"
            ),
            models.CheckConstraint(
                name="ranking_run_sha256_is_sha256", condition=Q(sha256__regex=SHA256)
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.version_id} {self.part}/{self.number}"

    @property
    def stream(self) -> str:
        """The stream of events about this run."""
        return f"ranking:{self.pk}"


class RankedRow(models.Model):
    """Where one subject stands in a run and how it came there, every number exact.

    ``rank`` is None for who has none: a figure is missing, a veto holds, or it takes no part.
    ``before`` is the rank in the run before. ``detail`` holds the steps.
    """

    run = models.ForeignKey(RankingRun, on_delete=models.PROTECT, related_name="rows")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()  # in the order of the table, from 1
    group = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10)
    rank = models.PositiveIntegerField(null=True)
    is_shared = models.BooleanField(default=False)
    score = models.DecimalField(max_digits=30, decimal_places=6, null=True)
    grade = models.CharField(max_length=60, blank=True)
    before = models.PositiveIntegerField(null=True)
    detail = models.JSONField()

    class Meta:
        constraints = [
            # also the index of one subject's score sheet
            models.UniqueConstraint(fields=["run", "entity"], name="ranked_row_entity_once_a_run"),
            # also the index of the table in its order
            models.UniqueConstraint(
                fields=["run", "position"], name="ranked_row_position_once_a_run"
            ),
            models.CheckConstraint(
                name="ranked_row_with_a_rank_has_a_score",
                condition=Q(rank__isnull=True) | Q(score__isnull=False, state="ranked"),
            ),
        ]
        indexes = [
            # where one enterprise or office stands in all rankings
            models.Index(fields=["entity", "run"], name="ranked_row_of_an_entity"),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.run_id}: {self.entity_id} {self.rank}"


class MarkKind(models.TextChoices):
    EXTRA = "extra", _("Plus or minus points")
    VETO = "veto", _("Veto")


class RankingMark(models.Model):
    """Plus or minus points or a veto that somebody recorded about a subject, with evidence.

    It counts in every run of its part for its year until it is taken back, which needs a reason.
    """

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="ranking_marks")
    part = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=MarkKind.choices)
    code = models.CharField(max_length=60)
    level = models.CharField(max_length=60, blank=True)
    times = models.PositiveSmallIntegerField(default=1)
    occurred_on = models.DateField()
    document = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ranking_mark_has_evidence",
                condition=~Q(document="") | Q(file__isnull=False),
            ),
            models.CheckConstraint(
                name="ranking_mark_taken_back_says_why",
                condition=Q(taken_back_at__isnull=True) | ~Q(taken_back_why=""),
            ),
            models.CheckConstraint(
                name="ranking_mark_happened_once_or_more", condition=Q(times__gte=1)
            ),
        ]
        indexes = [
            # what counts in a run
            models.Index(fields=["adoption", "part", "year"], name="ranking_mark_of_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.entity_id}: {self.code}"


class SelfScore(models.Model):
    """The points that the assessed give themselves for one measure; the newest counts."""

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="self_scores")
    part = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=60)
    points = models.DecimalField(max_digits=12, decimal_places=4)
    note = models.CharField(max_length=300, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        indexes = [
            # the scores beside a run's
            models.Index(
                fields=["adoption", "part", "year", "entity", "id"], name="self_score_of_a_year"
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.entity_id}: {self.measure} {self.points}"


class Decision(models.TextChoices):
    """What became of an objection."""

    UPHELD = "upheld", _("Upheld")
    PARTLY = "partly", _("Partly upheld")
    DISMISSED = "dismissed", _("Dismissed")


class Objection(models.Model):
    """The assessed doubts a figure or a score; it is answered with an outcome and reasons."""

    run = models.ForeignKey(RankingRun, on_delete=models.PROTECT, related_name="objections")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=1000)
    opened_on = models.DateField()
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Decision.choices, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="objection_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="objection_answered_with_outcome_and_reasons",
                condition=Q(answered_on__isnull=True, outcome="", answer="")
                | (Q(answered_on__gte=F("opened_on")) & ~Q(outcome="") & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Consent(models.Model):
    """Whether an enterprise lets its name stand on a list, from a day on; the newest counts."""

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="consents")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    is_given = models.BooleanField()
    since = models.DateField()
    document = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="consent_names_its_document", condition=~Q(document="")),
        ]
        indexes = [
            # who of a list agreed
            models.Index(
                fields=["adoption", "entity", "since", "id"], name="consent_of_an_enterprise"
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.entity_id}: {self.is_given}"


class Publication(models.Model):
    """A list as it was made public, frozen with its hash; a correction is the next number.

    ``content`` holds names and ranks, or classes, and never an amount. ``first`` is the first
    version of the list: its address stays when a later one corrects it.
    """

    run = models.ForeignKey(RankingRun, on_delete=models.PROTECT, related_name="publications")
    first = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    reason = models.CharField(max_length=300, blank=True)  # of a correction
    published_on = models.DateField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "number"], name="publication_number_once"),
            models.CheckConstraint(
                name="publication_sha256_is_sha256", condition=Q(sha256__regex=SHA256)
            ),
            models.CheckConstraint(
                name="publication_corrected_with_a_reason",
                condition=Q(first__isnull=True, number=1)
                | (Q(first__isnull=False, number__gte=2) & ~Q(reason="")),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.run_id}/{self.number}"

    @property
    def list_id(self) -> int:
        """The number of the list through all its versions."""
        return self.first_id or self.pk
