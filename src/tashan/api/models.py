"""The answers kept for requests that are sent twice."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class KeptAnswer(models.Model):
    """The answer to a write with an idempotency key: sent again, it is answered so again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=100)
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="kept_answer_once_a_key"),
        ]
        indexes = [
            # those to be forgotten
            models.Index(fields=["at"], name="kept_answer_by_age"),
        ]

    def __str__(self) -> str:
        return self.key
