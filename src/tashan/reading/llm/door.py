"""The door that every finding of a language model passes: what cannot be shown is not let in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from math import isclose, isfinite

from tashan.base.quantities import base_quantity
from tashan.base.script import simplified
from tashan.reading.findings import Finding, IndicatorType, Kind
from tashan.reading.llm.evidence import Evidence, PassageText, squeezed
from tashan.reading.llm.numbers import Printed, printed_numbers
from tashan.reading.llm.passages import Passage
from tashan.reading.llm.schema import APPROXIMATE, Row
from tashan.reading.text.normalise import Normal

CONFIDENCE = 0.6  # below the rules: a model's reading is always worth a look
LONGEST_QUOTE = {Kind.INDICATOR: 240, Kind.MECHANISM: 400, Kind.GAP: 600, Kind.MEASURE: 600}
_LONGEST_NAME = 80
_FIGURES = re.compile(r"\d+(?:\.\d+)?")


class Refusal(StrEnum):
    """Why a finding was not let in."""

    WRONG_KIND = "wrong kind"
    NOT_IN_TEXT = "quote not in the text"
    TOO_LONG = "quote too long"
    NO_NUMBER = "no number given"
    WRONG_NUMBER = "number not in its quote"
    WRONG_UNIT = "unit not the one printed"


class _RefusedError(Exception):
    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class Door:
    """Lets findings in, once each, and counts what stays outside.

    ``refused`` counts by reason, ``repeated`` what was told twice, ``cleared`` the fields that
    were emptied because the text does not say them.
    """

    normal: Normal
    refused: Counter[Refusal] = field(default_factory=Counter)
    repeated: int = 0
    cleared: int = 0
    _admitted: list[tuple[Finding, int]] = field(default_factory=list)
    _words: str = ""

    def __post_init__(self) -> None:
        self._words = squeezed(self.normal.text)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was let in, in the order of the text."""
        found = (finding for finding, _ in self._admitted)
        return tuple(sorted(found, key=lambda finding: (finding.start, finding.end)))

    def admit(self, rows: Iterable[Row], passage: Passage) -> None:
        """Judge the rows of one answer by the passage that was asked about."""
        text = PassageText(passage.text, start=passage.start)
        for row in rows:
            try:
                self._admit(row, text)
            except _RefusedError as refusal:
                self.refused[refusal.reason] += 1

    def _admit(self, row: Row, text: PassageText) -> None:
        kind = _kind(row)
        evidence = _evidence(row, kind, text)
        start, end = self.normal.span(evidence.start, evidence.end)
        finding = Finding(kind, start, end, self.normal.original[start:end])
        finding.confidence, finding.rules = CONFIDENCE, ["llm"]
        finding.name = self._name(row)
        finding.place, finding.period = self._said(row, "place"), self._said(row, "period")
        if evidence.number is not None:
            self._measure(finding, row, evidence.number)
        self._keep(finding, evidence.at)

    def _measure(self, finding: Finding, row: Row, number: Printed) -> None:
        """The figures come from the text, not from the answer."""
        finding.value, finding.unit = number.value, _unit(row)
        finding.base_value, finding.base_unit = base_quantity(number.value, finding.unit)
        finding.type = _type(row)
        finding.scope = self._said(row, "scope")
        word = squeezed(_text(row, "approximate"))
        if word in APPROXIMATE and word in squeezed(finding.quote):
            finding.approximate = word

    def _keep(self, finding: Finding, at: int) -> None:
        if any(_same(finding, at, known, known_at) for known, known_at in self._admitted):
            self.repeated += 1
        else:
            self._admitted.append((finding, at))

    def _said(self, row: Row, name: str) -> str | None:
        """A field whose words stand somewhere in the report, else nothing."""
        words = squeezed(_text(row, name))
        if words and words not in self._words:
            self.cleared += 1
            return None
        return words or None

    def _name(self, row: Row) -> str:
        """A name may be put in other words, but no figure may come in with it."""
        name = " ".join(simplified(_text(row, "name")).split())[:_LONGEST_NAME]
        if all(figure in self._words for figure in _FIGURES.findall(name)):
            return name
        self.cleared += 1
        return ""


def _evidence(row: Row, kind: Kind, text: PassageText) -> Evidence:
    quote = squeezed(_text(row, "quote"))
    places = text.places(quote) if quote else []
    if not places:
        raise _RefusedError(Refusal.NOT_IN_TEXT)
    if len(quote) > LONGEST_QUOTE[kind]:
        raise _RefusedError(Refusal.TOO_LONG)
    if kind is not Kind.INDICATOR:
        return text.taking(quote, places, kind=kind)
    return text.taking_number(quote, places, numbers=_numbers(row, quote))


def _numbers(row: Row, quote: str) -> list[Printed]:
    """The numbers of the quote that have the value and unit that the row gives."""
    value, unit = _value(row), _unit(row)
    equal = [number for number in printed_numbers(quote) if _equals(number, value)]
    if not equal:
        raise _RefusedError(Refusal.WRONG_NUMBER)
    right = [number for number in equal if number.has_unit(unit)]
    if not right:
        raise _RefusedError(Refusal.WRONG_UNIT)
    return right


def _equals(number: Printed, value: float) -> bool:
    """To the last digit; only a fraction may have been rounded by the one who wrote it out."""
    rounding = 0.001 if number.is_fraction else 0.0
    return isclose(number.value, value, rel_tol=1e-9, abs_tol=rounding)


def _value(row: Row) -> float:
    given = row.get("value")
    if isinstance(given, bool) or not isinstance(given, (int, float, str)):
        raise _RefusedError(Refusal.NO_NUMBER)
    try:
        value = abs(float(given))
    except (ValueError, OverflowError):
        raise _RefusedError(Refusal.NO_NUMBER) from None
    if not isfinite(value):
        raise _RefusedError(Refusal.NO_NUMBER)
    return value


def _kind(row: Row) -> Kind:
    try:
        return Kind(_text(row, "kind"))
    except ValueError:
        raise _RefusedError(Refusal.WRONG_KIND) from None


def _unit(row: Row) -> str | None:
    return squeezed(_text(row, "unit")) or None


def _type(row: Row) -> IndicatorType | None:
    try:
        return IndicatorType(_text(row, "type"))
    except ValueError:
        return None


def _text(row: Row, name: str) -> str:
    given = row.get(name)
    return given if isinstance(given, str) else ""


def _same(one: Finding, at: int, other: Finding, other_at: int) -> bool:
    """One number is one indicator; other findings are the same where half of one is the other."""
    if one.kind is not other.kind:
        return False
    if one.kind is Kind.INDICATOR:
        return at == other_at
    common = min(one.end, other.end) - max(one.start, other.start)
    return 2 * common > min(one.end - one.start, other.end - other.start)
