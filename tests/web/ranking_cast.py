"""A ranking that was run, for the tests of its pages: who stands where, and what was agreed."""

from __future__ import annotations

from tests.indicators.ranking import ranking_cast as made

from tashan.adoption.models import Adoption
from tashan.indicators.ranking.publishing import publish
from tashan.indicators.ranking_models import Publication, RankingRun
from tashan.record.models import User
from tashan.registry.models import Entity


class Ranked:
    """Four firms ranked by tax; the review is on record, the first firm agreed."""

    def __init__(self, actor: User) -> None:
        self.actor = actor
        self.firms: dict[str, Entity] = made.four_firms(actor)
        self.adoption: Adoption = made.adopted(actor)
        made.reviewed(self.adoption, actor)
        made.agreed(self.adoption, self.firms["云岫酒业"], actor)
        self.run: RankingRun = made.ran(self.adoption, actor)

    def published(self, reason: str = "") -> Publication:
        from tests import cast

        held = made.held(self.adoption)
        return publish(self.run, held, on=made.ON, actor=self.actor, at=cast.AT, reason=reason)
