"""Which engine runs."""

from __future__ import annotations

import pytest

from tashan.base.errors import UserError
from tashan.mechanisms.rules.engines.columnar.engine import ColumnarEngine
from tashan.programmes import engines


def test_programmes_are_matched_by_columns_where_nothing_else_is_asked_for() -> None:
    assert isinstance(engines.engine(engines.DEFAULT), ColumnarEngine)


def test_an_engine_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UserError, match="no engine") as refused:
        engines.engine("abacus")
    assert "columnar" in refused.value.hint
