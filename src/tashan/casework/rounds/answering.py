"""An office answers for a project in a round, with photos; somebody else checks it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.round_models import ReportState, RoundPhoto, RoundReport
from tashan.casework.rounds.holding import note, person, refuse_same, told
from tashan.record.models import StoredFile

PICTURES = frozenset({"image/jpeg", "image/png"})
TO_ANSWER = (ReportState.ASKED, ReportState.SENT_BACK, ReportState.ANSWERED)


@dataclass(frozen=True, slots=True)
class Answer:
    """Progress in words; fen from January on, None where it is not known; problems in words."""

    progress: str
    done: int | None = None
    received: int | None = None
    paid: int | None = None
    problems: str = ""
    lowered_because: str = ""


def held(report: RoundReport, *states: ReportState) -> RoundReport:
    """The row as it is now, locked. Raises UserError in another state."""
    rows = RoundReport.objects.select_for_update(of=("self",)).select_related("round")
    row = rows.get(pk=report.pk)
    if row.state not in states:
        raise UserError(
            _("The report is “%s”.") % ReportState(row.state).label,
            hint=_("Look at its page again: somebody may have moved it on."),
        )
    return row


@transaction.atomic
def answer(report: RoundReport, said: Answer, *, by: By) -> RoundReport:
    """What the office tells. The last month's words again are taken, and flagged.

    Raises UserError where the investment of the year falls without a reason.
    """
    row = held(report, *TO_ANSWER)
    earlier = _earlier(row)
    row.progress = told(said.progress, _("Progress"))
    row.is_same = bool(earlier) and _plain(earlier[0].progress) == _plain(row.progress)
    row.before = _known_before(row, earlier)
    row.done, row.received, row.paid = said.done, said.received, said.paid
    row.problems = said.problems.strip()
    row.lowered_because = ""
    if row.done is not None and row.before is not None and row.done < row.before:
        row.lowered_because = _because(said.lowered_because, row.before)
    row.state, row.answered_on, row.answerer = ReportState.ANSWERED, by.on, person(by)
    row.checker = row.checked_on = None
    row.remark = ""
    row.save()
    payload: dict[str, int | str | None] = {
        "project": row.project_id, "done": row.done, "is_same": row.is_same,
    }  # fmt: skip
    if row.lowered_because:
        payload |= {"before": row.before, "because": row.lowered_because}
    note(row.round.stream, "round.answered", payload, by)
    return row


def _earlier(row: RoundReport) -> list[RoundReport]:
    """What was told of the project in earlier months, the newest first."""
    rows = RoundReport.objects.filter(project=row.project_id, round__month__lt=row.round.month)
    told_of = rows.exclude(progress="").select_related("round").order_by("-round__month")
    return list(told_of[:12])


def _known_before(row: RoundReport, earlier: list[RoundReport]) -> int | None:
    """The newest figure of the same year."""
    year = row.round.month.year
    known = (one.done for one in earlier if one.round.month.year == year)
    return next((fen for fen in known if fen is not None), None)


def _because(reason: str, before: int) -> str:
    if not reason.strip():
        raise UserError(
            _("%s yuan were reported of this year before: investment done does not fall.")
            % f"{before / 100:,.2f}",
            hint=_("Give that or more, or say why the figure is corrected."),
        )
    return reason.strip()


def _plain(text: str) -> str:
    return "".join(text.split()).rstrip("。.;；")


@transaction.atomic
def attach_photo(
    report: RoundReport, file: StoredFile, taken_on: date, place: str, *, by: By
) -> RoundPhoto:
    """A dated photo. Raises UserError for what is no picture, and for a day that is to come."""
    row = held(report, *TO_ANSWER)
    if file.media_type not in PICTURES:
        raise UserError(_("“%s” is no picture.") % file.name, hint=_("Give a .jpg or a .png."))
    if taken_on > by.on:
        raise UserError(_("%s has not come yet.") % taken_on, hint=_("Give the day it was taken."))
    if row.photos.filter(file=file).exists():
        raise UserError(_("The report has this photo already."), hint=_("Give another one."))
    made = RoundPhoto.objects.create(
        report=row, file=file, taken_on=taken_on, taken_at=told(place, _("Place")),
        actor=person(by), at=by.at,
    )  # fmt: skip
    note(row.round.stream, "round.photo", {"project": row.project_id, "file": file.sha256}, by)
    return made


@transaction.atomic
def check(report: RoundReport, *, by: By) -> RoundReport:
    """Somebody else than who answered confirms it."""
    row = held(report, ReportState.ANSWERED)
    refuse_same(row.answerer_id, by)
    row.state, row.checker, row.checked_on = ReportState.CHECKED, person(by), by.on
    row.save()
    note(row.round.stream, "round.checked", {"project": row.project_id}, by)
    return row


@transaction.atomic
def send_back(report: RoundReport, remark: str, *, by: By) -> RoundReport:
    """To be answered again, with what is wrong."""
    row = held(report, ReportState.ANSWERED)
    refuse_same(row.answerer_id, by)
    row.remark = told(remark, _("What is wrong"))
    row.state, row.checker, row.checked_on = ReportState.SENT_BACK, person(by), by.on
    row.save()
    said = {"project": row.project_id, "remark": row.remark}
    note(row.round.stream, "round.sent_back", said, by)
    return row
