"""Tokens that programs sign in with, and the answers kept for requests that are sent twice."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Token(models.Model):
    """A program's key. Only its SHA-256 is kept; it may never do more than its account."""

    name = models.CharField(max_length=100)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tokens"
    )
    sha256 = models.CharField(max_length=64)
    hint = models.CharField(max_length=8)  # its first characters, to tell tokens apart
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256"], name="token_secret_once"),
            models.CheckConstraint(
                name="token_expires_after_it_was_made",
                condition=Q(expires_at__gt=models.F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.hint}…"


class KeptAnswer(models.Model):
    """The answer to a write with an idempotency key: sent again, it is answered so again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=100)
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)  # null while the first is at work
    body = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="kept_answer_once_a_key"),
        ]

    def __str__(self) -> str:
        return self.key
