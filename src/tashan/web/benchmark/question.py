"""What the address asks for: indicators, peers, reference, period, weights and holder."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from tashan.base.errors import UserError
from tashan.base.periods import FigurePeriod
from tashan.indicators.benchmark import CHOSEN, HOLDERS, LEVEL, LIKE, USUAL_PEERS, Asked
from tashan.indicators.choices import Choice
from tashan.indicators.peers import DEFAULT_WEIGHTS, HEAVIEST, MOST_PEERS
from tashan.mechanisms.library import library
from tashan.registry.home import home

MOST_ID = 2**63 - 1


class Question:
    """Reads the address. What is not understood there is left out, as if it had not been said."""

    def __init__(self, request: HttpRequest) -> None:
        self.given: QueryDict = request.GET

    def asked(self) -> Asked:
        """Raises UserError where neither the address nor the settings name our place."""
        chosen = tuple(self._ids("p"))
        by = self.given.get("by", "")
        if by not in (LIKE, LEVEL, CHOSEN):
            by = CHOSEN if chosen else LIKE
        return Asked(
            of=self._number("of", most=MOST_ID) or home().pk,
            choices=self.choices("i"),
            period=self._period(),
            since=self._number("since", most=2200),
            peers=chosen if by == CHOSEN else (),
            by=LIKE if by == CHOSEN else by,
            count=self._number("n", most=MOST_PEERS) or USUAL_PEERS,
            weights=self.weights(),
            reference=self._number("ref", most=MOST_ID),
            holder=self._one_of("holder", HOLDERS),
        )

    @property
    def focus(self) -> Choice | None:
        """The indicator that is drawn."""
        return next(iter(self.choices("focus")), None)

    @property
    def against(self) -> Choice | None:
        """The other indicator of a scatter."""
        return next(iter(self.choices("against")), None)

    @property
    def words(self) -> str:
        """What a place is searched by."""
        return self.given.get("find", "").replace("\0", "").strip()[:50]

    def choices(self, name: str) -> tuple[Choice, ...]:
        definitions = library().indicators
        parsed = (Choice.parse(text, definitions) for text in self._listed(name))
        return tuple(choice for choice in parsed if choice is not None)

    def numbers(self, name: str) -> list[int]:
        """Numbers of rows, as ``of=12,13`` names them."""
        return list(self._ids(name))[:50]

    def weights(self) -> dict[str, int]:
        """From 0 to 100 each; a feature that is not named keeps its usual weight."""
        return {
            name: usual if (said := self._number(name, most=HEAVIEST)) is None else said
            for name, usual in DEFAULT_WEIGHTS.items()
        }

    def address(self, **changes: object) -> str:
        """The same question with some of it changed; None takes a part away."""
        query = self.given.copy()
        for name in ("add", "find"):
            query.pop(name, None)
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None and value != "":
                query[name] = str(value)
        return "?" + query.urlencode()

    def hidden(self, *, without: Iterable[str] = ()) -> list[tuple[str, str]]:
        """The parts of the address that a form must send along."""
        left_out = {*without, "add", "find"}
        return [
            (name, value)
            for name, values in self.given.lists()
            for value in values
            if name not in left_out and isinstance(value, str)
        ]

    def _period(self) -> FigurePeriod | None:
        try:
            return FigurePeriod.parse(self.given.get("period", ""))
        except UserError:
            return None

    def _listed(self, name: str) -> list[str]:
        return [part for value in self.given.getlist(name) for part in str(value).split(",")]

    def _ids(self, name: str) -> Iterable[int]:
        for part in self._listed(name):
            if part.isascii() and part.isdigit() and 0 < int(part[:20]) <= MOST_ID:
                yield int(part[:20])

    def _number(self, name: str, *, most: int) -> int | None:
        text = self.given.get(name, "")
        is_number = text.isascii() and text.isdigit() and len(text) < 20
        return int(text) if is_number and int(text) <= most else None

    def _one_of(self, name: str, known: Iterable[str]) -> str:
        text = self.given.get(name, "")
        return text if text in set(known) else ""


def listed(choices: Iterable[Choice]) -> str:
    """Choices as the address writes them."""
    return ",".join(str(choice) for choice in choices)


def query_of(**parts: object) -> str:
    return urlencode({name: str(value) for name, value in parts.items()})
