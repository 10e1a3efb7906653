"""A real worker on the real queue."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from tashan.record import tasks
from tashan.record.events import append
from tashan.record.models import Seal

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def work_off() -> None:
    """Start a worker that does what waits and then stops."""
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def state(job: int) -> str | None:
    return ProcrastinateJob.objects.filter(pk=job).values_list("status", flat=True).first()


def begin_on_dead_worker(job: int, *, attempts: int) -> None:
    """A job that a worker had begun when it died ten minutes ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - interval '10 minutes') RETURNING id)"
            " UPDATE procrastinate_jobs SET status = 'doing', attempts = %s,"
            " worker_id = (SELECT id FROM dead) WHERE id = %s",
            [attempts, job],
        )


def test_the_worker_seals_the_closed_minute_and_writes_the_file_beside(tmp_path: Path) -> None:
    append("report:1", "note", {}, actor=None, at=AT)
    tasks.seal_closed_minute.defer(timestamp=int((AT + timedelta(minutes=1)).timestamp()))
    work_off()
    assert Seal.objects.get().hash in (tmp_path / "seals.tsv").read_text()


def test_sessions_that_ran_out_are_forgotten() -> None:
    session = SessionStore()
    session.save()
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    tasks.forget_sessions.defer(timestamp=0)
    work_off()
    assert not Session.objects.exists()


def test_a_job_of_a_dead_worker_is_handed_out_again() -> None:
    job = tasks.forget_sessions.configure(queueing_lock="of its own").defer(timestamp=0)
    begin_on_dead_worker(job, attempts=1)
    tasks.retry_stalled_jobs.defer(timestamp=0)
    work_off()
    work_off()
    assert state(job) == "succeeded"


def test_a_job_that_kills_every_worker_is_given_up() -> None:
    job = tasks.forget_sessions.defer(timestamp=0)
    begin_on_dead_worker(job, attempts=3)
    tasks.retry_stalled_jobs.defer(timestamp=0)
    work_off()
    assert state(job) == "failed"


def test_a_job_of_a_dead_worker_is_dropped_where_the_same_work_waits() -> None:
    job = tasks.seal_closed_minute.defer(timestamp=0)
    begin_on_dead_worker(job, attempts=1)
    tasks.seal_closed_minute.configure(schedule_in={"hours": 1}).defer(timestamp=0)
    tasks.retry_stalled_jobs.defer(timestamp=0)
    work_off()
    assert state(job) == "failed"


def test_jobs_done_a_month_ago_are_forgotten() -> None:
    job = tasks.seal_closed_minute.defer(timestamp=0)
    work_off()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = now() - interval '40 days'")
    tasks.forget_jobs.defer(timestamp=0)
    work_off()
    assert state(job) is None


def test_a_job_that_failed_is_kept_to_be_looked_at() -> None:
    job = tasks.forget_sessions.defer(timestamp=0)
    begin_on_dead_worker(job, attempts=3)
    tasks.retry_stalled_jobs.defer(timestamp=0)
    work_off()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = now() - interval '40 days'")
    tasks.forget_jobs.defer(timestamp=0)
    work_off()
    assert state(job) == "failed"


def test_the_tasks_of_the_minute_and_of_the_night_are_scheduled() -> None:
    scheduled = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert scheduled >= {
        "record.seal",
        "record.retry_stalled",
        "record.forget_sessions",
        "record.forget_jobs",
    }
