"""Payments of awards by lists that one person drafts and another approves; what is claimed back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from tashan.programmes.budget_models import Budget


class BatchState(models.TextChoices):
    DRAFTED = "drafted", pgettext_lazy("payment list", "Drafted")
    APPROVED = "approved", pgettext_lazy("payment list", "Approved")
    FILED = "filed", pgettext_lazy("payment list", "Filed")
    DROPPED = "dropped", pgettext_lazy("payment list", "Dropped")


class PaymentList(models.Model):
    """Awards that are paid together out of one budget; ``number`` counts its lists."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="payment_lists")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=BatchState.choices, default=BatchState.DRAFTED)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    drafted_on = models.DateField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["budget", "number"], name="payment_list_number_once_a_budget"
            ),
            models.CheckConstraint(
                name="payment_list_approved_by_another",
                condition=Q(approved_by=None) | ~Q(approved_by=F("drafted_by")),
            ),
            models.CheckConstraint(
                name="payment_list_approved_by_somebody",
                condition=~Q(state__in=["approved", "filed"])
                | Q(approved_by__isnull=False, approved_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.budget_id}/{self.number}"

    @property
    def stream(self) -> str:
        """The stream of events about this list."""
        return f"payments:{self.pk}"


class PaymentState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("payment", "To be paid")
    PAID = "paid", pgettext_lazy("payment", "Paid")
    RETURNED = "returned", pgettext_lazy("payment", "Came back")
    DROPPED = "dropped", pgettext_lazy("payment", "Dropped")


class Payment(models.Model):
    """One award on its way to the account of the enterprise; ``receipt`` is the bank's number.

    ``promised_on`` is the last day of the promise. One that came back stays; the award is paid
    by another list.
    """

    list = models.ForeignKey(PaymentList, on_delete=models.PROTECT, related_name="payments")
    award = models.ForeignKey("programmes.Award", on_delete=models.PROTECT, related_name="payments")
    fen = models.BigIntegerField()
    account = models.CharField(max_length=100, blank=True)
    promised_on = models.DateField()
    receipt = models.CharField(max_length=64, blank=True)
    paid_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)
    says = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=8, choices=PaymentState.choices, default=PaymentState.WAITING
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["award"],
                name="payment_once_an_award",
                condition=Q(state__in=["waiting", "paid"]),
            ),
            models.CheckConstraint(name="payment_is_of_money", condition=Q(fen__gt=0)),
            models.CheckConstraint(
                name="payment_paid_has_its_receipt",
                condition=~Q(state="paid")
                | (Q(paid_on__isnull=False) & ~Q(receipt="") & ~Q(account="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_id}: {self.award_id}"


class ClawBack(models.Model):
    """What an enterprise must give back of an award, why, and by when; ``back`` came already.

    ``code`` names the reason of the programme's file, ``document`` the decision. Its entries in
    the budget's book are about the award.
    """

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="claw_backs")
    code = models.CharField(max_length=64)
    says = models.CharField(max_length=300)
    document = models.CharField(max_length=200)
    fen = models.BigIntegerField()
    back = models.BigIntegerField(default=0)
    claimed_on = models.DateField()
    due_on = models.DateField()
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payment"], name="claw_back_once_a_payment"),
            models.CheckConstraint(
                name="claw_back_never_more_than_claimed",
                condition=Q(fen__gt=0, back__gte=0, back__lte=F("fen")),
            ),
            models.CheckConstraint(
                name="claw_back_has_its_document", condition=~Q(document="") & ~Q(says="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payment_id}: {self.code}"
