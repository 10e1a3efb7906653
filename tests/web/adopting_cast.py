"""Who adopts on the pages: a steward, a report with an accepted practice, a trip."""

from __future__ import annotations

from datetime import date

from tests import cast
from tests.learning import learning_cast

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.adoption.models import Adoption
from tashan.adoption.settings_of import Setting
from tashan.record.models import User

SINCE = date(2026, 1, 1)


def adopted(actor: User, **said: object) -> Adoption:
    """Four ones for the electronics chain, with one parameter of our own."""
    learning_cast.county()
    fields: dict[str, object] = {
        "mechanism": "four_ones", "title": "电子信息产业链", "place": "999901", "since": SINCE,
        "settings": {"masters": Setting(5, "链上企业多")},
    }  # fmt: skip
    return adopt(NewAdoption(**fields | said), actor=actor, at=cast.AT)  # type: ignore[arg-type]
