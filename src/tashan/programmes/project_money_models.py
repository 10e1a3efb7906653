"""Money won for projects: sources, what each project gets, contracts, progress and payments."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from tashan.adoption.models import Adoption
from tashan.ledger.models import Book
from tashan.record.append_only import append_only_triggers
from tashan.registry.models import Entity

ALL = 10_000  # progress is kept in ten-thousandths


class SourceKind(models.TextChoices):
    CENTRAL = "central", pgettext_lazy("source of money", "Central budget investment")
    BONDS = "bonds", pgettext_lazy("source of money", "Special bonds")
    PROVINCIAL = "provincial", pgettext_lazy("source of money", "Provincial")
    COUNTY = "county", pgettext_lazy("source of money", "Of the county")


class MoneySource(models.Model):
    """Money that may be won for projects: ``fen`` in all, by a document, for ``uses``, from–to.

    Its book holds for each project what was granted, received, paid, carried over and returned.
    The rules of payment are those of the adopted mechanism's part.
    """

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="money_sources")
    part = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=SourceKind.choices)
    title = models.CharField(max_length=200)
    document = models.CharField(max_length=200)
    uses = models.CharField(max_length=500)
    fen = models.BigIntegerField()
    since = models.DateField()
    until = models.DateField(null=True)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="money_sources")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book"], name="money_source_has_its_own_book"),
            models.UniqueConstraint(fields=["document"], name="money_source_once_a_document"),
            models.CheckConstraint(
                name="money_source_says_for_what",
                condition=Q(fen__gt=0) & ~Q(document="") & ~Q(uses=""),
            ),
            models.CheckConstraint(
                name="money_source_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The stream of events about this source: that of its book."""
        return f"book:{self.book_id}"


class MoneyState(models.TextChoices):
    APPLIED = "applied", pgettext_lazy("project money", "Applied for")
    GRANTED = "granted", pgettext_lazy("project money", "Granted")
    REFUSED = "refused", pgettext_lazy("project money", "Refused")
    CLOSED = "closed", pgettext_lazy("project money", "Closed")


class ProjectMoney(models.Model):
    """One project's money of one source: asked for, granted; the rest are entries of the book.

    Entries are about ``money:<id>``.
    """

    source = models.ForeignKey(MoneySource, on_delete=models.PROTECT, related_name="moneys")
    project = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="moneys")
    asked = models.BigIntegerField()
    applied_on = models.DateField()
    application = models.CharField(max_length=200)
    granted = models.BigIntegerField(null=True)
    granted_on = models.DateField(null=True)
    grant = models.CharField(max_length=200, blank=True)
    closed_on = models.DateField(null=True)
    state = models.CharField(max_length=7, choices=MoneyState.choices, default=MoneyState.APPLIED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "project"],
                name="project_money_one_open_of_a_source",
                condition=Q(state__in=["applied", "granted"]),
            ),
            models.CheckConstraint(
                name="project_money_is_applied_for",
                condition=Q(asked__gt=0) & ~Q(application=""),
            ),
            models.CheckConstraint(
                name="project_money_granted_by_a_document",
                condition=Q(granted=None)
                | (
                    Q(granted__gt=0, granted__lte=F("asked"), granted_on__gte=F("applied_on"))
                    & ~Q(grant="")
                ),
            ),
            models.CheckConstraint(
                name="project_money_granted_says_how_much",
                condition=~Q(state__in=["granted", "closed"]) | Q(granted__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id}: {self.project_id}"

    @property
    def about(self) -> str:
        """What its entries in the book are about."""
        return f"money:{self.pk}"

    @property
    def stream(self) -> str:
        """The stream of events about it."""
        return self.about


class WorksContract(models.Model):
    """A contract with a contractor for a project, in fen."""

    project = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="works_contracts")
    contractor = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    fen = models.BigIntegerField()
    signed_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"], name="works_contract_number_once_a_project"
            ),
            models.CheckConstraint(
                name="works_contract_of_something", condition=Q(fen__gt=0) & ~Q(number="")
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.project_id}: {self.number}"

    @property
    def stream(self) -> str:
        """The stream of events about this contract."""
        return f"contract:{self.pk}"


class ProgressReport(models.Model):
    """How much of a contract's work is done on a day, in ten-thousandths, as measured."""

    contract = models.ForeignKey(WorksContract, on_delete=models.PROTECT, related_name="reports")
    on = models.DateField()
    share = models.PositiveSmallIntegerField()
    document = models.CharField(max_length=200)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="progress_report_within_the_whole",
                condition=Q(share__gte=0, share__lte=ALL) & ~Q(document=""),
            ),
        ]
        indexes = [
            # the newest progress of a contract on a day
            models.Index(fields=["contract", "-on", "-id"], name="progress_report_newest"),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.contract_id}: {self.on}"


class ProjectPayment(models.Model):
    """Paid to a contractor out of one project's money: ``number`` is its entry in the book.

    ``progress`` is what was reached then, in ten-thousandths.
    """

    money = models.ForeignKey(ProjectMoney, on_delete=models.PROTECT, related_name="payments")
    contract = models.ForeignKey(WorksContract, on_delete=models.PROTECT, related_name="payments")
    on = models.DateField()
    fen = models.BigIntegerField()
    progress = models.PositiveSmallIntegerField()
    receipt = models.CharField(max_length=64)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="project_payment_against_progress",
                condition=Q(fen__gt=0, progress__gt=0, progress__lte=ALL) & ~Q(receipt=""),
            ),
        ]
        indexes = [
            # what was paid of a contract up to a day
            models.Index(fields=["contract", "on"], name="project_payment_of_a_contract"),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.money_id}: {self.fen}"
