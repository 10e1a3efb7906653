"""One adoption on a page: parameters beside the origin's, versions, review, pedigree, runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from tashan.adoption import current, files
from tashan.adoption.following import newer
from tashan.adoption.models import Adoption, AdoptionVersion, Review
from tashan.adoption.pedigree import Link, Pedigree, learned_by, learned_from
from tashan.adoption.settings_of import Setting
from tashan.base.storable import storable
from tashan.indicators.ranking_models import RankingRun
from tashan.learning.lessons import lessons_of
from tashan.learning.models import Lesson
from tashan.learning.outcome import Became, of_lessons
from tashan.mechanisms.fields import Basis, Text
from tashan.mechanisms.mechanism_names import RUN
from tashan.mechanisms.merge import Merged
from tashan.mechanisms.schema import Mechanism
from tashan.programmes.models import RunProgramme, RunState
from tashan.record import perms
from tashan.record.models import Event, User
from tashan.web.adopting.change_words import titled
from tashan.web.adopting.effect_panel import EffectPanel
from tashan.web.adopting.places import place_names
from tashan.web.adopting.rows import ParameterRow, rows_of
from tashan.web.adopting.words import title_of, value_words
from tashan.web.figure_words import in_tongue

LONGEST = 500
MOST_EVENTS = 20
MOST_RUNS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A parameter here beside the origin's; ``reason`` is why it is set otherwise."""

    code: str
    title: str
    origin: str
    ours: str
    is_changed: bool
    since: date | None
    reason: str
    basis: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version with the reasons for what is its own, by the titles of what they are about."""

    row: AdoptionVersion
    reasons: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RunLine:
    row: RunProgramme
    title: str


@dataclass(frozen=True, slots=True)
class RankingLine:
    row: RankingRun
    title: str


@dataclass(frozen=True, slots=True)
class PartLine:
    code: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Taker:
    """A place that has it from us."""

    name: str
    adoption: Adoption


class AdoptionPage:
    """Worked out only as far as the template asks."""

    def __init__(self, adoption: Adoption, user: User, *, on: date, measured: str = "") -> None:
        self.adoption, self.user, self.on, self.measured = adoption, user, on, measured
        self.may_adopt = perms.may_adopt(user)

    @cached_property
    def versions(self) -> list[AdoptionVersion]:
        """The newest first."""
        return list(self.adoption.versions.select_related("actor").order_by("-number"))

    @property
    def version_lines(self) -> list[VersionLine]:
        return [VersionLine(row, self._reasons(row)) for row in self.versions]

    def _reasons(self, row: AdoptionVersion) -> list[tuple[str, str]]:
        files_now = files.of_base(self.version), files.of_version(self.version)
        return [
            (str(_("Learned from")) if path == "learned_from" else titled(path, *files_now), why)
            for path, why in row.reasons.items()
        ]

    @property
    def version(self) -> AdoptionVersion:
        """The one in force; before it holds and after it ended, the last."""
        held = [version for version in self.versions if version.since <= self.on]
        return held[0] if held else self.versions[0]

    @cached_property
    def mechanism(self) -> Mechanism:
        return files.mechanism_of(self.version)

    @cached_property
    def base(self) -> Mechanism:
        return files.checked(files.read(self.version.base_text))

    @property
    def state(self) -> str:
        if self.adoption.ended_on is not None and self.adoption.ended_on <= self.on:
            return "ended"
        return "held" if self.adoption.since <= self.on else "coming"

    @property
    def subtitle(self) -> str:
        return in_tongue(self.mechanism.title)

    @cached_property
    def lines(self) -> list[Line]:
        day = max(self.on, self.adoption.since)
        return [self._line(code, day) for code in self.mechanism.parameters]

    def _line(self, code: str, day: date) -> Line:
        ours, base = self.mechanism.parameters[code], self.base.parameters.get(code)
        unit = ours.unit or ""
        origin = value_words(base.on(day) if base else None, unit)
        reason = self.version.reasons.get(f"parameters/{code}", "")
        basis = "、".join(filter(None, map(_basis, ours.basis or self.mechanism.basis)))
        here = value_words(ours.on(day), unit)
        return Line(
            code, title_of(code, ours), origin, here, bool(reason), ours.since(day), reason, basis
        )

    @property
    def changed(self) -> int:
        return sum(line.is_changed for line in self.lines)

    @property
    def parts(self) -> list[PartLine]:
        """What does something: programmes and rankings."""
        return [
            PartLine(code, in_tongue(part.title), part.kind)
            for code, part in self.mechanism.parts.items()
            if isinstance(part, RUN)
        ]

    @cached_property
    def pedigree(self) -> Pedigree:
        before = learned_from(self.versions[0], on=self.on)
        return Pedigree(before, learned_by(self.adoption))

    @property
    def chain(self) -> list[Link]:
        """The first of all first, so that it is read from left to right."""
        return list(reversed(self.pedigree.before))

    @property
    def takers(self) -> list[Taker]:
        return [Taker(self.places[row.place], row) for row in self.pedigree.after]

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Ours and those that have it from us, by name."""
        codes = [self.adoption.place, *(row.place for row in self.pedigree.after)]
        return place_names(codes, on=self.on)

    @property
    def place(self) -> str:
        return self.places[self.adoption.place]

    @cached_property
    def effect(self) -> EffectPanel:
        chain = self.pedigree.before
        return EffectPanel(self.adoption, chain, self.measured, self.user, self.on)

    @cached_property
    def lessons(self) -> list[Lesson]:
        return lessons_of(self.adoption)

    @property
    def needs_review(self) -> bool:
        return current.needs_review(self.mechanism)

    @cached_property
    def review(self) -> Review | None:
        return current.newest_review(self.adoption)

    @property
    def is_reviewed(self) -> bool:
        return current.review_holds(self.review, self.versions[0])

    @cached_property
    def upstream(self) -> Merged | None:
        """What the source changed since; None where it has nothing newer."""
        found = newer(self.adoption, self.versions[0], on=self.on)
        return found.merged if found else None

    @cached_property
    def runs(self) -> list[RunLine]:
        """The newest runs of its programmes, by name."""
        rows = RunProgramme.objects.filter(adoption=self.adoption, run__state=RunState.DONE)
        newest = rows.select_related("run").order_by("-run__at", "position")[:MOST_RUNS]
        return [RunLine(row, in_tongue(Text.model_validate(row.title))) for row in newest]

    @cached_property
    def rankings(self) -> list[RankingLine]:
        """The newest runs of its rankings, by name."""
        rows = RankingRun.objects.filter(version__adoption=self.adoption).defer("head")
        titles = {part.code: part.title for part in self.parts}
        newest = rows.order_by("-on", "part", "-number")[:MOST_RUNS]
        return [RankingLine(row, titles.get(row.part, row.part)) for row in newest]

    @cached_property
    def became(self) -> list[Became]:
        return of_lessons(self.lessons)

    @cached_property
    def events(self) -> list[Event]:
        rows = Event.objects.filter(stream=self.adoption.stream).select_related("actor")
        return list(rows.order_by("-sequence")[:MOST_EVENTS])


def _basis(basis: Basis) -> str:
    told = basis.document or _("as in %s") % basis.example_of
    return f"{told} {basis.article}" if basis.article else told


class ChangeRoom:
    """The form of a change: what holds on its day, and what was typed."""

    def __init__(self, adoption: Adoption, said: Mapping[str, str], *, on: date) -> None:
        self.adoption = adoption
        self.said = {name: storable(value)[:LONGEST] for name, value in said.items()}
        self.first = max(on, adoption.since)

    @cached_property
    def since(self) -> date:
        try:
            return date.fromisoformat(self.said.get("since", ""))
        except ValueError:
            return self.first

    @cached_property
    def rows(self) -> list[ParameterRow]:
        last = self.adoption.versions.latest("number")
        return rows_of(files.mechanism_of(last).parameters, self.said, on=self.since)

    @property
    def has_refusals(self) -> bool:
        return any(row.problem for row in self.rows)

    @property
    def settings(self) -> dict[str, Setting]:
        return {row.code: Setting(row.value, row.reason) for row in self.rows if row.is_changed}
