"""The county's library of projects, one planned project, and those who keep and check it."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import cast
from tests.casework import making
from tests.registry import people_and_places as places

from tashan.adoption import adopting
from tashan.adoption.adopting import NewAdoption
from tashan.adoption.models import Adoption
from tashan.casework.acts import By
from tashan.casework.project_models import Milestone, ProjectEvidence, StageMove
from tashan.casework.projects import evidence, milestones, moving
from tashan.casework.projects.evidence import NewEvidence
from tashan.casework.projects.milestones import NewMilestone
from tashan.record import files
from tashan.record.models import StoredFile, User
from tashan.registry import projects
from tashan.registry.keeping import New
from tashan.registry.kinds import ProjectStage
from tashan.registry.models import Entity

PLANNED = date(2026, 1, 5)
WAN = 1_000_000  # ten thousand yuan in fen


def by(user: User, on: date) -> By:
    return By(user, making.moment(max(on, date(2026, 11, 2))), on)


def photo(name: str = "现场.jpg") -> StoredFile:
    return files.store(b"\xff\xd8" + name.encode(), name=name, at=cast.AT)


class Library:
    """An enterprise's project of 80 million yuan, planned since January 2026."""

    def __init__(self, **facts: Any) -> None:
        self.place = making.home()
        self.office = making.office("发展和改革局")
        self.steward = making.officer("qiao", "steward", "registrar", at=self.office)
        self.chief = making.officer("cao", "chief", at=self.office)
        self.handler = making.officer("yin", "handler", at=self.office)
        self.adoption = self.adopted()
        self.project = self.entered("锂电池材料项目", 1, **facts)

    def adopted(self) -> Adoption:
        new = NewAdoption("project_library", "他山县项目库", "999901", date(2024, 1, 1))
        return adopting.adopt(new, actor=self.steward, at=cast.AT)

    def entered(self, name: str, serial: int, since: date = PLANNED, **facts: Any) -> Entity:
        held = {
            "type": "construction", "stage": "planned", "funding": "enterprise",
            "content": "年产五千吨正极材料生产线，建筑面积二万平方米", "investment": 8_000 * WAN,
            "planned_start": date(2026, 6, 1), "planned_finish": date(2027, 12, 31),
        } | facts  # fmt: skip
        new = New(name, since, making.project_code(serial), held)
        return projects.enter_project(new, source=places.source())

    def show(
        self, kind: str, on: date = PLANNED, *, project: Entity | None = None,
        file: StoredFile | None = None,
    ) -> ProjectEvidence:  # fmt: skip
        new = NewEvidence(kind, f"{kind}〔2026〕1号", file)
        return evidence.enter_evidence(project or self.project, new, by=by(self.handler, on))

    def move(
        self, stage: str, on: date = PLANNED, *, project: Entity | None = None
    ) -> StageMove | None:
        return moving.move(
            project or self.project, ProjectStage(stage), source=places.source(),
            by=by(self.steward, on),
        )  # fmt: skip

    def milestone(
        self, title: str = "主体封顶", on: date = date(2026, 9, 30), **more: Any
    ) -> Milestone:
        new = NewMilestone(title, self.office, on, 3_000 * WAN, **more)
        return milestones.set_milestone(self.project, new, by=by(self.steward, PLANNED))
