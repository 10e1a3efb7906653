"""Acts on card holders that are reported before they are done, and those found without a report."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from tashan.adoption.models import AdoptionVersion
from tashan.registry.models import CreditEvent, Entity

RATINGS = (1, 5)


class ActKind(models.TextChoices):
    PENALTY = "penalty", pgettext_lazy("four reports", "Administrative penalty")
    LOAN = "loan", pgettext_lazy("four reports", "Loan withdrawal")
    CLOSURE = "closure", pgettext_lazy("four reports", "Layoffs or closure")
    INSPECTION = "inspection", pgettext_lazy("four reports", "Inspection")


class ExemptGround(models.TextChoices):
    """Why an act is recorded after it was done; which of them hold is in the library's file."""

    COMPLAINT = "complaint", pgettext_lazy("four reports", "Complaint or report by the public")
    ACCIDENT = "accident", pgettext_lazy("four reports", "Accident")
    EMERGENCY = "emergency", pgettext_lazy("four reports", "Emergency")
    SAFETY = "safety", pgettext_lazy("four reports", "Safety at work")


class Outcome(models.TextChoices):
    CARRIED_OUT = "carried_out", pgettext_lazy("four reports", "Carried out")
    CHANGED = "changed", pgettext_lazy("four reports", "Carried out otherwise than reported")
    DROPPED = "dropped", pgettext_lazy("four reports", "Not carried out")


class ActReport(models.Model):
    """An intended act on a holder of the service card: told beforehand, received, then recorded.

    ``office`` intends it; of layoffs it may be the firm itself. ``wanted_by`` is the last day on
    which the report was in time and ``due_on`` the last for its receipt by ``receiver``; both None
    for an exempt act, which is recorded after it was done, with its ground. A receipt is no
    permission: nothing about the act waits for it. ``rating`` is the enterprise's, of one to five.
    """

    office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="act_reports")
    firm = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="acts_reported")
    kind = models.CharField(max_length=10, choices=ActKind.choices)
    what = models.CharField(max_length=500)
    legal_basis = models.CharField(max_length=300)
    officers = models.CharField(max_length=200)
    planned_on = models.DateField()
    exempt = models.CharField(max_length=9, choices=ExemptGround.choices, blank=True)
    ground = models.CharField(max_length=300, blank=True)
    version = models.ForeignKey(AdoptionVersion, on_delete=models.PROTECT, related_name="+")
    reported_on = models.DateField()
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    wanted_by = models.DateField(null=True)
    receiver = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    remark = models.CharField(max_length=300, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=11, choices=Outcome.choices, blank=True)
    done_on = models.DateField(null=True)
    result = models.CharField(max_length=500, blank=True)
    rating = models.PositiveSmallIntegerField(null=True)
    comment = models.CharField(max_length=500, blank=True)
    rated_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="act_report_says_what_and_why",
                condition=~Q(what="") & ~Q(legal_basis="") & ~Q(officers=""),
            ),
            models.CheckConstraint(
                name="act_report_exempt_says_its_ground",
                condition=Q(exempt="", ground="", wanted_by__isnull=False, due_on__isnull=False)
                | (~Q(exempt="") & ~Q(ground="") & Q(wanted_by=None, due_on=None)),
            ),
            models.CheckConstraint(
                name="act_report_comes_before_the_act",
                condition=~Q(exempt="") | Q(reported_on__lte=F("planned_on")),
            ),
            models.CheckConstraint(
                name="act_report_received_by_another",
                condition=Q(received_on=None, received_by=None, remark="")
                | (
                    Q(received_on__isnull=False, received_on__gte=F("reported_on"))
                    & Q(received_by__isnull=False)
                    & ~Q(received_by=F("reported_by"))
                ),
            ),
            models.CheckConstraint(
                name="act_report_recorded_whole",
                condition=Q(outcome="", done_on=None, result="")
                | (Q(done_on__isnull=False) & ~Q(outcome="") & ~Q(result="")),
            ),
            models.CheckConstraint(
                name="act_report_rated_from_one_to_five",
                condition=Q(rating=None, rated_on=None, comment="")
                | (
                    Q(rating__isnull=False, rating__gte=RATINGS[0], rating__lte=RATINGS[1])
                    & Q(rated_on__isnull=False)
                    & ~Q(outcome="")
                ),
            ),
        ]
        indexes = [
            # what waits for the receipt of an office
            models.Index(
                fields=["receiver", "due_on"], name="act_report_to_receive",
                condition=Q(received_on=None, exempt=""),
            ),
            # the list, and what an enterprise sees: the next first
            models.Index(fields=["firm", "-planned_on"], name="act_report_of_a_firm"),
            # an office's own list
            models.Index(fields=["office", "-planned_on"], name="act_report_of_an_office"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.office_id}: {self.kind} {self.planned_on}"

    @property
    def stream(self) -> str:
        """The stream of events about this report."""
        return f"act_report:{self.pk}"

    @property
    def was_late(self) -> bool:
        """Whether it was told later than the declared days before the act."""
        return self.wanted_by is not None and self.reported_on > self.wanted_by


class FoundBy(models.TextChoices):
    """Who found that there was no report."""

    OFFICE = "office", pgettext_lazy("found without report", "An office")
    FIRM = "firm", pgettext_lazy("found without report", "The enterprise")
    CREDIT = "credit", pgettext_lazy("found without report", "The credit record")
    MATTER = "matter", pgettext_lazy("found without report", "The approvals")


class UnreportedAct(models.Model):
    """An act on a holder of the card of which nobody told beforehand.

    ``office`` is None where the record names none that is in the register; ``said_by`` is what it
    names. The office says by ``due_on`` why; then ``answer``.
    """

    office = models.ForeignKey(
        Entity, null=True, on_delete=models.PROTECT, related_name="unreported_acts"
    )
    said_by = models.CharField(max_length=200, blank=True)
    firm = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="acts_unreported")
    kind = models.CharField(max_length=10, choices=ActKind.choices)
    on = models.DateField()
    what = models.CharField(max_length=500)
    found_by = models.CharField(max_length=6, choices=FoundBy.choices)
    found_on = models.DateField()
    found_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    credit = models.ForeignKey(
        CreditEvent, null=True, on_delete=models.PROTECT, related_name="unreported_acts"
    )
    matter = models.ForeignKey(
        "casework.Matter", null=True, on_delete=models.PROTECT, related_name="unreported_acts"
    )
    due_on = models.DateField()
    answer = models.CharField(max_length=500, blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["credit"], name="unreported_act_once_a_credit_event"),
            models.UniqueConstraint(fields=["matter"], name="unreported_act_once_a_matter"),
            models.CheckConstraint(
                name="unreported_act_says_who_and_what",
                condition=~Q(what="") & (Q(office__isnull=False) | ~Q(said_by="")),
            ),
            models.CheckConstraint(
                name="unreported_act_found_after_it_was_done",
                condition=Q(found_on__gte=F("on")),
            ),
            models.CheckConstraint(
                name="unreported_act_answered_whole",
                condition=Q(answer="", answered_on=None, answered_by=None)
                | (Q(answered_on__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
            ),
        ]
        indexes = [
            # by office, what is not answered first
            models.Index(fields=["office", "-on"], name="unreported_act_of_an_office"),
            # what an enterprise met within some months
            models.Index(fields=["firm", "kind", "on"], name="unreported_act_of_a_firm"),
        ]

    def __str__(self) -> str:
        return f"{self.office_id}: {self.kind} {self.on}"

    @property
    def stream(self) -> str:
        """The stream of events about it."""
        return f"unreported_act:{self.pk}"
