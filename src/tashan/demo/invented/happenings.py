"""What happens to the invented county's cases: how fast each goes, and what comes in between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Twist(NamedTuple):
    """Something that happens to one matter of a case; ``days`` are working days where it needs
    some, None: it goes on to this day."""

    kind: str
    days: int | None = None


class Story(NamedTuple):
    """A case: which project it takes, when it was opened, how far it came, what happened.

    ``way`` is the part of the procedure; ``ago`` are days before today; ``pace`` is the share of
    each promise, in per cent, that the offices take; ``twists`` are by the step's code.
    """

    way: str
    ago: int
    pace: int = 60
    twists: Mapping[str, Twist] = {}
    until: int = 0  # nothing happens any more from so many days before today on


GOVERNMENT, FILING = "government_building", "enterprise_filing"
RATIFICATION, PLOT = "enterprise_ratification", "standard_plot"

LATE, UNLAWFUL = Twist("late"), Twist("unlawful")
SUPPLEMENT, OPEN_SUPPLEMENT = Twist("supplement", 4), Twist("supplement", None)
TWICE = Twist("supplement_again", 3)
REVIEW, OPEN_REVIEW = Twist("special", 8), Twist("special", None)
EXTENDED, DEEMED = Twist("extended", 6), Twist("deemed")
COMMITTED, FALSE = Twist("committed"), Twist("committed_falsely")
FOLLOWS, FOLLOWED = Twist("tolerated", None), Twist("tolerated", 6)
ASKED = Twist("asked", None)  # three asked, two given
WITHDRAWN, REFUSED, NOT_PASSED = Twist("withdrawn"), Twist("refused"), Twist("not_passed")
TYPED_LATER, WAITS = Twist("typed_later"), Twist("waits")

TOLD = (
    # finished long ago or nearly, in time
    Story(FILING, 320, 50),
    Story(FILING, 300, 45, {"works_permit": SUPPLEMENT}),
    Story(PLOT, 290, 40, {"construction_permit": FOLLOWED}),
    Story(GOVERNMENT, 315, 55, {"feasibility": REVIEW}),
    Story(PLOT, 260, 50),
    Story(FILING, 250, 60, {"eia_form": TYPED_LATER}),
    # late and unlawful
    Story(GOVERNMENT, 240, 70, {"proposal": LATE, "design_review": SUPPLEMENT}),
    Story(FILING, 230, 70, {"works_permit": UNLAWFUL}),
    Story(GOVERNMENT, 220, 60, {"feasibility": LATE, "site": EXTENDED}),
    Story(RATIFICATION, 235, 65, {"ratification": UNLAWFUL}),
    # what was promised and what was not kept
    Story(FILING, 200, 50, {"soil": COMMITTED}),
    Story(FILING, 190, 50, {"soil": FALSE}),
    Story(FILING, 150, 60, {"construction_permit": FOLLOWED}),
    # ended otherwise
    Story(FILING, 170, 60, {"land_permit": WITHDRAWN}),
    Story(GOVERNMENT, 160, 60, {"proposal": REFUSED}),
    Story(FILING, 140, 60, {"design_review": NOT_PASSED}),
    # running
    Story(GOVERNMENT, 130, 60, {"energy": DEEMED, "design_review": TWICE}),
    Story(FILING, 100, 60, {"design_review": OPEN_REVIEW}),
    Story(FILING, 95, 70, {"works_permit": OPEN_SUPPLEMENT}),
    Story(GOVERNMENT, 110, 65, {"feasibility": OPEN_REVIEW}),
    Story(PLOT, 90, 45, {"construction_permit": FOLLOWS}),
    Story(FILING, 85, 60, {"eia_form": EXTENDED}),
    Story(GOVERNMENT, 75, 60, {"site": ASKED, "proposal": SUPPLEMENT}),
    Story(FILING, 60, 60, {"land_permit": TWICE}),
    Story(RATIFICATION, 50, 60, {"ratification": ASKED}),
    Story(FILING, 45, 60, {"land_permit": OPEN_SUPPLEMENT}),
    Story(PLOT, 40, 50),
    Story(GOVERNMENT, 38, 80, {"proposal": TYPED_LATER}),
    Story(FILING, 33, 60, {"land_supply": LATE}, until=4),
    Story(GOVERNMENT, 28, 70, {"site": WAITS}),
    Story(FILING, 24, 60),
    Story(PLOT, 22, 50, {"works_permit": OPEN_SUPPLEMENT}),
    Story(GOVERNMENT, 19, 60, {"proposal": OPEN_REVIEW}),
    Story(FILING, 15, 60, {"eia_form": OPEN_REVIEW}),
    Story(GOVERNMENT, 12, 60),
    Story(FILING, 9, 60),
    Story(RATIFICATION, 8, 60),
    Story(FILING, 6, 60, {"land_supply": WAITS}),
    Story(PLOT, 5, 50),
    Story(GOVERNMENT, 4, 60),
    Story(FILING, 3, 60),
    Story(GOVERNMENT, 2, 60),
    Story(FILING, 1, 60),
    Story(FILING, 0, 60),
)
"""The rest go their way with nothing to tell; so many, evenly over the last months."""
QUIET = 16
WAYS = (FILING, GOVERNMENT, FILING, PLOT, GOVERNMENT, FILING, RATIFICATION, FILING)


def stories() -> list[Story]:
    """All of them, the earliest first."""
    quiet = [Story(WAYS[n % len(WAYS)], 125 - n * 8, 45 + n * 3 % 40) for n in range(QUIET)]
    return sorted([*TOLD, *quiet], key=lambda story: -story.ago)
