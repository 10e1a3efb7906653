"""The shipped library with two rankings made up for these tests, and our own place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_django.fixtures import Settings

if TYPE_CHECKING:
    from tashan.record.models import User


@pytest.fixture(autouse=True)
def _rankings_library(tmp_path: Path, settings: Settings) -> Iterator[None]:
    from tests.indicators.ranking.ranking_cast import library_with_rankings

    settings.PLACE = "999901"
    with library_with_rankings(tmp_path):
        yield


@pytest.fixture
def officer(db: None) -> User:
    from tests import cast

    return cast.officer()
