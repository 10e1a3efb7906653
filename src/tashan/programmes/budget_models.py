"""Budgets of a year with their books, and the programmes that draw on each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tashan.adoption.models import Adoption
from tashan.ledger.models import Book


class Budget(models.Model):
    """What a year gives to one or more programmes; its money is in its book.

    ``document`` is that of the first appropriation; each later one is in its entry.
    """

    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    document = models.CharField(max_length=200)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="budgets")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book"], name="budget_has_its_own_book"),
            models.UniqueConstraint(fields=["year", "title"], name="budget_title_once_a_year"),
            models.CheckConstraint(name="budget_has_its_document", condition=~Q(document="")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The stream of events about this budget: that of its book."""
        return f"book:{self.book_id}"

    @property
    def about(self) -> str:
        """What entries for the whole of it are about."""
        return f"budget:{self.pk}"


class BudgetPart(models.Model):
    """A programme that draws on a budget: on one only in a year."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="parts")
    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="budget_parts")
    part = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["adoption", "part", "year"], name="budget_part_draws_on_one_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.budget_id}: {self.part}"
