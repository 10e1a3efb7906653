"""A round of nominations as one person sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tashan.mechanisms.programme import Nominating
from tashan.programmes.models import Nomination, NominationFile, NominationRound
from tashan.programmes.nomination_models import NominationState, RoundState
from tashan.programmes.nominations.choosing import Scored, scored
from tashan.programmes.nominations.opening import honour_of, rules_of
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.belonging import entity_of
from tashan.registry.naming import names_on
from tashan.web.figure_words import in_script
from tashan.web.matching.quantities import trimmed
from tashan.web.notice_panel import NoticePanel

LIGHTS = {
    RoundState.OPEN: "yellow",
    RoundState.CHOSEN: "yellow",
    RoundState.PUBLISHED: "green",
    RoundState.DROPPED: "stopped",
}


@dataclass(frozen=True, slots=True)
class NominationRow:
    row: Nomination
    name: str
    office: str
    files: tuple[NominationFile, ...]
    points: str
    passes: bool
    may_score: bool

    @property
    def is_honoured(self) -> bool:
        return self.row.state == NominationState.HONOURED


class RoundPage:
    def __init__(self, row: NominationRound, user: User, on: date) -> None:
        self.row, self.user, self.on, self.pk = row, user, on, row.pk

    @property
    def title(self) -> str:
        return in_script(self.row.title)

    @property
    def light(self) -> str:
        return LIGHTS[RoundState(self.row.state)]

    @property
    def is_open(self) -> bool:
        return self.row.state == RoundState.OPEN

    @property
    def may_choose(self) -> bool:
        return self.is_open and self.on > self.row.closes_on

    @property
    def takes_nominations(self) -> bool:
        return self.is_open and self.on <= self.row.closes_on

    @property
    def is_chosen(self) -> bool:
        return self.row.state == RoundState.CHOSEN

    @property
    def may_be_dropped(self) -> bool:
        return self.row.state in (RoundState.OPEN, RoundState.CHOSEN)

    @cached_property
    def rules(self) -> Nominating:
        return rules_of(self.row)

    @property
    def label(self) -> str:
        return in_script(honour_of(self.row).gives.label or "")

    @cached_property
    def notice(self) -> NoticePanel:
        return NoticePanel(self.row.stream, honour_of(self.row).notice, self.on, self.user)

    @property
    def is_officer(self) -> bool:
        return perms.may_see_funds(self.user)

    @cached_property
    def rows(self) -> list[NominationRow]:
        """All for officers; for an agent their own and who was honoured."""
        own = None if self.is_officer else entity_of(self.user, self.on)
        seen = [
            one
            for one in scored(self.row)
            if self.is_officer
            or one.row.state == NominationState.HONOURED
            or (own is not None and one.row.entity_id == own.pk)
        ]
        named = [one.row.entity_id for one in seen] + [one.row.office_id for one in seen]
        names = names_on(named, self.on)
        return [self._row(one, names) for one in seen]

    def _row(self, one: Scored, names: dict[int, str]) -> NominationRow:
        row = one.row
        given = "、".join(str(points) for points in one.points) if self.is_officer else ""
        mean = f"{trimmed(one.mean)}（{given}）" if one.mean is not None and given else given
        mine = {score.member_id for score in row.scores.all()} | {row.entered_by_id}
        may_score = self.is_open and self.rules.members is not None and self.user.pk not in mine
        name = row.person or names.get(row.entity_id or 0, "")
        office = names.get(row.office_id or 0, "")
        files = tuple(row.files.all())
        return NominationRow(row, name, office, files, mean, one.passes, may_score)
