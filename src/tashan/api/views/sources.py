"""Where figures and rows of the registers are from."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.figures import source_of
from tashan.api.routers import figures as router
from tashan.api.schemas import figures as told
from tashan.indicators.figures import OF_A_SINGLE_FIRM
from tashan.record import perms
from tashan.record.models import Source
from tashan.record.tokens import Scope


@door(
    router, "GET", "/sources/{source_id}",
    scope=(Scope.FIGURES_READ, Scope.REGISTERS_READ), right=perms.may_see_registers,
    answer=told.Source,
)  # fmt: skip
def read_source(request: ProgramRequest, source_id: Id) -> told.Source:
    """A source: who entered it, of which file or finding it is, whether it was withdrawn."""
    return source_of(readable(request, source_id))


def readable(request: ProgramRequest, source_id: int, *, with_figures: bool = False) -> Source:
    """The source, if the account may know of it: not that of single firms' statistical returns."""
    rows = Source.objects.select_related("actor", "file", "withdrawal")
    source = get_object_or_404(rows, pk=source_id)
    figures = source.observations.all()
    if not perms.may_see_statistics(request.user) and figures.filter(OF_A_SINGLE_FIRM).exists():
        raise Http404
    if with_figures and not figures.exists():
        raise Http404
    return source
