"""Duties, who holds each from when to when, joint offices, and items that others handle."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import pgettext_lazy

from tashan.duties.dispatch_models import PeriodReport as PeriodReport
from tashan.duties.dispatch_models import PoolMember as PoolMember
from tashan.duties.dispatch_models import Rating as Rating
from tashan.duties.dispatch_models import RoundPlace as RoundPlace
from tashan.duties.dispatch_models import Secondment as Secondment
from tashan.duties.dispatch_models import SecondmentRound as SecondmentRound
from tashan.duties.dispatch_models import Tie as Tie
from tashan.duties.dispatch_models import Trait as Trait
from tashan.duties.dispatch_models import Visit as Visit
from tashan.duties.dispatch_models import VisitProblem as VisitProblem
from tashan.duties.line_models import HandOver as HandOver
from tashan.duties.line_models import Line as Line
from tashan.duties.line_models import LinePost as LinePost
from tashan.duties.line_models import LineThing as LineThing
from tashan.record.append_only import append_only_triggers, dated_triggers
from tashan.record.models import Source
from tashan.registry.dated import Dated, ends_after_it_begins, known_by, never_twice
from tashan.registry.models import Entity


def _number_of(*columns: str) -> Func:
    """One number for what several columns say together, as ``never_twice`` wants its key."""
    said = (Func(F(each), template="coalesce(%(expressions)s, 0)::text") for each in columns[1:])
    return Func(
        F(columns[0]),
        *said,
        arg_joiner=" || '/' || ",  # in the order in which a migration writes them
        template="hashtextextended(%(expressions)s, 0)",
    )


class Duty(models.Model):
    """Something that must be answered for, as procedures name it: ``planning``.

    With a ``place`` (a town or a park) it is answered for there by somebody of its own; without
    one everywhere else. ``title`` is by language: ``{"zh": …, "en": …}``.
    """

    code = models.CharField(max_length=64)
    place = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.JSONField()

    class Meta:
        ordering = ("code", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "place"], name="duty_once_a_place", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def stream(self) -> str:
        """The stream of events about this duty."""
        return f"duty:{self.pk}"


class Holding(Dated):
    """Who holds a duty: an office (a joint one too), one of its posts, or one officer of it."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="holdings")
    office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="duties")
    post = models.CharField(max_length=100, blank=True)
    officer = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            never_twice("holding_never_twice", "duty"),
            ends_after_it_begins("holding_ends_after_it_begins"),
            models.CheckConstraint(
                name="holding_of_a_post_or_an_officer", condition=Q(post="") | Q(officer=None)
            ),
        ]
        indexes = [known_by("holding_of_an_office", "office")]
        triggers = dated_triggers()

    def __str__(self) -> str:
        return f"{self.duty_id}: {self.office_id}"


class JointMember(Dated):
    """An office that belongs to a joint office (联合办公室); one member leads it."""

    joint = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="joint_members")
    member = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="joint_offices")
    is_lead = models.BooleanField(default=False)

    class Meta:
        constraints = [
            never_twice("joint_office_never_led_twice", "joint", where=Q(is_lead=True)),
            ends_after_it_begins("joint_member_ends_after_it_begins"),
            models.CheckConstraint(
                name="joint_member_is_another_office", condition=~Q(joint=F("member"))
            ),
        ]
        indexes = [known_by("joint_member_of", "joint"), known_by("joint_member_by", "member")]
        triggers = dated_triggers()

    def __str__(self) -> str:
        return f"{self.joint_id}: {self.member_id}"


class Form(models.TextChoices):
    """In whose name a delegated item is decided (systems of strong towns, parks and windows)."""

    TRANSFERRED = "transferred", pgettext_lazy("form of delegation", "Transferred")
    ENTRUSTED = "entrusted", pgettext_lazy("form of delegation", "Entrusted")
    WINDOW = "window", pgettext_lazy("form of delegation", "Window")


class Delegation(Dated):
    """An item of the catalogue that another office handles, from a day until it is recalled.

    ``holder`` had it, ``to`` handles it. Transferred: ``to`` decides in its own name, by the
    province's decision. Entrusted: only to an administrative organ (``is_to_organ``), announced,
    decided in the holder's name, not passed on (administrative licence law, 24). Window: the
    office is unchanged, its people sit with ``to``. ``document`` is what it rests on,
    ``announced`` where it was made public. With a ``place`` only what lies there is handled so.
    """

    item = models.CharField(max_length=64)
    title = models.JSONField()
    holder = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="delegations_given")
    to = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="delegations_had")
    place = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=11, choices=Form.choices)
    document = models.CharField(max_length=200)
    announced = models.CharField(max_length=200, blank=True)
    is_to_organ = models.BooleanField(default=False)
    evaluated_every = models.PositiveSmallIntegerField(null=True)  # months

    class Meta:
        constraints = [
            never_twice("delegation_never_twice", _number_of("item", "holder", "place")),
            ends_after_it_begins("delegation_ends_after_it_begins"),
            models.CheckConstraint(name="delegation_by_a_document", condition=~Q(document="")),
            models.CheckConstraint(
                name="delegation_entrusted_is_announced",
                condition=~Q(form="entrusted") | ~Q(announced=""),
            ),
            models.CheckConstraint(
                name="delegation_entrusted_to_an_organ",
                condition=~Q(form="entrusted") | Q(is_to_organ=True),
            ),
            models.CheckConstraint(
                name="delegation_to_another_office", condition=~Q(holder=F("to"))
            ),
        ]
        indexes = [known_by("delegation_of_an_item", "item", "holder")]
        triggers = dated_triggers()

    def __str__(self) -> str:
        return f"{self.item}: {self.holder_id} → {self.to_id}"

    @property
    def decided_by_id(self) -> int:
        """Whose seal the decision bears, and who answers for it in court."""
        return self.to_id if self.form == Form.TRANSFERRED else self.holder_id


class Evaluation(models.Model):
    """How a delegated item was found to be handled; ``passes`` False asks for its recall."""

    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="evaluations")
    on = models.DateField()
    passes = models.BooleanField()
    says = models.TextField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("delegation", "on", "id")
        constraints = [
            models.CheckConstraint(name="evaluation_says_something", condition=~Q(says="")),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.delegation_id} {self.on}"
