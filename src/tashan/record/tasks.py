"""What the worker does of itself."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import UTC, datetime

from django.core.management import call_command
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from tashan.record.seals import seal

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
KEPT_HOURS = 30 * 24


@app.periodic(cron="* * * * *")
@app.task(name="record.seal", queueing_lock="record.seal")
def seal_closed_minute(timestamp: int) -> None:
    """Seal the minute that closed before ``timestamp``."""
    made = seal(datetime.fromtimestamp(timestamp, UTC))
    if made is not None:
        # In a log that is shipped elsewhere, the hash is a witness outside this machine.
        log.info("seal %s %s %s", made.number, made.minute.isoformat(), made.hash)


@app.periodic(cron="* * * * *")
@app.task(name="record.retry_stalled", queueing_lock="record.retry_stalled", pass_context=True)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Hand out again what a worker that died had begun; give up on what kills every worker."""
    for job in await context.app.job_manager.get_stalled_jobs():
        await _hand_out_again(job, context.app.job_manager)


async def _hand_out_again(job: Job, manager: JobManager) -> None:
    if job.attempts < MOST_ATTEMPTS:
        with suppress(UniqueViolation):  # the same work waits already, in a job of its own
            await manager.retry_job(job)
            return
    assert job.id is not None
    log.error("job %s (%s) was begun %s times and given up", job.id, job.task_name, job.attempts)
    await manager.finish_job_by_id_async(job.id, Status.FAILED, delete_job=False)


@app.periodic(cron="17 3 * * *")
@app.task(name="record.forget_sessions", queueing_lock="record.forget_sessions")
def forget_sessions(timestamp: int) -> None:
    """Each night: sessions that ran out."""
    call_command("clearsessions")


@app.periodic(cron="27 3 * * *")
@app.task(name="record.forget_jobs", queueing_lock="record.forget_jobs", pass_context=True)
async def forget_jobs(context: JobContext, timestamp: int) -> None:
    """Each night: jobs that were done a month ago. What failed stays to be looked at."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS)
