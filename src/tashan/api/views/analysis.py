"""The analysis of a month, and the briefing made from it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Query

from tashan.api.asked import named, today
from tashan.api.doors import ProgramRequest, door
from tashan.api.files import attachment
from tashan.api.routers import figures as router
from tashan.api.schemas import analysis as told
from tashan.indicators.analysis.briefing import briefing
from tashan.indicators.analysis.ends import End
from tashan.indicators.analysis.handout import hand_out
from tashan.indicators.analysis.monthly import Analysis, analyse
from tashan.indicators.analysis.serialised import as_json
from tashan.indicators.analysis.standings import Among
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.home import home
from tashan.registry.kinds import Kind


@door(
    router, "GET", "/analysis",
    scope=Scope.FIGURES_READ, right=perms.may_see_figures, answer=told.Analysis,
)  # fmt: skip
def read_analysis(request: ProgramRequest, asked: Query[told.AnalysisAsked]) -> told.Analysis:
    """Level, growth, rank, contribution, what is out of season, and what is missing."""
    return told.Analysis.model_validate(as_json(_found(asked)))


def _found(asked: told.AnalysisAsked) -> Analysis:
    found = analyse(
        home() if asked.place is None else named(asked.place, Kind.PLACE),
        End.parse(asked.month),
        on=asked.on or today(),
        among=Among(asked.among),
    )
    if found is None:
        raise Http404
    return found


@door(
    router, "GET", "/analysis/briefing/{form}",
    scope=Scope.EXPORT, right=perms.may_export_figures, answer="application/octet-stream",
)  # fmt: skip
def download_briefing(
    request: ProgramRequest, form: str, asked: Query[told.BriefingAsked]
) -> HttpResponse:
    """The monthly briefing as ``docx`` or ``xlsx``; that it went out is recorded."""
    made = hand_out(
        briefing(_found(asked)),
        form,
        reviewer=asked.reviewer,
        actor=request.user,
        at=timezone.now(),
    )
    return attachment(made.data, made.name, made.media_type)
