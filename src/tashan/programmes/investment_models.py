"""Guidance and incubation funds: partners with their commitments, calls, and investments."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from tashan.programmes.fund_models import Fund
from tashan.record.append_only import append_only_triggers
from tashan.record.models import Source
from tashan.registry.models import Entity


class Partner(models.Model):
    """Who promised so many fen to a fund, by which document."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="partners")
    party = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    is_government = models.BooleanField(default=False)
    committed = models.BigIntegerField()
    document = models.CharField(max_length=200)
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "party"], name="partner_once_a_fund"),
            models.CheckConstraint(
                name="partner_commits_something", condition=Q(committed__gt=0) & ~Q(document="")
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.fund_id}: {self.party_id}"


class CapitalCall(models.Model):
    """The partners are called for so many fen together by a day; each by what it committed."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="calls")
    number = models.PositiveSmallIntegerField()
    fen = models.BigIntegerField()
    called_on = models.DateField()
    due_on = models.DateField()
    document = models.CharField(max_length=200)
    shares = models.JSONField()  # fen by the partner's id

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="call_number_once_a_fund"),
            models.CheckConstraint(
                name="call_of_something_by_a_day",
                condition=Q(fen__gt=0, due_on__gte=F("called_on")),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.fund_id}/{self.number}"

    @property
    def about(self) -> str:
        """What its entries in the book are about."""
        return f"call:{self.pk}"


class InvestmentSort(models.TextChoices):
    EQUITY = "equity", pgettext_lazy("investment", "Equity")
    SUB_FUND = "sub_fund", pgettext_lazy("investment", "Sub-fund")
    GRANT = "grant", pgettext_lazy("investment", "Grant to a start-up")


class InvestmentState(models.TextChoices):
    DECIDED = "decided", pgettext_lazy("investment", "Decided")
    HELD = "held", pgettext_lazy("investment", "Held")
    EXITED = "exited", pgettext_lazy("investment", "Exited")
    WRITTEN_OFF = "written_off", pgettext_lazy("investment", "Written off")


class Investment(models.Model):
    """What a fund puts into one enterprise or sub-fund: ``fen`` as decided, in tranches.

    ``share`` is the part of it that the fund holds, of one; None for a grant.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="investments")
    target = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    sort = models.CharField(max_length=8, choices=InvestmentSort.choices)
    fen = models.BigIntegerField()
    share = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    document = models.CharField(max_length=200)
    decided_on = models.DateField()
    ended_on = models.DateField(null=True)
    says = models.CharField(max_length=500, blank=True)  # how it ended, or why it was lost
    state = models.CharField(
        max_length=11, choices=InvestmentState.choices, default=InvestmentState.DECIDED
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="investment_of_something", condition=Q(fen__gt=0) & ~Q(document="")
            ),
            models.CheckConstraint(
                name="investment_ended_has_its_day",
                condition=Q(state__in=["exited", "written_off"], ended_on__isnull=False)
                | (~Q(state__in=["exited", "written_off"]) & Q(ended_on=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["fund", "-id"], name="investment_of_a_fund"),
        ]

    def __str__(self) -> str:
        return f"{self.fund_id}: {self.target_id}"

    @property
    def about(self) -> str:
        """What its entries in the book are about."""
        return f"investment:{self.pk}"


class Tranche(models.Model):
    """A part of an investment, paid once its milestone was met and shown."""

    investment = models.ForeignKey(Investment, on_delete=models.PROTECT, related_name="tranches")
    position = models.PositiveSmallIntegerField()
    milestone = models.CharField(max_length=200)
    fen = models.BigIntegerField()
    evidence = models.CharField(max_length=200, blank=True)
    met_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)

    class Meta:
        ordering = ("investment", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["investment", "position"], name="tranche_once_a_position"
            ),
            models.CheckConstraint(name="tranche_of_something", condition=Q(fen__gt=0)),
            models.CheckConstraint(
                name="tranche_paid_after_its_milestone",
                condition=Q(paid_on=None) | (Q(met_on__isnull=False, paid_on__gte=F("met_on"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.investment_id}/{self.position}"


class Valuation(models.Model):
    """What an investment is worth on a day, by a source; the newest of a day counts."""

    investment = models.ForeignKey(Investment, on_delete=models.PROTECT, related_name="valuations")
    on = models.DateField()
    fen = models.BigIntegerField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="valuation_not_negative", condition=Q(fen__gte=0)),
        ]
        indexes = [
            models.Index(fields=["investment", "-on", "-id"], name="valuation_newest"),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.investment_id} {self.on}"
