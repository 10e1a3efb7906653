"""Who and where: one row an entity, and what is known of it in dated rows."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from tashan.record.append_only import dated_triggers
from tashan.record.models import Source
from tashan.registry import kinds
from tashan.registry.dated import (
    Dated,
    both_ways,
    by_prefix,
    ends_after_it_begins,
    facts_of_an_entity,
    known_by,
    never_twice,
)
from tashan.registry.entitlement_models import Entitlement as Entitlement

KNOWN = Q(replaced__isnull=True)


class Entity(models.Model):
    """A place, an office, an enterprise …: what figures, labels and cases are about.

    ``code`` is the code of its kind (GB/T 2260, credit code, project code), blank where there is
    none. A duplicate points to the one that it was merged into; its own rows stay.
    """

    kind = models.CharField(max_length=10, choices=kinds.Kind.choices)
    code = models.CharField(max_length=32, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="duplicates"
    )
    entered = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"], name="entity_code_once_a_kind", condition=~Q(code="")
            ),
            models.CheckConstraint(
                name="entity_kind_known", condition=Q(kind__in=kinds.Kind.values)
            ),
            models.CheckConstraint(
                name="entity_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code or self.pk}"

    @property
    def stream(self) -> str:
        """The stream of events about this entity."""
        return f"entity:{self.pk}"


class EntityName(Dated):
    """A name of an entity: the official one, a short one or another that texts use.

    ``key`` sorts by pinyin, ``initials`` are its first letters (hcjmdz), ``terms`` the pairs of
    characters that it is searched by.
    """

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="names")
    kind = models.CharField(max_length=10, choices=kinds.Kind.choices)
    sort = models.CharField(max_length=8, choices=kinds.NameSort.choices)
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=400)
    initials = models.CharField(max_length=200)
    terms = SearchVectorField()

    class Meta:
        constraints = [
            never_twice("name_official_never_twice", "entity", where=Q(sort="official")),
            ends_after_it_begins("name_ends_after_it_begins"),
            models.CheckConstraint(name="name_is_not_empty", condition=~Q(name="")),
        ]
        indexes = [
            # every list: one kind in the order of pinyin
            models.Index(
                fields=["kind", "key", "entity"],
                name="name_in_pinyin_order",
                condition=KNOWN & Q(sort="official"),
            ),
            # the search over everything
            GinIndex(fields=["terms"], name="name_terms"),
            # the first letters typed into the search box
            by_prefix("initials", "name_initials"),
            # a name in a text or in a column of an import
            models.Index(fields=["name"], name="name_as_written"),
        ]
        triggers = dated_triggers()

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One entity followed another: 国土资源局 → 自然资源和规划局 in 2018."""

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="successors")
    successor = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="predecessors")
    on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entity", "successor"], name="succession_once_a_pair"),
            models.CheckConstraint(
                name="succession_is_to_another", condition=~Q(entity=F("successor"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity_id} → {self.successor_id}"


class PlaceFacts(Dated):
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="place_facts")
    level = models.CharField(max_length=10, choices=kinds.PlaceLevel.choices)
    parent = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = facts_of_an_entity("place_facts")
        indexes = [
            # what lies in a place
            models.Index(fields=["parent"], name="place_facts_by_parent", condition=KNOWN),
        ]
        triggers = dated_triggers()


class OfficeFacts(Dated):
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="office_facts")
    parent = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    duty = models.TextField(blank=True)  # what it answers for, in words
    phone = models.CharField(max_length=50, blank=True)

    class Meta:
        constraints = facts_of_an_entity("office_facts")
        triggers = dated_triggers()


class Tenure(Dated):
    """An officer holds a post in an office."""

    officer = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="tenures")
    office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="staff")
    post = models.CharField(max_length=100)
    is_lead = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        constraints = [ends_after_it_begins("tenure_ends_after_it_begins")]
        triggers = dated_triggers()


class EnterpriseFacts(Dated):
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="enterprise_facts")
    industry = models.CharField(max_length=5, blank=True)  # GB/T 4754-2017 with its letter: C3981
    scale = models.CharField(max_length=6, choices=kinds.Scale.choices, blank=True)
    is_above_scale = models.BooleanField(null=True)
    standing = models.CharField(
        max_length=9, choices=kinds.Standing.choices, default=kinds.Standing.OPERATING
    )
    place = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    park = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=300, blank=True)
    legal_representative = models.CharField(max_length=100, blank=True)
    registered_capital = models.BigIntegerField(null=True)  # fen
    established_on = models.DateField(null=True)

    class Meta:
        constraints = [
            *facts_of_an_entity("enterprise_facts"),
            models.CheckConstraint(
                name="enterprise_capital_not_negative",
                condition=Q(registered_capital__isnull=True) | Q(registered_capital__gte=0),
            ),
        ]
        indexes = [
            # the filters of the list: by industry, and by scale within it
            by_prefix("industry", "enterprise_facts_by_industry", "scale"),
            # the list of those that no longer operate, who are few among a million
            known_by("enterprises_out_of_operation", "standing", "entity", but="operating"),
            models.Index(fields=["place"], name="enterprise_facts_by_place", condition=KNOWN),
            models.Index(fields=["park"], name="enterprise_facts_by_park", condition=KNOWN),
            # the list by size and by age, the unknown last either way
            *both_ways("registered_capital", "enterprises_by_capital"),
            *both_ways("established_on", "enterprises_by_age"),
        ]
        triggers = dated_triggers()


class Label(Dated):
    """A dated mark on an entity: 高新技术企业, a card, a tier. Rules and lists read labels."""

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="labels")
    code = models.CharField(max_length=64)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [ends_after_it_begins("label_ends_after_it_begins")]
        indexes = [
            # who carries a label
            models.Index(fields=["code", "entity"], name="label_by_code", condition=KNOWN),
        ]
        triggers = dated_triggers()


class Affiliation(Dated):
    """Another enterprise that belongs to an enterprise, with its share where known."""

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="affiliations")
    other = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="affiliated_to")
    tie = models.CharField(max_length=10, choices=kinds.Tie.choices)
    share = models.DecimalField(max_digits=7, decimal_places=4, null=True)  # of one

    class Meta:
        constraints = [
            ends_after_it_begins("affiliation_ends_after_it_begins"),
            models.CheckConstraint(
                name="affiliation_share_of_one",
                condition=Q(share__isnull=True) | Q(share__gte=0, share__lte=1),
            ),
            models.CheckConstraint(
                name="affiliation_is_to_another", condition=~Q(entity=F("other"))
            ),
        ]
        triggers = dated_triggers()


class ParkFacts(Dated):
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="park_facts")
    level = models.CharField(max_length=10, choices=kinds.ParkLevel.choices)
    place = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    committee = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    planned_mu = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    developed_mu = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    industries = models.CharField(max_length=300, blank=True)  # what it is meant for, in words

    class Meta:
        constraints = facts_of_an_entity("park_facts")
        triggers = dated_triggers()


class BuildingFacts(Dated):
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="building_facts")
    park = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="buildings")
    state = models.CharField(max_length=9, choices=kinds.BuildingState.choices)
    completed_on = models.DateField(null=True)
    owner = models.CharField(max_length=200, blank=True)
    is_public = models.BooleanField(null=True)  # owned by the state or not

    class Meta:
        constraints = [
            *facts_of_an_entity("building_facts"),
            models.CheckConstraint(
                name="building_completed_on_a_day",
                condition=~Q(state="completed") | Q(completed_on__isnull=False),
            ),
        ]
        indexes = [
            # the stacking plan of a park
            models.Index(fields=["park"], name="building_facts_by_park", condition=KNOWN),
        ]
        triggers = dated_triggers()


class Floor(models.Model):
    """A floor of a building: 1 is at the ground, -1 below it."""

    building = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="floors")
    number = models.SmallIntegerField()
    height = models.DecimalField(max_digits=5, decimal_places=2, null=True)  # metres
    load = models.DecimalField(max_digits=6, decimal_places=2, null=True)  # tonnes a square metre

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["building", "number"], name="floor_once_a_building"),
            models.CheckConstraint(name="floor_number_not_zero", condition=~Q(number=0)),
            models.CheckConstraint(
                name="floor_height_positive", condition=Q(height__isnull=True) | Q(height__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.building_id} {self.number}F"


class Unit(Dated):
    """A part of a floor that is let as one; where a floor is divided anew, the old units end."""

    floor = models.ForeignKey(Floor, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=50)
    order = models.PositiveSmallIntegerField(default=1)  # from the left of the floor
    area = models.DecimalField(max_digits=12, decimal_places=2)  # square metres
    power = models.DecimalField(max_digits=10, decimal_places=2, null=True)  # kVA

    class Meta:
        constraints = [
            ends_after_it_begins("unit_ends_after_it_begins"),
            models.CheckConstraint(name="unit_area_positive", condition=Q(area__gt=0)),
            models.UniqueConstraint(
                fields=["floor", "name", "since"], name="unit_once_a_floor", condition=KNOWN
            ),
        ]
        triggers = dated_triggers()

    def __str__(self) -> str:
        return self.name


class Tenancy(Dated):
    """An enterprise rents or owns a unit, from ``since`` until the contract ends."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="tenancies")
    tenant = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="tenancies")
    signed_on = models.DateField(null=True)
    producing_since = models.DateField(null=True)
    rent = models.BigIntegerField(null=True)  # fen a square metre and month
    renewal = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            never_twice("tenancy_never_twice", "unit"),
            ends_after_it_begins("tenancy_ends_after_it_begins"),
            models.CheckConstraint(
                name="tenancy_rent_not_negative", condition=Q(rent__isnull=True) | Q(rent__gte=0)
            ),
        ]
        triggers = dated_triggers()


class ProjectFacts(Dated):
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="project_facts")
    type = models.CharField(max_length=12, choices=kinds.ProjectType.choices)
    route = models.CharField(max_length=12, choices=kinds.Route.choices, blank=True)
    stage = models.CharField(max_length=11, choices=kinds.ProjectStage.choices)
    funding = models.CharField(max_length=10, choices=kinds.Funding.choices, blank=True)
    industry = models.CharField(max_length=5, blank=True)
    place = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    park = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    content = models.TextField(blank=True)
    investment = models.BigIntegerField(null=True)  # fen, total
    land_mu = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    floor_area = models.DecimalField(max_digits=14, decimal_places=2, null=True)  # square metres
    planned_start = models.DateField(null=True)
    planned_finish = models.DateField(null=True)
    started_on = models.DateField(null=True)
    finished_on = models.DateField(null=True)
    is_key = models.BooleanField(default=False)
    code_note = models.CharField(max_length=200, blank=True)  # why a code of odd digits was taken

    class Meta:
        constraints = [
            *facts_of_an_entity("project_facts"),
            models.CheckConstraint(
                name="project_investment_not_negative",
                condition=Q(investment__isnull=True) | Q(investment__gte=0),
            ),
            models.CheckConstraint(
                name="project_finishes_after_it_starts",
                condition=Q(finished_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(finished_on__gte=F("started_on")),
            ),
        ]
        indexes = [
            # the board by stage
            models.Index(fields=["stage"], name="project_facts_by_stage", condition=KNOWN),
        ]
        triggers = dated_triggers()


class Participation(Dated):
    """Somebody's part in a project."""

    project = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="participations")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="projects")
    part = models.CharField(max_length=12, choices=kinds.Part.choices)

    class Meta:
        constraints = [ends_after_it_begins("participation_ends_after_it_begins")]
        triggers = dated_triggers()


class Work(Dated):
    """A work (工程) of a project: what is built and accepted as one; a project has many."""

    project = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="works")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    scope = models.CharField(max_length=500, blank=True)
    floor_area = models.DecimalField(max_digits=14, decimal_places=2, null=True)  # square metres

    class Meta:
        constraints = [
            ends_after_it_begins("work_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["project", "code", "since"], name="work_once_a_project", condition=KNOWN
            ),
        ]
        triggers = dated_triggers()

    def __str__(self) -> str:
        return self.name


class HouseholdFacts(Dated):
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="household_facts")
    village = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    members = models.PositiveSmallIntegerField(null=True)
    contracted_mu = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    homestead_area = models.DecimalField(max_digits=10, decimal_places=2, null=True)  # m²
    house_area = models.DecimalField(max_digits=10, decimal_places=2, null=True)  # m²

    class Meta:
        constraints = facts_of_an_entity("household_facts")
        triggers = dated_triggers()


class CreditEvent(models.Model):
    """Something on the credit record; other parts read it as of a date, never its mere being.

    ``kind`` is a code of a ``credit`` file; after ``ends_on`` or once repaired it counts no more.
    """

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="credit_events")
    kind = models.CharField(max_length=64)
    severity = models.CharField(max_length=8, choices=kinds.Severity.choices)
    document = models.CharField(max_length=200)
    decided_by = models.CharField(max_length=200)
    occurred_on = models.DateField()
    ends_on = models.DateField(null=True)
    repaired_on = models.DateField(null=True)
    repair_document = models.CharField(max_length=200, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="credit_event_ends_after_it_occurred",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("occurred_on")),
            ),
            models.CheckConstraint(
                name="credit_repair_has_its_document",
                condition=Q(repaired_on__isnull=True) | ~Q(repair_document=""),
            ),
            models.CheckConstraint(
                name="credit_repaired_after_it_occurred",
                condition=Q(repaired_on__isnull=True) | Q(repaired_on__gte=F("occurred_on")),
            ),
        ]
        indexes = [
            # the record of one enterprise
            models.Index(fields=["entity", "-occurred_on"], name="credit_event_newest_first"),
        ]


class Belonging(Dated):
    """An account belongs to an officer, an enterprise's authorised agent or a bank's clerk."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="belongings"
    )
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="accounts")
    capacity = models.CharField(max_length=7, choices=kinds.Capacity.choices)

    class Meta:
        constraints = [
            never_twice("belonging_never_twice", "user"),
            ends_after_it_begins("belonging_ends_after_it_begins"),
        ]
        triggers = dated_triggers()


class ExtraFact(Dated):
    """A further field that a ``register`` file lets a subject carry."""

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="extra_facts")
    register = models.CharField(max_length=64)
    field = models.CharField(max_length=64)
    value = models.JSONField()

    class Meta:
        constraints = [ends_after_it_begins("extra_fact_ends_after_it_begins")]
        indexes = [
            known_by("extra_fact_by_entity", "entity", "register"),
        ]
        triggers = dated_triggers()
