"""The delegated items: in which form, since when, how they are evaluated and handled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tashan.base.pinyin import sort_key
from tashan.casework.same_day import SameDay, of_delegations
from tashan.duties.evaluating import Evaluated, evaluated, newest
from tashan.duties.models import Delegation, Form
from tashan.registry.naming import names_on
from tashan.web.answering.words import EXPLAINED, form_light, share, told


@dataclass(frozen=True, slots=True)
class DelegationLine:
    """One delegation with everything that a table or its page says of it."""

    row: Delegation
    title: str
    holder: str
    to: str
    place: str
    light: str
    told: Evaluated
    counted: SameDay

    @property
    def key(self) -> str:
        return sort_key(self.title)

    @property
    def share(self) -> str:
        return share(self.counted)

    @property
    def form(self) -> str:
        return str(Form(self.row.form).label)

    @property
    def explained(self) -> str:
        return str(EXPLAINED[self.row.form])

    @property
    def seal(self) -> str:
        """Whose seal a decision bears, and who answers for it in court."""
        return self.to if self.row.form == Form.TRANSFERRED else self.holder

    @property
    def acts(self) -> str:
        return self.holder if self.row.form == Form.WINDOW else self.to

    def matches(self, words: str) -> bool:
        said = (self.title, self.row.item, self.holder, self.to, self.place, self.row.document)
        return any(words in one for one in said)


def lines(rows: Iterable[Delegation], on: date) -> list[DelegationLine]:
    """Four queries for all."""
    shown = list(rows)
    last, counted = newest(shown, on), of_delegations(shown)
    mentioned = [pk for row in shown for pk in (row.holder_id, row.to_id, row.place_id)]
    names = names_on(mentioned, on)
    return [
        DelegationLine(
            row=row,
            title=told(row.title, row.item),
            holder=names.get(row.holder_id, ""),
            to=names.get(row.to_id, ""),
            place=names.get(row.place_id or 0, ""),
            light=form_light(row, on),
            told=evaluated(row, last.get(row.pk), on),
            counted=counted[row.pk],
        )
        for row in shown
    ]
