"""Investment promotion: leads, their visits and steps, who has the credit, promises and capital."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from tashan.adoption.models import Adoption
from tashan.mechanisms.pipeline import LeadStage
from tashan.record.append_only import append_only_triggers
from tashan.record.models import StoredFile
from tashan.registry.models import Entity

WHOLE = 1_000_000  # credit is kept in millionths of one


class Currency(models.TextChoices):
    """Amounts are whole hundredths of it; two currencies are never summed."""

    CNY = "CNY", pgettext_lazy("currency", "Yuan")
    USD = "USD", pgettext_lazy("currency", "US dollar")
    HKD = "HKD", pgettext_lazy("currency", "Hong Kong dollar")
    EUR = "EUR", pgettext_lazy("currency", "Euro")


class PromotionEvent(models.Model):
    """A fair or another occasion at which investors are met."""

    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200)
    began_on = models.DateField()
    ended_on = models.DateField()
    organiser = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["title", "began_on"], name="promotion_event_once"),
            models.CheckConstraint(
                name="promotion_event_ends_after_it_begins",
                condition=Q(ended_on__gte=F("began_on")),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The stream of events about it."""
        return f"fair:{self.pk}"


class Lead(models.Model):
    """An investment that may come: who, what, how much, where; and who reported it first.

    Amounts are in hundredths of ``currency``. ``stage`` and ``owner`` are as of now; steps and
    hand-overs tell how they came about.
    """

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="leads")
    part = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=60)  # a code of the pipeline's sources
    investor = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="leads")
    investor_name = models.CharField(max_length=200, blank=True)
    investor_home = models.CharField(max_length=100, blank=True)
    industry = models.CharField(max_length=5, blank=True)
    currency = models.CharField(max_length=3, choices=Currency.choices, default=Currency.CNY)
    wanted = models.BigIntegerField()
    registered_capital = models.BigIntegerField(null=True)
    land_mu = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    factory_area = models.DecimalField(max_digits=14, decimal_places=2, null=True)  # square metres
    park = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(
        PromotionEvent, null=True, on_delete=models.PROTECT, related_name="leads"
    )
    reported_on = models.DateField()
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reporter_office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    owner_office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=9, default=LeadStage.LEAD)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="duplicates"
    )
    project = models.OneToOneField(
        Entity, null=True, on_delete=models.PROTECT, related_name="lead_of"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lead_stage_known", condition=Q(stage__in=[one.value for one in LeadStage])
            ),
            models.CheckConstraint(
                name="lead_investor_of_the_register_or_by_name",
                condition=Q(investor__isnull=False, investor_name="")
                | (Q(investor=None) & ~Q(investor_name="") & ~Q(investor_home="")),
            ),
            models.CheckConstraint(
                name="lead_wants_something",
                condition=Q(wanted__gt=0)
                & (Q(registered_capital=None) | Q(registered_capital__gt=0)),
            ),
            models.CheckConstraint(
                name="lead_merged_into_another",
                condition=Q(merged_into=None) & ~Q(stage=LeadStage.MERGED)
                | Q(merged_into__isnull=False, stage=LeadStage.MERGED) & ~Q(merged_into=F("id")),
            ),
        ]
        indexes = [
            # the board, and the table of a stage
            models.Index(fields=["stage", "reported_on"], name="lead_by_stage"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The stream of events about this lead."""
        return f"lead:{self.pk}"


class LeadStep(models.Model):
    """The lead entered a stage on a day. A wrong day is replaced by a step that says why."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="steps")
    stage = models.CharField(max_length=9)
    on = models.DateField()
    says = models.CharField(max_length=500, blank=True)
    document = models.CharField(max_length=200, blank=True)
    event = models.ForeignKey(
        PromotionEvent, null=True, on_delete=models.PROTECT, related_name="steps"
    )
    corrects = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="corrected"
    )
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lead_step_stage_known",
                condition=Q(stage__in=[one.value for one in LeadStage]),
            ),
            models.CheckConstraint(
                name="lead_step_corrected_says_why", condition=Q(corrects=None) | ~Q(says="")
            ),
        ]
        indexes = [
            # what happened in a year
            models.Index(fields=["stage", "on"], name="lead_step_by_day"),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.stage}"


class Direction(models.TextChoices):
    TO_US = "to_us", pgettext_lazy("visit of a lead", "They came to us")
    BY_US = "by_us", pgettext_lazy("visit of a lead", "We went to them")
    APART = "apart", pgettext_lazy("visit of a lead", "By telephone or video")


class LeadVisit(models.Model):
    """A visit: which way, where, who was there, what was said."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="visits")
    direction = models.CharField(max_length=5, choices=Direction.choices)
    on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    people = models.CharField(max_length=300)
    says = models.CharField(max_length=2000)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lead_visit_says_who_and_what", condition=~Q(people="") & ~Q(says="")
            ),
        ]
        indexes = [
            # the log of all visits, the newest first
            models.Index(fields=["-on", "-id"], name="lead_visit_newest"),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.on}"


class LeadClaim(models.Model):
    """Another office reports the same investment; another than both decides, with a reason."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="claims")
    claimant = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    says = models.CharField(max_length=500)
    decided_on = models.DateField(null=True)
    decider = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    holds = models.BooleanField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lead", "office"], name="lead_claim_one_open_of_an_office",
                condition=Q(decided_on=None),
            ),
            models.CheckConstraint(
                name="lead_claim_decided_by_another_with_a_reason",
                condition=Q(decided_on=None, decider=None, holds=None, reason="")
                | (
                    Q(decided_on__gte=F("on"), decider__isnull=False, holds__isnull=False)
                    & ~Q(decider=F("claimant")) & ~Q(reason="")
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.office_id}"


class LeadHandOver(models.Model):
    """The lead goes to another officer; who had it keeps ``kept`` millionths of their credit."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="hand_overs")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    giver_office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taker_office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    kept = models.PositiveIntegerField()
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lead_hand_over_to_another",
                condition=~Q(giver=F("taker")) & Q(kept__lte=WHOLE) & ~Q(reason=""),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.giver_id} → {self.taker_id}"


class PromiseKind(models.TextChoices):
    CAPITAL = "capital", pgettext_lazy("promise of a lead", "Capital")
    START = "start", pgettext_lazy("promise of a lead", "Start of the works")
    PRODUCTION = "production", pgettext_lazy("promise of a lead", "Start of production")
    OTHER = "other", pgettext_lazy("promise of a lead", "Other")


class LeadPromise(models.Model):
    """What was promised and by when. Capital, start and production are kept as events tell;

    another promise is kept when another than who entered it says so, by a document.
    """

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="promises")
    kind = models.CharField(max_length=10, choices=PromiseKind.choices)
    by_us = models.BooleanField(default=False)
    due_on = models.DateField()
    amount = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, choices=Currency.choices, blank=True)
    says = models.CharField(max_length=500)
    made_on = models.DateField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    kept_on = models.DateField(null=True)
    kept_document = models.CharField(max_length=200, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lead_promise_of_capital_says_how_much",
                condition=(Q(kind="capital", amount__gt=0) & ~Q(currency=""))
                | (~Q(kind="capital") & Q(amount=None, currency="")),
            ),
            models.CheckConstraint(
                name="lead_promise_due_after_it_was_made", condition=Q(due_on__gte=F("made_on"))
            ),
            models.CheckConstraint(
                name="lead_promise_kept_is_checked_by_another",
                condition=Q(kept_on=None, checked_by=None)
                | (Q(kept_on__gte=F("made_on"), checked_by__isnull=False) & ~Q(kept_document="")
                   & ~Q(checked_by=F("entered_by"))),
            ),
        ]  # fmt: skip
        indexes = [
            # the promises that are due, by their day
            models.Index(
                fields=["due_on"], name="lead_promise_open", condition=Q(kept_on=None)
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.kind}"


class EvidenceKind(models.TextChoices):
    VERIFICATION = "verification", pgettext_lazy("evidence of capital", "Capital verification")
    BANK = "bank", pgettext_lazy("evidence of capital", "Bank receipt")
    LAND = "land", pgettext_lazy("evidence of capital", "Receipt of the land price")
    EQUIPMENT = "equipment", pgettext_lazy("evidence of capital", "Invoice for equipment")
    WORKS = "works", pgettext_lazy("evidence of capital", "Settlement of works")


class CapitalArrival(models.Model):
    """Capital that arrived, by evidence in a file; it counts when another has accepted it."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="arrivals")
    on = models.DateField()
    currency = models.CharField(max_length=3, choices=Currency.choices)
    amount = models.BigIntegerField()
    evidence = models.CharField(max_length=12, choices=EvidenceKind.choices)
    document = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_on = models.DateField(null=True)
    accepted = models.BooleanField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="capital_arrival_of_something", condition=Q(amount__gt=0) & ~Q(document="")
            ),
            models.UniqueConstraint(
                fields=["file"], name="capital_evidence_counts_once",
                condition=~Q(accepted=False) | Q(accepted=None),
            ),
            models.CheckConstraint(
                name="capital_arrival_checked_by_another",
                condition=Q(checked_by=None, checked_on=None, accepted=None)
                | (Q(checked_by__isnull=False, checked_on__gte=F("on"), accepted__isnull=False)
                   & ~Q(checked_by=F("entered_by")) & (Q(accepted=True) | ~Q(reason=""))),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.amount}"


class EntryReview(models.Model):
    """One entry review of a lead; ``score`` and ``passed`` are set when it is closed."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="reviews")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    passed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lead"], name="entry_review_one_open", condition=Q(closed_on=None)
            ),
            models.CheckConstraint(
                name="entry_review_closed_with_a_result",
                condition=Q(closed_on=None, passed=None, score=None)
                | Q(closed_on__gte=F("opened_on"), passed__isnull=False, score__gte=0,
                    score__lte=100),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.opened_on}"


class EntrySheet(models.Model):
    """The points an office gave by item (text of exact numbers), its vetoes by document."""

    review = models.ForeignKey(EntryReview, on_delete=models.PROTECT, related_name="sheets")
    office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()
    points = models.JSONField()
    vetoes = models.JSONField(default=dict)
    says = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "office"], name="entry_sheet_once_an_office"),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.review_id}: {self.office_id}"


class FairConclusion(models.TextChoices):
    FAIR = "fair", pgettext_lazy("fair competition review", "Restricts no competition")
    EXCEPTION = "exception", pgettext_lazy("fair competition review", "An exception with a term")


class FairReview(models.Model):
    """The fair competition review of what the agreement offers (``incentives`` by their codes)."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="fair_reviews")
    on = models.DateField()
    document = models.CharField(max_length=200)
    conclusion = models.CharField(max_length=9, choices=FairConclusion.choices)
    exception_basis = models.CharField(max_length=200, blank=True)
    until = models.DateField(null=True)
    incentives = models.JSONField(default=list)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="fair_review_exception_has_basis_and_term",
                condition=~Q(document="")
                & (Q(conclusion="fair") | (~Q(exception_basis="") & Q(until__gt=F("on")))),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.document}"
