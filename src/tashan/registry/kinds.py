"""The kinds of things that a register holds, and the words of their fields."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """What an entity is; each kind has its own table of dated facts."""

    PLACE = "place", _("Place")
    OFFICE = "office", _("Office")
    OFFICER = "officer", _("Officer")
    ENTERPRISE = "enterprise", _("Enterprise")
    PARK = "park", _("Park")
    BUILDING = "building", _("Building")
    PROJECT = "project", _("Project")
    HOUSEHOLD = "household", _("Household")


class NameSort(TextChoices):
    OFFICIAL = "official", _("Official name")
    SHORT = "short", _("Short name")
    ALIAS = "alias", _("Alias")


class PlaceLevel(TextChoices):
    PROVINCE = "province", _("Province")
    PREFECTURE = "prefecture", _("Prefecture")
    COUNTY = "county", _("County")
    ZONE = "zone", _("Functional zone")
    TOWN = "town", _("Town")
    VILLAGE = "village", _("Village")


class Scale(TextChoices):
    LARGE = "large", pgettext_lazy("scale", "Large")
    MEDIUM = "medium", pgettext_lazy("scale", "Medium")
    SMALL = "small", pgettext_lazy("scale", "Small")
    MICRO = "micro", pgettext_lazy("scale", "Micro")


class Standing(TextChoices):
    """Whether an enterprise does business."""

    OPERATING = "operating", _("Operating")
    SUSPENDED = "suspended", _("Out of operation")
    REVOKED = "revoked", _("Licence revoked")
    CLOSED = "closed", _("Deregistered")


class Tie(TextChoices):
    """How another enterprise belongs to an enterprise."""

    PARENT = "parent", _("Parent company")
    SUBSIDIARY = "subsidiary", _("Subsidiary")
    BRANCH = "branch", _("Branch")
    SAME_OWNER = "same_owner", _("Same controlling owner")


class ParkLevel(TextChoices):
    NATIONAL = "national", _("National")
    PROVINCIAL = "provincial", _("Provincial")
    MUNICIPAL = "municipal", _("Municipal")
    COUNTY = "county", pgettext_lazy("level of a park", "Of the county")


class BuildingState(TextChoices):
    PLANNED = "planned", pgettext_lazy("building", "Planned")
    BUILDING = "building", pgettext_lazy("building", "Under construction")
    COMPLETED = "completed", pgettext_lazy("building", "Completed")


class ProjectType(TextChoices):
    """As the national platform divides projects (GB/T 40058-2021)."""

    CONSTRUCTION = "construction", _("Capital construction")
    RENEWAL = "renewal", _("Technical renewal")
    PURCHASE = "purchase", _("Purchase alone")
    INFORMATION = "information", _("Information system")
    OTHER = "other", pgettext_lazy("type of project", "Other")


class Route(TextChoices):
    APPROVAL = "approval", _("Approval")
    RATIFICATION = "ratification", _("Ratification")
    FILING = "filing", _("Record filing")


class ProjectStage(TextChoices):
    PLANNED = "planned", pgettext_lazy("stage", "Planned")
    RESERVED = "reserved", pgettext_lazy("stage", "Reserved")
    PREPARATORY = "preparatory", pgettext_lazy("stage", "In preparation")
    STARTED = "started", pgettext_lazy("stage", "Started")
    BUILDING = "building", pgettext_lazy("stage", "Under construction")
    COMPLETED = "completed", pgettext_lazy("stage", "Completed")
    PRODUCING = "producing", pgettext_lazy("stage", "In production")
    EVALUATED = "evaluated", pgettext_lazy("stage", "Evaluated")
    STOPPED = "stopped", pgettext_lazy("stage", "Stopped")
    ENDED = "ended", pgettext_lazy("stage", "Given up")


class Funding(TextChoices):
    GOVERNMENT = "government", _("Government investment")
    ENTERPRISE = "enterprise", _("Enterprise investment")
    OTHER = "other", pgettext_lazy("funding", "Other")


class Part(TextChoices):
    """What somebody does in a project."""

    OWNER = "owner", _("Project owner")
    LEAD_OFFICE = "lead_office", _("Responsible office")
    LEAD_OFFICER = "lead_officer", _("Responsible officer")
    BUILDER = "builder", _("Contractor")
    DESIGNER = "designer", _("Designer")
    SUPERVISOR = "supervisor", _("Site supervision")
    OTHER = "other", pgettext_lazy("part in a project", "Other")


class Severity(TextChoices):
    """As the library's ``credit`` files tell them apart; a good one counts against nobody."""

    GOOD = "good", pgettext_lazy("severity", "Commendable")
    MINOR = "minor", pgettext_lazy("severity", "Minor")
    ORDINARY = "ordinary", pgettext_lazy("severity", "Ordinary")
    SERIOUS = "serious", pgettext_lazy("severity", "Serious")


class Capacity(TextChoices):
    """In which capacity an account belongs to an entity."""

    OFFICER = "officer", _("Officer")
    AGENT = "agent", _("Authorised agent")
    CLERK = "clerk", _("Bank's clerk")
