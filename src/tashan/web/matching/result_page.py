"""The tabs and the table of the results of one programme of a run, as the address asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tashan.programmes.models import RunProgramme
from tashan.programmes.result_file import Standing
from tashan.programmes.results import ResultRow, Results, names_in_order
from tashan.registry.models import Entity
from tashan.registry.search import matching
from tashan.web.figure_words import in_tongue
from tashan.web.listing import PAGE_SIZE, Order, order_of, words_of
from tashan.web.matching.reasons import column_title
from tashan.web.matching.result_rows import ShownResult, shown_results
from tashan.web.matching.rule_words import SUBJECTS
from tashan.web.matching.standings import Counts, standing_word

TABS = tuple(Standing)
MOST_NAMED = 2_000  # of a search by name
MOST_OUT = 25  # of those who are in no row, looked up by name alone
MOST_AWAITED = 5
ORDERS = {
    "place": "place",
    "amount": "given",
    "register": "subject",
    "name": "name",
    "short": "short",
}


@dataclass(frozen=True, slots=True)
class Tab:
    code: str
    word: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Awaited:
    """A figure that nobody has given: who holds it, how many wait for it, how many by law."""

    title: str
    holder: str
    subjects: int
    withheld: int


class ResultPage:
    """``?tab=``, ``?q=``, ``?sort=`` and ``?page=`` of the results of one programme."""

    def __init__(self, row: RunProgramme, request: HttpRequest) -> None:
        self.row, self.found, self.request = row, Results(row), request
        asked = request.GET.get("tab", "")
        self.standing = Standing(asked) if asked in TABS else Standing.ELIGIBLE
        self.words = words_of(request)
        self.order: Order = order_of(request, ORDERS, default="place")

    @cached_property
    def counts(self) -> Counts:
        return Counts.of(self.row, self.row.run)

    @property
    def tabs(self) -> list[Tab]:
        return [
            Tab(each.value, standing_word(each), self.counts[each], each is self.standing)
            for each in TABS
        ]

    @cached_property
    def _named(self) -> list[int] | None:
        """Whom the words name; None where none were typed."""
        if not self.words:
            return None
        kind = self.row.run.subject
        code = self.words.replace(" ", "").upper()
        coded = Entity.objects.filter(kind=kind, code=code).exclude(code="").values_list("pk")
        named = matching(self.words).filter(kind=kind).values_list("entity")
        return sorted({pk for (pk,) in named.union(coded)[:MOST_NAMED]})

    @cached_property
    def _rows(self) -> tuple[list[ResultRow], int]:
        if self.standing is Standing.OUT:
            out = self._out
            return out, len(out)
        return self.found.page(
            self.standing,
            order=ORDERS[self.order.column],
            descending=self.order.is_descending,
            first=(self.number - 1) * PAGE_SIZE,
            count=PAGE_SIZE,
            among=self._named,
        )

    @property
    def _out(self) -> list[ResultRow]:
        """Those of the name that was typed, in the order of their names where it is asked for."""
        asked = (self._named or [])[:MOST_OUT]
        if self.order.column == "name":
            called = dict(zip(asked, names_in_order(asked, self.row.run.on), strict=True))
            asked.sort(key=called.__getitem__, reverse=self.order.is_descending)
        rows = [self.found.of(pk) for pk in asked]
        return [row for row in rows if row and row.standing is Standing.OUT]

    @property
    def number(self) -> int:
        asked = self.request.GET.get("page", "")
        return max(int(asked), 1) if asked.isdecimal() and len(asked) < 7 else 1

    @property
    def rows(self) -> list[ShownResult]:
        return shown_results(self.found, self._rows[0])

    @property
    def shown(self) -> Page[int]:
        """For the pager alone."""
        return Paginator(range(self._rows[1]), PAGE_SIZE).get_page(self.number)

    @property
    def missing(self) -> list[Awaited]:
        """The figures that keep subjects unknown, those that most wait for first."""
        if self.standing is not Standing.UNKNOWN:
            return []
        return [
            Awaited(
                column_title(each.words), in_tongue(each.words.holder), each.subjects, each.withheld
            )
            for each in self.found.missing[:MOST_AWAITED]
        ]

    def context(self) -> dict[str, object]:
        """What ``programmes/results.html`` shows."""
        return {
            "tabs": self.tabs,
            "tab": self.standing.value,
            "tab_word": standing_word(self.standing),
            "words": self.words,
            "rows": self.rows,
            "shown": self.shown,
            "order": self.order,
            "has_places": self.found.settlement.first is not None,
            "pays": self.row.wanted is not None,
            "subject_word": subject_title(self.row),
            "missing": self.missing,
        }


def subject_title(row: RunProgramme) -> str:
    """Enterprise, or whatever is matched, as the heading of a column."""
    found = [str(word) for code, word in SUBJECTS.items() if code.value == row.run.subject]
    return found[0] if found else _("Subject")
