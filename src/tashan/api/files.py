"""Answers as they go out: JSON that a person can read too, and files to be kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse, JsonResponse


def as_written(body: Any, status: int, *, media_type: str = "application/json") -> JsonResponse:
    """JSON with its Chinese as it is, not as escapes."""
    return JsonResponse(
        body,
        status=status,
        content_type=media_type,
        safe=False,
        json_dumps_params={"ensure_ascii": False},
    )


def attachment(data: bytes, name: str, media_type: str) -> HttpResponse:
    """A file to be kept, never shown by a browser."""
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
