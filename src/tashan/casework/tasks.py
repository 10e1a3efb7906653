"""What the worker does of itself for cases."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from tashan.casework.moving.expiry import look_after

log = logging.getLogger(__name__)


@app.periodic(cron="7 * * * *")
@app.task(name="casework.look_after", queueing_lock="casework.look_after")
def look_after_limits(timestamp: int) -> None:
    """Each hour: what an expired limit does by itself, as the rules of each matter say."""
    at = datetime.fromtimestamp(timestamp, UTC)
    moved = look_after(timezone.localdate(at), at)
    if moved:
        log.info("%s matters were moved by their expired limits", moved)
