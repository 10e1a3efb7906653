"""The part `project_library`: what a project must show before each stage, and before each plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from tashan.mechanisms.fields import Basis, Code, Entry, Listed, OneOrMore, Some, Text, refused
from tashan.mechanisms.plain import Path
from tashan.mechanisms.programme import Rule
from tashan.mechanisms.project_stages import STAGES


def _stage(given: str) -> str:
    if given not in STAGES:
        raise refused(f"{given!r} is no stage of a project. Expected one of: {', '.join(STAGES)}.")
    return given


StageCode = Annotated[str, AfterValidator(_stage)]


class Way(Entry):
    """One way in which a requirement is met; each way is of one sort alone."""

    items: Listed[Code] = ()  # a matter of one of these items has passed
    evidence: Listed[Code] = ()  # all of these kinds of evidence are there
    rule: Rule | None = None  # what the register must say

    def model_post_init(self, context: object, /) -> None:
        if sum(bool(one) for one in (self.items, self.evidence, self.rule)) != 1:
            raise refused("a way has one of 'items', 'evidence' and 'rule'.")


class Requirement(Entry):
    """What must hold; any of its ways is enough. ``when`` says for which projects it is."""

    code: Code
    says: Text
    any: Some[Way]
    when: Rule | None = None
    basis: OneOrMore[Basis] = ()


class EvidenceKind(Entry):
    """A paper or a photo; ``file`` says that the file itself must be there."""

    title: Text
    file: bool = False


class Batch(Entry):
    """Stages that are counted together, as in 谋划一批、建成一批、投产一批."""

    title: Text
    stages: Some[StageCode]


class Leaving(Entry):
    """退库 and return: the reasons from which one is chosen."""

    reasons: Annotated[dict[Code, Text], Field(min_length=1)]
    returns: Annotated[dict[Code, Text], Field(min_length=1)]
    basis: OneOrMore[Basis] = ()


class PlanRules(Entry):
    """A plan of investment over so many years, and what a project must show to be in it."""

    title: Text
    years: Annotated[int, Field(ge=1, le=10)]
    sources: Annotated[dict[Code, Text], Field(min_length=1)]  # where the money comes from
    admits: Listed[Requirement] = ()
    basis: OneOrMore[Basis] = ()


class ProjectLibrary(Entry):
    """``gates`` by the stage that is entered; ``stale`` in months, by the stage it is in."""

    kind: Literal["project_library"]
    code: Code | None = None
    title: Text
    evidence: dict[Code, EvidenceKind] = Field(default_factory=dict)
    gates: dict[StageCode, Some[Requirement]] = Field(default_factory=dict)
    stale: dict[StageCode, Rule] = Field(default_factory=dict)
    batches: dict[Code, Batch] = Field(default_factory=dict)
    leaving: Leaving | None = None
    plans: dict[Code, PlanRules] = Field(default_factory=dict)

    def model_post_init(self, context: object, /) -> None:
        for _path, one in self.requirements():
            asked = {code for way in one.any for code in way.evidence}
            if lost := sorted(asked - set(self.evidence)):
                raise refused(f"'evidence' lacks {', '.join(lost)}.")

    def requirements(self) -> Iterator[tuple[Path, Requirement]]:
        """Every requirement with its place in the part."""
        for stage, gate in self.gates.items():
            yield from ((("gates", stage, str(n)), one) for n, one in enumerate(gate))
        for code, plan in self.plans.items():
            path = ("plans", code, "admits")
            yield from (((*path, str(n)), one) for n, one in enumerate(plan.admits))
