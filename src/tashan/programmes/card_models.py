"""Cards with their terms, and what their holders let anybody see of them."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.indicators.models import Publication
from tashan.record.append_only import append_only_triggers
from tashan.registry.models import Entity

TOKEN = r"^[A-Za-z0-9_-]{32,43}$"


class CardState(models.TextChoices):
    """Where a card stands on a day; it follows from its days and is not kept."""

    VALID = "valid", pgettext_lazy("card", "Valid")
    NOT_YET = "not_yet", pgettext_lazy("card", "Not valid yet")
    EXPIRED = "expired", pgettext_lazy("card", "Expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("card", "Withdrawn")


class Card(models.Model):
    """A card that a programme gives, issued to one holder because of one list or ranking.

    It is valid from ``since`` until ``until``, the first day on which it no longer is. ``before``
    is the card that it renews. ``token`` names it on the public page where it is checked.
    """

    number = models.CharField(max_length=40)
    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="cards")
    version = models.ForeignKey(AdoptionVersion, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=64)
    title = models.JSONField()
    holder = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="cards")
    award = models.ForeignKey(
        "programmes.Award", null=True, on_delete=models.PROTECT, related_name="cards"
    )
    publication = models.ForeignKey(
        Publication, null=True, on_delete=models.PROTECT, related_name="cards"
    )
    rank = models.PositiveIntegerField(null=True)
    since = models.DateField()
    until = models.DateField()
    before = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="renewals")
    token = models.CharField(max_length=43)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)
    withdrawn_basis = models.CharField(max_length=200, blank=True)
    withdrawn_document = models.CharField(max_length=200, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], name="card_number_once"),
            models.UniqueConstraint(fields=["token"], name="card_token_once"),
            models.UniqueConstraint(fields=["award"], name="card_once_an_award"),
            models.UniqueConstraint(
                fields=["publication", "adoption", "part", "holder"],
                name="card_once_a_publication",
            ),
            models.UniqueConstraint(fields=["before"], name="card_renewed_once"),
            models.CheckConstraint(
                name="card_has_one_ground",
                condition=Q(award__isnull=True, publication__isnull=False)
                | Q(award__isnull=False, publication__isnull=True),
            ),
            models.CheckConstraint(
                name="card_ends_after_it_begins", condition=Q(until__gt=F("since"))
            ),
            models.CheckConstraint(
                name="card_token_is_unguessable", condition=Q(token__regex=TOKEN)
            ),
            models.CheckConstraint(
                name="card_withdrawn_says_why",
                condition=Q(
                    withdrawn_on__isnull=True, withdrawn_by__isnull=True, withdrawn_why="",
                    withdrawn_basis="", withdrawn_document="",
                )
                | (
                    Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_why="")
                    & ~Q(withdrawn_basis="")
                    & ~Q(withdrawn_document="")
                ),
            ),
        ]  # fmt: skip
        indexes = [
            # the cards of an enterprise
            models.Index(fields=["holder", "-since"], name="card_of_a_holder"),
            # the list: what ends soon
            models.Index(fields=["until", "id"], name="card_by_its_end"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stream(self) -> str:
        """The stream of events about this card."""
        return f"card:{self.pk}"

    @property
    def last_day(self) -> date:
        """The last day on which it is valid."""
        return self.until - timedelta(1)

    def state_on(self, day: date) -> CardState:
        """Where it stands on a day."""
        if self.withdrawn_on is not None and self.withdrawn_on <= day:
            return CardState.WITHDRAWN
        if day < self.since:
            return CardState.NOT_YET
        return CardState.VALID if day < self.until else CardState.EXPIRED


class CardConsent(models.Model):
    """What the holder lets anybody see of a card, from ``since`` on; the newest row counts."""

    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="consents")
    shows = models.JSONField()  # codes of ``cards.consents.Field``
    since = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            # the newest of a card
            models.Index(fields=["card", "-since", "-id"], name="card_consent_newest"),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.card_id}: {self.shows}"
