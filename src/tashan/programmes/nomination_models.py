"""Who is nominated for an honour, how they are scored; seats that were published elsewhere."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.record.models import Source, StoredFile
from tashan.registry.models import Entity


class RoundState(models.TextChoices):
    OPEN = "open", pgettext_lazy("nominations", "Open for nominations")
    CHOSEN = "chosen", pgettext_lazy("nominations", "Chosen")
    PUBLISHED = "published", pgettext_lazy("nominations", "Published")
    DROPPED = "dropped", pgettext_lazy("nominations", "Dropped")


class NominationRound(models.Model):
    """One year's nominations for the honour that a part of an adopted mechanism gives."""

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="rounds")
    version = models.ForeignKey(AdoptionVersion, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=9, choices=RoundState.choices, default=RoundState.OPEN)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_on = models.DateField()
    closes_on = models.DateField()
    published_on = models.DateField(null=True)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["adoption", "part", "year"],
                name="nomination_round_once_a_year",
                condition=~Q(state="dropped"),
            ),
            models.CheckConstraint(
                name="nomination_round_published_has_its_source",
                condition=~Q(state="published")
                | Q(published_on__isnull=False, source__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The stream of events about it; also what its notice is about."""
        return f"nominations:{self.pk}"


class NominationState(models.TextChoices):
    ENTERED = "entered", pgettext_lazy("nomination", "Nominated")
    CHOSEN = "chosen", pgettext_lazy("nomination", "Chosen")
    LEFT_OUT = "left_out", pgettext_lazy("nomination", "Not chosen")
    HONOURED = "honoured", pgettext_lazy("nomination", "Honoured")
    WITHDRAWN = "withdrawn", pgettext_lazy("nomination", "Withdrawn")


class Nomination(models.Model):
    """An enterprise or a person named for an honour, with the reasons.

    ``office`` is who nominates; None where an enterprise nominates itself. ``person`` is a name
    where it is no enterprise. ``says`` is why it was not chosen or withdrawn.
    """

    round = models.ForeignKey(NominationRound, on_delete=models.PROTECT, related_name="nominations")
    entity = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=50, blank=True)
    office = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField()
    state = models.CharField(
        max_length=9, choices=NominationState.choices, default=NominationState.ENTERED
    )
    says = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nomination_of_a_firm_or_a_person",
                condition=Q(entity__isnull=False, person="") | (Q(entity=None) & ~Q(person="")),
            ),
            models.CheckConstraint(name="nomination_has_its_reasons", condition=~Q(reasons="")),
            models.UniqueConstraint(
                fields=["round", "entity", "person"],
                name="nomination_once_a_round",
                condition=~Q(state="withdrawn"),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.person or self.entity_id}"


class NominationFile(models.Model):
    """A file that was handed in with a nomination."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class NominationScore(models.Model):
    """What one member of the committee gives, of a hundred points."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="scores")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()
    says = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "member"], name="nomination_score_once_a_member"
            ),
            models.CheckConstraint(
                name="nomination_score_of_a_hundred", condition=Q(points__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id}: {self.points}"


class Chamber(models.TextChoices):
    CONGRESS = "congress", pgettext_lazy("chamber", "People’s congress")
    CPPCC = "cppcc", pgettext_lazy("chamber", "CPPCC committee")


class PublicSeat(models.Model):
    """A seat in a congress or a CPPCC committee, as a public document says it; nothing more."""

    person = models.CharField(max_length=50)
    employer = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    chamber = models.CharField(max_length=8, choices=Chamber.choices)
    term = models.CharField(max_length=100)
    document = models.CharField(max_length=200)
    published_on = models.DateField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "chamber", "term"], name="public_seat_once_a_term"
            ),
            models.CheckConstraint(
                name="public_seat_has_its_document", condition=~Q(document="") & ~Q(person="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.term}"
