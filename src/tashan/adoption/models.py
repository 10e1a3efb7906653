"""What was adopted here: mechanisms, the versions in force from day to day, and their reviews."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tashan.record.append_only import append_only_triggers
from tashan.record.models import SHA256


class Adoption(models.Model):
    """A mechanism of the library that a place works by, from a day until it is ended.

    One mechanism may be adopted several times, each under its own title. ``place`` is a division
    code. ``origin`` is the adoption of another place whose file it was taken from.
    """

    mechanism = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=12)
    origin = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="takers")
    since = models.DateField()
    ended_on = models.DateField(null=True)  # the first day on which it no longer holds
    at = models.DateTimeField()

    class Meta:
        ordering = ("mechanism", "since", "id")
        constraints = [
            models.CheckConstraint(name="adoption_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(name="adoption_has_a_place", condition=~Q(place="")),
            models.CheckConstraint(
                name="adoption_ends_after_it_begins",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("since")),
            ),
            # also the index by which the adoptions of a mechanism are found
            models.UniqueConstraint(
                fields=["mechanism", "place", "title"],
                name="adoption_title_once_a_place",
                condition=Q(ended_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The stream of events about this adoption."""
        return f"adoption:{self.pk}"


class AdoptionVersion(models.Model):
    """What the place's own file says from a day on, until a higher number says otherwise.

    ``text`` is the whole local file and ``base_text`` the file that was adopted, both kept here:
    a library that changes later changes nothing of them. ``reasons`` tells of each place in the
    file that differs from the base, as ``parameters/pool``, why it does.
    """

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    since = models.DateField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    base_text = models.TextField()
    base_sha256 = models.CharField(max_length=64)
    reasons = models.JSONField(default=dict)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("adoption", "number")
        constraints = [
            # also the index by which the versions of an adoption are read
            models.UniqueConstraint(
                fields=["adoption", "number"], name="version_number_once_an_adoption"
            ),
            models.CheckConstraint(name="version_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="version_hashes_are_sha256",
                condition=Q(sha256__regex=SHA256, base_sha256__regex=SHA256),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.adoption_id}/{self.number}"


class Conclusion(models.TextChoices):
    """What a fair competition review may conclude."""

    PASSES = "passes", _("No obstacle to competition")
    EXCEPTION = "exception", _("An exception of the regulations applies")
    FAILS = "fails", _("Not to be issued")


class Review(models.Model):
    """A fair competition review of what a version says; the newest of an adoption counts."""

    version = models.ForeignKey(AdoptionVersion, on_delete=models.PROTECT, related_name="reviews")
    conclusion = models.CharField(max_length=9, choices=Conclusion.choices)
    document = models.CharField(max_length=200)
    reviewer = models.CharField(max_length=200)  # the organ that reviewed it
    decided_on = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("version", "id")
        constraints = [
            models.CheckConstraint(name="review_names_its_document", condition=~Q(document="")),
            models.CheckConstraint(name="review_names_who_reviewed", condition=~Q(reviewer="")),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return self.document
