"""A household's land or homestead, surveyed, valued, and exchanged for what it chose, if it did."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.record.append_only import append_only_triggers
from tashan.registry.models import Entity


class ExchangeState(models.TextChoices):
    SURVEYED = "surveyed", pgettext_lazy("exchange", "Surveyed")
    CHOSEN = "chosen", pgettext_lazy("exchange", "Chosen")
    SIGNED = "signed", pgettext_lazy("exchange", "Signed")
    CLOSED = "closed", pgettext_lazy("exchange", "Closed")
    DECLINED = "declined", pgettext_lazy("exchange", "Nothing chosen")


RUNNING = (ExchangeState.SURVEYED, ExchangeState.CHOSEN, ExchangeState.SIGNED)


class Exchange(models.Model):
    """What one household has under one part of the mechanism: its land, or its homestead.

    ``stated`` are the figures surveyed, by the codes that the file asks for, as exact text.
    ``balance`` in fen is paid to the household where above nought, by it where below; it and
    ``reckoning`` (how each amount came about) are fixed with the choice, by ``version``; so are
    the days by which it is signed, paid and handed over. ``handler`` and ``office`` (None: of an
    account of no office) see to it.
    """

    household = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="exchanges")
    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="exchanges")
    part = models.CharField(max_length=64)
    stated = models.JSONField()
    survey = models.CharField(max_length=200)
    surveyed_on = models.DateField()
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    office = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=8, choices=ExchangeState.choices, default=ExchangeState.SURVEYED
    )
    version = models.ForeignKey(
        AdoptionVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )
    option = models.CharField(max_length=64, blank=True)
    reckoning = models.JSONField(default=list)
    balance = models.BigIntegerField(null=True)
    chosen_on = models.DateField(null=True)
    choice = models.CharField(max_length=200, blank=True)
    take_back_until = models.DateField(null=True)
    sign_by = models.DateField(null=True)
    pay_by = models.DateField(null=True)
    hand_over_by = models.DateField(null=True)
    agreement = models.CharField(max_length=64, blank=True)
    signed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "adoption", "part"],
                name="exchange_one_open_of_a_household",
                condition=Q(state__in=[one.value for one in RUNNING]),
            ),
            models.UniqueConstraint(
                fields=["agreement"], name="exchange_agreement_once", condition=~Q(agreement="")
            ),
            models.CheckConstraint(name="exchange_is_surveyed", condition=~Q(survey="")),
            models.CheckConstraint(
                name="exchange_chosen_whole",
                condition=Q(
                    option="", balance=None, chosen_on=None, take_back_until=None, version=None,
                )
                | (
                    ~Q(option="")
                    & Q(balance__isnull=False, chosen_on__isnull=False)
                    & Q(take_back_until__isnull=False, version__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="exchange_days_of_a_choice",
                condition=Q(sign_by=None, pay_by=None, hand_over_by=None) | ~Q(option=""),
            ),
            models.CheckConstraint(
                name="exchange_state_says_what_is_known",
                condition=Q(state__in=["surveyed", "declined"], option="", agreement="")
                | (Q(state="chosen", agreement="") & ~Q(option=""))
                | (Q(state__in=["signed", "closed"], signed_on__isnull=False) & ~Q(agreement="")),
            ),
        ]  # fmt: skip
        indexes = [
            # the list by where they stand
            models.Index(fields=["state", "-id"], name="exchange_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.household_id}: {self.part}"

    @property
    def stream(self) -> str:
        """The stream of events about it."""
        return f"exchange:{self.pk}"


class ExchangeStepKind(models.TextChoices):
    PAID_TO = "paid_to", pgettext_lazy("exchange", "Paid to the household")
    PAID_BY = "paid_by", pgettext_lazy("exchange", "Paid by the household")
    GIVEN_UP = "given_up", pgettext_lazy("exchange", "Handed over by the household")
    HANDED_OVER = "handed_over", pgettext_lazy("exchange", "Handed over to the household")


MONEY_STEPS = (ExchangeStepKind.PAID_TO, ExchangeStepKind.PAID_BY)


class ExchangeStep(models.Model):
    """One step of carrying an agreement out, by a document; ``fen`` where money is paid."""

    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=11, choices=ExchangeStepKind.choices)
    on = models.DateField()
    fen = models.BigIntegerField(null=True)
    document = models.CharField(max_length=200)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="exchange_step_pays_or_hands_over",
                condition=Q(kind__in=["paid_to", "paid_by"], fen__isnull=False, fen__gt=0)
                | Q(kind__in=["given_up", "handed_over"], fen=None),
            ),
            models.CheckConstraint(name="exchange_step_has_a_document", condition=~Q(document="")),
            models.UniqueConstraint(
                fields=["exchange", "kind"],
                name="exchange_step_handed_over_once",
                condition=Q(kind__in=["given_up", "handed_over"]),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.exchange_id}: {self.kind}"
