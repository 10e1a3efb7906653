"""The demo's programmes: adopted, reviewed, matched once, with a confirmed list and a draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from django.db import transaction

from tashan.adoption import adopting
from tashan.adoption.adopting import NewAdoption, Reviewed
from tashan.adoption.models import Adoption, Conclusion
from tashan.adoption.settings_of import Setting
from tashan.programmes import awards, lists, results
from tashan.programmes.models import Run, RunProgramme
from tashan.programmes.offers import Offer, offers
from tashan.programmes.running import run
from tashan.record.models import User

SINCE = date(2026, 1, 1)
REVIEWED_ON = date(2026, 1, 12)
ADOPTED_AT = datetime(2026, 1, 15, 2, 0, tzinfo=UTC)
MATCHED_ON = date(2026, 11, 25)  # after the sheets of October are out
MATCHED_AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


class Adopted(NamedTuple):
    """A mechanism, what it is called here, what is set otherwise and why, and its review."""

    mechanism: str
    title: str
    settings: dict[str, Setting]
    review: str = ""
    since: date = SINCE


GREEN_CARD = Adopted(
    "green_card",
    "他山县服务绿卡",
    {
        "by_output": Setting(32, "县委经济工作会议确定产值前32户"),
        "by_research": Setting(10, "县委经济工作会议确定研发前10户"),
    },
    "他市监竞审〔2025〕31号",
    date(2025, 11, 1),  # its first cards are a year old
)
MECHANISMS = (
    Adopted(
        "awards",
        "他山县工业奖励办法",
        {"srdi_budget": Setting(240, "县级财政2026年预算安排")},
        "他市监竞审〔2026〕4号",
    ),
    Adopted(
        "dragon_heads",
        "龙头企业培育名单",
        {"most": Setting(8, "县委经济工作会议确定8户")},
        "他市监竞审〔2026〕5号",
    ),
    Adopted("growth_enterprises", "成长型企业梯度培育", {}),
    GREEN_CARD,
    Adopted("opportunities", "抢抓政策机遇", {}),
    Adopted("four_ones", "电气装备产业链四个一", {}),
)


@transaction.atomic
def match_programmes(place: str, actor: User) -> bool:
    """Adopt, and match all that is in force; whether it is new. Done twice it changes nothing."""
    if Run.objects.filter(on=MATCHED_ON).exists():
        return False
    held = {adopted.mechanism: adopt_once(adopted, place, actor) for adopted in MECHANISMS}
    _match(offers(MATCHED_ON), actor)
    _confirm(held["dragon_heads"], "heads", actor)
    lists.draft(_newest(held["awards"], "srdi"), actor=actor, at=MATCHED_AT)
    return True


def adopt_once(adopted: Adopted, place: str, actor: User) -> Adoption:
    """The adoption of a mechanism, made unless it is there."""
    found = Adoption.objects.filter(mechanism=adopted.mechanism, title=adopted.title, place=place)
    return found.first() or _adopt(adopted, place, actor)


def _adopt(adopted: Adopted, place: str, actor: User) -> Adoption:
    new = NewAdoption(adopted.mechanism, adopted.title, place, adopted.since, adopted.settings)
    made = adopting.adopt(new, actor=actor, at=ADOPTED_AT)
    if adopted.review:
        said = Reviewed(Conclusion.PASSES, adopted.review, "他山县市场监督管理局", REVIEWED_ON)
        adopting.record_review(made, said, actor=actor, at=ADOPTED_AT)
    return made


def _match(known: Sequence[Offer], actor: User) -> None:
    """One run for each kind of subject: its programmes share the snapshot of the day."""
    for subject in dict.fromkeys(offer.programme.subject for offer in known):
        mine = [offer for offer in known if offer.programme.subject is subject]
        run(mine, MATCHED_ON, actor=actor, at=MATCHED_AT)


def _newest(adoption: Adoption, part: str) -> RunProgramme:
    found = results.newest(adoption.pk, part)
    assert found is not None, f"{part} was matched"
    return found


def _confirm(adoption: Adoption, part: str, actor: User) -> None:
    """A list that was confirmed and told to the enterprises."""
    drafted = lists.draft(_newest(adoption, part), actor=actor, at=MATCHED_AT)
    awards.push(lists.confirm(drafted, actor=actor, at=MATCHED_AT), actor=actor, at=MATCHED_AT)
