"""Secrets that Tashan must use again: kept locked under a key made of TASHAN_SECRET_KEY."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

from tashan.base.errors import UserError


def lock_away(secret: str) -> str:
    """The secret as it may be stored."""
    return _cipher().encrypt(secret.encode()).decode()


def unlock(locked: str) -> str:
    """The secret again. Raises UserError where the key has changed since."""
    try:
        return _cipher().decrypt(locked.encode()).decode()
    except InvalidToken:
        raise UserError(
            _("The secret cannot be read: TASHAN_SECRET_KEY was changed."),
            hint=_("Enter the secret again."),
        ) from None


def _cipher() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"tashan channels")
    return Fernet(base64.urlsafe_b64encode(key.derive(settings.SECRET_KEY.encode())))
