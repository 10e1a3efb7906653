"""Every test here has the library of the invented mechanism and somebody who may adopt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tashan.record.models import User


@pytest.fixture(autouse=True)
def _own_library(tmp_path: Path) -> Iterator[None]:
    from tests.adoption import adoption_cast

    with adoption_cast.library_of(tmp_path, visiting_firms=adoption_cast.TEXT):
        yield


@pytest.fixture
def steward(db: None) -> User:
    from tests import cast

    return cast.officer()
