"""Forms of problems, inspections and evaluations."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.casework.problem_models import ProblemKind
from tashan.casework.rounds.clearing import ACTS, ProblemAct
from tashan.casework.rounds.evaluating import NewEvaluation, sheet_of
from tashan.casework.rounds.raising import Limit, NewInspection, NewProblem
from tashan.casework.rounds.rules import GRADES, declared
from tashan.casework.rounds.saying import ProblemSaid
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.web.cases.files import CaseFileField, keep
from tashan.web.forms.entries import DayField, EntityField
from tashan.web.forms.rounds import DatedForm, words_field


def project_field(initial: Entity | None) -> EntityField:
    """A project by its name or code."""
    return EntityField(
        Kind.PROJECT, label=_("Project"), help_text=_("Its name or its code."), initial=initial
    )


def office_field() -> EntityField:
    return EntityField(Kind.OFFICE, label=_("Responsible office"), help_text=_("Its name."))


class ProblemForm(DatedForm):
    """What is the matter with a project."""

    def __init__(self, *args: Any, project: Entity | None, **options: Any) -> None:
        self.project = project
        super().__init__(*args, **options)

    def begin(self) -> None:
        """The project and the problem."""
        self.fields["project"] = project_field(self.project)
        add_problem(self)

    @property
    def said(self) -> NewProblem:
        return problem_said(self.cleaned_data)


def add_problem(form: forms.Form) -> None:
    """The fields that every problem has."""
    kinds = [(one.value, str(one.label)) for one in ProblemKind]
    form.fields["kind"] = forms.ChoiceField(label=_("Kind of problem"), choices=kinds)
    form.fields["says"] = words_field(_("What is the matter"))
    form.fields["needs"] = words_field(_("What is to be agreed with others"), required=False)


def problem_said(told: dict[str, Any]) -> NewProblem:
    return NewProblem(ProblemKind(told["kind"]), told["says"], told["needs"])


class FindingForm(DatedForm):
    """What an inspection found, and its limit."""

    def begin(self) -> None:
        """The problem and who puts it right until when."""
        add_problem(self)
        self.fields["office"] = office_field()
        self.fields["measures"] = words_field(_("What has to be done"))
        self.fields["due_on"] = DayField(label=_("To be put right by"))

    @property
    def said(self) -> NewProblem:
        return problem_said(self.cleaned_data)

    @property
    def limit(self) -> Limit:
        told = self.cleaned_data
        return Limit(told["office"], told["measures"], told["due_on"])


class InspectionForm(DatedForm):
    """An inspection of a project by a document."""

    def begin(self) -> None:
        """By what, by whom, and what came of it."""
        self.fields["project"] = project_field(None)
        self.fields["title"] = forms.CharField(label=_("Title"), max_length=200)
        self.fields["document"] = forms.CharField(
            label=_("Document with its number"), max_length=200
        )
        self.fields["inspectors"] = forms.CharField(label=_("Inspectors"), max_length=200)
        self.fields["summary"] = words_field(_("What came of it"), most=2000, required=False)

    @property
    def said(self) -> NewInspection:
        told = self.cleaned_data
        return NewInspection(told["title"], told["document"], told["inspectors"], told["summary"])


class ProblemActForm(DatedForm):
    """The fields of an act on a problem."""

    def __init__(self, *args: Any, act: ProblemAct, **options: Any) -> None:
        self.act = act
        super().__init__(*args, **options)

    def begin(self) -> None:
        """What it needs, then what it takes."""
        allowed = ACTS[self.act]
        for name in (*allowed.needs, *allowed.takes):
            self.fields[name] = FIELDS[name]()
            self.fields[name].required = name in allowed.needs

    @property
    def said(self) -> ProblemSaid:
        """What was filled in, the file kept."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "on" and value}
        if "file" in told:
            told["file"] = keep(told["file"], at=timezone.now())
        return ProblemSaid(**told)


FIELDS: dict[str, Callable[[], forms.Field]] = {
    "says": lambda: words_field(_("In words")),
    "office": office_field,
    "leader": lambda: EntityField(
        Kind.OFFICER, label=pgettext("problem", "Leader"), help_text=_("Their name.")
    ),
    "measures": lambda: words_field(_("Measures")),
    "until": lambda: DayField(label=_("Until")),
    "file": lambda: CaseFileField(label=_("Evidence")),
}


class EvaluationForm(DatedForm):
    """A third party's evaluation with a mark for each line of the sheet."""

    def begin(self) -> None:
        """The lines are those of the file in force."""
        self.fields["evaluator"] = EntityField(
            Kind.ENTERPRISE, label=_("Evaluator"), help_text=_("Its name or its credit code.")
        )
        self.fields["document"] = forms.CharField(
            label=_("Document with its number"), max_length=200
        )
        self.lines = sheet_of(declared(GRADES, self.on_day))
        for line in self.lines:
            self.fields[f"mark_{line.code}"] = forms.DecimalField(
                label=f"{line.title} ({line.weight}%)", min_value=Decimal(0),
                max_value=Decimal(100), decimal_places=2,
            )  # fmt: skip
        self.fields["says"] = words_field(_("Verdict"), most=2000)

    @property
    def said(self) -> NewEvaluation:
        told = self.cleaned_data
        marks = {line.code: told[f"mark_{line.code}"] for line in self.lines}
        return NewEvaluation(told["evaluator"], told["document"], marks, told["says"])


class UseForm(DatedForm):
    """What an evaluation was used for."""

    def begin(self) -> None:
        """The use and its document."""
        self.fields["says"] = forms.CharField(label=_("What it was used for"), max_length=300)
        self.fields["document"] = forms.CharField(
            label=_("Document with its number"), max_length=200, required=False
        )
