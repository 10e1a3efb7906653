"""Study trips: when, where to, who went, what was seen; and what was adopted because of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tashan.adoption.models import Adoption
from tashan.reading.models import Report, ReportFinding
from tashan.record.models import StoredFile
from tashan.registry.models import Entity


class Trip(models.Model):
    """A study trip of our place; ``people`` and ``distance`` (km) are unknown where empty."""

    title = models.CharField(max_length=200)
    place = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="trips")
    first = models.DateField()
    last = models.DateField()
    people = models.PositiveSmallIntegerField(null=True)
    distance = models.PositiveIntegerField(null=True)
    purpose = models.CharField(max_length=500, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-first", "-id")
        constraints = [
            models.CheckConstraint(name="trip_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="trip_ends_after_it_begins", condition=Q(last__gte=F("first"))
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The stream of events about this trip."""
        return f"trip:{self.pk}"


class Host(models.Model):
    """A place that was visited; ``place`` is its entry where the register knows the name."""

    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="hosts")
    name = models.CharField(max_length=200)
    place = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("trip", "order")
        constraints = [
            models.UniqueConstraint(fields=["trip", "name"], name="host_once_a_trip"),
        ]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """Somebody of the delegation; the first leads it."""

    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="members")
    name = models.CharField(max_length=100)
    post = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("trip", "order")
        constraints = [
            models.UniqueConstraint(fields=["trip", "order"], name="member_order_once_a_trip"),
        ]

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """What was visited where and when: a firm, a park, a service hall."""

    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="sites")
    host = models.ForeignKey(Host, null=True, on_delete=models.SET_NULL, related_name="sites")
    name = models.CharField(max_length=200)
    visited_on = models.DateField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("trip", "visited_on", "id")
        constraints = [
            models.CheckConstraint(name="site_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class Photo(models.Model):
    """A picture taken on the way, kept like every original."""

    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="photos")
    site = models.ForeignKey(Site, null=True, on_delete=models.SET_NULL, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("trip", "id")
        constraints = [
            models.UniqueConstraint(fields=["trip", "file"], name="photo_once_a_trip"),
        ]

    def __str__(self) -> str:
        return self.caption or self.file.name


class AttachedReport(models.Model):
    """A report that was written about the trip."""

    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="attached")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="trips")

    class Meta:
        ordering = ("trip", "id")
        constraints = [
            models.UniqueConstraint(fields=["trip", "report"], name="report_attached_once"),
        ]

    def __str__(self) -> str:
        return f"{self.trip_id}: {self.report_id}"


class Lesson(models.Model):
    """What an adoption was learned from: a finding of a report, a trip, or both."""

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="lessons")
    trip = models.ForeignKey(Trip, null=True, on_delete=models.PROTECT, related_name="lessons")
    finding = models.ForeignKey(
        ReportFinding, null=True, on_delete=models.PROTECT, related_name="lessons"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ("adoption", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["adoption", "trip", "finding"],
                name="lesson_once_an_adoption",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="lesson_is_learned_from_something",
                condition=Q(trip__isnull=False) | Q(finding__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adoption_id}: {self.finding_id or self.trip_id}"
