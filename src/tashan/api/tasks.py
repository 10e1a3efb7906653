"""What the worker does for the API of itself."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connections
from procrastinate.contrib.django import app

from tashan.api.idempotency import KEPT_FOR, forget


@app.periodic(cron="7 * * * *")
@app.task(name="api.forget_answers", queueing_lock="api.forget_answers")
def forget_answers(timestamp: int) -> None:
    """Each hour: answers kept for more than a day."""
    try:
        forget(datetime.fromtimestamp(timestamp, UTC) - KEPT_FOR)
    finally:
        connections.close_all()
