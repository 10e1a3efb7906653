"""The list of programmes in force: what the last match of each gave, its budget, its review."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.adoption.current import InForce, in_force
from tashan.mechanisms.programme import Mode
from tashan.programmes.models import Run, RunProgramme, RunState
from tashan.programmes.offers import Offer, of_adoption
from tashan.web.figure_words import in_script, in_tongue
from tashan.web.listing import Order
from tashan.web.matching.budgets import BudgetBar
from tashan.web.matching.quantities import fen_text
from tashan.web.matching.reviews import ReviewWords, reviews_of
from tashan.web.matching.rule_words import SUBJECTS
from tashan.web.matching.standings import Counts

Key = tuple[int, str]  # the adoption, and the name of the part in its file
MOST_RUNS = 8
STATE_LIGHTS = {
    RunState.WAITING: "yellow",
    RunState.RUNNING: "yellow",
    RunState.DONE: "green",
    RunState.FAILED: "red",
}


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One programme in force with its last finished match."""

    offer: Offer
    mechanism: str
    review: ReviewWords
    last: RunProgramme | None

    @property
    def key(self) -> Key:
        return key_of(self.offer)

    @property
    def title(self) -> str:
        return in_tongue(self.offer.programme.title)

    @property
    def url(self) -> str:
        return programme_address(self.offer)

    @property
    def subject(self) -> str:
        return str(SUBJECTS[self.offer.programme.subject])

    @property
    def is_automatic(self) -> bool:
        return self.offer.programme.mode is Mode.AUTOMATIC

    @property
    def counts(self) -> Counts | None:
        return Counts.of(self.last, self.last.run) if self.last else None

    @property
    def budget(self) -> BudgetBar | None:
        return budget_of(self.last)

    @property
    def amount(self) -> str:
        fen = self.last.wanted if self.last else None
        return fen_text(fen) if fen else ""

    @property
    def run(self) -> int | None:
        return self.last.run_id if self.last else None

    @property
    def run_on(self) -> date | None:
        return self.last.run.on if self.last else None


def key_of(offer: Offer) -> Key:
    assert offer.held is not None, "only what is adopted stands on these pages"
    return offer.held.adoption.pk, offer.part


def programme_address(offer: Offer) -> str:
    return reverse("programme", args=key_of(offer))


def budget_of(row: RunProgramme | None) -> BudgetBar | None:
    """What all who qualify would get against what there is."""
    if row is None or row.budget is None or row.wanted is None:
        return None
    is_open = not row.wanted and bool(row.eligible)
    return BudgetBar(row.wanted, row.budget, is_open)


def newest_of(held: Sequence[InForce]) -> dict[Key, RunProgramme]:
    """The last finished match of every programme; one query."""
    rows = RunProgramme.objects.filter(
        adoption__in=[each.adoption.pk for each in held], run__state=RunState.DONE
    )
    ordered = rows.select_related("run__snapshot").order_by("adoption_id", "part", "-run_id")
    newest = ordered.distinct("adoption_id", "part")
    return {(row.adoption_id, row.part): row for row in newest if row.adoption_id}


def lines_on(day: date) -> list[ProgrammeLine]:
    """Of all that is in force, in the order of the adoptions; four queries."""
    held = in_force(day)
    reviews, newest = reviews_of(held), newest_of(held)
    return [
        ProgrammeLine(
            offer,
            in_script(each.adoption.title),
            reviews[each.adoption.pk],
            newest.get(key_of(offer)),
        )
        for each in held
        for offer in of_adoption(each)
    ]


def _count(name: str) -> Callable[[ProgrammeLine], int]:
    return lambda line: getattr(line.counts, name, -1)


COLUMNS: dict[str, Callable[[ProgrammeLine], object]] = {
    "title": lambda line: line.title,
    "eligible": _count("eligible"),
    "near": _count("near"),
    "unknown": _count("unknown"),
    "amount": lambda line: (line.last and line.last.wanted) or -1,
}


def sorted_by(lines: Sequence[ProgrammeLine], order: Order) -> list[ProgrammeLine]:
    """``file`` leaves them in the order of the adoptions."""
    if order.column not in COLUMNS:
        return list(lines)
    return sorted(lines, key=COLUMNS[order.column], reverse=order.is_descending)  # type: ignore[arg-type]


def finding_of(lines: Sequence[ProgrammeLine]) -> str:
    """3 programmes: 126 qualify, 14 nearly do."""
    if not lines:
        return _("There is no programme yet")
    told = ngettext("%d programme", "%d programmes", len(lines)) % len(lines)
    matched = [line.counts for line in lines if line.counts]
    if not matched:
        return _("%(programmes)s, none matched yet") % {"programmes": told}
    sums = {name: sum(getattr(each, name) for each in matched) for name in ("eligible", "near")}
    return _("%(programmes)s: %(eligible)d qualify, %(near)d nearly do") % {
        "programmes": told,
        **sums,
    }


@dataclass(frozen=True, slots=True)
class RunLine:
    """One match in the list of the last."""

    pk: int
    on: date
    at: datetime
    by: str
    programmes: int
    subjects: int | None
    subject: str
    state: str
    light: str


def recent_runs() -> list[RunLine]:
    """The newest first; one query."""
    rows = Run.objects.select_related("actor", "snapshot").annotate(count=Count("programmes"))
    return [
        RunLine(
            run.pk,
            run.on,
            run.at,
            run.actor.display_name if run.actor else "",
            run.count,
            run.snapshot.rows if run.snapshot else None,
            subject_word(run.subject),
            run.get_state_display(),
            STATE_LIGHTS[RunState(run.state)],
        )
        for run in rows.order_by("-at", "-pk")[:MOST_RUNS]
    ]


def subject_word(subject: str) -> str:
    return next((str(word) for code, word in SUBJECTS.items() if code.value == subject), subject)
