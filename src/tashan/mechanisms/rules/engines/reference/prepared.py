"""A programme made ready for one row after another: verdict at once, details when looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tashan.base.calendars import Calendar
from tashan.mechanisms.rules.answers import Answer, Reason, Reasons, Verdict
from tashan.mechanisms.rules.bound import Bound, BoundProgramme
from tashan.mechanisms.rules.engines.reference.closures import Compiler
from tashan.mechanisms.rules.engines.reference.explaining import Explainer
from tashan.mechanisms.rules.engines.reference.linear import Lines
from tashan.mechanisms.rules.engines.reference.values import Over, Row
from tashan.mechanisms.rules.folding import negated
from tashan.mechanisms.rules.rounding import fen
from tashan.mechanisms.rules.tables import Cell
from tashan.mechanisms.rules.walking import columns, populations

Cells = Mapping[str, Cell]
_CENT = 100


class Prepared:
    """Keeps the programme that it was made of, so that no other takes its place in a cache."""

    __slots__ = (
        "_amount",
        "_calendar",
        "_columns",
        "_conditions",
        "_explainer",
        "_ranks",
        "programme",
    )

    def __init__(self, programme: BoundProgramme, calendar: Calendar) -> None:
        self.programme = programme
        self._calendar = calendar
        compiler = Compiler(calendar)
        rules = [condition.rule for condition in programme.eligible]
        rules += [negated(condition.rule) for condition in programme.excluded]
        self._ranks = bool(populations(programme))
        self._columns = tuple(sorted(column.key for column in columns(programme)))
        self._conditions = () if self._ranks else tuple(compiler.truth(rule) for rule in rules)
        self._explainer = Explainer(programme)
        paid = programme.amount
        self._amount = _nothing if paid is None else _payable(paid, calendar)

    def answer(self, cells: Cells, over: Over) -> Answer:
        if self._ranks:
            return self._slowly(cells, over)
        try:
            return self._quickly(cells)
        except KeyError:  # a column that the row does not have is unknown
            return self._quickly({**dict.fromkeys(self._columns), **cells})

    def _quickly(self, cells: Cells) -> Answer:
        met = [condition(cells) for condition in self._conditions]
        if False in met:
            verdict, paid = Verdict.NO, None
        elif None in met:
            verdict, paid = Verdict.UNKNOWN, None
        else:
            verdict, paid = Verdict.YES, self._paid(cells)
        return Answer(
            self.programme.code, verdict, paid, Reasons(met, lambda: self._why(cells, met))
        )

    def _why(self, cells: Cells, met: Sequence[bool | None]) -> tuple[Reason, ...]:
        return self._explainer.reasons(Row(cells, self._calendar, {}), cells, met)

    def _paid(self, cells: Cells) -> int | None:
        if self._amount is not None:
            return self._amount(cells)
        return amount(Row(cells, self._calendar, {}), self.programme)

    def _slowly(self, cells: Cells, over: Over) -> Answer:
        row = Row(cells, self._calendar, over)
        why = self._explainer.reasons(row, cells)
        met = [reason.met for reason in why]
        verdict = Verdict.NO if False in met else Verdict.of(None if None in met else True)
        paid = amount(row, self.programme) if verdict is Verdict.YES else None
        return Answer(self.programme.code, verdict, paid, why)


def amount(row: Row, programme: BoundProgramme) -> int | None:
    """In fen, half up; None where it is unknown or nothing is paid."""
    yuan = None if programme.amount is None else row.number(programme.amount)
    return None if yuan is None else fen(yuan)


def _nothing(cells: Cells) -> None:
    return None


def _payable(rule: Bound, calendar: Calendar) -> Callable[[Cells], int | None] | None:
    """The amount in fen by whole numbers alone, where the rule allows it."""
    found = Lines(calendar).line(rule)
    if found is None:
        return None
    of, share = found.of, found.scale * _CENT
    times, parts = 2 * share.numerator, 2 * share.denominator
    half = share.denominator

    def payable(cells: Cells) -> int | None:
        number = of(cells)
        if number is None:
            return None
        whole = (abs(number) * times + half) // parts
        return -whole if number < 0 else whole

    return payable
