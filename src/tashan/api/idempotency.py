"""A write that is sent twice happens once: the answer is kept under the sender's key for a day.

The key, the answer and what was written stand in one transaction, so neither is there without the
others. A write that was refused changed nothing and keeps no answer: sent again, it is tried again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Schema

from tashan.api.files import as_written
from tashan.api.models import KeptAnswer
from tashan.api.problems import ProblemError
from tashan.record.models import User

HEADER = "Idempotency-Key"
KEPT_FOR = timedelta(days=1)
_KEY = re.compile(r"[\x21-\x7e]{1,100}")


def once(
    request: HttpRequest, work: Callable[[], Schema | HttpResponseBase], *, status: int
) -> HttpResponseBase:
    """Do the work in one transaction, or answer as when it was done; one key at a time."""
    user, key = request.user, request.headers.get(HEADER, "").strip()
    assert isinstance(user, User)
    if not key:
        with transaction.atomic():
            return as_written(_body(work()), status)
    if not _KEY.fullmatch(key):
        raise ProblemError(
            "bad-request",
            _("The key has 1 to 100 visible characters of ASCII."),
            hint=_("A UUID is a good key."),
        )
    with transaction.atomic():
        _take(user, key)
        digest = digest_of(request)
        kept = KeptAnswer.objects.filter(user=user, key=key).first()
        if kept is None:
            kept = KeptAnswer(user=user, key=key, request_sha256=digest, status=status)
            kept.body, kept.at = _body(work()), timezone.now()
            kept.save(force_insert=True)
        elif kept.request_sha256 != digest:
            raise ProblemError(
                "key-reused",
                _("This key was sent with another request."),
                hint=_("Take a new key for each new request."),
            )
    return as_written(kept.body, kept.status)


def _body(found: Schema | HttpResponseBase) -> Any:
    assert isinstance(found, Schema), "a write answers with a schema"
    return found.model_dump(mode="json")


def _take(user: User, key: str) -> None:
    """Hold the key until the transaction ends; who comes meanwhile is told so at once."""
    number = int.from_bytes(sha256(f"{user.pk} {key}".encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        (is_taken,) = cursor.fetchone() or (False,)
    if not is_taken:
        raise ProblemError(
            "still-at-work",
            hint=_("Wait a moment, then send the same request with the same key again."),
            headers={"Retry-After": "1"},
        )


def digest_of(request: HttpRequest) -> str:
    """The SHA-256 of method, address and body; of a form its fields and the content of its files,
    since the boundary between its parts differs each time."""
    told = sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if not (request.content_type or "").startswith("multipart/"):
        told.update(request.body)
        return told.hexdigest()
    fields = sorted((name, values) for name, values in request.POST.lists())
    told.update(json.dumps(fields).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            told.update(f"\n{name} {file.name}\n".encode())
            for chunk in file.chunks():
                told.update(chunk)
            file.seek(0)
    return told.hexdigest()


def forget(before: datetime) -> int:
    """Keys older than a day are free again. Gives how many were forgotten."""
    forgotten, _models = KeptAnswer.objects.filter(at__lt=before).delete()
    return forgotten
