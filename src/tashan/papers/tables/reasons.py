"""Why a cell is refused and what was expected, each as one sentence with named places.

A page that speaks another language translates ``Said.form`` and fills it with ``Said.details``; the
whole list of forms is in ``Reason``, ``Expected`` and ``Note``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    # numbers
    NO_NUMBER = "this is text, not a number"
    TWO_SIGNS = "it has two signs"
    TOO_LARGE = "it is too large to be meant"
    ABOUT = "it is only about a number"
    WORDED_SIGN = "rise or fall is told by a word or an arrow"
    RANGE = "it is a range, not one number"
    COMMAS = "the commas do not part thousands"
    STRANGE_NUMBER = "it has something besides a number and a known unit"
    NOT_WHOLE = "it is not a whole number"
    WRONG_UNIT = "%(unit)s cannot be told in %(into)s"
    UNIT_UNASKED = "no unit is expected here, and %(unit)s stands in it"
    IS_A_DAY = "it is a day; Excel may have made it one"
    IS_A_TRUTH = "it is TRUE or FALSE, not a figure"
    # days
    NO_DAY = "this is no day"
    YEAR = "the year cannot be meant"
    NOT_IN_CALENDAR = "there is no such day"
    NOT_A_MONTH = "there is no such month"
    DAY_MISSING = "the day of the month is missing"
    SHORT_YEAR = "the year has not four digits, so day, month and year cannot be told apart"
    JANUARY_OR_OCTOBER = "it may be January or October"
    # codes and choices
    DIGITS_LOST = "Excel made a number of it and lost digits; type it anew in a cell of text"
    CREDIT_LENGTH = "a credit code has 18 characters, here are %(count)s"
    CREDIT_SIGN = "%(sign)s cannot stand in a credit code"
    CREDIT_CHECK = "its last character does not fit the others; one may be mistyped"
    PROJECT_FORM = "it has not the form of a project code"
    NO_DIVISION = "there is no such division"
    SEVERAL_DIVISIONS = "several divisions have this name"
    NO_CHOICE = "this is none of the choices"
    NOT_YES_OR_NO = "this is neither yes nor no"
    TOO_LONG = "it has %(count)s characters, at most %(most)s are kept"
    # cells and rows
    ERROR_VALUE = "the formula in it fails: %(shown)s"
    NOT_COMPUTED = "its formula was never computed; open the file in Excel and save it"
    REQUIRED = "it is empty and must be filled in"
    REPEATED = "row %(row)s has the same %(key)s already"


class Expected(StrEnum):
    TEXT = "text"
    INTEGER = "a whole number like 1200"
    NUMBER = "a number like 1234.5"
    NUMBER_IN = "a number in %(unit)s, like 1234.5"
    MONEY = "an amount in %(unit)s, like 1234.56"
    DATE = "a day like 2026-03-05"
    MONTH = "a month like 2026-03"
    CREDIT_CODE = "18 digits and capitals, like 91330482MA0T5HA19Y"
    PROJECT_CODE = "24 digits like 2607-330482-04-01-100010"
    DIVISION_CODE = "six digits of GB/T 2260, like 330482, or the full name"
    CHOICE = "one of: %(choices)s"
    YES_NO = "是 or 否"
    SHARE = "a share like 3.5%%"
    ONCE = "each %(key)s once"


class Note(StrEnum):
    """What was changed on the way and may be looked at; no fault."""

    TIME_LEFT_OUT = "the time of day was left out"
    DAY_NUMBER = "taken as Excel's number of a day (%(shown)s)"
    ROUNDED = "rounded to the fen"
    ROUNDED_UNIT = "rounded on the way into %(unit)s"
    CHECK_DIGIT = "its check digit does not fit; look at it again"
    BY_NAME = "the code was found by the name"


@dataclass(frozen=True, slots=True)
class Said:
    """A form with what fills it; as ``str`` in English."""

    form: Reason | Expected | Note
    details: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.form.value % dict(self.details)


def said(form: Reason | Expected | Note, **details: object) -> Said:
    return Said(form, tuple((name, str(value)) for name, value in details.items()))
