"""What was matched with the registers on a day, and the lists and awards that came of it."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.indicators.models import Snapshot
from tashan.programmes.budget_models import Budget as Budget
from tashan.programmes.budget_models import BudgetPart as BudgetPart
from tashan.programmes.card_models import Card as Card
from tashan.programmes.card_models import CardConsent as CardConsent
from tashan.programmes.exchange_models import Exchange as Exchange
from tashan.programmes.exchange_models import ExchangeStep as ExchangeStep
from tashan.programmes.fund_models import Fund as Fund
from tashan.programmes.fund_models import Loan as Loan
from tashan.programmes.guarantee_models import CounterGuarantee as CounterGuarantee
from tashan.programmes.guarantee_models import Guarantee as Guarantee
from tashan.programmes.guarantee_models import GuaranteeClaim as GuaranteeClaim
from tashan.programmes.guarantee_models import Inspection as Inspection
from tashan.programmes.guarantee_models import Recovery as Recovery
from tashan.programmes.guarantee_models import Shareholder as Shareholder
from tashan.programmes.investment_models import CapitalCall as CapitalCall
from tashan.programmes.investment_models import Investment as Investment
from tashan.programmes.investment_models import Partner as Partner
from tashan.programmes.investment_models import Tranche as Tranche
from tashan.programmes.investment_models import Valuation as Valuation
from tashan.programmes.nomination_models import Nomination as Nomination
from tashan.programmes.nomination_models import NominationFile as NominationFile
from tashan.programmes.nomination_models import NominationRound as NominationRound
from tashan.programmes.nomination_models import NominationScore as NominationScore
from tashan.programmes.nomination_models import PublicSeat as PublicSeat
from tashan.programmes.payment_models import ClawBack as ClawBack
from tashan.programmes.payment_models import Payment as Payment
from tashan.programmes.payment_models import PaymentList as PaymentList
from tashan.programmes.project_money_models import MoneySource as MoneySource
from tashan.programmes.project_money_models import ProgressReport as ProgressReport
from tashan.programmes.project_money_models import ProjectMoney as ProjectMoney
from tashan.programmes.project_money_models import ProjectPayment as ProjectPayment
from tashan.programmes.project_money_models import WorksContract as WorksContract
from tashan.record.models import SHA256, Source, StoredFile
from tashan.registry.models import Entity

_FROZEN = (
    "IF TG_OP = 'DELETE' OR to_jsonb(NEW) {free} IS DISTINCT FROM to_jsonb(OLD) {free} THEN"
    " RAISE EXCEPTION 'frozen: % of % is refused', TG_OP, TG_TABLE_NAME; END IF; RETURN NEW;"
)


def _frozen_but(*columns: str) -> list[pgtrigger.Trigger]:
    """Rows of which these columns may change and nothing else, ever."""
    free = " ".join(f"- '{column}'" for column in columns)
    return [
        pgtrigger.Trigger(
            name="frozen_rows",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            func=_FROZEN.format(free=free),
        )
    ]


class RunState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("run", "Waiting")
    RUNNING = "running", pgettext_lazy("run", "Running")
    DONE = "done", pgettext_lazy("run", "Done")
    FAILED = "failed", pgettext_lazy("run", "Failed")


class Run(models.Model):
    """Programmes matched with everything of one kind as it held on a day.

    The result lies in a file told by its SHA-256; with the snapshot and the versions that it ran
    on it can be repeated to the fen. ``progress`` is in per cent. A preview ran on a programme of
    the library that is not adopted: no list comes of it.
    """

    subject = models.CharField(max_length=10)
    on = models.DateField()
    state = models.CharField(max_length=7, choices=RunState.choices, default=RunState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)
    hint = models.CharField(max_length=500, blank=True)
    engine = models.CharField(max_length=20)
    is_preview = models.BooleanField(default=False)
    snapshot = models.ForeignKey(
        Snapshot, null=True, on_delete=models.PROTECT, related_name="matches"
    )
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="run_done_has_its_result",
                condition=~Q(state="done") | Q(snapshot__isnull=False, file__isnull=False),
            ),
            models.CheckConstraint(
                name="run_failed_says_why", condition=~Q(state="failed") | ~Q(problem="")
            ),
            models.CheckConstraint(name="run_progress_in_per_cent", condition=Q(progress__lte=100)),
        ]
        indexes = [
            # the list of runs, the newest first
            models.Index(fields=["-at"], name="run_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.on}"

    @property
    def stream(self) -> str:
        """The stream of events about this run."""
        return f"run:{self.pk}"


class RunProgramme(models.Model):
    """One programme of a run: by which version of which adoption, and what came out.

    ``code`` is the programme's, ``part`` its name in the file. ``parameters`` are the values that
    it ran with, ``digest`` the SHA-256 of its rules and of these. ``wanted`` is what all who
    qualify would get together and ``given`` what they do get, in fen; None where nothing is paid.
    """

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="programmes")
    position = models.PositiveSmallIntegerField()
    mechanism = models.CharField(max_length=64)
    part = models.CharField(max_length=64)
    code = models.CharField(max_length=64)
    title = models.JSONField()
    adoption = models.ForeignKey(
        Adoption, null=True, on_delete=models.PROTECT, related_name="matches"
    )
    version = models.ForeignKey(
        AdoptionVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )
    parameters = models.JSONField()
    digest = models.CharField(max_length=64)
    eligible = models.PositiveIntegerField(null=True)
    unknown = models.PositiveIntegerField(null=True)
    near = models.PositiveIntegerField(null=True)
    wanted = models.BigIntegerField(null=True)
    given = models.BigIntegerField(null=True)
    budget = models.BigIntegerField(null=True)

    class Meta:
        ordering = ("run", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["run", "position"], name="run_programme_position_once_a_run"
            ),
            models.CheckConstraint(
                name="run_programme_digest_is_sha256", condition=Q(digest__regex=SHA256)
            ),
            models.CheckConstraint(
                name="run_programme_never_gives_more_than_wanted",
                condition=Q(given__isnull=True)
                | Q(wanted__isnull=True)
                | Q(given__lte=models.F("wanted")),
            ),
        ]
        indexes = [
            # the newest run of an adopted programme
            models.Index(fields=["adoption", "part", "-run"], name="run_programme_newest"),
        ]
        triggers = _frozen_but("eligible", "unknown", "near", "wanted", "given", "budget")

    def __str__(self) -> str:
        return f"{self.run_id}: {self.code}"


class ListState(models.TextChoices):
    DRAFTED = "drafted", pgettext_lazy("award list", "Drafted")
    CONFIRMED = "confirmed", pgettext_lazy("award list", "Confirmed")
    DROPPED = "dropped", pgettext_lazy("award list", "Dropped")


class AwardList(models.Model):
    """Who gets what under a programme, frozen when it is drafted; ``number`` counts its versions.

    ``sha256`` is of the content: programme, rules, day and every award. Once confirmed it stands;
    a mistake is mended by the next number.
    """

    programme = models.ForeignKey(RunProgramme, on_delete=models.PROTECT, related_name="lists")
    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="award_lists")
    part = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=ListState.choices, default=ListState.DRAFTED)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    source = models.ForeignKey(
        Source, null=True, on_delete=models.PROTECT, related_name="award_lists"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["adoption", "part", "number"], name="award_list_number_once_a_programme"
            ),
            models.CheckConstraint(
                name="award_list_sha256_is_sha256", condition=Q(sha256__regex=SHA256)
            ),
            models.CheckConstraint(
                name="award_list_confirmed_by_somebody",
                condition=~Q(state="confirmed")
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, source__isnull=False),
            ),
        ]
        triggers = _frozen_but("state", "confirmed_by_id", "confirmed_at", "source_id")

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def stream(self) -> str:
        """The stream of events about this list."""
        return f"list:{self.pk}"


class AwardState(models.TextChoices):
    """Without application (免申即享): matched, told to the enterprise, taken by it; then paid."""

    MATCHED = "matched", pgettext_lazy("award", "Matched")
    PUSHED = "pushed", pgettext_lazy("award", "Told to the enterprise")
    CONFIRMED = "confirmed", pgettext_lazy("award", "Taken")
    DECLINED = "declined", pgettext_lazy("award", "Declined")
    PAYABLE = "payable", pgettext_lazy("award", "To be paid")
    PAID = "paid", pgettext_lazy("award", "Paid")
    FILED = "filed", pgettext_lazy("award", "Filed")


class Award(models.Model):
    """What one subject gets by a list: fen, None where it is a title or a service.

    ``reckoning`` says how the amount came about, as that of an entry: of a stepwise award the
    step and what earlier lists gave; empty where the rule alone gives it.
    """

    reckoning = models.JSONField(default=list)
    list = models.ForeignKey(AwardList, on_delete=models.PROTECT, related_name="awards")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="awards")
    place = models.PositiveIntegerField(null=True)
    fen = models.BigIntegerField(null=True)
    state = models.CharField(max_length=9, choices=AwardState.choices, default=AwardState.MATCHED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "entity"], name="award_once_a_list"),
            models.CheckConstraint(
                name="award_fen_not_negative", condition=Q(fen__isnull=True) | Q(fen__gte=0)
            ),
        ]
        indexes = [
            # what an enterprise has been given
            models.Index(fields=["entity", "-list"], name="award_of_an_entity"),
        ]
        triggers = _frozen_but("state")

    def __str__(self) -> str:
        return f"{self.list_id}: {self.entity_id}"
