"""What follows when something is late: reminders and how they are sent, letters, complaints."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from tashan.record.models import SHA256, StoredFile
from tashan.registry.models import Entity


class RedSpell(models.Model):
    """From ``since`` until ``until`` (not included) the light of a cause was red.

    Written when a day's reminders are derived; what was red last week is read from here.
    """

    cause = models.CharField(max_length=64)
    kind = models.CharField(max_length=24)
    title = models.CharField(max_length=400)
    office = models.ForeignKey(
        Entity, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cause"], name="red_spell_one_open_a_cause", condition=Q(until=None)
            ),
            models.CheckConstraint(
                name="red_spell_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
        ]
        indexes = [
            # what became red, and what is red no longer, since a day
            models.Index(fields=["since"], name="red_spell_begun"),
            models.Index(
                fields=["until"], name="red_spell_ended", condition=Q(until__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause}: {self.since}"


class WebhookForm(models.TextChoices):
    GENERIC = "generic", pgettext_lazy("webhook", "Signed JSON (HMAC-SHA256)")
    WECOM = "wecom", pgettext_lazy("webhook", "WeCom group robot")
    DINGTALK = "dingtalk", pgettext_lazy("webhook", "DingTalk group robot")


class Webhook(models.Model):
    """Where the group of an office is told. The secret is kept locked and never shown again."""

    office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="webhooks")
    form = models.CharField(max_length=8, choices=WebhookForm.choices)
    address = models.CharField(max_length=500)
    locked_secret = models.TextField(blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office"], name="webhook_one_open_an_office", condition=Q(closed_at=None)
            ),
            models.CheckConstraint(
                name="webhook_signed_where_it_can_be",
                condition=Q(form="wecom") | ~Q(locked_secret=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form}: {self.office_id}"

    @property
    def stream(self) -> str:
        """The stream of events about this webhook."""
        return f"webhook:{self.pk}"


class Channel(models.TextChoices):
    PAGE = "page", pgettext_lazy("channel", "In the page")
    MAIL = "mail", pgettext_lazy("channel", "By mail")
    WEBHOOK = "webhook", pgettext_lazy("channel", "To the group")


class MessageState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("message", "Waiting")
    SENDING = "sending", pgettext_lazy("message", "Being sent")
    SENT = "sent", pgettext_lazy("message", "Sent")
    FAILED = "failed", pgettext_lazy("message", "Failed")
    WITHDRAWN = "withdrawn", pgettext_lazy("message", "Withdrawn")


class Message(models.Model):
    """One delivery: what one person or group is told on a day, by one channel.

    ``key`` is the same however often it is tried: the Message-ID of a mail, the idempotency key
    of a webhook. ``subject`` and ``text`` are settled when it is first taken up, so that a second
    attempt says the same. ``sending`` after a crash means that nobody knows: it is tried again.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=7, choices=Channel.choices)
    recipient = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="messages",
        db_index=False,
    )  # fmt: skip
    webhook = models.ForeignKey(Webhook, null=True, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(
        max_length=9, choices=MessageState.choices, default=MessageState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="message_key_once"),
            models.CheckConstraint(
                name="message_has_its_way",
                condition=Q(channel="webhook", webhook__isnull=False)
                | (~Q(channel="webhook") & Q(user__isnull=False, webhook=None)),
            ),
            models.CheckConstraint(
                name="message_sent_has_its_moment",
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
            ),
        ]
        indexes = [
            # what the worker takes up next
            models.Index(
                fields=["next_at", "id"],
                name="message_to_send",
                condition=Q(state__in=["waiting", "sending"]),
            ),
            # the notices of a user, and how many are unread
            models.Index(
                fields=["user", "-id"], name="message_of_a_user", condition=Q(channel="page")
            ),
            models.Index(
                fields=["user"],
                name="message_unread",
                condition=Q(channel="page", state="sent", read_at=None),
            ),
            # what could not be sent, for the page of channels
            models.Index(fields=["-id"], name="message_failed", condition=Q(state="failed")),
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.key}"


class Reminder(models.Model):
    """That somebody was told of one cause at one step of the ladder, and in which message.

    ``period`` names the day from which it is late and the how-manieth repetition it is, so a clock
    that was moved is told of again, and nothing is told of twice.
    """

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="reminders")
    cause = models.CharField(max_length=64)
    step = models.CharField(max_length=64)
    recipient = models.ForeignKey(
        Entity, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=7, choices=Channel.choices)
    period = models.CharField(max_length=20)
    title = models.CharField(max_length=400)
    office = models.ForeignKey(
        Entity, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    due_on = models.DateField(null=True)
    late = models.SmallIntegerField()  # working days; below 0 it is not late yet
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cause", "step", "recipient", "channel", "period"],
                name="reminder_once_for_a_cause",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause}/{self.step}"


class LetterState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("letter", "Draft")
    ISSUED = "issued", pgettext_lazy("letter", "Issued")
    ANSWERED = "answered", pgettext_lazy("letter", "Answered")
    CLEARED = "cleared", pgettext_lazy("letter", "Cleared")
    DROPPED = "dropped", pgettext_lazy("letter", "Dropped")


class SupervisionLetter(models.Model):
    """A letter to an office about what is late there: drafted by the ladder, issued by a steward.

    ``step`` is the letter's name in the ladder. What the office answers is cleared by another.
    """

    office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="letters")
    step = models.CharField(max_length=64)
    kind = models.CharField(max_length=11)
    title = models.JSONField()
    demands = models.JSONField()
    state = models.CharField(max_length=8, choices=LetterState.choices, default=LetterState.DRAFT)
    drafted_on = models.DateField()
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    issued_on = models.DateField(null=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answer_by = models.DateField(null=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "year", "number"],
                name="letter_number_once",
                condition=Q(number__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_issued_whole",
                condition=Q(state__in=["draft", "dropped"])
                | Q(
                    number__isnull=False, issued_on__isnull=False, issued_by__isnull=False,
                    answer_by__isnull=False, file__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="letter_answered_says_what",
                condition=~Q(state__in=["answered", "cleared"])
                | (Q(answered_on__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
            ),
            models.CheckConstraint(
                name="letter_cleared_by_another",
                condition=~Q(state="cleared")
                | (Q(closed_by__isnull=False) & ~Q(closed_by=F("answered_by"))),
            ),
        ]  # fmt: skip
        indexes = [
            # letters that wait for something, the newest first
            models.Index(
                fields=["-id"],
                name="letter_open",
                condition=Q(state__in=["draft", "issued", "answered"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.office_id}"

    @property
    def stream(self) -> str:
        """The stream of events about this letter."""
        return f"letter:{self.pk}"


class LetterCause(models.Model):
    """What a letter is about, as it stood when the letter was drafted."""

    letter = models.ForeignKey(SupervisionLetter, on_delete=models.PROTECT, related_name="causes")
    cause = models.CharField(max_length=64)
    step = models.CharField(max_length=64)
    period = models.CharField(max_length=20)
    title = models.CharField(max_length=400)
    due_on = models.DateField(null=True)
    late = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("letter", "-late", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["cause", "step", "period"], name="letter_once_for_a_cause"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.cause}"


class Complaint(models.Model):
    """What somebody complains of an office about; another office answers it.

    ``assign_by`` and ``answer_by`` are the last days by the ladder in force when it came in.
    """

    about = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="complaints")
    by = models.CharField(max_length=200)
    enterprise = models.ForeignKey(
        Entity, null=True, on_delete=models.PROTECT, related_name="complaints_made"
    )
    says = models.TextField()
    received_on = models.DateField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    assign_by = models.DateField()
    answer_by = models.DateField()
    office = models.ForeignKey(
        Entity, null=True, on_delete=models.PROTECT, related_name="complaints_to_answer"
    )
    assigned_on = models.DateField(null=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(blank=True)
    is_upheld = models.BooleanField(null=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="complaint_says_something", condition=~Q(says="") & ~Q(by="")
            ),
            models.CheckConstraint(
                name="complaint_not_answered_by_whom_it_is_about",
                condition=Q(office=None) | ~Q(office=F("about")),
            ),
            models.CheckConstraint(
                name="complaint_assigned_whole",
                condition=Q(office=None, assigned_on=None)
                | Q(office__isnull=False, assigned_on__isnull=False, assigned_by__isnull=False),
            ),
            models.CheckConstraint(
                name="complaint_answered_whole",
                condition=Q(answered_on=None, answer="", is_upheld=None)
                | (
                    Q(answered_on__isnull=False, is_upheld__isnull=False, office__isnull=False)
                    & ~Q(answer="")
                ),
            ),
        ]
        indexes = [
            # complaints that wait for an answer
            models.Index(
                fields=["answer_by"], name="complaint_open", condition=Q(answered_on=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.about_id}"

    @property
    def stream(self) -> str:
        """The stream of events about this complaint."""
        return f"complaint:{self.pk}"


class DueFeed(models.Model):
    """The calendar of what is due for one user, at an address that only they know."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="due_feeds"
    )
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256"], name="due_feed_secret_once"),
            models.UniqueConstraint(
                fields=["user"], name="due_feed_one_a_user", condition=Q(revoked_at=None)
            ),
            models.CheckConstraint(
                name="due_feed_secret_is_hashed", condition=Q(sha256__regex=SHA256)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.made_at}"
