"""Who knocks at the pages: one client a role, and one report that was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.web.people import Knock, OfficerClient

    from tashan.reading.models import Report


@pytest.fixture
def knock(db: None) -> Knock:
    """A client of somebody new who holds these roles; without any, of one who may do nothing."""
    from tests.web.people import account, sign_in

    def of(*roles: str, username: str = "") -> OfficerClient:
        return sign_in(account(username or "-".join(roles) or "nobody", *roles))

    return of


@pytest.fixture
def report(db: None) -> Report:
    """Read, with three findings that wait: two indicators and a gap."""
    from tests import cast
    from tests.web.people import account

    uploaded = cast.report(account("uploader", "reviewer"))
    return cast.read(uploaded, cast.area(), cast.occupancy(), cast.shortfall())
