"""What an enterprise is entitled to from a day on: written by whoever granted it, read by all."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tashan.record.append_only import dated_triggers
from tashan.registry.dated import Dated, ends_after_it_begins, known_by


class Entitlement(Dated):
    """A benefit that an entity holds, by its code and in words: ``one_day_dispatch``.

    ``of`` names what it was granted by (``card:12``): the same benefit may be held by two.
    """

    entity = models.ForeignKey(
        "registry.Entity", on_delete=models.PROTECT, related_name="entitlements"
    )
    code = models.CharField(max_length=64)
    title = models.JSONField()
    of = models.CharField(max_length=40)

    class Meta:
        constraints = [
            ends_after_it_begins("entitlement_ends_after_it_begins"),
            models.CheckConstraint(
                name="entitlement_names_what_granted_it", condition=~Q(of="") & ~Q(code="")
            ),
            models.UniqueConstraint(
                fields=["of", "code", "since"],
                name="entitlement_once_a_grant",
                condition=Q(replaced__isnull=True),
            ),
        ]
        indexes = [
            # who is entitled to something, and to what somebody is
            known_by("entitlement_by_entity", "entity", "code"),
        ]
        triggers = dated_triggers()

    def __str__(self) -> str:
        return f"{self.entity_id}: {self.code}"
