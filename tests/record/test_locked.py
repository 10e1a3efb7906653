"""Secrets that are used again lie locked."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from tashan.base.errors import UserError
from tashan.record.locked import lock_away, unlock


def test_a_secret_is_locked_and_comes_back() -> None:
    locked = lock_away("sesame")
    assert "sesame" not in locked
    assert unlock(locked) == "sesame"


def test_another_key_opens_nothing(settings: Settings) -> None:
    locked = lock_away("sesame")
    settings.SECRET_KEY = "another key of at least thirty-two characters"
    with pytest.raises(UserError, match="TASHAN_SECRET_KEY"):
        unlock(locked)
