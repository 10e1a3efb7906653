"""The offers that a run ran on, by the versions that it names."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.base.errors import UserError
from tashan.programmes.models import Run, RunProgramme
from tashan.programmes.offers import Offer, offer_of, preview


def offers_of(made: Run, rows: Sequence[RunProgramme]) -> list[Offer]:
    """The run's programmes as they were. Raises UserError where one can no longer be had so."""
    return [offer_of_row(row, made) for row in rows]


def offer_of_row(row: RunProgramme, made: Run) -> Offer:
    """The offer of one programme of a run."""
    if row.version is None:
        found = preview(row.code)
    else:
        found = offer_of(current.of_version(row.version), row.part)
    if found.digest_on(made.on) != row.digest:
        raise UserError(
            _("“%s” says something else now than when it was matched.") % row.title["zh"],
            hint=_("Match it anew."),
        )
    return found
