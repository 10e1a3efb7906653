"""Examples are drawn without a deadline: on a busy machine a slow one tells nothing."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
