"""Sentences about cells and rows, kept as a form and what fills it, to be told in any tongue."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from tashan.base.errors import UserError
from tashan.papers.tables.reasons import Said


@dataclass(frozen=True, slots=True)
class Words:
    """``form`` is an English source string; ``details`` fill its named places."""

    form: str = ""
    details: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return told(self.form, self.details)


def words(form: str, **details: object) -> Words:
    return Words(form, {name: str(value) for name, value in details.items()})


def of_said(said: Said) -> Words:
    return Words(said.form.value, dict(said.details))


def of_error(error: UserError) -> tuple[Words, Words]:
    """The message and the hint, in the tongue in which they were raised."""
    return Words(error.message.replace("%", "%%")), Words(error.hint.replace("%", "%%"))


def told(form: str, details: dict[str, str]) -> str:
    """In the tongue of who asks."""
    return gettext(form) % details if form else ""


# What stands against a row beyond its cells, and what would be right.
UNKNOWN_NAME = _("the registers know nothing of this name or code")
SEVERAL = _("several are called so: %(names)s")
ONLY_LIKE = _("nothing is called exactly so; it may be: %(names)s")
TAKEN = _("the register has this name already with another code: %(code)s")
NEEDED = _("it is new in the register, so this must be filled in")
TWICE = _("row %(row)s is about the same")
NO_INDICATOR = _("there is no indicator of this name or code")
NO_PERIOD = _("this is no period that figures are published for")
NOT_TOLD = _("neither the row nor the import says it")
TOO_LONG = _("it has more characters than the register keeps (%(most)s)")
TOO_LARGE = _("it is too large for a figure")
ENDS_EARLY = _("it ends before it begins")
OTHER_AREA = _("the register has this unit with %(area)s m²")
IS_LET = _("the unit is let to somebody else on that day")
NAMESAKE = _("an officer of this name is in another office: %(names)s")
NEGATIVE = _("it is less than nothing")
IN_PLAN = _("the project is in the plan already, with other figures")

EXACT = _("the exact code or official name")
THE_CODE = _("the code, which is one thing's alone")
A_VALUE = _("a value")
ONE_ROW = _("each thing in one row")
PERIOD_FORM = _("a period like 2026-09, 2026-01/2026-09, 2026年1—9月 or 2026Q3")
IN_THE_ROW = _("a column for it, or one for all rows in the options")
SHORTER = _("at most %(most)s characters")
LATER = _("a day after it began")
SMALLER = _("at most 18 digits before the point")
DIVIDE = _("the same area, or divide the floor anew on the page of the park")
FREE = _("a unit that is free, or a later day")
AN_ENTERPRISE = _("the name or credit code of an enterprise")
FROM_NOTHING = _("nothing or more")
TAKE_OUT = _("the same figures, or take the project out of the plan first")
