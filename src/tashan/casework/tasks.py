"""What the worker does for cases of itself."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from django.db import connections
from django.utils import timezone
from procrastinate.contrib.django import app

from tashan.casework.recounting import refresh

log = logging.getLogger(__name__)


@app.periodic(cron="7 16 * * *")  # UTC: seven minutes into a new day in Beijing
@app.task(name="casework.recount", queueing_lock="casework.recount")
def recount_overnight(timestamp: int) -> None:
    """Each night: what was counted by an older calendar, and reminders that are over."""
    on = timezone.localdate(datetime.fromtimestamp(timestamp, UTC))
    try:
        moved = refresh(on)
    finally:
        connections.close_all()
    log.info("counted again as of %s: %s matters with another deadline", on, len(moved))
