"""The page of states and moves is what their tables say."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType


def test_the_page_of_states_is_up_to_date(script: Callable[[str], ModuleType]) -> None:
    made = script("states_reference")
    told = "run: python scripts/states_reference.py"
    assert made.PAGE.read_text("utf-8") == made.page(), told
