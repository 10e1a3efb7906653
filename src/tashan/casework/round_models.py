"""Monthly rounds on projects: what each office reports, photos, statistical figures, papers.

What is reported (部门调度数) and what statistics say (统计数) are two tables and never mixed. What
happened are events of ``round:<id>`` and of the project's own stream.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from tashan.record.append_only import append_only_triggers
from tashan.record.models import Source, StoredFile
from tashan.registry.models import Entity

MONTHS = 12  # of a year


class DispatchRound(models.Model):
    """One month's round: issued by a steward, to be answered for each project by ``due_on``."""

    month = models.DateField()  # its first day
    title = models.CharField(max_length=200)
    asks = models.CharField(max_length=500, blank=True)
    issued_on = models.DateField()
    due_on = models.DateField()
    issuer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month"], name="dispatch_round_once_a_month"),
            models.CheckConstraint(
                name="dispatch_round_is_of_a_month", condition=Q(month__day=1) & ~Q(title="")
            ),
            models.CheckConstraint(
                name="dispatch_round_is_due_after_it_is_issued",
                condition=Q(due_on__gte=F("issued_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The stream of events about this round."""
        return f"round:{self.pk}"


class ReportState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("round", "To be answered")
    ANSWERED = "answered", pgettext_lazy("round", "Answered")
    SENT_BACK = "sent_back", pgettext_lazy("round", "Sent back")
    CHECKED = "checked", pgettext_lazy("round", "Checked")


class RoundReport(models.Model):
    """What an office says of one project in one round, and who checked it.

    Amounts are fen, ``done``, ``received`` and ``paid`` from January on; None is unknown.
    ``before`` is the highest that was known of the year when it was answered.
    """

    round = models.ForeignKey(DispatchRound, on_delete=models.PROTECT, related_name="reports")
    project = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="round_reports")
    office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=ReportState.choices, default=ReportState.ASKED)
    progress = models.TextField(blank=True)
    is_same = models.BooleanField(default=False)  # word for word the last month's
    done = models.BigIntegerField(null=True)
    before = models.BigIntegerField(null=True)
    lowered_because = models.CharField(max_length=300, blank=True)
    received = models.BigIntegerField(null=True)
    paid = models.BigIntegerField(null=True)
    problems = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answerer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_on = models.DateField(null=True)
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    remark = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "project"], name="round_report_once_a_project"
            ),
            models.CheckConstraint(
                name="round_report_tells_progress",
                condition=Q(state="asked")
                | (~Q(progress="") & Q(answered_on__isnull=False, answerer__isnull=False)),
            ),
            models.CheckConstraint(
                name="round_report_falls_with_a_reason",
                condition=Q(done=None)
                | Q(before=None)
                | Q(done__gte=F("before"))
                | ~Q(lowered_because=""),
            ),
            models.CheckConstraint(
                name="round_report_amounts_not_negative",
                condition=(Q(done=None) | Q(done__gte=0))
                & (Q(received=None) | Q(received__gte=0))
                & (Q(paid=None) | Q(paid__gte=0)),
            ),
            models.CheckConstraint(
                name="round_report_checked_by_another",
                condition=Q(checker=None) | ~Q(checker=F("answerer")),
            ),
            models.CheckConstraint(
                name="round_report_checked_by_somebody",
                condition=~Q(state="checked") | Q(checker__isnull=False, checked_on__isnull=False),
            ),
        ]
        indexes = [
            # what an office has to answer
            models.Index(
                fields=["office", "round"],
                name="round_report_to_answer",
                condition=Q(state__in=["asked", "sent_back"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.project_id}"


class RoundPhoto(models.Model):
    """A photo of the works: taken on a day at a place."""

    report = models.ForeignKey(RoundReport, on_delete=models.PROTECT, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    taken_on = models.DateField()
    taken_at = models.CharField(max_length=200)  # the place
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "file"], name="round_photo_once_a_report"),
            models.CheckConstraint(name="round_photo_says_where", condition=~Q(taken_at="")),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return self.taken_at


class StatisticalFigure(models.Model):
    """Investment of a project this year as statistics have it, in fen; typed by a statistician.

    A correction is a new row; the newest of a month counts.
    """

    project = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    fen = models.BigIntegerField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="statistical_figure_is_of_a_month", condition=Q(month__day=1)
            ),
            models.CheckConstraint(name="statistical_figure_not_negative", condition=Q(fen__gte=0)),
        ]
        indexes = [
            # the newest of each project of a round
            models.Index(fields=["project", "month"], name="statistical_figure_of_a_month"),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.project_id} {self.month:%Y-%m}"


class PaperSort(models.TextChoices):
    """What a paper of a project settles; those of ``AMOUNTS`` say how much."""

    YEAR_PLAN = "year_plan", pgettext_lazy("paper", "Investment planned for the year")
    STUDY = "study", pgettext_lazy("paper", "Estimate of the study")
    ESTIMATE = "estimate", pgettext_lazy("paper", "Verified estimate")
    SPENT = "spent", pgettext_lazy("paper", "Invested up to the end of a year")
    RATIFICATION = "ratification", pgettext_lazy("paper", "Ratification")
    EXTENSION = "extension", pgettext_lazy("paper", "Extension of the ratification")
    ASSESSMENT = "assessment", pgettext_lazy("paper", "Environmental assessment")
    LICENCE = "licence", pgettext_lazy("paper", "Licence to build")
    STATISTICS = "statistics", pgettext_lazy("paper", "Entry into the statistics")
    PAYMENT = "payment", pgettext_lazy("paper", "Share that must be paid")


OF_A_YEAR = frozenset({PaperSort.YEAR_PLAN, PaperSort.SPENT})
AMOUNTS = OF_A_YEAR | {PaperSort.STUDY, PaperSort.ESTIMATE}


class ProjectPaper(models.Model):
    """What a paper says of a project: its day ``on``, fen or ten-thousandths, its source.

    The newest paper of a sort (and year) on a day counts; none is changed or taken away.
    """

    project = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="papers")
    sort = models.CharField(max_length=12, choices=PaperSort.choices)
    on = models.DateField()
    year = models.PositiveSmallIntegerField(null=True)
    fen = models.BigIntegerField(null=True)
    share = models.PositiveSmallIntegerField(null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="project_paper_says_how_much",
                condition=(
                    Q(sort__in=sorted(AMOUNTS), fen__isnull=False, fen__gte=0, share=None)
                    | Q(sort="payment", share__isnull=False, share__lte=10_000, fen=None)
                    | (~Q(sort__in=sorted(AMOUNTS | {"payment"})) & Q(fen=None, share=None))
                ),
            ),
            models.CheckConstraint(
                name="project_paper_of_a_year",
                condition=Q(sort__in=sorted(OF_A_YEAR), year__isnull=False)
                | (~Q(sort__in=sorted(OF_A_YEAR)) & Q(year=None)),
            ),
        ]
        indexes = [
            # the papers of the projects of a round
            models.Index(fields=["project", "sort", "on"], name="project_paper_newest"),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.project_id}: {self.sort}"


def _never_falls() -> Q:
    found = Q(fen__0__gte=0)
    for month in range(MONTHS - 1):
        found &= Q(**{f"fen__{month}__lte": F(f"fen__{month + 1}")})
    return found


class PlanCurve(models.Model):
    """A project's own plan of a year: fen to be invested from January to the end of each month.

    A change is a new row with its reason; the newest of a year counts, as long as its December is
    what the plan of the year gives the project.
    """

    project = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="plan_curves")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    fen = ArrayField(models.BigIntegerField(), size=MONTHS)
    reason = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("project", "year", "number")
        constraints = [
            # also the index by which the newest of a year is found
            models.UniqueConstraint(
                fields=["project", "year", "number"], name="plan_curve_number_once"
            ),
            models.CheckConstraint(
                name="plan_curve_changed_for_a_reason", condition=Q(number=1) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="plan_curve_of_twelve_months", condition=Q(fen__len=MONTHS, fen__11__gt=0)
            ),
            models.CheckConstraint(name="plan_curve_never_falls", condition=_never_falls()),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.project_id}: {self.year}/{self.number}"


class LightExcuse(models.Model):
    """Why one side of a project is not lit yellow or red until a day; granted by a person."""

    project = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    dimension = models.CharField(max_length=24)
    reason = models.CharField(max_length=300)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField()
    until = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="light_excuse_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="light_excuse_ends_after_it_begins", condition=Q(until__gt=F("since"))
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return self.reason
