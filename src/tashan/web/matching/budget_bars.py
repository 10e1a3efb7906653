"""Where the money of a budget stands: its parts with their amounts, and one bar of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from tashan.ledger import balances
from tashan.ledger.reckoning import yuan
from tashan.programmes.budget_models import Budget
from tashan.web.figure_words import in_script, is_english
from tashan.web.matching.quantities import fen_text

WORDS = {
    "paid": gettext_lazy("Paid"),
    "committed": gettext_lazy("Committed"),
    "reserved": gettext_lazy("Reserved"),
    "carried": gettext_lazy("Carried over"),
    "lapsed": gettext_lazy("Lapsed"),
    "available": gettext_lazy("Available"),
}
WIDTH = 600
HEIGHT = 18


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a budget: its word, amount and colour."""

    code: str
    word: str
    fen: int

    @property
    def amount(self) -> str:
        return fen_text(self.fen)

    @property
    def exact(self) -> str:
        return yuan(self.fen)


class BudgetLine:
    """A budget with where its money stands on a day."""

    def __init__(self, row: Budget, on: date) -> None:
        self.row, self.on, self.pk = row, on, row.pk

    @property
    def title(self) -> str:
        return in_script(self.row.title)

    @cached_property
    def stands(self) -> dict[str, int]:
        return balances.balances(self.row.book, self.on)

    @property
    def authority(self) -> str:
        return fen_text(self.stands["authority"])

    @property
    def available(self) -> str:
        return fen_text(self.stands["available"])

    @property
    def owed_back(self) -> str:
        fen = self.stands.get("owed_back", 0)
        return fen_text(fen) if fen else ""

    @property
    def shares(self) -> list[Share]:
        return [
            Share(code, str(word), self.stands[code])
            for code, word in WORDS.items()
            if self.stands[code] or code == "available"
        ]

    @property
    def bar(self) -> SafeString:
        """One bar as wide as what was appropriated."""
        whole, left = self.stands["authority"] or 1, 0
        pieces = []
        for one in self.shares:
            width = WIDTH * one.fen // whole
            pieces.append((one.code, left, width, HEIGHT, one.word, one.amount))
            left += width
        inner = format_html_join(
            "",
            '<rect class="money-{}" x="{}" y="0" width="{}" height="{}">'
            "<title>{} {}</title></rect>",
            pieces,
        )
        told = "; ".join(f"{one.word} {one.amount}" for one in self.shares)
        return format_html(
            '<svg class="money-bar" viewBox="0 0 {} {}" role="img" aria-label="{}"'
            ' preserveAspectRatio="none">{}</svg>',
            WIDTH, HEIGHT, told, inner,
        )  # fmt: skip


def steps_of(reckoning: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, str, str], ...]:
    """How an amount came about: words, formula with its numbers, result in yuan."""
    tongue = "en" if is_english() else "zh"
    return tuple(
        (in_script(one["title"][tongue]), one["formula"], yuan(one["fen"])) for one in reckoning
    )
