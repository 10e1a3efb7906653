"""Words of cases in templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from tashan.casework.models import Matter
from tashan.casework.overview import Cell
from tashan.casework.slips import has_slip
from tashan.web.cases.approvals_page import ApprovalsPage
from tashan.web.cases.case_page import Row
from tashan.web.cases.day_bars import day_bars
from tashan.web.cases.matter_words import said, state_word

register = template.Library()
register.filter("said", said)
register.filter("has_slip", has_slip)


@register.filter
def called_office(room: ApprovalsPage, office: int | None) -> str:
    """What the page calls an office."""
    return room.called(office)


@register.filter
def stated(matter: Matter) -> str:
    """The state of a matter in words."""
    return state_word(matter.state, matter.sort)


@register.filter
def tone(cell: Cell) -> str:
    """The class of a cell's light: that of what is most urgent in it."""
    worst = cell.worst
    return worst.value if worst else "idle"


@register.simple_tag
def days_of(row: Row) -> SafeString | str:
    """The days that a matter used of its promise as bars; nothing where none is counted in days."""
    if row.promised is None:
        return ""
    return day_bars(row.used or 0, row.promised, row.tone)
