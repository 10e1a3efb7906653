"""Examples of programmes: who qualifies, for how much, and what is missing or not known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tashan.mechanisms.answering import Answers, UnfitError, day_of
from tashan.mechanisms.definitions import ProgrammeDefinition
from tashan.mechanisms.given_rows import GivenRows, subjects_in
from tashan.mechanisms.head import Example, Figures, Held
from tashan.mechanisms.library import Library
from tashan.mechanisms.rules.answers import Answer
from tashan.mechanisms.rules.binding import bind_programme
from tashan.mechanisms.rules.engines.reference.engine import ReferenceEngine
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.figures import figure, growth
from tashan.mechanisms.rules.nodes import Figure, Growth
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.rules.through import through
from tashan.mechanisms.rules.walking import columns
from tashan.mechanisms.working_days import calendar_of

FEN = Decimal("0.01")


def scope_of(part: ProgrammeDefinition, within: Library) -> Scope:
    """What the programme's rules may name."""
    return Scope(
        subject=part.subject,
        indicators=within.indicators,
        parameters=part.origin.parameters,
        asks=part.asks,
        registers=within.registers,
    )


def programme_answers(example: Example, part: ProgrammeDefinition, within: Library) -> Answers:
    """``verdict``, ``amount`` in yuan, ``missed`` conditions, ``unknown`` figures.

    Of several subjects the same, by name.
    """
    scope, on = scope_of(part, within), day_of(example)
    try:
        bound = bind_programme(part, code=part.code, scope=scope, on=on)
    except RuleError as error:
        raise UnfitError(f"the programme {part.code!r} cannot be run: {error.message}") from error
    subjects = subjects_in(example.given)
    rows = GivenRows(scope, on, {column.key: column for column in columns(bound)})
    table = rows.table(subjects.values())
    engine = ReferenceEngine(calendar_of(within))
    spoken = _spoken(part, scope, on)
    found: dict[str, Figures] = {}
    for number, name in enumerate(subjects):
        over = engine.over(table, [bound], number)
        answer = engine.answer(table.row(number), bound, over=over)
        told = _told(answer, spoken)
        found |= {name: told} if name else told
    return found


def _told(answer: Answer, spoken: dict[str, str]) -> dict[str, Held]:
    missing = {
        spoken.get(key) or _plain(key) for reason in answer.reasons for key in reason.missing
    }
    return {
        "verdict": answer.verdict.value,
        "amount": None if answer.fen is None else Decimal(answer.fen) * FEN,
        "missed": tuple(reason.code for reason in answer.reasons if reason.met is False),
        "unknown": tuple(sorted(missing)),
    }


def _spoken(part: ProgrammeDefinition, scope: Scope, on: date) -> dict[str, str]:
    """The keys of figures as rules write them: ``tax_paid[last_year]``."""
    found: dict[str, str] = {}
    for rule in _rules(part):
        for node in through(parse(rule)):
            if isinstance(node, Figure):
                period = f"last_{node.period}_months" if node.months else str(node.period)
                for column in columns(figure(node, scope, on).bound):
                    found[column.key] = f"{column.key.partition('@')[0]}[{period}]"
            elif isinstance(node, Growth):
                for column in columns(growth(node, scope, on).bound):
                    found.setdefault(column.key, f"growth({node.of.code}, {node.of.period})")
    return found


def _plain(key: str) -> str:
    """Of all else: the field or what was asked; of a set its name."""
    kind, _, name = key.partition(":")
    return name if kind in ("asked", "extra", "parameter") else kind


def _rules(part: ProgrammeDefinition) -> Iterator[str]:
    yield from (condition.rule for condition in (*part.eligible, *part.excluded))
    if part.gives.rule:
        yield part.gives.rule
