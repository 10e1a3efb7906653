"""The demo's service green cards: a list of last December, a ranking of May; one withdrawn."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tashan.adoption.models import Adoption
from tashan.casework.announcing import announce
from tashan.casework.moving.by import By
from tashan.demo.announcing import adopt_notices
from tashan.demo.figuring import at
from tashan.demo.matching import GREEN_CARD, adopt_once
from tashan.indicators.ranking.publishing import newest_versions
from tashan.programmes import lists
from tashan.programmes.announced import announced
from tashan.programmes.cards.consents import Field, agree
from tashan.programmes.cards.grounds import by_list, by_publication
from tashan.programmes.cards.issuing import issue
from tashan.programmes.cards.withdrawing import Withdrawal, withdraw
from tashan.programmes.models import AwardList, Card
from tashan.programmes.offers import offer
from tashan.programmes.running import run
from tashan.record.models import User
from tashan.registry.belonging import entity_of
from tashan.registry.models import Entity

PART = "holders"
MATCHED, CONFIRMED = date(2025, 12, 8), date(2025, 12, 19)
RANKED = date(2026, 6, 1)
OUTPUT, FIRST = "output_ranking", 24
WITHDRAWN = date(2026, 9, 10)
WHY = Withdrawal(
    "申报材料中的研发投入与专项审计结果不符，经核实属虚报",
    "他山县服务绿卡管理办法（虚构）第九条",
    "他发改〔2026〕58号（虚构）",
)
AGREED = (
    (Field.NUMBER, Field.DATES, Field.NAME, Field.BENEFITS),
    (Field.NUMBER, Field.DATES, Field.NAME),
    (),
)


@transaction.atomic
def issue_cards(place: str, actor: User, agent: User) -> bool:
    """Cards as officers issue them; whether they are new. Done twice it changes nothing."""
    if Card.objects.exists():
        return False
    adoption = adopt_once(GREEN_CARD, place, actor)
    adopt_notices(place, actor)
    listed = _confirmed(adoption, actor)
    cards = issue(by_list(listed), by=_by(actor, CONFIRMED))
    cards += _by_ranking(adoption, actor)
    own = entity_of(agent, RANKED)
    others = [card for card in cards if own is None or card.holder_id != own.pk]
    withdraw(others[len(others) // 3], WHY, by=_by(actor, WITHDRAWN))
    for card, shows in zip(others, AGREED, strict=False):
        agree(card, shows, by=_by(actor, RANKED))
    if own is not None:
        _agent_agrees(own, agent)
    return True


def _by(user: User, on: date) -> By:
    return By(user, at(on), on)


def _confirmed(adoption: Adoption, actor: User) -> AwardList:
    """The list of December, after its public notice."""
    made = run([offer(adoption, PART, MATCHED)], MATCHED, actor=actor, at=at(MATCHED))
    row = made.programmes.select_related("run__snapshot", "run__file", "adoption", "version").get()
    drafted = lists.draft(row, actor=actor, at=at(MATCHED))
    announce(announced(f"list:{drafted.pk}"), by=_by(actor, MATCHED))
    lists.confirm(drafted, actor=actor, at=at(CONFIRMED))
    related = ("programme__run", "programme__version__adoption")
    return AwardList.objects.select_related(*related).get(pk=drafted.pk)


def _by_ranking(adoption: Adoption, actor: User) -> list[Card]:
    """Those of the published ranking by output who have none."""
    found = [p for p in newest_versions() if p.run.version.adoption.mechanism == OUTPUT]
    if not found:
        return []
    ground = by_publication(found[0], offer(adoption, PART, RANKED), first=FIRST, on=RANKED)
    return issue(ground, by=_by(actor, RANKED))


def _agent_agrees(own: Entity, agent: User) -> None:
    """The enterprise of the demo's agent lets its name and what it is entitled to be seen."""
    card = Card.objects.filter(holder=own).order_by("-pk").first()
    if card is not None:
        agree(card, [Field.NUMBER, Field.DATES, Field.NAME], by=_by(agent, RANKED))
