"""The library of projects: evidence, moves, leaving and return, milestones, plans of investment."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.record.append_only import append_only_triggers
from tashan.record.models import Source, StoredFile
from tashan.registry.kinds import ProjectStage
from tashan.registry.models import Entity

FIRST_YEAR, LAST_YEAR = 1949, 2200


def _of_a_draft(plan: str) -> list[pgtrigger.Trigger]:
    """Rows of a plan that is issued are neither made nor changed nor taken away."""
    rows = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    func = (
        f"IF EXISTS (SELECT 1 FROM casework_investmentplan WHERE id = {plan}"
        " AND issued_on IS NOT NULL)"
        " THEN RAISE EXCEPTION 'issued: % of % is refused', TG_OP, TG_TABLE_NAME; END IF;"
        " RETURN coalesce(NEW, OLD);"
    )
    name = "rows_of_a_draft"
    return [pgtrigger.Trigger(name=name, when=pgtrigger.Before, operation=rows, func=func)]


class ProjectEvidence(models.Model):
    """A paper or a photo that shows something of a project, of a kind of the library's file.

    ``on`` is the day of the paper, or the day on which the photo was taken.
    """

    project = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=64)
    document = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="project_evidence_names_a_paper", condition=~Q(document="")
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.project_id}: {self.kind}"


class EvidenceTakenBack(models.Model):
    """A piece of evidence that was wrongly given: from the day on it shows nothing any more.

    ``stood`` names the moves and entries of plans that had been made on it, and that stay.
    """

    evidence = models.OneToOneField(
        ProjectEvidence, on_delete=models.PROTECT, related_name="taken_back"
    )
    reason = models.CharField(max_length=300)
    stood = models.JSONField(default=list)
    on = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evidence_taken_back_for_a_reason", condition=~Q(reason="")
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return self.reason


class StageMove(models.Model):
    """A project went from one stage to another; ``shown`` is what each requirement was met by."""

    project = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="stage_moves")
    before = models.CharField(max_length=12, choices=ProjectStage.choices)
    stage = models.CharField(max_length=12, choices=ProjectStage.choices)
    on = models.DateField()
    version = models.ForeignKey(AdoptionVersion, on_delete=models.PROTECT, related_name="+")
    shown = models.JSONField(default=list)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="stage_move_to_another_stage", condition=~Q(stage=F("before"))
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.project_id}: {self.before} → {self.stage}"


class Direction(models.TextChoices):
    LEAVE = "leave", pgettext_lazy("project library", "Leaves")
    RETURN = "return", pgettext_lazy("project library", "Returns")


class Departure(models.Model):
    """Somebody asks that a project leave the library or return; another checks it."""

    project = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="departures")
    direction = models.CharField(max_length=6, choices=Direction.choices)
    reason = models.CharField(max_length=64)  # a code of the library's file
    says = models.CharField(max_length=500)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    checked_on = models.DateField(null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_agreed = models.BooleanField(null=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project"], name="departure_one_at_a_time", condition=Q(checked_on=None)
            ),
            models.CheckConstraint(
                name="departure_checked_by_another",
                condition=Q(checked_by=None) | ~Q(checked_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="departure_checked_as_a_whole",
                condition=Q(checked_on=None, checked_by=None, is_agreed=None)
                | Q(
                    checked_on__gte=F("asked_on"), checked_by__isnull=False, is_agreed__isnull=False
                ),
            ),
            models.CheckConstraint(
                name="departure_says_why", condition=~Q(reason="") & ~Q(says="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.direction}"


class Milestone(models.Model):
    """What a project must have reached by a day, with who answers for it.

    The office reports it done, another person checks it; what was planned stands in ``plans``,
    the newest counts. Amounts are fen; None where nobody has said one.
    """

    project = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=200)
    office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_on = models.DateField()
    done_on = models.DateField(null=True)
    done_fen = models.BigIntegerField(null=True)
    document = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_on = models.DateField(null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    dropped_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="milestone_done_with_a_paper",
                condition=Q(done_on=None, done_fen=None, document="", reported_by=None)
                | (Q(done_on__isnull=False, reported_by__isnull=False) & ~Q(document="")),
            ),
            models.CheckConstraint(
                name="milestone_checked_by_another",
                condition=Q(checked_by=None) | ~Q(checked_by=F("reported_by")),
            ),
            models.CheckConstraint(
                name="milestone_checked_once_done",
                condition=Q(checked_on=None, checked_by=None)
                | Q(checked_on__isnull=False, checked_by__isnull=False, done_on__isnull=False),
            ),
            models.CheckConstraint(
                name="milestone_amount_not_negative",
                condition=Q(done_fen=None) | Q(done_fen__gte=0),
            ),
        ]
        indexes = [
            # all that is due: the milestones that nobody has confirmed yet
            models.Index(
                fields=["id"],
                name="milestone_open",
                condition=Q(checked_on=None, dropped_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MilestonePlan(models.Model):
    """By when a milestone is planned and for how much in fen; every one after the first has a
    reason."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField()
    planned_on = models.DateField()
    planned_fen = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("milestone", "number")
        constraints = [
            # also the index by which the newest is found
            models.UniqueConstraint(
                fields=["milestone", "number"], name="milestone_plan_number_once"
            ),
            models.CheckConstraint(
                name="milestone_plan_changed_for_a_reason",
                condition=Q(number=1) | (Q(number__gt=1) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="milestone_plan_not_negative",
                condition=Q(planned_fen=None) | Q(planned_fen__gte=0),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.milestone_id}/{self.number}"


class ReportTakenBack(models.Model):
    """What had been reported of a milestone, and confirmed or not, before it was taken back."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="taken_back")
    done_on = models.DateField()
    done_fen = models.BigIntegerField(null=True)
    document = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    checked_on = models.DateField(null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300)
    on = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="report_taken_back_for_a_reason", condition=~Q(reason="") & ~Q(document="")
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.milestone_id}: {self.reason}"


class InvestmentPlan(models.Model):
    """A plan of investment over some years, under the rules of the library's file.

    ``part`` and ``rules`` name the library and its plan in the file. Issued, it changes no more:
    an adjusted one takes its place, with a reason.
    """

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=64)
    rules = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_on = models.DateField()
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    reason = models.CharField(max_length=300, blank=True)
    document = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="investment_plan_years_in_order",
                condition=Q(
                    first_year__gte=FIRST_YEAR,
                    last_year__gte=F("first_year"),
                    last_year__lte=LAST_YEAR,
                ),
            ),
            models.CheckConstraint(
                name="investment_plan_issued_by_another",
                condition=Q(issued_by=None) | ~Q(issued_by=F("made_by")),
            ),
            models.CheckConstraint(
                name="investment_plan_issued_by_a_document",
                condition=Q(issued_on=None, issued_by=None, document="")
                | (Q(issued_on__isnull=False, issued_by__isnull=False) & ~Q(document="")),
            ),
            models.CheckConstraint(
                name="investment_plan_adjusted_for_a_reason",
                condition=Q(replaces=None) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The stream of events about this plan."""
        return f"investment_plan:{self.pk}"


class PlanEntry(models.Model):
    """A project in a plan, with what the plan must state of it; ``shown`` is why it was admitted.

    ``content`` is what is built and of what size; ``begins`` and ``ends`` are the building time;
    ``source`` is the sheet that it was loaded from, None where it was typed.
    """

    plan = models.ForeignKey(InvestmentPlan, on_delete=models.PROTECT, related_name="entries")
    project = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="plan_entries")
    content = models.TextField()
    begins = models.DateField()
    ends = models.DateField()
    total = models.BigIntegerField()
    shown = models.JSONField(default=list)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "project"], name="plan_entry_once_a_project"),
            models.CheckConstraint(
                name="plan_entry_states_what_it_must",
                condition=Q(total__gt=0, ends__gte=F("begins")) & ~Q(content=""),
            ),
        ]
        triggers = _of_a_draft("coalesce(NEW.plan_id, OLD.plan_id)")

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.project_id}"


class PlanAmount(models.Model):
    """What an entry of a plan invests in a year out of one source of money, in fen."""

    entry = models.ForeignKey(PlanEntry, on_delete=models.PROTECT, related_name="amounts")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=64)  # a code of the plan's rules
    fen = models.BigIntegerField()

    class Meta:
        ordering = ("year", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "year", "source"], name="plan_amount_once_a_year_and_source"
            ),
            models.CheckConstraint(name="plan_amount_of_something", condition=Q(fen__gt=0)),
        ]
        triggers = _of_a_draft(
            "(SELECT plan_id FROM casework_planentry"
            " WHERE id = coalesce(NEW.entry_id, OLD.entry_id))"
        )

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.year}"
