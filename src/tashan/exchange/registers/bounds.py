"""What a table of facts can hold: how long a text is, how large a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db import models

from tashan.exchange.problems import Problem
from tashan.exchange.target import Setting
from tashan.exchange.words import (
    FROM_NOTHING,
    NEGATIVE,
    SHORTER,
    SMALLER,
    TOO_LARGE,
    TOO_LONG,
    words,
)
from tashan.papers.tables.rows import Row

_LONGEST_NAME, _LONGEST_CODE = 200, 32
_LARGEST: tuple[tuple[type[models.Field[Any, Any]], Decimal], ...] = (
    (models.PositiveSmallIntegerField, Decimal(2**15)),
    (models.BigIntegerField, Decimal(2**63)),
)


class Bounds:
    """Of the attributes of one model, by the field of a sheet."""

    def __init__(self, model: type[models.Model], attributes: Mapping[str, str]) -> None:
        self._longest = {"name": _LONGEST_NAME, "short": _LONGEST_NAME, "code": _LONGEST_CODE}
        self._largest: dict[str, Decimal] = {}
        for code, attribute in attributes.items():
            column = model._meta.get_field(attribute)
            if isinstance(column, models.CharField) and column.max_length:
                self._longest[code] = column.max_length
            elif isinstance(column, models.DecimalField):
                whole = (column.max_digits or 0) - (column.decimal_places or 0)
                self._largest[code] = Decimal(10) ** whole
            for kind, most in _LARGEST:
                if type(column) is kind:
                    self._largest[code] = most

    def problems(self, row: Row, setting: Setting) -> Iterator[Problem]:
        for code, most in self._longest.items():
            value = row.values.get(code)
            if isinstance(value, str) and len(value) > most:
                yield setting.problem(
                    row, code, words(TOO_LONG, most=most), words(SHORTER, most=most)
                )
        for code, largest in self._largest.items():
            value = row.values.get(code)
            if isinstance(value, int | Decimal) and value >= largest:
                yield setting.problem(row, code, words(TOO_LARGE), words(SMALLER))
            elif isinstance(value, int | Decimal) and value < 0:
                yield setting.problem(row, code, words(NEGATIVE), words(FROM_NOTHING))
