"""What the worker does of itself for cases."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from django.db import connections
from django.utils import timezone
from procrastinate.contrib.django import app

from tashan.casework.four_reports.rules import rules_or_none
from tashan.casework.four_reports.unreported import look
from tashan.casework.moving.by import By
from tashan.casework.moving.expiry import look_after
from tashan.casework.recounting import refresh
from tashan.casework.supervision.deriving import remind
from tashan.casework.supervision.rules import ladder_on
from tashan.casework.supervision.sending import send_waiting

log = logging.getLogger(__name__)


@app.periodic(cron="7 16 * * *")  # UTC: seven minutes into a new day in Beijing
@app.task(name="casework.recount", queueing_lock="casework.recount")
def recount_overnight(timestamp: int) -> None:
    """Each night: the days of all that is open, and reminders that are over."""
    on = timezone.localdate(datetime.fromtimestamp(timestamp, UTC))
    try:
        moved = refresh(on)
    finally:
        connections.close_all()
    log.info("counted again as of %s: %s matters with another deadline", on, len(moved))


@app.periodic(cron="7 * * * *")
@app.task(name="casework.look_after", queueing_lock="casework.look_after")
def look_after_limits(timestamp: int) -> None:
    """Each hour: what an expired limit does by itself, as the rules of each matter say."""
    at = datetime.fromtimestamp(timestamp, UTC)
    try:
        moved = look_after(timezone.localdate(at), at)
    finally:
        connections.close_all()
    if moved:
        log.info("%s matters were moved by their expired limits", moved)


@app.periodic(cron="27 16 * * *")  # UTC: early in a new day in Beijing
@app.task(name="casework.find_unreported", queueing_lock="casework.find_unreported")
def find_unreported_overnight(timestamp: int) -> None:
    """Each night: acts on card holders that the registers tell of and no report does."""
    at = datetime.fromtimestamp(timestamp, UTC)
    on = timezone.localdate(at)
    try:
        found = look(by=By(None, at, on)) if rules_or_none(on) else []
    finally:
        connections.close_all()
    if found:
        log.info("%s acts without a report were found", len(found))


@app.periodic(cron="3 0 * * *")  # UTC: three minutes past eight in Beijing
@app.task(name="casework.remind", queueing_lock="casework.remind")
def remind_each_morning(timestamp: int) -> None:
    """Each morning: the day's reminders, where a ladder of supervision is adopted."""
    at = datetime.fromtimestamp(timestamp, UTC)
    on = timezone.localdate(at)
    try:
        made = remind(on, at) if ladder_on(on) else None
    finally:
        connections.close_all()
    if made is not None:
        log.info("%s: %s messages with %s reminders", on, made.messages, made.reminders)


@app.periodic(cron="* * * * *")
@app.task(name="casework.send", queueing_lock="casework.send")
def send_each_minute(timestamp: int) -> None:
    """Each minute: the messages that wait; those of a worker that died go out again."""
    try:
        sent = send_waiting(timezone.now())
    finally:
        connections.close_all()
    if sent:
        log.info("%s messages were sent", sent)
