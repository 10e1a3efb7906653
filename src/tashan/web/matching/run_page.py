"""One run: its programmes with their counts, on what it ran, how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.programmes.models import Run, RunProgramme, RunState
from tashan.web.figure_words import in_script, is_english
from tashan.web.matching.programme_list import STATE_LIGHTS, subject_word
from tashan.web.matching.quantities import fen_text
from tashan.web.matching.standings import Counts

BUSY = (RunState.WAITING, RunState.RUNNING)


@dataclass(frozen=True, slots=True)
class ProgrammeOfRun:
    """One programme of the run; ``url`` opens its results on this page."""

    position: int
    title: str
    sub: str
    counts: Counts
    amount: str
    url: str
    page_url: str
    is_current: bool


class RunPage:
    def __init__(self, run: Run, *, position: int | None) -> None:
        self.run, self.pk, self.on, self.at = run, run.pk, run.on, run.at
        self.rows = list(run.programmes.select_related("adoption").order_by("position"))
        self.position = position

    @property
    def chosen(self) -> RunProgramme | None:
        return next((row for row in self.rows if row.position == self.position), None)

    @property
    def is_busy(self) -> bool:
        return self.run.state in BUSY

    @property
    def is_done(self) -> bool:
        return self.run.state == RunState.DONE

    @property
    def state(self) -> str:
        return self.run.get_state_display()

    @property
    def light(self) -> str:
        return STATE_LIGHTS[RunState(self.run.state)]

    @property
    def progress(self) -> int:
        return self.run.progress

    @property
    def failure(self) -> str:
        return f"{self.run.problem} {self.run.hint}".strip()

    @property
    def by(self) -> str:
        return self.run.actor.display_name if self.run.actor else ""

    @property
    def subject(self) -> str:
        return subject_word(self.run.subject)

    @property
    def subjects(self) -> int | None:
        return self.run.snapshot.rows if self.run.snapshot else None

    @property
    def hash(self) -> str:
        return self.run.snapshot.sha256 if self.run.snapshot else ""

    @property
    def result_hash(self) -> str:
        return self.run.file.sha256 if self.run.file else ""

    @property
    def seconds(self) -> str:
        """How long it took, to a tenth of a second."""
        if self.run.finished_at is None or self.run.finished_at <= self.run.at:
            return ""
        return _("%s seconds") % f"{(self.run.finished_at - self.run.at).total_seconds():.1f}"

    @property
    def programmes(self) -> list[ProgrammeOfRun]:
        return [self._programme(row) for row in self.rows]

    def _programme(self, row: RunProgramme) -> ProgrammeOfRun:
        here = reverse("match", args=[self.pk])
        return ProgrammeOfRun(
            row.position,
            title_of_row(row),
            in_script(row.adoption.title) if row.adoption else _("a preview of the library"),
            Counts.of(row, self.run),
            fen_text(row.given) if row.given else "—",
            f"{here}?programme={row.position}",
            reverse("programme", args=[row.adoption.pk, row.part]) if row.adoption else "",
            row.position == self.position,
        )

    @property
    def finding(self) -> str:
        """5 programmes over 1,204 enterprises: 126 qualify."""
        if self.run.state == RunState.FAILED:
            return _("The match could not be finished")
        if self.is_busy:
            return _("The match is under way")
        count = len(self.rows)
        eligible = sum(row.eligible or 0 for row in self.rows)
        return _("%(programmes)s over %(subjects)s %(kind)s: %(eligible)s qualify") % {
            "programmes": ngettext("%d programme", "%d programmes", count) % count,
            "subjects": f"{self.subjects or 0:,}",
            "kind": self.subject.lower(),
            "eligible": f"{eligible:,}",
        }


def title_of_row(row: RunProgramme) -> str:
    """The programme's title as it was when it was matched."""
    return str(row.title["en"]) if is_english() else in_script(str(row.title["zh"]))
