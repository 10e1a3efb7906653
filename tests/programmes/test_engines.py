"""Which engine runs."""

from __future__ import annotations

import pytest

from tashan.base.errors import UserError
from tashan.programmes import engines


def test_a_small_table_is_matched_by_columns() -> None:
    assert engines.engine_for(5_000, asked=engines.DEFAULT) == "columnar"


def test_a_large_table_is_matched_by_the_compiled_engine_where_it_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda _: object())
    assert engines.engine_for(2_000_000, asked=engines.DEFAULT) == "kernel"
    monkeypatch.setattr(engines, "find_spec", lambda _: None)
    assert engines.engine_for(2_000_000, asked=engines.DEFAULT) == "columnar"


def test_an_engine_that_was_asked_for_runs_whatever_the_size() -> None:
    assert engines.engine_for(2_000_000, asked="reference") == "reference"


def test_an_engine_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UserError, match="no engine") as refused:
        engines.engine("abacus")
    assert "columnar" in refused.value.hint
