"""The rows of an inbox as HTML. Three hundred pages a second: written straight."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.base.calendars import Calendar
from tashan.casework.dispatching import WITHIN
from tashan.casework.kinds import Mode
from tashan.casework.office_inbox import ANSWER_WITHIN, Row, Urgency, Waiting, urgency
from tashan.web.cases.addresses import case_url
from tashan.web.cases.day_bars import day_bars
from tashan.web.cases.matter_words import light_word, state_word
from tashan.web.cases.stop_words import STOP_REASONS
from tashan.web.figure_words import in_script


class RowWriter:
    """Writes rows in the tongue of the page; each word is looked up once."""

    def __init__(
        self,
        waiting: Waiting,
        *,
        on: date,
        calendar: Calendar,
        names: Mapping[int, str],
        entitled: Collection[int] = (),
    ) -> None:
        self.waiting, self.on, self.calendar, self.names = waiting, on, calendar, names
        self.entitled = entitled  # cases that are to be passed on within a working day
        self.labels = {
            name: escape(word)
            for name, word in (
                ("state", _("State")),
                ("days", _("Used / promised")),
                ("due", pgettext("day", "Due")),
                ("holder", _("Who holds it")),
            )
        }
        self.statute = escape(pgettext("limit", "by statute"))
        self.committed = _tag(_("Commitment"))
        self.check = _tag(_("Check afterwards"))
        self.in_a_day = _tag(_("Pass on in a day"))
        self.joint = escape(_("%(asked)s asked, %(given)s given"))
        self.scripted = cache(lambda text: escape(in_script(text)))
        self.state = cache(lambda state, sort: escape(state_word(state, sort)))
        self.light = cache(
            lambda light, left, late: escape(light_word(light, left, is_unlawful=late))
        )

    def rows(self, found: Sequence[Row]) -> SafeString:
        """All rows, in their order."""
        return mark_safe("\n".join(map(self._row, found)))

    def _row(self, row: Row) -> str:
        within = WITHIN if row.case in self.entitled else ANSWER_WITHIN
        said = urgency(
            row, self.waiting, on=self.on, calendar=self.calendar, answer_within=within
        )  # fmt: skip
        tone = said.light.value if said.light else "idle"
        word = self.light(said.light, said.left, said.is_unlawful)
        return (
            f'<tr class="{tone}"><td class="of-light"><span class="light {tone}">{word}'
            f'</span></td><td class="wide"><a class="name" href="{case_url(row.case, row.code)}">'
            f"{self.scripted(row.title)}</a>{self._tags(row)}"
            f'<span class="sub"><a href="{case_url(row.case)}">{escape(row.project)}</a> '
            f'<span class="mono">{escape(row.number)}</span></span></td>'
            f'<td data-label="{self.labels["state"]}">{self._state(row)}</td>'
            f'<td class="of-days" data-label="{self.labels["days"]}">{self._days(said, tone)}</td>'
            f'<td class="num" data-label="{self.labels["due"]}">{self._due(row, said)}</td>'
            f'<td data-label="{self.labels["holder"]}">{self._holder(row)}</td></tr>'
        )

    def _tags(self, row: Row) -> str:
        tags = self.check if row.is_check else ""
        tags += self.in_a_day if row.case in self.entitled else ""
        tags += self.committed if row.mode == Mode.COMMITTED else ""
        if row.asked:
            tags += (
                f' <span class="tag">{self.joint % {"asked": row.asked, "given": row.given}}</span>'
            )
        return tags

    def _state(self, row: Row) -> str:
        word = self.state(row.state, row.sort)
        if row.stop is None or row.stopped_on is None:
            return word
        why = escape(str(STOP_REASONS.get(row.stop, row.stop)))
        return f'{word}<span class="sub">{why} · {row.stopped_on:%m-%d}</span>'

    def _days(self, said: Urgency, tone: str) -> str:
        if said.used is None or said.promised is None:
            return "—"
        bars = day_bars(said.used, said.promised, tone)
        return f"{bars} <span>{said.used} / {said.promised}</span>"

    def _due(self, row: Row, said: Urgency) -> str:
        due = said.due.isoformat() if said.due else "—"
        if row.statutory_on is None:
            return due
        return f'{due}<span class="sub">{self.statute} {row.statutory_on.isoformat()[5:]}</span>'

    def _holder(self, row: Row) -> str:
        office = self.scripted(self.names.get(row.office or 0, "—"))
        officer = self.names.get(row.officer or 0)
        return f'{office}<span class="sub">{escape(officer)}</span>' if officer else office


def _tag(word: str) -> str:
    return f' <span class="tag">{escape(word)}</span>'
