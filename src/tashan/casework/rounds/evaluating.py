"""Post-evaluation of a finished project by a third party, by the weights of the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.problem_models import EvaluationMark, EvaluationUse, PostEvaluation
from tashan.casework.rounds.holding import note, of_kind, person, told
from tashan.casework.rounds.rules import GRADES, Declared, declared
from tashan.indicators.library_words import said
from tashan.mechanisms.plan import Dimension, Judged, judged
from tashan.registry.dated import as_of
from tashan.registry.keeping import facts_on
from tashan.registry.kinds import Kind
from tashan.registry.kinds import ProjectStage as Stage
from tashan.registry.models import Entity, Participation, ProjectFacts

WHOLE = 100
FINISHED = (Stage.COMPLETED, Stage.PRODUCING, Stage.EVALUATED)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the score sheet: its code, its title and its weight of a hundred."""

    code: str
    title: str
    weight: int


def sheet_of(rules: Declared) -> list[SheetLine]:
    """The lines in the order of the file. Raises UserError where they are not a hundred in all.

    Every parameter that is no threshold of the grades is a line.
    """
    thresholds = {rule.threshold for rule in rules.plan.lights}
    found = []
    for code, parameter in rules.plan.origin.parameters.items():
        weight = parameter.number_on(rules.on)
        if code in thresholds or weight is None:
            continue
        title = said(parameter.title) if parameter.title else code
        found.append(SheetLine(code, title, int(weight)))
    if sum(line.weight for line in found) != WHOLE:
        raise UserError(
            _("The weights of the score sheet come to %s, not to 100.")
            % sum(line.weight for line in found),
            hint=_("Change the parameters of “%s”.") % GRADES,
        )
    return found


def lines_of(evaluation: PostEvaluation) -> list[SheetLine]:
    """The lines as they were on the day of the evaluation."""
    return sheet_of(declared(GRADES, evaluation.on))


@dataclass(frozen=True, slots=True)
class NewEvaluation:
    """By whom, in which report; marks out of a hundred by line, and the verdict in words."""

    evaluator: Entity
    document: str
    marks: Mapping[str, Decimal]
    says: str


@transaction.atomic
def evaluate(project: Entity, new: NewEvaluation, *, by: By) -> PostEvaluation:
    """Raises UserError for who had a part in the project, one not finished, and missing marks."""
    of_kind(project, Kind.PROJECT)
    of_kind(new.evaluator, Kind.ENTERPRISE)
    _refuse_unfinished(project, by.on)
    _refuse_partner(project, new.evaluator, by.on)
    rules = declared(GRADES, by.on)
    lines = sheet_of(rules)
    if set(new.marks) != {line.code for line in lines}:
        raise UserError(
            _("Every line of the sheet is marked, and no other."),
            hint=_("Its lines are: %s.") % ", ".join(line.code for line in lines),
        )
    hundredths = {code: _hundredths(mark) for code, mark in new.marks.items()}
    whole = sum(line.weight * hundredths[line.code] for line in lines)
    made = PostEvaluation.objects.create(
        project=project, evaluator=new.evaluator, version=rules.version,
        document=told(new.document, _("Document")), on=by.on, score=(whole + WHOLE // 2) // WHOLE,
        says=told(new.says, _("Verdict")), actor=person(by), at=by.at,
    )  # fmt: skip
    EvaluationMark.objects.bulk_create(
        EvaluationMark(evaluation=made, code=one.code, weight=one.weight, mark=hundredths[one.code])
        for one in lines
    )
    said_of = {"evaluation": made.pk, "score": made.score, "document": made.document}
    note(project.stream, "project.evaluated", said_of, by)
    return made


def _hundredths(mark: Decimal) -> int:
    if not 0 <= mark <= WHOLE or mark * WHOLE != int(mark * WHOLE):
        raise UserError(
            _("A mark is from 0 to 100, with two decimals at most."), hint=_("For instance 82.5.")
        )
    return int(mark * WHOLE)


def _refuse_unfinished(project: Entity, on: date) -> None:
    held: ProjectFacts | None = facts_on(project, on)
    if held is None or held.stage not in FINISHED:
        raise UserError(
            _("Only a finished project is evaluated."), hint=_("Wait until it is completed.")
        )


def _refuse_partner(project: Entity, evaluator: Entity, on: date) -> None:
    rows = Participation.objects.filter(project=project, entity=evaluator)
    if as_of(rows, on).exists() or rows.filter(replaced=None).exists():
        raise UserError(
            _("The evaluator had a part in the project."), hint=_("Choose a third party.")
        )


def grade_of(evaluation: PostEvaluation) -> Judged:
    """The light of the whole by the rules on the day, with the rule that gave it."""
    rules = declared(GRADES, evaluation.on).book.rules
    return judged(rules, Dimension.COMPLETION, [Decimal(evaluation.score) / WHOLE])


@transaction.atomic
def use(evaluation: PostEvaluation, says: str, document: str, *, by: By) -> EvaluationUse:
    """What it was used for later."""
    if by.on < evaluation.on:
        raise UserError(
            _("It was evaluated on %s.") % evaluation.on, hint=_("Give that day or a later one.")
        )
    made = EvaluationUse.objects.create(
        evaluation=evaluation, says=told(says, _("What it was used for")),
        document=document.strip(), on=by.on, actor=person(by), at=by.at,
    )  # fmt: skip
    said_of = {"evaluation": evaluation.pk, "says": made.says}
    note(evaluation.project.stream, "project.evaluation_used", said_of, by)
    return made
