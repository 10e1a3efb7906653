"""What is put into each project: the plan of the year, and what is done from January on."""

from __future__ import annotations

from collections.abc import Iterator

from tashan.demo.invented.facts import Fact, Project, Release, Sheet
from tashan.demo.invented.periods import Month, released_on

OFFICE = "他山县发展和改革局"


def sheets(projects: list[Project]) -> Iterator[Sheet]:
    for year in (2025, 2026):
        release = Release(f"{year}年项目投资计划", OFFICE, Month(year, 1).last)
        facts = [
            Fact("project", project.code, "annual_investment_planned", "level",
                 Month(year, 1).first, Month(year, 12).last, project.planned[year], "office")
            for project in projects if year in project.planned
        ]  # fmt: skip
        yield Sheet(release, tuple(facts))
    months = sorted({month for project in projects for month in project.done})
    for month in (Month(*each) for each in months):
        release = Release(f"{month.year}年{month.month}月项目调度", OFFICE, released_on(month))
        facts = [
            Fact("project", project.code, "annual_investment_done", "level",
                 month.from_january, month.last, project.done[month], "office")
            for project in projects if month in project.done
        ]  # fmt: skip
        yield Sheet(release, tuple(facts))
