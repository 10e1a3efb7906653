"""A public notice of the demo: the list of a card, announced some days ago, with an objection."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from tashan.adoption import adopting
from tashan.adoption.adopting import NewAdoption
from tashan.adoption.models import Adoption
from tashan.adoption.settings_of import Setting
from tashan.casework.announcing import MECHANISM, announce
from tashan.casework.moving.by import By
from tashan.casework.moving.objecting import object_to
from tashan.demo.figuring import at
from tashan.programmes import lists, results
from tashan.programmes.announced import announced
from tashan.programmes.models import AwardList
from tashan.record.models import User

SINCE = date(2025, 11, 1)  # from when the county announces by this mechanism
DAYS = {code: Setting(5, "与往年做法一致") for code in ("notice_days", "answer_days")}
AGO = 3  # days since it was announced
WHO, SAYS = "清溪镇某食品企业", "我公司上年研发投入高于名单中排名靠后的企业，请核对研发费用口径。"


def adopt_notices(place: str, actor: User) -> None:
    """The mechanism by which the county announces, adopted once."""
    if not Adoption.objects.filter(mechanism=MECHANISM, place=place).exists():
        new = NewAdoption(MECHANISM, "公示与异议", place, SINCE, DAYS)
        adopting.adopt(new, actor=actor, at=at(SINCE))


@transaction.atomic
def announce_a_list(place: str, actor: User, window: User) -> bool:
    """Draft the list and put it up; whether it is new. Done twice it changes nothing."""
    card = Adoption.objects.filter(mechanism="green_card", place=place).first()
    found = results.newest(card.pk, "holders") if card else None
    if found is None or AwardList.objects.filter(programme=found).exists():
        return False
    today = timezone.localdate()
    on = today - timedelta(AGO)
    adopt_notices(place, actor)
    made = lists.draft(found, actor=actor, at=at(on))
    notice = announce(announced(f"list:{made.pk}"), by=By(actor, at(on), on))
    day = on + timedelta(1)
    object_to(notice.matter.pk, WHO, SAYS, by=By(window, at(day), day))
    return True
