"""Long runs in the background: the worker's task, and what becomes of one that is given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from django.db import OperationalError, connections
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tashan.base.errors import UserError
from tashan.programmes import running
from tashan.programmes.engines import DEFAULT
from tashan.programmes.models import Run, RunState
from tashan.programmes.offers import Offer
from tashan.programmes.sizes import is_small
from tashan.record.jobs import RETRY, bug, queue_once
from tashan.record.models import Language, User
from tashan.record.progress import Progress


def ask(
    offers: Sequence[Offer], on: date, *, actor: User | None, at: datetime, by: str = DEFAULT
) -> Run:
    """Match now where the register is small, else have the worker do it. Raises UserError."""
    if not offers or is_small(offers[0].programme.subject):
        return running.run(offers, on, actor=actor, at=at, by=by)
    made = running.start(offers, on, actor=actor, at=at, by=by)
    queue(made)
    return made


def queue(made: Run) -> None:
    """Have the run worked on."""
    queue_once(work_on_run, f"run-{made.pk}", run_id=made.pk)


@app.task(name="programmes.work_on_run", retry=RETRY)
def work_on_run(run_id: int) -> None:
    """Work on one run; what fails leaves its reason."""
    try:
        _work(run_id)
    finally:
        connections.close_all()  # a job has a thread of its own, which ends with it


def _work(run_id: int) -> None:
    made = Run.objects.select_related("actor").get(pk=run_id)
    if made.state not in (RunState.WAITING, RunState.RUNNING):
        return
    Run.objects.filter(pk=run_id).update(state=RunState.RUNNING)
    language = made.actor.language if made.actor else Language.SIMPLIFIED
    with translation.override(language):
        try:
            with Progress(made) as progress:
                running.work(made, at=timezone.now(), part=progress)
        except UserError as error:
            running.fail(made, error, at=timezone.now())
        except OperationalError:
            raise
        except Exception:
            running.fail(made, bug(), at=timezone.now())
            raise


@app.periodic(cron="*/5 * * * *")
@app.task(name="programmes.fail_abandoned", queueing_lock="programmes.fail_abandoned")
def fail_abandoned(timestamp: int) -> None:
    """A run whose job was given up says so, instead of being worked on for ever."""
    try:
        give_up(datetime.fromtimestamp(timestamp, UTC))
    finally:
        connections.close_all()


def give_up(at: datetime) -> None:
    """Runs that nobody works on any more."""
    jobs = ProcrastinateJob.objects.filter(
        task_name="programmes.work_on_run", status__in=("todo", "doing")
    )
    busy = [args["run_id"] for args in jobs.values_list("args", flat=True)]
    waiting = Run.objects.filter(state__in=(RunState.WAITING, RunState.RUNNING))
    for made in waiting.exclude(pk__in=busy):
        lost = UserError(
            _("The work was given up: its worker was ended again and again."),
            hint=_("Try once more, or tell the administrator."),
        )
        running.fail(made, lost, at=at)
