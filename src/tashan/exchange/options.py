"""What all rows of an import share: the day from which they hold, the use, the vintage …"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators.models import Holder, Measure, Vintage
from tashan.record.models import PermittedUse


class Asks(StrEnum):
    """What an officer is asked before the rows can be understood."""

    SINCE = "since"
    USE = "use"
    HOLDER = "holder"
    VINTAGE = "vintage"
    MEASURE = "measure"
    SCOPE = "scope"
    SUBJECT = "subject"
    INDICATOR = "indicator"
    PERIOD = "period"
    PLAN = "plan"


_CHOICES = {
    Asks.USE: PermittedUse.values,
    Asks.HOLDER: Holder.values,
    Asks.VINTAGE: Vintage.values,
    Asks.MEASURE: Measure.values,
}


@dataclass(frozen=True, slots=True)
class Options:
    """``since`` is of registers, ``plan`` the number of a plan of investment; the others are of
    figures, and hold where a row says nothing."""

    since: date
    use: str = PermittedUse.WORK
    holder: str = Holder.STATISTICS
    vintage: str = Vintage.FLASH
    measure: str = Measure.LEVEL
    scope: str = ""
    subject: str = ""
    indicator: str = ""
    period: str = ""
    plan: str = ""

    def __post_init__(self) -> None:
        for name, known in _CHOICES.items():
            if getattr(self, name) not in known:
                raise UserError(
                    _("“%(value)s” is no %(name)s.") % {"value": getattr(self, name), "name": name},
                    hint=_("It is one of: %s.") % ", ".join(known),
                )

    @classmethod
    def of(cls, kept: dict[str, str], *, today: date) -> Options:
        """From what an import keeps; without a day, from ``today`` on."""
        known = {field.name for field in fields(cls)} - {"since"}
        given = {name: value for name, value in kept.items() if name in known and value}
        return cls(since=_day(kept.get("since", "")) or today, **given)

    def kept(self) -> dict[str, str]:
        """As an import keeps them."""
        told = {field.name: str(getattr(self, field.name)) for field in fields(self)}
        return told | {"since": self.since.isoformat()}


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(_("“%s” is no day.") % text, hint=_("Write it like 2026-03-05.")) from None
