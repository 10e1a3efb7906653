"""The green card of a county whose firms rank by their research: adopted, reviewed, listed."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.making import moment
from tests.programmes import match_cast as own
from tests.programmes.test_lists import drafted, reviewed

from tashan.adoption.models import Adoption
from tashan.casework.moving.by import By
from tashan.programmes import lists
from tashan.programmes.cards.grounds import by_list
from tashan.programmes.cards.issuing import issue
from tashan.programmes.models import AwardList, Card
from tashan.record.models import User
from tashan.registry.models import Entity

ON = date(2026, 11, 2)  # the day of the match and of the list
LATER = date(2027, 9, 20)  # within sixty days of the end
LABEL = "服务绿卡"


class CardCounty(own.County):
    """他山县 with a green card: three of its four firms are on the confirmed list."""

    def __init__(self, actor: User) -> None:
        super().__init__(actor)
        self.adoption: Adoption = reviewed(self.adopted("green_card", "他山县服务绿卡"), self)

    def listed(self, at: date = ON) -> AwardList:
        """A list confirmed on a day; that its notice is over is not asked here."""
        drawn = drafted(self.adoption, self, "holders")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(lists, "refuse_unannounced", lambda *_: None)
            made = lists.confirm(drawn, actor=self.actor, at=moment(at))
        return AwardList.objects.select_related("programme__run").get(pk=made.pk)

    def by(self, on: date = ON) -> By:
        return By(self.actor, moment(on), on)

    def issued(self, on: date = ON) -> list[Card]:
        return issue(by_list(self.listed(on)), by=self.by(on))

    def card_of(self, firm: Entity) -> Card:
        return Card.objects.filter(holder=firm).latest("pk")


def county() -> CardCounty:
    return CardCounty(own.steward())
