"""Who works here, what happened, and the originals. Other packages keep their own nouns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tashan.record.append_only import append_only_triggers

SHA256 = r"^[0-9a-f]{64}$"


class AccountKind(models.TextChoices):
    """What an account is for. It is settled when the account is made: who changes sides gets
    another account, so that no one person's account ever held two of these at once."""

    BUSINESS = "business", _("Business")
    SYSTEM = "system", _("System administration")
    SECURITY = "security", _("Security administration")
    AUDIT = "audit", _("Audit administration")


class Language(models.TextChoices):
    SIMPLIFIED = "zh-hans", "简体中文"
    TRADITIONAL = "zh-hant", "繁體中文"
    ENGLISH = "en", "English"


class UserManager(BaseUserManager["User"]):
    """Finds users by username; accounts are made by ``tashan.record.accounts``."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Names are told apart without regard to case."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """Somebody with an account. What the account may do is told by its role grants."""

    username = models.CharField(
        _("username"), max_length=150, validators=[UnicodeUsernameValidator()]
    )
    email = models.EmailField(_("email"), blank=True)
    display_name = models.CharField(_("name"), max_length=100)
    office = models.CharField(_("office"), max_length=200, blank=True)
    post = models.CharField(_("post"), max_length=200, blank=True)
    language = models.CharField(
        _("language"), max_length=7, choices=Language.choices, default=Language.SIMPLIFIED
    )
    kind = models.CharField(
        _("kind of account"),
        max_length=8,
        choices=AccountKind.choices,
        default=AccountKind.BUSINESS,
        editable=False,
    )
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    # what tashan.record.perms found out for this object; None until asked
    held_roles: frozenset[str] | None = None

    class Meta:
        constraints = [
            # upper case, since Django's iexact compares so: signing in finds its row by this index
            models.UniqueConstraint(Upper("username"), name="user_username_once"),
            models.UniqueConstraint(Upper("email"), name="user_email_once", condition=~Q(email="")),
            # the target of the keys that hold a grant to its user's kind of account
            models.UniqueConstraint(fields=["id", "kind"], name="user_id_with_kind"),
            models.CheckConstraint(
                name="user_kind_known", condition=Q(kind__in=AccountKind.values)
            ),
            models.CheckConstraint(name="user_has_a_name", condition=~Q(display_name="")),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def stream(self) -> str:
        """The stream of events about this account."""
        return f"user:{self.pk}"


class Role(models.Model):
    """Something an account may be: data, so that an office can read who may do what."""

    code = models.CharField(max_length=32, primary_key=True)
    kind = models.CharField(max_length=8, choices=AccountKind.choices)

    class Meta:
        ordering = ("code",)
        constraints = [
            # the target of the keys that hold a grant to its role's kind of account
            models.UniqueConstraint(fields=["code", "kind"], name="role_code_with_kind"),
            models.CheckConstraint(
                name="role_kind_known", condition=Q(kind__in=AccountKind.values)
            ),
        ]

    def __str__(self) -> str:
        return self.code


class RoleGrant(models.Model):
    """A role held by a user from a moment until another; ended, never deleted.

    ``kind`` is the user's and the role's kind of account at once: two keys in the database
    (``grant_kind_is_the_users``, ``grant_kind_is_the_roles``) keep business and the three
    administrations apart.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="grants")
    kind = models.CharField(max_length=8, choices=AccountKind.choices)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("from_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], name="grant_open_once", condition=Q(to_at__isnull=True)
            ),
            models.CheckConstraint(
                name="grant_ends_after_it_begins",
                condition=Q(to_at__isnull=True) | Q(to_at__gte=F("from_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role_id}"


class StreamHead(models.Model):
    """The last event of a stream; its row is locked while the stream grows."""

    stream = models.CharField(max_length=100, primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True, default="")
    sealed_length = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="head_has_a_hash_when_it_has_events",
                condition=Q(length=0, hash="") | Q(length__gt=0, hash__regex=SHA256),
            ),
            models.CheckConstraint(
                name="head_sealed_no_further_than_its_length",
                condition=Q(sealed_length__lte=F("length")),
            ),
        ]
        indexes = [
            # the heads that grew since the last seal
            models.Index(
                fields=["stream"], name="head_unsealed", condition=Q(length__gt=F("sealed_length"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stream}/{self.length}"


class Event(models.Model):
    """Something that happened to one thing: one report, one account."""

    stream = models.CharField(max_length=100)
    sequence = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=64)
    payload = models.JSONField()
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("stream", "sequence")
        constraints = [
            # also the index of every reading of one stream
            models.UniqueConstraint(
                fields=["stream", "sequence"], name="event_sequence_once_a_stream"
            ),
            models.CheckConstraint(name="event_hash_is_sha256", condition=Q(hash__regex=SHA256)),
            models.CheckConstraint(
                name="event_first_has_no_previous",
                condition=Q(sequence=1, previous="") | Q(sequence__gt=1, previous__regex=SHA256),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.stream}/{self.sequence} {self.kind}"


class Seal(models.Model):
    """One closed minute: a hash over all heads that grew, chained to the seal before."""

    number = models.PositiveBigIntegerField(primary_key=True)
    minute = models.DateTimeField()
    streams = models.PositiveBigIntegerField()
    events = models.PositiveBigIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["minute"], name="seal_minute_once"),
            models.CheckConstraint(name="seal_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="seal_hash_is_sha256", condition=Q(hash__regex=SHA256)),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.number} {self.minute.isoformat()}"


class SealedHead(models.Model):
    """How long a stream was when a seal was made, and its last hash then."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="heads")
    stream = models.CharField(max_length=100)
    length = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("seal", "stream")
        constraints = [
            models.UniqueConstraint(fields=["seal", "stream"], name="sealed_head_once_a_seal"),
            # also the index of the last sealed length of a stream
            models.UniqueConstraint(
                fields=["stream", "length"], name="sealed_head_length_once_a_stream"
            ),
            models.CheckConstraint(
                name="sealed_head_hash_is_sha256", condition=Q(hash__regex=SHA256)
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.seal_id}: {self.stream}/{self.length}"


class StoredFile(models.Model):
    """An original as it came in, told by its SHA-256; the bytes lie under TASHAN_VAR/files."""

    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=127)
    name = models.CharField(max_length=255)
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256"], name="file_content_once"),
            models.CheckConstraint(name="file_sha256_is_sha256", condition=Q(sha256__regex=SHA256)),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return self.name


class SourceKind(models.TextChoices):
    ENTRY = "entry", _("Entered by an officer")
    FILE = "file", _("Imported from a file")
    FINDING = "finding", _("Finding of a report")
    DOCUMENT = "document", _("Published document")


class PermittedUse(models.TextChoices):
    """What the holder of the data allows (statistics law, article 28: a single respondent's
    return serves statistics alone)."""

    PUBLIC = "public", _("Public")
    WORK = "work", _("For the offices' work")
    STATISTICS = "statistics", _("For statistics alone")


class Source(models.Model):
    """Where rows of a register or figures came from; see ``tashan.record.sources``."""

    kind = models.CharField(max_length=8, choices=SourceKind.choices)
    title = models.CharField(max_length=300)
    permitted_use = models.CharField(max_length=10, choices=PermittedUse.choices)
    publisher = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True)
    address = models.CharField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True)  # the sheet of a file
    reference = models.JSONField(default=dict)  # the report and span of a finding
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="source_says_what_it_is", condition=~Q(title="")),
            models.CheckConstraint(
                name="source_of_a_file_names_it",
                condition=Q(kind="file", file__isnull=False) | ~Q(kind="file"),
            ),
            models.CheckConstraint(
                name="source_entry_has_an_officer",
                condition=Q(kind="entry", actor__isnull=False) | ~Q(kind="entry"),
            ),
            models.CheckConstraint(
                name="source_of_a_finding_refers_to_it",
                condition=Q(kind="finding", reference__has_key="report") | ~Q(kind="finding"),
            ),
        ]
        indexes = [
            # which findings of a report are recorded as figures
            models.Index(
                models.F("reference__report"),
                models.F("reference__number"),
                name="source_of_a_finding",
                condition=Q(kind="finding"),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return self.title


class Withdrawal(models.Model):
    """A source that was taken back: by whom, when and why."""

    source = models.OneToOneField(Source, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=300)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="withdrawal_says_why", condition=~Q(reason="")),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.source_id}: {self.reason}"


class Token(models.Model):
    """A program's key. Only its SHA-256 is kept; it may never do more than its account."""

    name = models.CharField(max_length=100)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    sha256 = models.CharField(max_length=64)
    hint = models.CharField(max_length=8)  # its first characters, to tell tokens apart
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)  # to the minute

    class Meta:
        constraints = [
            # also the index by which a request finds its token
            models.UniqueConstraint(fields=["sha256"], name="token_secret_once"),
            models.CheckConstraint(
                name="token_sha256_is_sha256", condition=Q(sha256__regex=SHA256)
            ),
            models.CheckConstraint(
                name="token_expires_after_it_was_made", condition=Q(expires_at__gt=F("created_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.hint}…"

    @property
    def last_day(self) -> date:
        """The last local day on which it opens anything."""
        return timezone.localdate(self.expires_at - timedelta(microseconds=1))
