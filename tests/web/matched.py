"""A county that matched its awards: one firm qualifies, one nearly does, one misses its figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests import cast
from tests.indicators import snapshot_cast as told
from tests.programmes import match_cast as own

from tashan.adoption import adopting
from tashan.adoption.models import Adoption, Conclusion
from tashan.programmes import lists
from tashan.programmes.models import AwardList, Run
from tashan.record.models import PermittedUse

REVIEW = "公平竞争审查意见〔2026〕3号"


@dataclass
class Matched:
    """恒川 invested 4,000,000 in equipment, 长青 1,800,000, of 明远 it is not known."""

    county: own.County
    adoption: Adoption
    run: Run

    def address(self, part: str = "equipment", more: str = "") -> str:
        return f"/programmes/{self.adoption.pk}/{part}/{more}"

    def answer(self, firm: str, position: int = 0) -> str:
        subject = getattr(self.county, firm).pk
        return f"/matches/{self.run.pk}/{subject}/?programme={position}"


def county() -> own.County:
    """With an analyst and steward whose account is ``qiao``."""
    made = own.County(own.steward())
    for firm, value in ((made.hengchuan, 400), (made.changqing, 180)):
        told.tell(made.source, told.figure(firm, "investment_in_equipment", value))
    return made


def matched(made: own.County | None = None) -> Matched:
    """``equipment`` is the first programme of the run, ``srdi`` the second."""
    made = made or county()
    adoption = made.awards()
    return Matched(made, adoption, own.matched(adoption, "equipment", "srdi", actor=made.actor))


def withheld(made: own.County) -> None:
    """明远 told its equipment to the statistics office, for statistics alone."""
    source = told.source(made.actor, "统计报表", use=PermittedUse.STATISTICS)
    told.tell(source, told.figure(made.mingyuan, "investment_in_equipment", 999))


def drafted(found: Matched, part: str = "srdi") -> AwardList:
    row = found.run.programmes.get(part=part)
    return lists.draft(row, actor=found.county.actor, at=cast.AT)


def reviewed(found: Matched) -> None:
    said = adopting.Reviewed(Conclusion.PASSES, REVIEW, "县市场监管局", date(2026, 11, 2))
    adopting.record_review(found.adoption, said, actor=found.county.actor, at=cast.AT)
