"""Officers sent to firms, parks and villages: what they bring, where they are, what they did."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from tashan.adoption.models import AdoptionVersion
from tashan.record.append_only import append_only_triggers, dated_triggers
from tashan.registry.dated import Dated, ends_after_it_begins, known_by
from tashan.registry.models import Entity

USER = settings.AUTH_USER_MODEL


class Trait(Dated):
    """What an officer brings along, or a destination needs: a code of the mechanism's needs."""

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="traits")
    code = models.CharField(max_length=64)

    class Meta:
        constraints = [
            ends_after_it_begins("trait_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["entity", "code", "since"],
                name="trait_once_from_a_day",
                condition=Q(replaced__isnull=True),
            ),
        ]
        indexes = [known_by("trait_of_an_entity", "entity")]
        triggers = dated_triggers()

    def __str__(self) -> str:
        return f"{self.entity_id}: {self.code}"


class TieSort(models.TextChoices):
    """Why an officer is not sent somewhere; each is named in the file's conflicts."""

    OWN_SHARES = "own_shares", pgettext_lazy("conflict", "Own shares")
    FAMILY = "family_works_there", pgettext_lazy("conflict", "Family works there")
    SUPERVISES = "supervises_it", pgettext_lazy("conflict", "The office supervises it")


class Tie(Dated):
    """An officer's interest in a destination; of an office: it supervises it."""

    holder = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="ties")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    sort = models.CharField(max_length=18, choices=TieSort.choices)

    class Meta:
        constraints = [
            ends_after_it_begins("tie_ends_after_it_begins"),
            models.CheckConstraint(name="tie_is_to_another", condition=~Q(holder=F("entity"))),
        ]
        indexes = [known_by("tie_to_an_entity", "entity")]
        triggers = dated_triggers()

    def __str__(self) -> str:
        return f"{self.holder_id}: {self.sort} {self.entity_id}"


class RoundState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("round of secondments", "Draft")
    RUNNING = "running", pgettext_lazy("round of secondments", "Running")
    ENDED = "ended", pgettext_lazy("round of secondments", "Ended")


class SecondmentRound(models.Model):
    """One sending-out under a version of an adopted mechanism, from a day for its term.

    ``office`` manages and appraises it. ``previous`` is the round before it, whose people may
    stay. ``visits`` are due in each ``period``, logged within ``log_days``. Drafted by one person,
    published by another under a document.
    """

    version = models.ForeignKey(AdoptionVersion, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()  # the first day after the term
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="next")
    state = models.CharField(max_length=7, choices=RoundState.choices, default=RoundState.DRAFT)
    document = models.CharField(max_length=200, blank=True)
    drafted_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    published_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    period = models.CharField(max_length=9, blank=True)
    visits = models.PositiveSmallIntegerField(default=0)
    log_days = models.PositiveSmallIntegerField(null=True)
    has_reports = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="secondment_round_ends_after_it_begins", condition=Q(until__gt=F("since"))
            ),
            models.CheckConstraint(
                name="secondment_round_published_by_a_document",
                condition=Q(state="draft")
                | (~Q(document="") & Q(published_by__isnull=False, published_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="secondment_round_published_by_another",
                condition=Q(published_by=None) | ~Q(published_by=F("drafted_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The stream of events about this round."""
        return f"secondments:{self.pk}"


class PoolMember(models.Model):
    """An officer who can be sent in a round, of one of its pools."""

    round = models.ForeignKey(SecondmentRound, on_delete=models.PROTECT, related_name="members")
    pool = models.CharField(max_length=64)
    officer = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "officer"], name="pool_member_once_a_round"),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.round_id}: {self.officer_id}"


class RoundPlace(models.Model):
    """A destination of a round, of one of its groups."""

    round = models.ForeignKey(SecondmentRound, on_delete=models.PROTECT, related_name="places")
    group = models.CharField(max_length=64)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "entity"], name="round_place_once_a_round"),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.round_id}: {self.entity_id}"


class SecondmentState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("secondment", "Proposed")
    RUNNING = "running", pgettext_lazy("secondment", "On the term")
    HANDED_BACK = "handed_back", pgettext_lazy("secondment", "Handed back")
    REPLACED = "replaced", pgettext_lazy("secondment", "Replaced")
    ENDED = "ended", pgettext_lazy("secondment", "Ended")


class Choice(models.TextChoices):
    """Where a pair comes from."""

    SOLVED = "solved", pgettext_lazy("secondment", "The best match, as it was worked out")
    CHANGED = "changed", pgettext_lazy("secondment", "Chosen otherwise by hand")


class Secondment(models.Model):
    """One officer at one destination. ``points`` with ``met`` say why, as it was proposed.

    ``chosen_by`` took the solver's match over, or chose otherwise for the reason ``choice_says``;
    ``cost`` are the points that this lost in all, None where it was not worked out. The draft as a
    whole is confirmed by who publishes the round. ``is_fixed``: a new proposal keeps it.
    ``instead_of`` is whom the officer replaces.
    """

    round = models.ForeignKey(SecondmentRound, on_delete=models.PROTECT, related_name="secondments")
    officer = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="secondments")
    place = models.ForeignKey(RoundPlace, on_delete=models.PROTECT, related_name="secondments")
    state = models.CharField(
        max_length=11, choices=SecondmentState.choices, default=SecondmentState.PROPOSED
    )
    points = models.IntegerField()
    met = models.JSONField(default=list)  # codes of the needs that are met
    stays = models.BooleanField(default=False)
    load = models.PositiveSmallIntegerField(default=0)
    is_fixed = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField()
    says = models.CharField(max_length=300, blank=True)
    instead_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=7, choices=Choice.choices, default=Choice.SOLVED)
    choice_says = models.CharField(max_length=300, blank=True)
    chosen_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    cost = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="secondment_chosen_otherwise_with_a_reason",
                condition=Q(choice="solved", choice_says="", cost=None)
                | (Q(choice="changed") & ~Q(choice_says="")),
            ),
            models.UniqueConstraint(
                fields=["round", "officer", "place"],
                name="secondment_once_at_a_time",
                condition=Q(state__in=["proposed", "running"]),
            ),
            models.CheckConstraint(
                name="secondment_not_before_it_begins", condition=Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="secondment_broken_off_with_a_reason",
                condition=~Q(state__in=["handed_back", "replaced"]) | ~Q(says=""),
            ),
        ]
        indexes = [
            # an officer's own terms, and where somebody was before
            models.Index(fields=["officer", "since"], name="secondment_of_an_officer"),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} → {self.place_id}"

    @property
    def stream(self) -> str:
        """The stream of events about this secondment."""
        return f"secondment:{self.pk}"


class Visit(models.Model):
    """A visit of the officer: when, where, whom, what was said; ``is_late`` as it was logged."""

    secondment = models.ForeignKey(Secondment, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField()
    where = models.CharField(max_length=200)
    met = models.CharField(max_length=200)
    said = models.TextField()
    is_late = models.BooleanField()
    actor = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="visit_says_what_was_said", condition=~Q(said="") & ~Q(met="") & ~Q(where="")
            ),
        ]
        indexes = [
            # the log of a secondment, and its visits within a period
            models.Index(fields=["secondment", "-on", "-id"], name="visit_of_a_secondment"),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.secondment_id}: {self.on}"

    @property
    def about(self) -> str:
        """What an order of services says that it is about."""
        return f"visit:{self.pk}"


class VisitProblem(models.Model):
    """A problem raised at a visit; ``order`` is the service order that it became, or none yet."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="problems")
    says = models.TextField()
    service = models.CharField(max_length=64, blank=True)
    order = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="visit_problem_says_something", condition=~Q(says="")),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.says[:20]}"


class PeriodReport(models.Model):
    """What an officer reports of a period (its first day), with the figures as they were then."""

    secondment = models.ForeignKey(Secondment, on_delete=models.PROTECT, related_name="reports")
    period = models.DateField()
    says = models.TextField()
    figures = models.JSONField()
    actor = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["secondment", "period"], name="period_report_once_a_period"
            ),
            models.CheckConstraint(name="period_report_says_something", condition=~Q(says="")),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.secondment_id}: {self.period}"


class RatingSide(models.TextChoices):
    SERVED = "served", pgettext_lazy("rating", "Those served")
    OFFICE = "office", pgettext_lazy("rating", "The managing office")


class Rating(models.Model):
    """A rating of an officer's work, 1 to 5 stars; who gave it is never shown to the officer."""

    secondment = models.ForeignKey(Secondment, on_delete=models.PROTECT, related_name="ratings")
    side = models.CharField(max_length=6, choices=RatingSide.choices)
    stars = models.PositiveSmallIntegerField()
    says = models.CharField(max_length=500, blank=True)
    on = models.DateField()
    actor = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["secondment", "side", "on"], name="rating_once_a_day"),
            models.CheckConstraint(
                name="rating_of_one_to_five_stars", condition=Q(stars__gte=1, stars__lte=5)
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.secondment_id}: {self.stars}"
