"""Files as answers."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse


def attachment(data: bytes, name: str, media_type: str) -> HttpResponse:
    """A file to be kept, never shown by a browser."""
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
