"""What the year's plan gives a project: the issued annual plan says it, else a paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from tashan.casework.project_models import PlanEntry
from tashan.casework.projects.annual import annual_entries
from tashan.casework.round_models import PaperSort, ProjectPaper
from tashan.casework.rounds.papers import NONE, Papers


@dataclass(frozen=True, slots=True)
class Planned:
    """Fen of a year with where they stand: an entry of the annual plan, or a paper."""

    fen: int
    entry: PlanEntry | None = None
    paper: ProjectPaper | None = None

    @property
    def document(self) -> str:
        """The plan's document, or that of the paper."""
        if self.entry is not None:
            return f"{self.entry.plan.title} {self.entry.plan.document}".strip()
        return "" if self.paper is None else self.paper.source.title


def planned_of(
    projects: Collection[int], year: int, on: date, papers: Mapping[int, Papers]
) -> dict[int, Planned]:
    """What is planned of each in a year as of a day; those of which nothing is planned are left
    out. ``papers`` are those of ``papers_on`` the same day. One query."""
    entries = annual_entries(projects, year, on)
    found: dict[int, Planned] = {}
    for project in projects:
        entry, paper = entries.get(project), papers.get(project, NONE).get(_of(year))
        if entry is not None:
            found[project] = Planned(entry.fen, entry=entry.entry)
        elif paper is not None and paper.fen is not None:
            found[project] = Planned(paper.fen, paper=paper)
    return found


def _of(year: int) -> tuple[str, int]:
    return (PaperSort.YEAR_PLAN, year)
