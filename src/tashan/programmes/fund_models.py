"""Funds with their books, and the loans that bridge and mutual-aid funds make."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from tashan.adoption.models import Adoption
from tashan.casework.models import Case
from tashan.ledger.models import Book
from tashan.registry.models import Entity


class FundSort(models.TextChoices):
    BRIDGE = "bridge", pgettext_lazy("fund", "Bridge loans")
    MUTUAL = "mutual", pgettext_lazy("fund", "Mutual aid")
    GUARANTEE = "guarantee", pgettext_lazy("fund", "Guarantees")
    GUIDANCE = "guidance", pgettext_lazy("fund", "Government guidance")
    INCUBATION = "incubation", pgettext_lazy("fund", "Incubation")


class Fund(models.Model):
    """A fund that an adopted mechanism describes, and the book of its money.

    ``approval`` is the document by which the higher government approved it: a county's new
    guidance fund is not set up without (国办发〔2025〕1号).
    """

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="funds")
    part = models.CharField(max_length=64)
    sort = models.CharField(max_length=10, choices=FundSort.choices)
    title = models.CharField(max_length=200)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="funds")
    approval = models.CharField(max_length=200, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["adoption", "part"], name="fund_once_a_part"),
            models.UniqueConstraint(fields=["book"], name="fund_has_its_own_book"),
            models.CheckConstraint(
                name="fund_of_guidance_is_approved",
                condition=~Q(sort__in=["guidance", "incubation"]) | ~Q(approval=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The stream of events about this fund: that of its book."""
        return f"book:{self.book_id}"


class Borrower(models.TextChoices):
    """Who borrows; the most that each may be lent differs."""

    COMPANY = "company", pgettext_lazy("borrower", "Company")
    OWNER = "owner", pgettext_lazy("borrower", "Its legal representative")
    SOLE_TRADER = "sole_trader", pgettext_lazy("borrower", "Individually-owned business")


class LoanState(models.TextChoices):
    """Where a loan stands; that it is overdue follows from the day."""

    APPLIED = "applied", pgettext_lazy("loan", "Applied for")
    REVIEWED = "reviewed", pgettext_lazy("loan", "Reviewed")
    PROMISED = "promised", pgettext_lazy("loan", "Promised by the bank")
    APPROVED = "approved", pgettext_lazy("loan", "Approved")
    DRAWN = "drawn", pgettext_lazy("loan", "Paid out")
    REPAID = "repaid", pgettext_lazy("loan", "Principal back")
    SETTLED = "settled", pgettext_lazy("loan", "Settled")
    WRITTEN_OFF = "written_off", pgettext_lazy("loan", "Written off")
    REJECTED = "rejected", pgettext_lazy("loan", "Rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("loan", "Withdrawn")


ENDED_LOANS = (
    LoanState.SETTLED,
    LoanState.WRITTEN_OFF,
    LoanState.REJECTED,
    LoanState.WITHDRAWN,
)
_OPEN = ~Q(state__in=[state.value for state in ENDED_LOANS])


class Loan(models.Model):
    """One use of a fund for one loan of a bank; amounts in fen. Its case holds steps and clocks.

    ``owed`` is what the bank's loan ``bank_loan`` comes to on ``matures_on``; ``account`` is the
    repayment account at that bank, to which alone the money goes. What was paid and came back
    are entries of the fund's book about ``case:<id>``; the dates here follow from them.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="loans")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    firm = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="fund_loans")
    borrower = models.CharField(max_length=11, choices=Borrower.choices)
    bank = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    bank_loan = models.CharField(max_length=64)
    account = models.CharField(max_length=40)
    matures_on = models.DateField()
    owed = models.BigIntegerField()
    asked = models.BigIntegerField()
    applied_on = models.DateField()
    needs_promise = models.BooleanField(default=True)
    promised = models.BigIntegerField(null=True)  # what the bank will lend anew
    promised_on = models.DateField(null=True)
    renews_on = models.DateField(null=True)  # by when it says that it will
    approved = models.BigIntegerField(null=True)
    approved_on = models.DateField(null=True)
    drawn_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    renewed = models.BigIntegerField(null=True)
    renewed_on = models.DateField(null=True)
    repaid_on = models.DateField(null=True)  # when all principal was back
    fee = models.BigIntegerField(null=True)  # fixed when all principal was back
    recovered_since = models.DateField(null=True)
    state = models.CharField(max_length=11, choices=LoanState.choices, default=LoanState.APPLIED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], name="loan_once_a_case"),
            models.UniqueConstraint(
                fields=["firm"], name="loan_one_open_of_a_firm", condition=_OPEN
            ),
            models.UniqueConstraint(
                fields=["bank", "bank_loan"],
                name="loan_one_open_of_a_bank_loan",
                condition=_OPEN,
            ),
            models.CheckConstraint(name="loan_of_something", condition=Q(owed__gt=0, asked__gt=0)),
            models.CheckConstraint(
                name="loan_approved_within_what_was_asked",
                condition=Q(approved=None)
                | Q(approved__gt=0, approved__lte=F("asked"), approved_on__isnull=False),
            ),
            models.CheckConstraint(
                name="loan_never_drawn_without_a_promise",
                condition=Q(drawn_on=None)
                | Q(needs_promise=False)
                | Q(promised__gte=F("approved"), promised_on__isnull=False),
            ),
            models.CheckConstraint(
                name="loan_drawn_was_approved",
                condition=Q(drawn_on=None) | Q(approved__isnull=False, due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="loan_repaid_after_it_was_drawn",
                condition=Q(repaid_on=None)
                | Q(drawn_on__isnull=False, repaid_on__gte=F("drawn_on"), fee__isnull=False),
            ),
        ]
        indexes = [
            # the loans of a fund by their state, the newest first
            models.Index(fields=["fund", "state", "-id"], name="loan_of_a_fund"),
            # what a bank has promised or been asked
            models.Index(fields=["bank", "-id"], name="loan_of_a_bank"),
        ]

    def __str__(self) -> str:
        return f"{self.fund_id}: {self.bank_loan}"

    @property
    def about(self) -> str:
        """What its entries in the book are about."""
        return f"case:{self.case_id}"
