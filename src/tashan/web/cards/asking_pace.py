"""How often one visitor may check cards in a minute: whoever tries tokens is slowed down."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

MOST, WINDOW = 30, 60  # checks of one address in so many seconds


def seconds_to_wait(request: HttpRequest) -> int:
    """Counts this check; 0 where it is answered, else how long to wait."""
    second = int(timezone.now().timestamp())
    who = get_adapter().get_client_ip(request)
    key = f"card-check:{who}:{second // WINDOW}"
    before = cache.get(key, 0)
    if before >= MOST:
        return WINDOW - second % WINDOW
    cache.set(key, before + 1, 2 * WINDOW)
    return 0
