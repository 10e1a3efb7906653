"""Where webhooks may go: not into the own network, unless a setting says so."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from tashan.base.errors import UserError


def refuse_address(address: str) -> None:
    """Raises UserError for what is no web address; plain http only where private ones are let."""
    parts = urlsplit(address)
    schemes = ("https", "http") if settings.WEBHOOKS_MAY_BE_PRIVATE else ("https",)
    if parts.scheme not in schemes or not parts.hostname or parts.username:
        raise UserError(
            _("“%s” is no address of a webhook.") % address[:80],
            hint=_("Give an address that begins with https://."),
        )


Resolve = Callable[[str, int], list[str]]


def resolved(host: str, port: int) -> list[str]:
    """The numeric addresses of a host. Raises OSError where there is none."""
    return [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def reachable(address: str, resolve: Resolve = resolved) -> str:
    """The numeric address that a request goes to.

    It is resolved once and the request is sent to what was looked at, so a name that changes
    meanwhile leads nowhere else. Raises UserError for a private one, unless a setting allows it,
    and OSError where the name is unknown.
    """
    refuse_address(address)
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = resolve(parts.hostname or "", port)
    for one in found:
        if not settings.WEBHOOKS_MAY_BE_PRIVATE and not ipaddress.ip_address(one).is_global:
            raise UserError(
                _("The address leads into a private network."),
                hint=_("Give a public one, or set TASHAN_WEBHOOKS_PRIVATE=1."),
            )
    return found[0]
