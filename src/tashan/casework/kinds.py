"""The words of cases: states, sorts and modes of matters, needs and positions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class CaseState(models.TextChoices):
    RUNNING = "running", pgettext_lazy("case", "Running")
    FINISHED = "finished", pgettext_lazy("case", "Finished")
    ENDED = "ended", pgettext_lazy("case", "Ended")  # withdrawn, or refused for good


class Sort(models.TextChoices):
    """What a matter is; the pages say of a filing that it is received, never approved."""

    LICENCE = "licence", pgettext_lazy("matter", "Administrative licence")
    APPROVAL = "approval", pgettext_lazy("matter", "Approval")
    FILING = "filing", pgettext_lazy("matter", "Record filing")
    REVIEW = "review", pgettext_lazy("matter", "Review")
    CHECK = "check", pgettext_lazy("matter", "Check afterwards")
    NOTICE = "notice", pgettext_lazy("matter", "Public notice")
    INTERMEDIARY = "intermediary", pgettext_lazy("matter", "Intermediary service")
    UTILITY = "utility", pgettext_lazy("matter", "Public utility")
    TENDER = "tender", pgettext_lazy("matter", "Tendering")
    TASK = "task", pgettext_lazy("matter", "Task")


class Mode(models.TextChoices):
    EXAMINED = "a", pgettext_lazy("matter", "By examination")
    COMMITTED = "p", pgettext_lazy("matter", "By notification and commitment")


class Need(models.TextChoices):
    HARD = "hard", pgettext_lazy("prerequisite", "Must come before")
    SOFT = "soft", pgettext_lazy("prerequisite", "Better before")


class Position(models.TextChoices):
    AGREES = "agrees", pgettext_lazy("position", "Agrees")
    CONDITIONS = "conditions", pgettext_lazy("position", "Agrees with conditions")
    OBJECTS = "objects", pgettext_lazy("position", "Objects")
    NOT_CONCERNED = "not_concerned", pgettext_lazy("position", "Not concerned")
