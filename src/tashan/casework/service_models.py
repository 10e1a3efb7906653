"""Services that firms order from a menu, who answered them and how, and late payments."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from tashan.adoption.models import Adoption
from tashan.record.append_only import append_only_triggers
from tashan.registry.models import Entity

LONGEST_TEXT = 2000
HIGHEST_MARK = 10  # whatever scale a file declares


class OrderState(models.TextChoices):
    """Solved is not closed: what was solved the answers and the firm's own word say."""

    ORDERED = "ordered", pgettext_lazy("service order", "Waits for dispatch")
    DISPATCHED = "dispatched", pgettext_lazy("service order", "With an office")
    DISPUTED = "disputed", pgettext_lazy("service order", "With the arbiter")
    ANSWERED = "answered", pgettext_lazy("service order", "Answered")
    CLOSED = "closed", pgettext_lazy("service order", "Closed")


class ServiceOrder(models.Model):
    """A firm's order of a service of the menu, by its agent or by an officer for it.

    ``part`` and ``service`` name the entry in the file. ``about`` names where it came from:
    ``visit:12``. ``repeats`` is an earlier order of the firm for the same service not long before.
    ``wait_until`` is the last day of what it waits for: the dispatch, the arbiter, or, once it was
    answered, the close; None while an office has it and where the file declares no days.
    """

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="service_orders")
    part = models.CharField(max_length=64)
    service = models.CharField(max_length=64)
    title = models.JSONField()
    enterprise = models.ForeignKey(
        Entity, on_delete=models.PROTECT, related_name="service_orders", db_index=False
    )
    says = models.CharField(max_length=LONGEST_TEXT)
    about = models.CharField(max_length=40, blank=True)
    repeats = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10, choices=OrderState.choices, default=OrderState.ORDERED)
    ordered_on = models.DateField()
    closed_on = models.DateField(null=True)
    wait_until = models.DateField(null=True)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="service_order_says_what", condition=~Q(says="")),
            models.CheckConstraint(
                name="service_order_waits_for_somebody",
                condition=Q(wait_until=None) | ~Q(state__in=["dispatched", "closed"]),
            ),
            models.CheckConstraint(
                name="service_order_closed_has_its_day",
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on=None)),
            ),
        ]
        indexes = [
            # the orders of a firm, the newest first
            models.Index(fields=["enterprise", "-id"], name="service_order_of_a_firm"),
            # the desk of the service centre: what waits, the oldest first
            models.Index(
                fields=["state", "id"], name="service_order_open", condition=~Q(state="closed")
            ),
            # the figures of some months
            models.Index(fields=["ordered_on"], name="service_order_by_day"),
            # what came of a visit
            models.Index(fields=["about"], name="service_order_about", condition=~Q(about="")),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.service}"

    @property
    def stream(self) -> str:
        """The stream of events about this order."""
        return f"service:{self.pk}"


class ServiceDispatch(models.Model):
    """An order sent to the office of a duty: from this day its clock runs, signed for or not.

    The clock, what stops it and its lights are the matter's. ``sign_by`` is the last day to sign.
    An office gives it back with the duty whose it is and the document that says so; what an
    arbiter sent (``is_binding``) is not given back.
    """

    order = models.ForeignKey(ServiceOrder, on_delete=models.PROTECT, related_name="dispatches")
    position = models.PositiveSmallIntegerField()
    duty = models.CharField(max_length=64)
    office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+", db_index=False)
    procedure = models.CharField(max_length=64)
    case = models.OneToOneField(
        "casework.Case", on_delete=models.PROTECT, related_name="service_dispatch"
    )
    matter = models.OneToOneField(
        "casework.Matter", on_delete=models.PROTECT, related_name="service_dispatch"
    )
    is_binding = models.BooleanField(default=False)
    says = models.CharField(max_length=LONGEST_TEXT, blank=True)
    sign_by = models.DateField()
    on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    returned_on = models.DateField(null=True)
    returned_duty = models.CharField(max_length=64, blank=True)
    returned_document = models.CharField(max_length=200, blank=True)
    returned_says = models.CharField(max_length=LONGEST_TEXT, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order", "position"], name="service_dispatch_once_a_position"
            ),
            models.CheckConstraint(
                name="service_dispatch_returned_on_a_basis",
                condition=Q(returned_on=None, returned_by=None)
                | (
                    Q(returned_on__gte=F("on"), returned_by__isnull=False)
                    & ~Q(returned_duty="")
                    & ~Q(returned_document="")
                ),
            ),
            models.CheckConstraint(
                name="service_dispatch_binding_is_kept",
                condition=Q(is_binding=False) | Q(returned_on=None),
            ),
        ]
        indexes = [
            # what an office has of the services
            models.Index(fields=["office", "-id"], name="service_dispatch_of_an_office"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.position}"


class ServiceVisit(models.Model):
    """The office came to the firm: ``who`` came, on which day, and what was seen."""

    dispatch = models.ForeignKey(ServiceDispatch, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField()
    who = models.CharField(max_length=200)
    says = models.CharField(max_length=LONGEST_TEXT)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="service_visit_says_who_came", condition=~Q(who="") & ~Q(says="")
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.dispatch_id}: {self.on}"


class AnswerOutcome(models.TextChoices):
    """What the office says came of it."""

    SOLVED = "solved", pgettext_lazy("answer to a service order", "Solved")
    EXPLAINED = "explained", pgettext_lazy("answer to a service order", "Explained")
    NOT_SOLVED = "not_solved", pgettext_lazy("answer to a service order", "Not solved")


class ServiceAnswer(models.Model):
    """The office's answer to one dispatch of an order."""

    dispatch = models.OneToOneField(
        ServiceDispatch, on_delete=models.PROTECT, related_name="answer"
    )
    outcome = models.CharField(max_length=10, choices=AnswerOutcome.choices)
    says = models.CharField(max_length=LONGEST_TEXT)
    on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="service_answer_says_what", condition=~Q(says="")),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.dispatch_id}: {self.outcome}"


class ServiceRating(models.Model):
    """The firm's own word on an answer: a mark, words, and whether it is solved.

    Whoever handled the order never sees the row; no event repeats what it says.
    """

    answer = models.OneToOneField(ServiceAnswer, on_delete=models.PROTECT, related_name="rating")
    mark = models.PositiveSmallIntegerField()
    is_solved = models.BooleanField()
    words = models.CharField(max_length=LONGEST_TEXT, blank=True)
    on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="service_rating_on_its_scale",
                condition=Q(mark__gte=1, mark__lte=HIGHEST_MARK),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.answer_id}"


class ServiceReopening(models.Model):
    """The firm says that an answer solved nothing: the order goes back to the centre."""

    answer = models.OneToOneField(ServiceAnswer, on_delete=models.PROTECT, related_name="reopening")
    says = models.CharField(max_length=LONGEST_TEXT)
    on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="service_reopening_says_why", condition=~Q(says="")),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.on}"


class DebtorKind(models.TextChoices):
    """Who must pay small firms in time: State Council Decree 802, article 2."""

    PUBLIC = "public", pgettext_lazy("who owes", "Office or public body")
    LARGE = "large", pgettext_lazy("who owes", "Large enterprise")


class ComplaintState(models.TextChoices):
    FILED = "filed", pgettext_lazy("payment complaint", "Filed")
    IN_HAND = "in_hand", pgettext_lazy("payment complaint", "With an office")
    ENDED = "ended", pgettext_lazy("payment complaint", "Result given")


class ComplaintResult(models.TextChoices):
    PAID = "paid", pgettext_lazy("result of a payment complaint", "Paid in full")
    PLAN = "plan", pgettext_lazy("result of a payment complaint", "A plan of payment is signed")
    DISPUTED = "disputed", pgettext_lazy("result of a payment complaint", "Disputed: to the court")
    UNFOUNDED = "unfounded", pgettext_lazy("result of a payment complaint", "Not founded")


class PaymentComplaint(models.Model):
    """A firm was not paid for what it delivered: who owes, the contract, how much in fen.

    ``agreed_on`` is the day that the contract says, None where it says none; ``legal_on`` the last
    day by the decree, as counted when it was filed. The result has the limit of its matter.
    """

    adoption = models.ForeignKey(
        Adoption, on_delete=models.PROTECT, related_name="payment_complaints"
    )
    enterprise = models.ForeignKey(
        Entity, on_delete=models.PROTECT, related_name="payment_complaints", db_index=False
    )
    debtor = models.ForeignKey(
        Entity, on_delete=models.PROTECT, related_name="payment_complaints_against"
    )
    debtor_kind = models.CharField(max_length=6, choices=DebtorKind.choices)
    contract = models.CharField(max_length=200)
    fen = models.BigIntegerField()
    delivered_on = models.DateField()
    agreed_on = models.DateField(null=True)
    legal_on = models.DateField()
    says = models.CharField(max_length=LONGEST_TEXT)
    state = models.CharField(
        max_length=7, choices=ComplaintState.choices, default=ComplaintState.FILED
    )
    filed_on = models.DateField()
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    office = models.ForeignKey(
        Entity, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    matter = models.OneToOneField(
        "casework.Matter",
        null=True,
        on_delete=models.PROTECT,
        related_name="payment_complaint",
    )
    result = models.CharField(max_length=9, choices=ComplaintResult.choices, blank=True)
    result_says = models.CharField(max_length=LONGEST_TEXT, blank=True)
    result_on = models.DateField(null=True)
    result_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    paid_fen = models.BigIntegerField(null=True)
    paid_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="payment_complaint_of_a_sum", condition=Q(fen__gt=0) & ~Q(contract="")
            ),
            models.CheckConstraint(
                name="payment_complaint_owed_by_another", condition=~Q(debtor=F("enterprise"))
            ),
            models.CheckConstraint(
                name="payment_complaint_not_judged_by_the_debtor",
                condition=Q(office=None) | ~Q(office=F("debtor")),
            ),
            models.CheckConstraint(
                name="payment_complaint_ended_says_how",
                condition=Q(state="ended", result_on__isnull=False) & ~Q(result="")
                | (~Q(state="ended") & Q(result="", result_on=None)),
            ),
            models.CheckConstraint(
                name="payment_complaint_paid_within_the_sum",
                condition=Q(paid_fen=None, paid_on=None)
                | Q(paid_fen__gt=0, paid_fen__lte=F("fen"), paid_on__gte=F("delivered_on")),
            ),
        ]
        indexes = [
            # the complaints of a firm, the newest first
            models.Index(fields=["enterprise", "-id"], name="payment_complaint_of_a_firm"),
            # what an office has to look into
            models.Index(
                fields=["office", "-id"],
                name="payment_complaint_at_an_office",
                condition=Q(office__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.contract}"

    @property
    def stream(self) -> str:
        """The stream of events about this complaint."""
        return f"payment_complaint:{self.pk}"
