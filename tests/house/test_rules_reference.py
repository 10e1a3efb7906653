"""The page about rules is what the tables of the specification say."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType


def test_the_page_of_rules_is_up_to_date(script: Callable[[str], ModuleType]) -> None:
    made = script("rules_reference")
    told = "run: python scripts/rules_reference.py"
    assert made.PAGE.read_text("utf-8") == made.page(), told
