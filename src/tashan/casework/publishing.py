"""Publishing a ranking where its file wants a public notice first.

Rankings lie below casework and know of no notice; who publishes comes through here.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from tashan.adoption.current import InForce
from tashan.base.errors import UserError
from tashan.casework import notices
from tashan.indicators.ranking import publishing
from tashan.indicators.ranking.running import ranking_of
from tashan.indicators.ranking_models import Publication, RankingRun
from tashan.mechanisms.timing import TimeLimit
from tashan.record.models import User


def notice_of(run: RankingRun, held: InForce) -> TimeLimit | None:
    """How long the ranking is under notice before it is published, where its file says so."""
    said = ranking_of(held, run.part).publishing
    return said.notice if said else None


def hindrances(run: RankingRun, held: InForce, on: date) -> list[UserError]:
    """What stands in the way of publishing, the notice included."""
    found = notices.hindrance(about(run), notice_of(run, held), on)
    return [*publishing.hindrances(run, held), *([found] if found else [])]


def about(run: RankingRun) -> str:
    return f"ranking:{run.pk}"


@transaction.atomic
def publish(
    run: RankingRun, held: InForce, *, on: date, actor: User | None, at: datetime, reason: str = ""
) -> Publication:
    """As the ranking is published; refused before its notice is over with nothing against it."""
    notices.refuse_unannounced(about(run), notice_of(run, held), on)
    return publishing.publish(run, held, on=on, actor=actor, at=at, reason=reason)
