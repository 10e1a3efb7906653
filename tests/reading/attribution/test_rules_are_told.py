"""docs/reference/place-and-period-rules.md lists every rule, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "reference" / "place-and-period-rules.md"
READERS = ["authors", "places", "place_names", "topics", "periods", "period_phrases"]
_ID = re.compile(r'"((?:place|period)\.[a-z.]+)"')


def rules_in_code() -> set[str]:
    texts = [
        (ROOT / "src/tashan/reading/attribution" / f"{name}.py").read_text("utf-8")
        for name in READERS
    ]
    return {rule for text in texts for rule in _ID.findall(text)}


def rules_on_the_page() -> set[str]:
    return set(re.findall(r"^\| `([a-z.]+)`", PAGE.read_text("utf-8"), re.MULTILINE))


def test_every_rule_of_places_and_periods_is_told() -> None:
    assert rules_in_code() == rules_on_the_page()
