"""Guarantees of a fund for firms' loans at banks, with what secures, watches and calls on them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from tashan.adoption.models import AdoptionVersion
from tashan.programmes.fund_models import Fund
from tashan.record.append_only import append_only_triggers
from tashan.registry.models import Entity

ALL = 10_000  # shares are kept in ten-thousandths


class GuaranteeState(models.TextChoices):
    """Where a guarantee stands; that it is watched follows from its inspections."""

    APPLIED = "applied", pgettext_lazy("guarantee", "Applied for")
    REVIEWED = "reviewed", pgettext_lazy("guarantee", "Reviewed")
    APPROVED = "approved", pgettext_lazy("guarantee", "Approved")
    GRANTED = "granted", pgettext_lazy("guarantee", "In force")
    CLAIMED = "claimed", pgettext_lazy("guarantee", "Claimed by the bank")
    PAID = "paid", pgettext_lazy("guarantee", "Claim paid, being recovered")
    RELEASED = "released", pgettext_lazy("guarantee", "Released")
    RECOVERED = "recovered", pgettext_lazy("guarantee", "Recovered")
    WRITTEN_OFF = "written_off", pgettext_lazy("guarantee", "Written off")
    REJECTED = "rejected", pgettext_lazy("guarantee", "Rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("guarantee", "Withdrawn")


class Lending(models.TextChoices):
    """Whom the guaranteed loan serves: the multiple of a fund depends on it."""

    SMALL = "small", pgettext_lazy("lending", "Small and micro business")
    FARM = "farm", pgettext_lazy("lending", "Farming, villages and farmers")
    OTHER = "other", pgettext_lazy("lending", "Other")


SMALL_LENDING = (Lending.SMALL, Lending.FARM)
ENDED_GUARANTEES = (
    GuaranteeState.RELEASED,
    GuaranteeState.RECOVERED,
    GuaranteeState.WRITTEN_OFF,
    GuaranteeState.REJECTED,
    GuaranteeState.WITHDRAWN,
)
_OPEN = ~Q(state__in=[state.value for state in ENDED_GUARANTEES])


class Guarantee(models.Model):
    """One guarantee for one loan of a bank; amounts in fen, shares in ten-thousandths.

    ``guaranteed`` is how much of the ``loan`` is covered; of a loss within it each bears its
    share, so that what the fund owes the bank is all but the bank's. What stood open on a day, was
    paid and recovered are entries of the fund's book about ``guarantee:<id>``.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="guarantees")
    version = models.ForeignKey(AdoptionVersion, on_delete=models.PROTECT, related_name="+")
    firm = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="guarantees")
    bank = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=200)
    lending = models.CharField(max_length=5, choices=Lending.choices)
    asked = models.BigIntegerField()
    months = models.PositiveSmallIntegerField()
    applied_on = models.DateField()
    guarantor_share = models.PositiveSmallIntegerField()
    bank_share = models.PositiveSmallIntegerField()
    reguarantee_share = models.PositiveSmallIntegerField()
    treasury_share = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)  # of the programme's answer, as it was on the day
    guaranteed = models.BigIntegerField(null=True)
    approved_on = models.DateField(null=True)
    loan = models.BigIntegerField(null=True)
    bank_loan = models.CharField(max_length=64, blank=True)
    fee = models.BigIntegerField(null=True)
    granted_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    repaid = models.BigIntegerField(default=0)  # of the loan's principal, as the bank reported
    ended_on = models.DateField(null=True)
    state = models.CharField(
        max_length=11, choices=GuaranteeState.choices, default=GuaranteeState.APPLIED
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="guarantee_shares_sum_to_all",
                condition=Q(
                    guarantor_share=ALL
                    - F("bank_share")
                    - F("reguarantee_share")
                    - F("treasury_share")
                ),
            ),
            models.CheckConstraint(
                name="guarantee_of_something", condition=Q(asked__gt=0, months__gt=0)
            ),
            models.CheckConstraint(
                name="guarantee_within_what_was_asked",
                condition=Q(guaranteed=None)
                | Q(guaranteed__gt=0, guaranteed__lte=F("asked"), approved_on__isnull=False),
            ),
            models.CheckConstraint(
                name="guarantee_within_the_loan",
                condition=Q(loan=None) | Q(guaranteed__isnull=False, loan__gte=F("guaranteed")),
            ),
            models.CheckConstraint(
                name="guarantee_granted_with_its_terms",
                condition=Q(granted_on=None)
                | Q(
                    loan__isnull=False,
                    fee__isnull=False,
                    fee__gte=0,
                    ends_on__isnull=False,
                    ends_on__gt=F("granted_on"),
                    approved_on__lte=F("granted_on"),
                )
                & ~Q(bank_loan=""),
            ),
            models.CheckConstraint(
                name="guarantee_repaid_within_the_loan",
                condition=Q(repaid=0) | Q(loan__isnull=False, repaid__gt=0, repaid__lte=F("loan")),
            ),
            models.UniqueConstraint(
                fields=["bank", "bank_loan"],
                name="guarantee_one_open_of_a_bank_loan",
                condition=_OPEN & ~Q(bank_loan=""),
            ),
        ]
        indexes = [
            # the guarantees of a fund by their state, the newest first
            models.Index(fields=["fund", "state", "-id"], name="guarantee_of_a_fund"),
            # what a bank lends under a guarantee
            models.Index(fields=["bank", "-id"], name="guarantee_of_a_bank"),
        ]

    def __str__(self) -> str:
        return f"{self.fund_id}: {self.pk}"

    @property
    def stream(self) -> str:
        """The stream of events about it."""
        return f"guarantee:{self.pk}"

    @property
    def about(self) -> str:
        """What its entries in the book are about."""
        return f"guarantee:{self.pk}"

    @property
    def shares(self) -> dict[str, int]:
        """Who bears how much of a loss, in ten-thousandths."""
        return {
            "guarantor": self.guarantor_share,
            "bank": self.bank_share,
            "reguarantee": self.reguarantee_share,
            "treasury": self.treasury_share,
        }


class Shareholder(models.Model):
    """Who holds the guarantor of a fund; for whom it controls nothing may be guaranteed."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="shareholders")
    owner = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    controls = models.BooleanField()
    since = models.DateField()
    until = models.DateField(null=True)
    document = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="shareholder_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gt=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund_id}: {self.owner_id}"


class SecurityKind(models.TextChoices):
    """How the firm secures the guarantor in its turn."""

    MORTGAGE = "mortgage", pgettext_lazy("security", "Mortgage")
    PLEDGE = "pledge", pgettext_lazy("security", "Pledge")
    SURETY = "surety", pgettext_lazy("security", "Surety of another")
    DEPOSIT = "deposit", pgettext_lazy("security", "Deposit")


class CounterGuarantee(models.Model):
    """What the firm gives the guarantor as security; ``value`` in fen, None for a surety."""

    guarantee = models.ForeignKey(Guarantee, on_delete=models.PROTECT, related_name="securities")
    kind = models.CharField(max_length=8, choices=SecurityKind.choices)
    title = models.CharField(max_length=200)
    value = models.BigIntegerField(null=True)
    document = models.CharField(max_length=200)
    on = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="counter_guarantee_has_its_value",
                condition=Q(value__isnull=False, value__gt=0)
                | Q(value__isnull=True, kind=SecurityKind.SURETY),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return self.title


class WatchLevel(models.TextChoices):
    """What an inspection found: the light of a guarantee in force."""

    NORMAL = "normal", pgettext_lazy("watch", "Normal")
    ATTENTION = "attention", pgettext_lazy("watch", "Attention")
    WARNING = "warning", pgettext_lazy("watch", "Warning")
    SERIOUS = "serious", pgettext_lazy("watch", "Serious")


class Inspection(models.Model):
    """A look at the firm after the guarantee was granted; the newest one says what holds."""

    guarantee = models.ForeignKey(Guarantee, on_delete=models.PROTECT, related_name="inspections")
    on = models.DateField()
    level = models.CharField(max_length=9, choices=WatchLevel.choices)
    says = models.CharField(max_length=300)
    next_by = models.DateField(null=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="inspection_says_why", condition=~Q(says="")),
        ]
        indexes = [
            # the newest of each guarantee: what is watched
            models.Index(fields=["guarantee", "-on", "-id"], name="inspection_of_a_guarantee"),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.guarantee_id} {self.on}: {self.level}"


class ClaimState(models.TextChoices):
    MADE = "made", pgettext_lazy("claim", "Made")
    ACCEPTED = "accepted", pgettext_lazy("claim", "Accepted")
    REFUSED = "refused", pgettext_lazy("claim", "Refused")
    PAID = "paid", pgettext_lazy("claim", "Paid")


class GuaranteeClaim(models.Model):
    """The bank calls on a guarantee: ``loss`` in fen of which each bears a share.

    ``accepted`` is what the review left of it.
    """

    guarantee = models.ForeignKey(Guarantee, on_delete=models.PROTECT, related_name="claims")
    made_on = models.DateField()
    loss = models.BigIntegerField()
    document = models.CharField(max_length=200)
    says = models.CharField(max_length=300)
    clerk = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewed_on = models.DateField(null=True)
    accepted = models.BigIntegerField(null=True)
    answer = models.CharField(max_length=300, blank=True)
    paid_on = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=ClaimState.choices, default=ClaimState.MADE)

    class Meta:
        constraints = [
            models.CheckConstraint(name="claim_of_something", condition=Q(loss__gt=0)),
            models.CheckConstraint(
                name="claim_accepted_within_the_loss",
                condition=Q(accepted=None)
                | Q(accepted__gt=0, accepted__lte=F("loss"), reviewed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="claim_paid_was_accepted",
                condition=Q(paid_on=None) | Q(accepted__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["guarantee"],
                name="claim_one_open_of_a_guarantee",
                condition=Q(state__in=["made", "accepted"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guarantee_id}: {self.loss}"


class Recovery(models.Model):
    """What came back from the firm after a claim was paid, in fen, and whose it is."""

    guarantee = models.ForeignKey(Guarantee, on_delete=models.PROTECT, related_name="recoveries")
    on = models.DateField()
    fen = models.BigIntegerField()
    guarantor = models.BigIntegerField()
    bank = models.BigIntegerField()
    reguarantee = models.BigIntegerField()
    treasury = models.BigIntegerField()
    says = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="recovery_shared_to_the_fen",
                condition=Q(
                    fen=F("guarantor") + F("bank") + F("reguarantee") + F("treasury"),
                    fen__gt=0, guarantor__gte=0, bank__gte=0, reguarantee__gte=0, treasury__gte=0,
                ),
            ),
        ]  # fmt: skip
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.guarantee_id}: {self.fen}"
