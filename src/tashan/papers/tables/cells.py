"""One cell understood: ``understood(value, as_, unit)`` is an ``Understood`` or a ``CellError``.

What an empty cell, a dash or 无 gives is None: unknown, never 0. Values come out as

- TEXT, CREDIT_CODE, PROJECT_CODE, DIVISION_CODE, CHOICE: ``str`` (a choice as its code)
- INTEGER: ``int``; DECIMAL: ``Decimal`` in ``unit``; SHARE: ``Decimal`` of one (3.5% is 0.035)
- MONEY: ``int`` fen, whatever the unit; DATE: ``date``; YEAR_MONTH: ``Period``; YES_NO: ``bool``

``unit`` is what a bare number counts in. A unit in the head of the column (``shown_in``) goes
before it, and one in the cell itself before both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from tashan.base.dates import Period
from tashan.papers.tables.coded import credit_code, division_code, project_code
from tashan.papers.tables.days import day, month
from tashan.papers.tables.numbers import Number, number
from tashan.papers.tables.opening import ErrorValue
from tashan.papers.tables.parts import NOT_COMPUTED
from tashan.papers.tables.reasons import Expected, Note, Reason, Said, said
from tashan.papers.tables.shown import is_unknown, plain, shown, trimmed
from tashan.papers.tables.units import converted, convertible

Stored = None | str | int | bool | Decimal | date | Period
Choices = Mapping[str, tuple[str, ...]]  # a code, and the labels it goes by, the first one shown


class CellType(StrEnum):
    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    YEAR_MONTH = "year_month"
    CREDIT_CODE = "credit_code"
    PROJECT_CODE = "project_code"
    DIVISION_CODE = "division_code"
    CHOICE = "choice"
    YES_NO = "yes_no"
    SHARE = "share"


NUMERIC = frozenset({CellType.INTEGER, CellType.DECIMAL, CellType.MONEY, CellType.SHARE})


@dataclass(frozen=True, slots=True)
class Understood:
    value: Stored
    note: Said | None = None


@dataclass(frozen=True, slots=True)
class CellError:
    reason: Said
    expected: Said


@dataclass(frozen=True, slots=True)
class Form:
    """What the cells of one column should hold."""

    as_: CellType
    unit: str = ""
    shown_in: str = ""
    choices: Choices | None = None
    on: date | None = None


UNKNOWN = Understood(None)
_LONGEST_TEXT = 2_000
_TRUE = frozenset({"是", "有", "y", "yes", "true", "t", "1", "√", "✓", "✔", "☑", "对"})
_FALSE = frozenset({"否", "无", "没有", "n", "no", "false", "f", "0", "×", "✗", "✘", "不是", "错"})
_LARGEST = Decimal(10) ** 16  # in fen it still fits the 64 bits of a column
_SAFE_WHOLE = 10**15  # Excel keeps 15 digits of a number


def understood(
    value: object,
    as_: CellType,
    unit: str | None = None,
    *,
    shown_in: str = "",
    choices: Choices | None = None,
    on: date | None = None,
) -> Understood | CellError:
    """``value`` as this type; ``on`` is the day as of which a division's name is looked up."""
    return read_cell(value, Form(as_, unit or "", shown_in, choices, on))


def read_cell(value: object, form: Form) -> Understood | CellError:
    if isinstance(value, ErrorValue):
        never = value.shown == NOT_COMPUTED
        reason = said(Reason.NOT_COMPUTED) if never else said(Reason.ERROR_VALUE, shown=value.shown)
        return CellError(reason, expected(form))
    if isinstance(value, str):
        text = plain(value)
        if is_unknown(text) and not (form.as_ is CellType.YES_NO and text == "无"):
            return _choice_of_dash(text, form)
        value = trimmed(value) if form.as_ is CellType.TEXT else text
    elif value is None or (isinstance(value, float) and value != value):
        return UNKNOWN
    found = _READERS[form.as_](value, form)
    if isinstance(found, Reason):
        found = said(found)
    return CellError(found, expected(form)) if isinstance(found, Said) else found


def _choice_of_dash(text: str, form: Form) -> Understood:
    """无 may be one of the choices; else it is unknown."""
    if text and form.as_ is CellType.CHOICE:
        found = _choice(text, form)
        if isinstance(found, Understood):
            return found
    return UNKNOWN


def expected(form: Form) -> Said:
    """What a cell of this form should look like."""
    match form.as_:
        case CellType.MONEY:
            return said(Expected.MONEY, unit=form.shown_in or form.unit or "元")
        case CellType.DECIMAL if form.unit:
            return said(Expected.NUMBER_IN, unit=form.shown_in or form.unit)
        case CellType.CHOICE:
            return said(Expected.CHOICE, choices="、".join(_labels(form.choices)))
    return said(_EXPECTED[form.as_])


def _labels(choices: Choices | None) -> list[str]:
    labels = [names[0] if names else code for code, names in (choices or {}).items()]
    return labels[:12] + (["…"] if len(labels) > 12 else [])


_Found = Understood | Said | Reason


def _text(value: object, form: Form) -> _Found:
    if isinstance(value, float | int) and not isinstance(value, bool):
        if abs(value) >= _SAFE_WHOLE:
            return Reason.DIGITS_LOST
        return Understood(f"{Decimal(f'{value:.15g}'):f}")
    if isinstance(value, datetime) and value.time() == time.min:
        value = value.date()
    text = shown(value)
    if len(text) > _LONGEST_TEXT:
        return said(Reason.TOO_LONG, count=len(text), most=_LONGEST_TEXT)
    return Understood(text)


def _figure(value: object, form: Form) -> tuple[Decimal, str] | Said | Reason:
    """The number and the unit it counts in."""
    if isinstance(value, bool):
        return Reason.IS_A_TRUTH
    default = form.shown_in or form.unit
    if isinstance(value, int):
        return Decimal(value), default
    if isinstance(value, float):
        if abs(value) > 1e30:
            return Reason.TOO_LARGE
        return Decimal(f"{value:.15g}"), default
    if isinstance(value, Decimal):
        return value, default
    if isinstance(value, date | time | timedelta):
        return Reason.IS_A_DAY
    found = number(str(value))
    if isinstance(found, Number):
        return found.value, found.unit if found.unit is not None else default
    return found


def _in_unit(value: object, form: Form, into: str) -> tuple[Decimal, bool] | Said | Reason:
    """The figure told in ``into``, and whether that is exact."""
    figure = _figure(value, form)
    if not isinstance(figure, tuple):
        return figure
    found = _told_in(*figure, form, into)
    return Reason.TOO_LARGE if isinstance(found, tuple) and abs(found[0]) > _LARGEST else found


def _told_in(told: Decimal, unit: str, form: Form, into: str) -> tuple[Decimal, bool] | Said:
    if unit == into:
        return told, True
    if not unit:
        return told, True
    if not into:
        return _without_unit(told, unit, form)
    if not convertible(unit, into=into):
        return said(Reason.WRONG_UNIT, unit=unit, into=into)
    return converted(told, unit, into=into)


def _without_unit(told: Decimal, unit: str, form: Form) -> tuple[Decimal, bool] | Said:
    """Where no unit is asked for, things are counted in ones; a unit of the head says no more."""
    if convertible(unit, into="个"):
        return converted(told, unit, into="个")
    return (told, True) if unit == form.shown_in else said(Reason.UNIT_UNASKED, unit=unit)


def _decimal(value: object, form: Form) -> _Found:
    found = _in_unit(value, form, form.unit)
    if not isinstance(found, tuple):
        return found
    told, exact = found
    return Understood(told, None if exact else said(Note.ROUNDED_UNIT, unit=form.unit))


def _integer(value: object, form: Form) -> _Found:
    found = _in_unit(value, form, form.unit)
    if not isinstance(found, tuple):
        return found
    if found[0] != found[0].to_integral_value():
        return Reason.NOT_WHOLE
    return Understood(int(found[0]))


def _money(value: object, form: Form) -> _Found:
    if not form.unit:
        form = Form(form.as_, "元", form.shown_in)
    found = _in_unit(value, form, "元")
    if not isinstance(found, tuple):
        return found
    fen = found[0].scaleb(2)
    whole = fen.quantize(Decimal(1), ROUND_HALF_UP)
    return Understood(int(whole), None if whole == fen else said(Note.ROUNDED))


def _share(value: object, form: Form) -> _Found:
    found = _in_unit(value, Form(form.as_, form.unit or "倍", form.shown_in), "倍")
    return Understood(found[0]) if isinstance(found, tuple) else found


def _date(value: object, form: Form) -> _Found:
    found = day(_whole(value))
    return found if isinstance(found, Reason) else Understood(*found)


def _year_month(value: object, form: Form) -> _Found:
    found = month(_whole(value))
    return found if isinstance(found, Reason) else Understood(found)


def _whole(value: object) -> object:
    """46086.0 as 46086: Excel keeps every number as a float."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _choice(value: object, form: Form) -> _Found:
    text = plain(shown(_whole(value)))
    for code, labels in (form.choices or {}).items():
        if text == code or text in labels:
            return Understood(code)
    folded = text.casefold().replace(" ", "")
    for code, labels in (form.choices or {}).items():
        if folded in {plain(label).casefold().replace(" ", "") for label in (code, *labels)}:
            return Understood(code)
    return Reason.NO_CHOICE


def _yes_no(value: object, form: Form) -> _Found:
    if isinstance(value, bool):
        return Understood(value)
    text = shown(_whole(value)).lower()
    if text in _TRUE:
        return Understood(True)
    return Understood(False) if text in _FALSE else Reason.NOT_YES_OR_NO


def _coded(
    reader: Callable[[str, date | None], tuple[str, Said | None] | Said | Reason], *, digits: int
) -> Callable[[object, Form], _Found]:
    """A reader of codes: what Excel made a number of is refused once it lost digits."""

    def read(value: object, form: Form) -> _Found:
        whole = _whole(value)
        if isinstance(whole, float | int) and abs(whole) >= _SAFE_WHOLE:
            return Reason.DIGITS_LOST
        text = shown(whole)
        if digits > 15 and ("E+" in text.upper() or isinstance(whole, float)):
            return Reason.DIGITS_LOST
        found = reader(text, form.on)
        return Understood(*found) if isinstance(found, tuple) else found

    return read


_READERS: dict[CellType, Callable[[object, Form], _Found]] = {
    CellType.TEXT: _text,
    CellType.INTEGER: _integer,
    CellType.DECIMAL: _decimal,
    CellType.MONEY: _money,
    CellType.DATE: _date,
    CellType.YEAR_MONTH: _year_month,
    CellType.CREDIT_CODE: _coded(credit_code, digits=18),
    CellType.PROJECT_CODE: _coded(project_code, digits=24),
    CellType.DIVISION_CODE: _coded(division_code, digits=6),
    CellType.CHOICE: _choice,
    CellType.YES_NO: _yes_no,
    CellType.SHARE: _share,
}
_EXPECTED = {
    CellType.TEXT: Expected.TEXT,
    CellType.INTEGER: Expected.INTEGER,
    CellType.DECIMAL: Expected.NUMBER,
    CellType.DATE: Expected.DATE,
    CellType.YEAR_MONTH: Expected.MONTH,
    CellType.CREDIT_CODE: Expected.CREDIT_CODE,
    CellType.PROJECT_CODE: Expected.PROJECT_CODE,
    CellType.DIVISION_CODE: Expected.DIVISION_CODE,
    CellType.YES_NO: Expected.YES_NO,
    CellType.SHARE: Expected.SHARE,
}
