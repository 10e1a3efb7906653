"""A place beside its peers."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query

from tashan.api.asked import named, today
from tashan.api.doors import ProgramRequest, door
from tashan.api.files import attachment
from tashan.api.routers import figures as router
from tashan.api.schemas import benchmark as told
from tashan.base.errors import UserError
from tashan.base.periods import FigurePeriod
from tashan.indicators.benchmark import Asked, benchmark
from tashan.indicators.benchmark_json import as_json
from tashan.indicators.benchmark_papers import hand_out
from tashan.indicators.choices import Choice
from tashan.indicators.peers import DEFAULT_WEIGHTS
from tashan.mechanisms.library import library
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.home import home
from tashan.registry.kinds import Kind


@door(
    router, "GET", "/benchmark",
    scope=Scope.BENCHMARK_READ, right=perms.may_see_figures, answer=told.Benchmark,
)  # fmt: skip
def read_benchmark(request: ProgramRequest, asked: Query[told.BenchmarkAsked]) -> told.Benchmark:
    """Gaps, ratios, ranks, spread and years to catch up; every figure leads to its source."""
    found = benchmark(_wanted(asked), on=asked.on or today())
    return told.Benchmark.model_validate(as_json(found))


@door(
    router, "GET", "/benchmark/export/{form}",
    scope=Scope.EXPORT, right=perms.may_export_figures, answer="application/octet-stream",
)  # fmt: skip
def export_benchmark(
    request: ProgramRequest, form: str, asked: Query[told.BenchmarkAsked]
) -> HttpResponse:
    """The benchmark as ``xlsx`` with every source or ``docx``; that it went out is recorded."""
    found = benchmark(_wanted(asked), on=asked.on or today())
    made = hand_out(found, form, actor=request.user, at=timezone.now())
    return attachment(made.data, made.name, made.media_type)


def _wanted(asked: told.BenchmarkAsked) -> Asked:
    given = {name: getattr(asked, name) for name in DEFAULT_WEIGHTS}
    weights = {name: value for name, value in given.items() if value is not None}
    return Asked(
        of=(home() if asked.of is None else named(asked.of, Kind.PLACE)).pk,
        choices=tuple(_choice(text) for text in asked.indicator),
        period=FigurePeriod.parse(asked.period) if asked.period else None,
        since=asked.since,
        peers=tuple(asked.peer),
        by=asked.by,
        count=asked.count,
        weights=DEFAULT_WEIGHTS | weights,
        reference=asked.reference,
        holder=asked.holder or "",
    )


def _choice(text: str) -> Choice:
    found = Choice.parse(text, library().indicators)
    if found is None:
        raise UserError(
            _("There is no indicator “%s”.") % text,
            hint=_("Give a code like grp, or grp:growth for its growth."),
        )
    return found
