"""Rules of a procedure asked of one subject: what they answer, why, and which fact is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from tashan.adoption.current import InForce
from tashan.base.errors import UserError
from tashan.indicators.snapshots.keys import EXTRA, FigureKey, marked
from tashan.indicators.snapshots.single import single
from tashan.mechanisms.fields import Text
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.library import library
from tashan.mechanisms.register import RegisterField
from tashan.mechanisms.rules.answers import Detail
from tashan.mechanisms.rules.binding import bind_condition
from tashan.mechanisms.rules.bound import Bound, BoundCondition, BoundProgramme, Column
from tashan.mechanisms.rules.engines.reference.engine import ReferenceEngine
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.rules.tables import Cell
from tashan.mechanisms.rules.vocabulary import field_of_register, fields_of
from tashan.mechanisms.rules.walking import columns
from tashan.mechanisms.working_days import calendar
from tashan.registry.models import Entity

_HERE = Text(zh="本单位", en="This office")
_IN_CHARGE = Text(zh="主管部门", en="The office in charge")


@dataclass(frozen=True, slots=True)
class Fact:
    """A column that rules ask for: what it is and which office knows it.

    ``register`` and ``field`` name a further field, which the window may enter; a field of the
    register itself has neither and is entered on the subject's own page.
    """

    key: str
    title: Text
    holder: Text
    register: str = ""
    field: str = ""

    @property
    def definition(self) -> RegisterField | None:
        """The further field as its file defines it."""
        return library().registers[self.register].fields[self.field] if self.register else None


@dataclass(frozen=True, slots=True)
class Answered:
    """What a rule says of the subject: it holds, it does not, or it is unknown (None).

    ``missing`` are the keys of the facts that decide and are unknown; ``used`` those that there
    are, as text in base units; ``details`` are the comparisons.
    """

    rule: str
    holds: bool | None
    missing: tuple[str, ...] = ()
    used: Mapping[str, str] = field(default_factory=dict)
    details: tuple[Detail, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As a case keeps it."""
        return {
            "rule": self.rule,
            "holds": self.holds,
            "missing": list(self.missing),
            "used": dict(self.used),
        }


@dataclass(frozen=True, slots=True)
class Question:
    """Rules of one file, by any key of the asker's."""

    held: InForce
    rules: Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """A subject on a day, asked once for all the questions of a page."""

    subject: Entity
    on: date
    questions: tuple[Question, ...]

    @cached_property
    def _bound(self) -> list[dict[str, Bound]]:
        return [self._bind(question) for question in self.questions]

    def _bind(self, question: Question) -> dict[str, Bound]:
        scope = scope_of(question.held, Subject(self.subject.kind))
        try:
            return {
                key: bind_condition(parse(rule), scope=scope, on=self.on)
                for key, rule in question.rules.items()
            }
        except RuleError as error:
            raise UserError(
                _("A rule of “%(title)s” cannot run: %(told)s")
                % {"title": question.held.adoption.title, "told": error},
                hint=_("Change the local file, or ask whoever keeps the mechanism."),
            ) from error

    @cached_property
    def columns(self) -> dict[str, Column]:
        """Every column that some rule asks for, by key."""
        rules = [rule for bound in self._bound for rule in bound.values()]
        return {column.key: column for rule in rules for column in columns(rule)}

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """What the register says; all unknown where it knew nothing of the subject that day."""
        wanted = sorted(self.columns.values(), key=lambda column: column.key)
        found = single(self.subject, wanted, self.on)
        return dict.fromkeys(self.columns) if found is None else found

    def answers(self, question: int = 0) -> dict[str, Answered]:
        """Of each rule of a question what it says."""
        engine, bound = ReferenceEngine(calendar()), self._bound[question]
        found = {}
        for key, rule in bound.items():
            text = self.questions[question].rules[key]
            asked = BoundProgramme(key, (BoundCondition(key, text, rule),))
            reason = engine.answer(self.cells, asked).reasons[0]
            used = {
                column.key: _told(column, self.cells[column.key])
                for column in columns(rule)
                if self.cells[column.key] is not None
            }
            missing = reason.missing if reason.met is None else ()
            found[key] = Answered(text, reason.met, missing, used, reason.details)
        return found


def scope_of(held: InForce, subject: Subject) -> Scope:
    """The names that rules of an adopted procedure may use."""
    known = library()
    return Scope(
        subject=subject,
        indicators=known.indicators,
        parameters=held.mechanism.parameters,
        registers=known.registers,
    )


def _told(column: Column, cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int):
        number = cell * column.factor
        told = f"{(Decimal(number.numerator) / number.denominator).normalize():f}"
        return told if column.unit in ("", "1") else f"{told} {column.unit}"
    return str(cell)


def facts_of(keys: Iterable[str], subject: Subject) -> list[Fact]:
    """What the columns are, each once, in the order given."""
    return [fact_of(key, subject) for key in dict.fromkeys(keys)]


def fact_of(key: str, subject: Subject) -> Fact:
    """What a column is and who knows it."""
    figure = FigureKey.parse(key)
    if figure is not None:
        indicator = library().indicators[figure.code]
        return Fact(key, indicator.title, indicator.held_by or _IN_CHARGE)
    prefix, rest = marked(key)
    if prefix == EXTRA:
        register, _dot, name = rest.partition(".")
        known = field_of_register(register, name, library().registers[register].fields[name])
        return Fact(key, known.title, known.holder, register, name)
    found = fields_of(subject).get(prefix or key)
    if found is None:
        return Fact(key, Text(zh=key, en=key), _HERE)
    title = Text(zh=f"{found.title.zh}：{rest}", en=rest) if prefix else found.title
    return Fact(key, title, found.holder)
