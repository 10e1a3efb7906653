"""The way to an adoption in five steps; the address holds all that was said, nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from tashan.adoption.adopting import LearnedFrom, NewAdoption
from tashan.adoption.settings_of import Setting
from tashan.base.errors import UserError
from tashan.base.storable import storable
from tashan.learning.fitness import Have, fitness
from tashan.learning.lessons import Practice, learned_from, practice
from tashan.learning.preview import Preview, Tried, preview
from tashan.mechanisms.head import Parameter
from tashan.mechanisms.library import library
from tashan.mechanisms.schema import Mechanism
from tashan.reading.models import ReportFinding
from tashan.registry.home import home
from tashan.registry.models import Entity
from tashan.registry.naming import name_on, names_on
from tashan.web.adopting.checks import TEN_THOUSAND, Check, fitness_checks, law_checks
from tashan.web.adopting.rows import ParameterRow, rows_of
from tashan.web.figure_words import in_script, in_tongue

STEPS: dict[str, str | Promise] = {
    "fitness": pgettext_lazy("step", "Fitness"),
    "law": pgettext_lazy("step", "Legality"),
    "parameters": pgettext_lazy("step", "Parameters"),
    "preview": pgettext_lazy("step", "Preview"),
    "adopt": pgettext_lazy("step", "Adopt"),
}
# what each step asks for; the others carry it along unseen
ASKED = {"fitness": ("money", "people"), "parameters": ("since",), "adopt": ("title",)}
AFTER_PARAMETERS = ("preview", "adopt")
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Step:
    code: str
    label: str | Promise
    number: int
    is_current: bool
    is_past: bool


@dataclass(frozen=True, slots=True)
class TriedRow:
    found: Tried
    title: str
    names: list[tuple[int, str]]


class Wizard:
    """What was said so far of adopting a mechanism, and what the step shows."""

    def __init__(self, request: HttpRequest, mechanism: Mechanism) -> None:
        said = request.POST if request.method == "POST" else request.GET
        self.said: Mapping[str, str] = {
            name: storable(str(value))[:LONGEST] for name, value in said.items()
        }
        self.mechanism = mechanism
        self.today = timezone.localdate()
        asked = self.said.get("step", "fitness")
        self.step = asked if asked in STEPS else "fitness"
        if self.step in AFTER_PARAMETERS and self.has_refusals:
            self.step = "parameters"

    @property
    def steps(self) -> list[Step]:
        order = list(STEPS)
        at = order.index(self.step)
        return [
            Step(code, label, number + 1, code == self.step, number < at)
            for number, (code, label) in enumerate(STEPS.items())
        ]

    @property
    def following(self) -> Step | None:
        at = list(STEPS).index(self.step) + 1
        return self.steps[at] if at < len(STEPS) else None

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What other steps asked for, carried along."""
        own = ASKED.get(self.step, ())
        shown = {"step", "csrfmiddlewaretoken", *own}
        of_parameters = self.step == "parameters"
        return [
            (name, value)
            for name, value in self.said.items()
            if name not in shown and not (of_parameters and name[:2] in ("p.", "r."))
        ]

    @cached_property
    def place(self) -> Entity:
        return home()

    @cached_property
    def since(self) -> date:
        try:
            return date.fromisoformat(self.said.get("since", ""))
        except ValueError:
            return self.today

    @property
    def title(self) -> str:
        return self.said.get("title", "").strip() or in_script(self.mechanism.title.zh)

    @property
    def name(self) -> str:
        return in_tongue(self.mechanism.title)

    @property
    def place_name(self) -> str:
        return name_on(self.place, self.today)

    @property
    def money(self) -> Decimal | None:
        """Yuan that the officer says are there; the field counts tens of thousands."""
        try:
            typed = Decimal(self.said.get("money", "").replace(",", "") or "NaN")
        except InvalidOperation:
            return None
        return typed * TEN_THOUSAND if typed.is_finite() and typed >= 0 else None

    @property
    def people(self) -> int | None:
        typed = self.said.get("people", "")
        return int(typed) if typed.isdecimal() and len(typed) < 6 else None

    @cached_property
    def rows(self) -> list[ParameterRow]:
        return rows_of(self.mechanism.parameters, self.said, on=self.since)

    @property
    def changed(self) -> list[ParameterRow]:
        return [row for row in self.rows if row.is_changed]

    @property
    def has_refusals(self) -> bool:
        return any(row.problem for row in self.rows)

    @cached_property
    def settings(self) -> dict[str, Setting]:
        """The parameters set otherwise; those that are wrong are left out and told in their row."""
        return {row.code: Setting(row.value, row.reason) for row in self.changed if not row.problem}

    @cached_property
    def preview(self) -> Preview:
        return preview(self.mechanism, self.parameters, on=self.today)

    @property
    def tried(self) -> list[TriedRow]:
        """What the preview found, with the names of the first who qualify."""
        wanted = [pk for one in self.preview.tried for pk in one.subjects]
        names = names_on(wanted, self.today)
        return [
            TriedRow(one, in_tongue(one.title), [(pk, names[pk]) for pk in one.subjects])
            for one in self.preview.tried
        ]

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """Those of the file with what was set in the wizard."""
        return {row.code: row.parameter_as_set(self.since) for row in self.rows}

    @cached_property
    def fitness(self) -> list[Check]:
        found = fitness(
            self.mechanism,
            place=self.place,
            on=self.today,
            have=Have(self.money, self.people),
            lacks=self.preview.lacks,
        )
        return fitness_checks(found)

    @cached_property
    def legality(self) -> list[Check]:
        return law_checks(self.mechanism, on=self.since)

    @property
    def to_do(self) -> int:
        return sum(check.light != "green" for check in (*self.fitness, *self.legality))

    @cached_property
    def practice(self) -> Practice | None:
        """The accepted finding that led here. Raises UserError where it is none."""
        report, _dash, number = self.said.get("from", "").partition("-")
        if not (report.isdecimal() and number.isdecimal() and len(report + number) < 18):
            return None
        rows = ReportFinding.objects.select_related("report").defer("report__text")
        found = rows.filter(report=int(report), number=int(number)).first()
        return practice(found) if found else None

    @property
    def learned(self) -> LearnedFrom | None:
        return learned_from(self.practice.finding) if self.practice else None

    def new(self) -> NewAdoption:
        """What is to be adopted. Raises UserError where a parameter is not right."""
        wrong = next((row for row in self.rows if row.problem), None)
        if wrong is not None:
            raise UserError(f"{wrong.title}: {wrong.problem}", hint=_("Go back to the parameters."))
        return NewAdoption(
            mechanism=self.mechanism.mechanism,
            title=self.title,
            place=self.place.code,
            since=self.since,
            settings=self.settings,
            learned=self.learned,
        )


def mechanism_of(code: str) -> Mechanism | None:
    return library().mechanisms.get(code)
