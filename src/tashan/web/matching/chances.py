"""What one enterprise can get: by the newest match of every programme in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.adoption.current import in_force
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.programme import Mode
from tashan.programmes.models import Award, AwardState, ListState, RunProgramme
from tashan.programmes.offers import Offer, of_adoption
from tashan.programmes.result_file import Standing
from tashan.programmes.results import ResultRow, Results
from tashan.web.figure_words import in_script, in_tongue
from tashan.web.matching.list_page import AWARD_LIGHTS
from tashan.web.matching.programme_list import Key, key_of, newest_of
from tashan.web.matching.quantities import fen_text, joined
from tashan.web.matching.reasons import shown_reasons, wording_of
from tashan.web.matching.result_rows import answer_address, note_of, why
from tashan.web.matching.standings import standing_word

ORDER = tuple(Standing)


@dataclass(frozen=True, slots=True)
class Chance:
    """One programme as it stands for the enterprise. ``fen`` is what it would bring."""

    title: str
    standing: Standing
    fen: int | None
    why: str
    note: str
    gap: str
    bar: SafeString | str
    is_automatic: bool
    url: str = ""
    award: Award | None = None
    may_answer: bool = False
    adoption: str = ""  # what the adopted mechanism is called: two chains have one programme each

    @property
    def word(self) -> str:
        return standing_word(self.standing)

    @property
    def amount(self) -> str:
        return "" if self.fen is None else fen_text(self.fen)

    @property
    def state(self) -> str:
        return str(AwardState(self.award.state).label) if self.award else ""

    @property
    def light(self) -> str:
        return AWARD_LIGHTS[AwardState(self.award.state)] if self.award else ""

    @property
    def is_asked(self) -> bool:
        """Whether the enterprise was told and has not answered."""
        told = self.award is not None and self.award.state == AwardState.PUSHED
        return self.may_answer and told


@dataclass(frozen=True, slots=True)
class Sum:
    """How many programmes stand so, and what they would bring together."""

    standing: str
    word: str
    count: int
    amount: str
    note: str


class Chances:
    """``is_own`` is the page of the enterprise's agent: no addresses of the offices' pages.

    ``most`` is how many lines a card shows.
    """

    def __init__(
        self, subject: int, on: date, *, is_own: bool = False, most: int | None = None
    ) -> None:
        self.subject, self.day, self.is_own, self.most = subject, on, is_own, most

    @cached_property
    def _matched(self) -> list[tuple[Offer, RunProgramme]]:
        held = in_force(self.day)
        newest = newest_of(held)
        offers = (offer for each in held for offer in of_adoption(each))
        firms = (o for o in offers if o.programme.subject is Subject.ENTERPRISE)
        return [(o, row) for o in firms if (row := newest.get(key_of(o)))]

    @cached_property
    def _awards(self) -> dict[Key, Award]:
        """The newest award of the enterprise by each programme whose list holds."""
        rows = Award.objects.filter(entity=self.subject, list__state=ListState.CONFIRMED)
        ordered = rows.select_related("list").order_by("list__number")
        return {(row.list.adoption_id, row.list.part): row for row in ordered}

    @cached_property
    def all(self) -> list[Chance]:
        """Those it qualifies for first, the dearest of them before the others."""
        found = [chance for offer, row in self._matched if (chance := self._chance(offer, row))]
        return sorted(found, key=lambda c: (ORDER.index(c.standing), -(c.fen or 0)))

    def _chance(self, offer: Offer, row: RunProgramme) -> Chance | None:
        found = Results(row)
        told = found.of(self.subject)
        if told is None:
            return None
        reasons = shown_reasons(told.answer.reasons, wording_of(found))
        missed = next((r for r in reasons if r.state == "missed"), None)
        is_near = told.standing is Standing.NEAR and missed is not None
        return Chance(
            title=in_tongue(offer.programme.title),
            standing=told.standing,
            fen=fen_of(told),
            why=near_why(missed.says, missed.has)
            if is_near and missed
            else why(told.standing, reasons),
            note=note_of(told),
            gap=missed.gap if is_near and missed else "",
            bar=missed.bar if is_near and missed else "",
            is_automatic=offer.programme.mode is Mode.AUTOMATIC,
            url="" if self.is_own else answer_address(found, self.subject),
            award=self._awards.get(key_of(offer)),
            may_answer=self.is_own,
            adoption=in_script(offer.held.adoption.title) if offer.held else "",
        )

    @property
    def _in(self) -> list[Chance]:
        return [chance for chance in self.all if chance.standing is not Standing.OUT]

    @property
    def rows(self) -> list[Chance]:
        """All but those it does not qualify for; on a card the first of them."""
        return self._in[: self.most]

    @property
    def more(self) -> int:
        """How many a card leaves to the page."""
        return len(self._in) - len(self.rows)

    @property
    def others(self) -> list[Chance]:
        return [chance for chance in self.all if chance.standing is Standing.OUT]

    @property
    def compared(self) -> int:
        return len(self.all)

    @property
    def not_count(self) -> int:
        return len(self.others)

    @property
    def on(self) -> date | None:
        """The oldest of the matches that it is told by."""
        return min((row.run.on for _offer, row in self._matched), default=None)

    @property
    def sums(self) -> list[Sum]:
        return [self._sum(standing) for standing in ORDER if standing is not Standing.OUT]

    def _sum(self, standing: Standing) -> Sum:
        rows = [chance for chance in self.all if chance.standing is standing]
        known = [chance.fen for chance in rows if chance.fen is not None]
        notes = {
            Standing.ELIGIBLE: _("by rule and budget"),
            Standing.NEAR: _("one condition short"),
            Standing.UNKNOWN: _("figures are missing"),
        }
        amount = fen_text(sum(known)) if known else ""
        return Sum(standing.value, standing_word(standing), len(rows), amount, notes[standing])

    @property
    def finding(self) -> str:
        """Qualifies for 3 programmes, nearly for 2."""
        if not self.compared:
            return _("No programme has been matched yet")
        counts = {sum_.standing: sum_.count for sum_ in self.sums}
        eligible = counts[Standing.ELIGIBLE.value]
        first = ngettext("Qualifies for %d programme", "Qualifies for %d programmes", eligible)
        told = {"first": first % eligible, "near": counts[Standing.NEAR.value]}
        return _("%(first)s, nearly for %(near)d") % told

    @property
    def all_url(self) -> str:
        if self.is_own:
            return reverse("own_programmes")
        return reverse("enterprise_programmes", args=[self.subject])


def fen_of(row: ResultRow) -> int | None:
    """What is given, else what is due by the rule."""
    return row.given if row.given is not None else row.fen


def near_why(says: str, has: str) -> str:
    return joined(part for part in (says, has) if part)
