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
    # finished, the year's first ones
    Story(FILING, 320, 45, {"works_permit": SUPPLEMENT}),
    Story(PLOT, 290, 40, {"construction_permit": FOLLOWED}),
    Story(GOVERNMENT, 315, 50, {"proposal": LATE, "feasibility": REVIEW}),
    # long under way
    Story(GOVERNMENT, 60, 60, {"energy": DEEMED, "design_review": TWICE}),
    Story(FILING, 65, 70, {"works_permit": OPEN_SUPPLEMENT, "soil": FALSE}),
    Story(
        PLOT, 62, 45, {"eia_form": TYPED_LATER, "construction_permit": FOLLOWS, "soil": COMMITTED}
    ),
    Story(RATIFICATION, 70, 65, {"ratification": UNLAWFUL}),
    # running, each with something to tell
    Story(GOVERNMENT, 45, 65, {"feasibility": OPEN_REVIEW, "site": ASKED}),
    Story(FILING, 40, 60, {"land_permit": WITHDRAWN}),
    Story(FILING, 38, 60, {"design_review": OPEN_REVIEW, "soil": FALSE}),
    Story(GOVERNMENT, 36, 60, {"proposal": REFUSED}),
    Story(FILING, 34, 60, {"land_permit": TWICE, "soil": COMMITTED}),
    Story(FILING, 33, 60, {"land_supply": LATE, "eia_form": EXTENDED}),
    Story(GOVERNMENT, 32, 80, {"proposal": TYPED_LATER}),
    Story(FILING, 30, 60, {"land_permit": OPEN_SUPPLEMENT}),
    Story(FILING, 29, 60, {"eia_form": NOT_PASSED}),
    Story(PLOT, 28, 50, {"eia_form": DEEMED}),
    Story(GOVERNMENT, 26, 70, {"site": WAITS, "proposal": SUPPLEMENT}),
    Story(FILING, 25, 60, {"eia_form": OPEN_SUPPLEMENT}),
    Story(FILING, 24, 60, {"soil": LATE}),
    Story(FILING, 22, 60, {"eia_form": EXTENDED}),
    Story(PLOT, 21, 50, {"works_permit": OPEN_SUPPLEMENT}),
    Story(GOVERNMENT, 19, 60, {"proposal": OPEN_REVIEW}),
    Story(FILING, 17, 60, {"land_supply": LATE}, until=3),
    Story(RATIFICATION, 16, 60, {"ratification": ASKED}),
    Story(FILING, 15, 60, {"eia_form": OPEN_REVIEW}),
    Story(GOVERNMENT, 14, 60, {"site": ASKED}),
    Story(FILING, 13, 60, {"land_supply": WAITS}),
    Story(GOVERNMENT, 12, 60),
    Story(FILING, 11, 60, {"eia_form": WITHDRAWN}),
    Story(FILING, 9, 60),
    Story(RATIFICATION, 8, 60),
    Story(FILING, 7, 60, {"eia_form": OPEN_SUPPLEMENT}),
    Story(FILING, 6, 60, {"land_supply": WAITS}),
    Story(PLOT, 5, 50),
    Story(GOVERNMENT, 4, 60),
    Story(FILING, 3, 60),
    Story(GOVERNMENT, 2, 60),
    Story(FILING, 1, 60),
    Story(FILING, 0, 60),
)
"""The rest go their way with nothing to tell; so many, evenly over the last days."""
QUIET = 19
WAYS = (FILING, GOVERNMENT, FILING, PLOT, GOVERNMENT, FILING, RATIFICATION, FILING)


def stories() -> list[Story]:
    """All of them, the earliest first."""
    quiet = [Story(WAYS[n % len(WAYS)], n % 10, 45 + n * 3 % 40) for n in range(QUIET)]
    return sorted([*TOLD, *quiet], key=lambda story: -story.ago)
