"""What papers say of projects, and what statisticians type: each with its source, never changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.projects.annual import annual_entries
from tashan.casework.round_models import (
    AMOUNTS,
    OF_A_YEAR,
    PaperSort,
    ProjectPaper,
    StatisticalFigure,
)
from tashan.casework.rounds.holding import note, of_kind, person, told
from tashan.record import sources
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

Papers = Mapping[tuple[str, int | None], ProjectPaper]
NONE: Papers = {}


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A paper by its name and number; fen, a year, or ten-thousandths as its sort wants."""

    sort: PaperSort
    document: str
    fen: int | None = None
    year: int | None = None
    share: int | None = None


@transaction.atomic
def enter_paper(project: Entity, new: NewPaper, *, by: By) -> ProjectPaper:
    """``by.on`` is the day of the paper. Raises UserError for what its sort lacks, and for the
    investment of a year that the annual plan gives the project already."""
    of_kind(project, Kind.PROJECT)
    document = told(new.document, _("Document"))
    if new.sort in AMOUNTS and new.fen is None:
        raise UserError(_("This paper says how much."), hint=_("Give the amount."))
    if new.sort in OF_A_YEAR and new.year is None:
        raise UserError(_("This paper is of a year."), hint=_("Give the year."))
    if new.sort == PaperSort.PAYMENT and new.share is None:
        raise UserError(_("This paper asks for a share."), hint=_("Give it in per cent."))
    if new.sort == PaperSort.YEAR_PLAN and new.year is not None:
        _refuse_planned(project, new.year, by)
    row = ProjectPaper.objects.create(
        project=project, sort=new.sort, on=by.on,
        fen=new.fen if new.sort in AMOUNTS else None,
        year=new.year if new.sort in OF_A_YEAR else None,
        share=new.share if new.sort == PaperSort.PAYMENT else None,
        source=sources.entry(document, actor=person(by), at=by.at), at=by.at,
    )  # fmt: skip
    said = {"sort": new.sort, "document": document, "fen": row.fen, "year": row.year}
    note(project.stream, "project.paper", said, by)
    return row


def _refuse_planned(project: Entity, year: int, by: By) -> None:
    """The figure has one home: once the annual plan is issued, it is there alone."""
    found = annual_entries([project.pk], year, by.entered_on).get(project.pk)
    if found is not None:
        raise UserError(
            _("“%s” gives the investment of this year already.") % found.entry.plan.title,
            hint=_("Adjust that plan where the figure has changed."),
        )


def papers_on(projects: Collection[int], on: date) -> dict[int, Papers]:
    """The newest paper of each sort (and year) by a day, by the project's id. One query."""
    rows = ProjectPaper.objects.filter(project__in=projects, on__lte=on).select_related("source")
    found: dict[int, dict[tuple[str, int | None], ProjectPaper]] = defaultdict(dict)
    for row in rows.order_by("on", "pk"):
        found[row.project_id][row.sort, row.year] = row
    return dict(found)


@transaction.atomic
def enter_statistics(
    project: Entity, month: date, fen: int, document: str, *, by: By
) -> StatisticalFigure:
    """What statistics say of this year's investment up to a month; a correction is a new row.

    It is never taken from what offices report, nor the other way round.
    """
    of_kind(project, Kind.PROJECT)
    if fen < 0:
        raise UserError(_("An amount is not below zero."), hint=_("Give what the table says."))
    source = sources.entry(told(document, _("Document")), actor=person(by), at=by.at)
    row = StatisticalFigure.objects.create(
        project=project, month=month.replace(day=1), fen=fen, source=source, at=by.at
    )
    said = {"month": f"{month:%Y-%m}", "fen": fen, "source": source.pk}
    note(project.stream, "project.statistics", said, by)
    return row


def statistics_of(projects: Collection[int], month: date) -> dict[int, StatisticalFigure]:
    """The newest figure of a month of each, by the project's id. One query."""
    rows = StatisticalFigure.objects.filter(project__in=projects, month=month.replace(day=1))
    return {row.project_id: row for row in rows.select_related("source").order_by("pk")}
