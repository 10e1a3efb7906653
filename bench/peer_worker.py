"""Runs inside bench/.venv: what a peer finds in each text, and how long it takes.

Reads {"peer": name, "texts": [text], "rounds": n} on standard input and writes
{"found": [[[start, end, value, unit]]], "seconds": [per round]} on standard output. Units are
written in Chinese base units, so that they can be compared.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
import warnings
from collections.abc import Callable

Span = tuple[int, int, float, str | None]
Reader = Callable[[str], list[Span]]

# What recognizers-text calls a unit: the base unit, and how many of them it is.
UNITS = {
    "Chinese yuan": ("元", 1.0),
    "United States dollar": ("美元", 1.0),
    "Euro": ("欧元", 1.0),
    "Japanese yen": ("日元", 1.0),
    "Hong Kong dollar": ("港元", 1.0),
    "Square meter": ("平方米", 1.0),
    "Square kilometer": ("平方米", 1e6),
    "Hectare": ("平方米", 1e4),
    "Mu": ("平方米", 10_000 / 15),
    "Chinese mu": ("平方米", 10_000 / 15),
    "Cubic meter": ("立方米", 1.0),
    "Kilometer": ("米", 1e3),
    "Meter": ("米", 1.0),
    "Chinese Meter": ("米", 1 / 3),
    "Centimeter": ("米", 0.01),
    "Millimeter": ("米", 0.001),
    "Ton": ("千克", 1e3),
    "Metric ton": ("千克", 1e3),
    "Kilogram": ("千克", 1.0),
    "Gram": ("千克", 1e-3),
    "Kilowatt": ("瓦", 1e3),
    "Watt": ("瓦", 1.0),
    "Year": ("年", 1.0),
    "Month": ("月", 1.0),
    "Day": ("日", 1.0),
}


def recognizers() -> Reader:
    """Every Chinese model of recognizers-text that gives a number."""
    from recognizers_number import Culture, NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer

    numbers = NumberRecognizer(Culture.Chinese)
    measured = NumberWithUnitRecognizer(Culture.Chinese)
    with_unit = [measured.get_currency_model(), measured.get_dimension_model()]
    bare = [numbers.get_percentage_model(), numbers.get_ordinal_model(), numbers.get_number_model()]

    def read(text: str) -> list[Span]:
        found: list[Span] = []
        for model in (*with_unit, *bare):  # what has a unit covers the bare number inside it
            for one in model.parse(text):
                span = _recognized(one)
                if span and not any(a < span[1] and span[0] < b for a, b, *_ in found):
                    found.append(span)
        return sorted(found, key=lambda span: span[:2])

    return read


def _recognized(one: object) -> Span | None:
    resolution = one.resolution or {}
    written = resolution.get("value")
    if written is None:
        return None
    start, end, unit = one.start, one.end + 1, resolution.get("unit")
    if written.endswith("%"):
        return start, end, float(written[:-1]) / 100, "1"
    if unit is None:
        return start, end, float(written), "位" if one.type_name == "ordinal" else None
    base, times = UNITS.get(unit, (unit, 1.0))
    return start, end, float(written) * times, base


def jionlp() -> Reader:
    """Money, the one kind of quantity that jionlp extracts with a value."""
    import jionlp as jio

    def read(text: str) -> list[Span]:
        found: list[Span] = []
        for one in jio.ner.extract_money(text, with_parsing=True) or ():
            detail, (start, end) = one["detail"], one["offset"]
            number = detail["num"][0] if isinstance(detail["num"], list) else detail["num"]
            found.append((start, end, float(number), detail["case"]))
        return found

    return read


READERS = {"recognizers-text": recognizers, "jionlp": jionlp}


def main() -> None:
    warnings.simplefilter("ignore")
    asked = json.load(sys.stdin)
    with contextlib.redirect_stdout(io.StringIO()):  # jionlp greets when it is imported
        read = READERS[asked["peer"]]()
        read("增长5%，产值3亿元。")  # the tables are built at the first text
        found, seconds = [], []
        for _ in range(asked["rounds"]):
            began = time.perf_counter()
            found = [read(text) for text in asked["texts"]]
            seconds.append(time.perf_counter() - began)
    json.dump({"found": found, "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
