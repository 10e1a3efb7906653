"""Lines of responsibility: what post each belongs to, what hangs under it, and hand-overs."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q

from tashan.record.append_only import dated_triggers
from tashan.registry.dated import Dated, ends_after_it_begins, known_by, never_twice
from tashan.registry.models import Entity


class Line(models.Model):
    """One of the few lines that a place's work is led by (三线). ``title`` is by language."""

    code = models.CharField(max_length=64)
    position = models.PositiveSmallIntegerField()
    title = models.JSONField()

    class Meta:
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=["code"], name="line_code_once")]

    def __str__(self) -> str:
        return self.code

    @property
    def stream(self) -> str:
        """The stream of events about this line."""
        return f"line:{self.pk}"


class LinePost(Dated):
    """The post that leads a line from a day on; who sits there is the register's to say."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="posts")
    office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=100)

    class Meta:
        constraints = [
            never_twice("line_post_never_twice", "line"),
            ends_after_it_begins("line_post_ends_after_it_begins"),
            models.CheckConstraint(name="line_post_is_a_post", condition=~Q(post="")),
        ]
        indexes = [known_by("line_post_of_an_office", "office", "post")]
        triggers = dated_triggers()

    def __str__(self) -> str:
        return f"{self.line_id}: {self.post}"


class LineThing(Dated):
    """Something that hangs under a line: ``duty:land``, ``office:12``, ``key_task:5``,
    ``project:7``, ``target:9``, ``chain:biomedicine``. A thing hangs under one line at a time."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="things")
    about = models.CharField(max_length=100)

    class Meta:
        constraints = [
            never_twice(
                "line_thing_under_one_line",
                Func(F("about"), template="hashtextextended(%(expressions)s, 0)"),
            ),
            ends_after_it_begins("line_thing_ends_after_it_begins"),
            models.CheckConstraint(
                name="line_thing_names_its_kind",
                condition=Q(about__regex=r"^(duty|office|key_task|project|target|chain):[^:]+$"),
            ),
        ]
        indexes = [known_by("line_thing_of_a_line", "line")]
        triggers = dated_triggers()

    def __str__(self) -> str:
        return self.about

    @property
    def kind(self) -> str:
        return self.about.partition(":")[0]

    @property
    def key(self) -> str:
        return self.about.partition(":")[2]


class HandOver(models.Model):
    """A post passes from one officer to another (交接): what is open, told as it stood that day.

    ``things`` are rows of title, kind, day and light; both sign, and never for each other.
    """

    office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="hand_overs")
    post = models.CharField(max_length=100)
    giver = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    things = models.JSONField(default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    given_on = models.DateField(null=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_on = models.DateField(null=True)

    class Meta:
        ordering = ("-on", "-pk")
        constraints = [
            models.CheckConstraint(
                name="hand_over_to_another", condition=~Q(giver=F("taker")) & ~Q(post="")
            ),
            models.CheckConstraint(
                name="hand_over_signed_by_two",
                condition=Q(given_by=None) | Q(taken_by=None) | ~Q(given_by=F("taken_by")),
            ),
            models.CheckConstraint(
                name="hand_over_signed_with_its_day",
                condition=Q(given_by=None, given_on=None)
                | Q(given_by__isnull=False, given_on__isnull=False, given_on__gte=F("on")),
            ),
            models.CheckConstraint(
                name="hand_over_taken_with_its_day",
                condition=Q(taken_by=None, taken_on=None)
                | Q(taken_by__isnull=False, taken_on__isnull=False, taken_on__gte=F("on")),
            ),
            models.UniqueConstraint(
                fields=["office", "post", "giver"],
                name="hand_over_one_open",
                condition=Q(given_on=None) | Q(taken_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id}/{self.post}: {self.giver_id} → {self.taker_id}"

    @property
    def stream(self) -> str:
        """The stream of events about this hand-over."""
        return f"handover:{self.pk}"

    @property
    def is_done(self) -> bool:
        return self.given_on is not None and self.taken_on is not None
