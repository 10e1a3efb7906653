"""``tashan provinces`` records a file once and tells what it left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.indicators.test_provinces import FILE, enter_provinces

from tashan.base.errors import UserError
from tashan.indicators.commands import PARTIAL, provinces


@pytest.mark.django_db
def test_what_is_left_out_is_told_and_the_rest_is_recorded(
    capsys: pytest.CaptureFixture[str],
) -> None:
    enter_provinces()
    assert provinces([str(FILE)]) == PARTIAL
    told = capsys.readouterr()
    assert "271 figures are new; 1 rows were left out." in told.out
    assert "provinces-2025.csv:162" in told.err


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is no file"):
        provinces([str(tmp_path / "none.csv")])
