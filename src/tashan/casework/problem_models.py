"""Problems of projects from raised to cleared; inspections that find some; post-evaluation."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from tashan.adoption.models import AdoptionVersion
from tashan.casework.round_models import RoundReport
from tashan.record.append_only import append_only_triggers
from tashan.record.models import StoredFile
from tashan.registry.models import Entity


class ProblemKind(models.TextChoices):
    LAND = "land", pgettext_lazy("problem", "Land")
    CLEARANCE = "clearance", pgettext_lazy("problem", "Clearance and demolition")
    APPROVAL = "approval", pgettext_lazy("problem", "Approval")
    MONEY = "money", pgettext_lazy("problem", "Money")
    SUPPLY = "supply", pgettext_lazy("problem", "Water, power and gas")
    TENDER = "tender", pgettext_lazy("problem", "Tendering")
    ENVIRONMENT = "environment", pgettext_lazy("problem", "Environment")
    WORKS = "works", pgettext_lazy("problem", "Works")
    OTHER = "other", pgettext_lazy("problem", "Other")


class ProblemState(models.TextChoices):
    RAISED = "raised", pgettext_lazy("problem", "Raised")
    REVIEWED = "reviewed", pgettext_lazy("problem", "Reviewed")
    ASSIGNED = "assigned", pgettext_lazy("problem", "Assigned")
    IN_HAND = "in_hand", pgettext_lazy("problem", "In hand")
    CLEARING = "clearing", pgettext_lazy("problem", "Clearing asked for")
    ON_ACCOUNT = "on_account", pgettext_lazy("problem", "On account")
    CLEARED = "cleared", pgettext_lazy("problem", "Cleared")
    DROPPED = "dropped", pgettext_lazy("problem", "Not taken up")


ENDED = [ProblemState.CLEARED.value, ProblemState.DROPPED.value]
GIVEN = ["assigned", "in_hand", "clearing", "on_account", "cleared"]


class SiteInspection(models.Model):
    """An inspection (稽察) of a project on a day, by a document; what it found are problems."""

    project = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="inspections")
    title = models.CharField(max_length=200)
    document = models.CharField(max_length=200)
    inspectors = models.CharField(max_length=200)
    on = models.DateField()
    summary = models.TextField(blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="site_inspection_says_by_what",
                condition=~Q(title="") & ~Q(document="") & ~Q(inspectors=""),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return self.title


class ProjectProblem(models.Model):
    """One problem of a project, as it stands; what was done with it are its steps.

    ``doer`` asked for the clearing last, and never confirms it. On account (挂账) it waits for
    ``review_on`` and no longer for its limit: ``account_asker`` said why, ``approver`` agreed.
    """

    project = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="problems")
    report = models.ForeignKey(
        RoundReport, null=True, on_delete=models.PROTECT, related_name="raised"
    )
    inspection = models.ForeignKey(
        SiteInspection, null=True, on_delete=models.PROTECT, related_name="findings"
    )
    kind = models.CharField(max_length=11, choices=ProblemKind.choices)
    state = models.CharField(
        max_length=10, choices=ProblemState.choices, default=ProblemState.RAISED
    )
    says = models.CharField(max_length=500)
    needs = models.CharField(max_length=500, blank=True)  # what is to be agreed with others
    raiser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_on = models.DateField()
    office = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    measures = models.CharField(max_length=500, blank=True)
    due_on = models.DateField(null=True)
    asks_until = models.DateField(null=True)  # a later limit that is asked for
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    postponed = models.PositiveSmallIntegerField(default=0)
    doer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asks_review_on = models.DateField(null=True)  # asked to be put on account until then
    account_asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    account_reason = models.CharField(max_length=500, blank=True)
    review_on = models.DateField(null=True)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="project_problem_says_what", condition=~Q(says="")),
            models.CheckConstraint(
                name="project_problem_given_to_an_office",
                condition=~Q(state__in=GIVEN)
                | (Q(office__isnull=False, due_on__isnull=False) & ~Q(measures="")),
            ),
            models.CheckConstraint(
                name="project_problem_cleared_by_another",
                condition=~Q(state="cleared")
                | (Q(doer__isnull=False, checker__isnull=False) & ~Q(doer=F("checker"))),
            ),
            models.CheckConstraint(
                name="project_problem_on_account_by_another",
                condition=Q(~Q(state="on_account"), review_on=None, approver=None)
                | (
                    Q(state="on_account", review_on__isnull=False, approver__isnull=False)
                    & Q(account_asker__isnull=False)
                    & ~Q(account_asker=F("approver"))
                    & ~Q(account_reason="")
                ),
            ),
            models.CheckConstraint(
                name="project_problem_ends_on_a_day",
                condition=Q(state__in=ENDED, closed_on__isnull=False)
                | (~Q(state__in=ENDED) & Q(closed_on=None)),
            ),
        ]
        indexes = [
            # what is open and when it is due
            models.Index(
                fields=["due_on", "id"], name="project_problem_open", condition=~Q(state__in=ENDED)
            ),
        ]

    def __str__(self) -> str:
        return self.says[:80]

    @property
    def expected_on(self) -> date | None:
        """By when something must happen: its review while it is on account, else its limit; None
        before it is assigned and once it is over."""
        if self.state in ENDED:
            return None
        return self.review_on if self.state == ProblemState.ON_ACCOUNT else self.due_on

    @property
    def stream(self) -> str:
        """The stream of events about this problem."""
        return f"problem:{self.pk}"


class ProblemStep(models.Model):
    """One thing done with a problem: by whom, on which day, in words, with a file as evidence."""

    problem = models.ForeignKey(ProjectProblem, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=16)
    says = models.CharField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.problem_id}: {self.act}"


class PostEvaluation(models.Model):
    """A finished project evaluated by a third party: the sheet's marks, the whole, the verdict.

    ``score`` is in hundredths of a point out of a hundred; the weights are of the version, or
    of the library's own file where it is not adopted here.
    """

    project = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="evaluations")
    evaluator = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(
        AdoptionVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )
    document = models.CharField(max_length=200)
    on = models.DateField()
    score = models.PositiveIntegerField()
    says = models.TextField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_evaluation_within_a_hundred",
                condition=Q(score__lte=10_000) & ~Q(document="") & ~Q(says=""),
            ),
            models.CheckConstraint(
                name="post_evaluation_by_another", condition=~Q(evaluator=F("project"))
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return self.document


class EvaluationMark(models.Model):
    """One line of the sheet: ``weight`` of a hundred, ``mark`` in hundredths out of a hundred."""

    evaluation = models.ForeignKey(PostEvaluation, on_delete=models.PROTECT, related_name="marks")
    code = models.CharField(max_length=64)
    weight = models.PositiveSmallIntegerField()
    mark = models.PositiveIntegerField()
    says = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "code"], name="evaluation_mark_once_a_line"
            ),
            models.CheckConstraint(
                name="evaluation_mark_within_a_hundred",
                condition=Q(weight__gt=0, weight__lte=100, mark__lte=10_000),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return self.code


class EvaluationUse(models.Model):
    """What an evaluation was used for: a later decision, by its document."""

    evaluation = models.ForeignKey(PostEvaluation, on_delete=models.PROTECT, related_name="uses")
    says = models.CharField(max_length=300)
    document = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="evaluation_use_says_what", condition=~Q(says="")),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return self.says
