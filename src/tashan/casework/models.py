"""Cases, their matters and prerequisites; what stops or extends a clock; what was handed in.

What happened are events of the stream ``case:<id>``; these rows are how things stand now and
follow from the events, the rules of the pinned version and the calendar.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.casework import four_report_models as four_report_models
from tashan.casework import key_work_models as key_work_models
from tashan.casework import problem_models as problem_models
from tashan.casework import project_models as project_models
from tashan.casework import promotion_models as promotion_models
from tashan.casework import round_models as round_models
from tashan.casework import service_models as service_models
from tashan.casework import supervision_models as supervision_models
from tashan.casework.kinds import CaseState, Mode, Need, Position, Sort
from tashan.casework.states import ENDS, STOPS, State
from tashan.duties.models import Delegation
from tashan.record.append_only import append_only_triggers, dated_triggers
from tashan.record.models import Source, StoredFile
from tashan.registry.dated import Dated, ends_after_it_begins, known_by
from tashan.registry.kinds import Route
from tashan.registry.models import Entity

OPEN = Q(state__gt=State.NOT_BEGUN) & ~Q(state__in=sorted(ENDS))
TO_RECEIVE = Q(state=State.NOT_BEGUN, waits=0)
TO_ACCEPT = Q(state__in=[State.RECEIVED, State.SUPPLEMENTED], accepted_on=None)
TO_RECEIVE = Q(state=State.NOT_BEGUN, waits=0)
TO_DELIVER = Q(
    state__in=[State.PASSED, State.PASSED_TOLERANTLY, State.NOT_PASSED],
    delivered_on=None,
    sort__in=["licence", "approval"],
)


class Case(models.Model):
    """The matters about one subject, under the rules of one version of an adopted mechanism.

    ``number`` is what the applicant is told. ``part`` names the procedure in the file. ``about``
    names what is not in a register: ``list:7``, ``ranking:3``. ``opening`` explains: of every
    step whether it applies and why, with the facts as they stood. ``unfinished`` counts matters
    that have not ended; ``moves`` counts moves, so that two clients never make the same one.
    """

    number = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    subject = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="cases")
    about = models.CharField(max_length=40, blank=True)
    version = models.ForeignKey(AdoptionVersion, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=64)
    route = models.CharField(max_length=12, choices=Route.choices, blank=True)
    project_code = models.CharField(max_length=32, blank=True)
    applicant = models.ForeignKey(
        Entity, null=True, on_delete=models.PROTECT, related_name="applications"
    )
    place = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=CaseState.choices, default=CaseState.RUNNING)
    opening = models.JSONField(default=dict)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    unfinished = models.PositiveSmallIntegerField()
    moves = models.PositiveIntegerField(default=0)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], name="case_number_once"),
            models.CheckConstraint(
                name="case_closed_when_not_running",
                condition=Q(state="running", closed_on=None)
                | (~Q(state="running") & Q(closed_on__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["-opened_on", "-id"], name="case_running", condition=Q(state="running")
            ),
            models.Index(fields=["-opened_on", "-id"], name="case_newest_first"),
            models.Index(fields=["subject"], name="case_of_a_subject"),
            models.Index(
                fields=["applicant", "-id"],
                name="case_of_an_applicant",
                condition=Q(applicant__isnull=False),
            ),
            models.Index(fields=["about"], name="case_about", condition=~Q(about="")),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stream(self) -> str:
        """The stream of events about this case."""
        return f"case:{self.pk}"


class Matter(models.Model):
    """One running step of a case: anything that must be done by a day.

    ``waits`` counts the hard prerequisites that have not passed. ``office`` acts (looked up by
    ``duty`` on the day of acceptance, before that as of receipt); the decision bears ``seal``.
    ``terms`` are the limits and needs as the version says them::

        {"limits": [{"kind": "promised", "n": 7, "unit": "working", "day_one": "next_day",
                     "base": "acceptance", "basis": ["…"]}, {"kind": "statutory", …}],
         "stops": ["supplement", …], "extension": {"n": 10, "unit": "working", "by": "…"},
         "materials": ["…"], "tolerable": ["…"], "tolerant_within": {limit},
         "commitment": {limit}, "asks": ["duty", …], "asks_limit": {limit},
         "on_expiry": "nothing", "gives": ["…"], "basis": ["…"]}

    ``unit`` is working, calendar or month; ``base`` receipt, acceptance or step:<code>. The days
    ``promised_on``, ``statutory_on`` and ``remind_on`` are cached, counted by the calendar
    ``counted_by`` (its number) and rebuilt with every move; None while the clock has not begun,
    stands still or has no such limit.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="matters", db_index=False)
    code = models.CharField(max_length=64)
    position = models.PositiveSmallIntegerField()
    title = models.JSONField()
    item = models.CharField(max_length=64, blank=True)
    stage = models.CharField(max_length=64, blank=True)
    sort = models.CharField(max_length=12, choices=Sort.choices, default=Sort.LICENCE)
    mode = models.CharField(max_length=1, choices=Mode.choices, default=Mode.EXAMINED)
    duty = models.CharField(max_length=64)
    office = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="matters")
    officer = models.ForeignKey(
        Entity, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    seal = models.ForeignKey(
        Entity, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    delegation = models.ForeignKey(
        Delegation, null=True, on_delete=models.PROTECT, related_name="matters", db_index=False
    )
    state = models.PositiveSmallIntegerField(default=State.NOT_BEGUN)
    waits = models.PositiveSmallIntegerField(default=0)
    terms = models.JSONField(default=dict)
    received_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    is_deemed = models.BooleanField(default=False)  # accepted, or agreed, by the limit's expiry
    ended_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    outcome = models.JSONField(default=dict)  # document, conclusion, reasons, gives
    result = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    check_of = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="checks", db_index=False
    )
    tolerated_until = models.DateField(null=True)  # by then the missing materials are due
    promised_on = models.DateField(null=True)
    statutory_on = models.DateField(null=True)
    remind_on = models.DateField(null=True)
    counted_by = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("case", "position")
        constraints = [
            models.UniqueConstraint(fields=["case", "code"], name="matter_code_once_a_case"),
            models.CheckConstraint(
                name="matter_state_of_the_standard", condition=Q(state__in=[s.value for s in State])
            ),
            models.CheckConstraint(
                name="matter_received_once_begun",
                condition=Q(state=State.NOT_BEGUN, received_on=None)
                | (~Q(state=State.NOT_BEGUN) & Q(received_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="matter_ended_has_its_day",
                condition=Q(state__in=sorted(ENDS), ended_on__isnull=False)
                | (~Q(state__in=sorted(ENDS)) & Q(ended_on=None)),
            ),
        ]
        # every move writes all indexes anew: keys have none but where few rows have a value
        indexes = [
            models.Index(
                fields=["delegation"],
                name="matter_delegated",
                condition=Q(delegation__isnull=False),
            ),
            models.Index(
                fields=["check_of"], name="matter_checks", condition=Q(check_of__isnull=False)
            ),
            # the inbox of an office: what is open there, the most urgent first
            models.Index(
                F("office"),
                F("promised_on").asc(nulls_last=True),
                F("id"),
                name="matter_inbox",
                condition=OPEN,
            ),
            # what the window and an office have yet to accept or refuse
            models.Index(
                fields=["office", "received_on"], name="matter_to_accept", condition=TO_ACCEPT
            ),
            # what nothing holds up any more, an application of an agent too
            models.Index(fields=["office"], name="matter_to_receive", condition=TO_RECEIVE),
            # materials that were let follow, and decisions to be delivered
            models.Index(
                fields=["office", "tolerated_until"],
                name="matter_to_follow",
                condition=Q(tolerated_until__isnull=False),
            ),
            models.Index(
                fields=["office", "ended_on"], name="matter_to_deliver", condition=TO_DELIVER
            ),
            # what the clock looks after: reminders, deemed acceptance, expiry
            models.Index(fields=["remind_on"], name="matter_to_remind", condition=OPEN),
            # the share decided on the day of acceptance, by item
            models.Index(
                fields=["item", "ended_on"],
                name="matter_decided_of_an_item",
                condition=Q(ended_on__isnull=False) & ~Q(item=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.code}"

    @property
    def is_open(self) -> bool:
        """Handed in and not ended."""
        return self.state != State.NOT_BEGUN and self.state not in ENDS

    @property
    def is_stopped(self) -> bool:
        return self.state in STOPS


class Prerequisite(models.Model):
    """``before`` comes before ``after``; ``basis`` are documents, an empty list says none."""

    before = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="followers")
    after = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="prerequisites")
    need = models.CharField(max_length=4, choices=Need.choices)
    basis = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="prerequisite_once"),
            models.CheckConstraint(
                name="prerequisite_of_another_matter", condition=~Q(before=F("after"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id}"


class Stop(models.Model):
    """From ``stopped_on`` to ``resumed_on`` (the first day that counts again) a clock stood still.

    ``reason`` is one of ``mechanisms.procedure.StopsClock``. A supplement names the materials it
    asks for; every other stop tells the applicant the days it needs and who approved it.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="stops")
    reason = models.CharField(max_length=20)
    says = models.CharField(max_length=500)
    basis = models.CharField(max_length=200, blank=True)
    document = models.CharField(max_length=200, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    expected_days = models.PositiveSmallIntegerField(null=True)
    materials = models.JSONField(default=list)
    is_repeated = models.BooleanField(default=False)  # asks again for what was asked before
    stopped_on = models.DateField()
    resumed_on = models.DateField(null=True)

    class Meta:
        ordering = ("matter", "stopped_on", "id")
        constraints = [
            models.CheckConstraint(
                name="stop_ends_after_it_begins",
                condition=Q(resumed_on=None) | Q(resumed_on__gte=F("stopped_on")),
            ),
            models.CheckConstraint(name="stop_says_why", condition=~Q(says="")),
            models.UniqueConstraint(
                fields=["matter"], name="stop_one_at_a_time", condition=Q(resumed_on=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id}: {self.reason}"


class Extension(models.Model):
    """A limit made longer once, by a chief, with the reason told to the applicant."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="extensions")
    n = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=8)  # as in the matter's terms
    says = models.CharField(max_length=500)
    document = models.CharField(max_length=200, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    granted_on = models.DateField()
    removed_on = models.DateField(null=True)

    class Meta:
        ordering = ("matter", "granted_on", "id")
        constraints = [
            models.CheckConstraint(name="extension_says_why", condition=~Q(says="")),
            models.UniqueConstraint(
                fields=["matter"], name="extension_once", condition=Q(removed_on=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id}: +{self.n} {self.unit}"


class Material(models.Model):
    """A material of a case: handed in once, used by every matter that needs it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="materials")
    code = models.CharField(max_length=64)
    title = models.JSONField()
    given_on = models.DateField(null=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    from_matter = models.ForeignKey(
        Matter, null=True, on_delete=models.PROTECT, related_name="materials_given"
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("case", "id")
        constraints = [
            models.UniqueConstraint(fields=["case", "code"], name="material_once_a_case"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.code}"


class Opinion(models.Model):
    """What one asked office says of a joint matter; every one takes its own position.

    ``is_deemed``: agreed because its limit ran out, where the rules choose so.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="opinions")
    duty = models.CharField(max_length=64)
    office = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="opinions")
    asked_on = models.DateField()
    due_on = models.DateField(null=True)
    position = models.CharField(max_length=13, choices=Position.choices, blank=True)
    says = models.TextField(blank=True)
    given_on = models.DateField(null=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_deemed = models.BooleanField(default=False)

    class Meta:
        ordering = ("matter", "id")
        constraints = [
            models.UniqueConstraint(fields=["matter", "office"], name="opinion_once_an_office"),
            models.CheckConstraint(
                name="opinion_given_has_its_day",
                condition=Q(position="", given_on=None)
                | (~Q(position="") & Q(given_on__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "due_on"], name="opinion_asked_of", condition=Q(given_on=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id}: {self.office_id}"


class Objection(models.Model):
    """What somebody said against a public notice, and how it was answered."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="objections")
    by = models.CharField(max_length=200)
    says = models.TextField()
    received_on = models.DateField()
    answer = models.TextField(blank=True)
    is_upheld = models.BooleanField(null=True)
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ("matter", "received_on", "id")
        constraints = [
            models.CheckConstraint(name="objection_says_something", condition=~Q(says="")),
            models.CheckConstraint(
                name="objection_answered_whole",
                condition=Q(answered_on=None, is_upheld=None, answer="")
                | (Q(answered_on__isnull=False, is_upheld__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id}: {self.by}"


class Pilot(Dated):
    """While an adopted mechanism has pilots, its cases open only for subjects of these parks."""

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="pilots")
    park = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [ends_after_it_begins("pilot_ends_after_it_begins")]
        indexes = [known_by("pilot_of_an_adoption", "adoption")]
        triggers = dated_triggers()

    def __str__(self) -> str:
        return f"{self.adoption_id}: {self.park_id}"


class RegionalAssessment(Dated):
    """An assessment made once for a park or a place, which spares its projects the matter.

    ``kind`` is what steps name as ``assessed``: ``geology``, ``flood`` …; ``until`` is the first
    day on which it no longer holds.
    """

    area = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="assessments")
    kind = models.CharField(max_length=64)
    document = models.CharField(max_length=200)
    decided_by = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            ends_after_it_begins("regional_assessment_ends_after_it_begins"),
            models.CheckConstraint(
                name="regional_assessment_has_a_document", condition=~Q(document="")
            ),
        ]
        indexes = [known_by("regional_assessment_of_an_area", "area", "kind")]
        triggers = dated_triggers()

    def __str__(self) -> str:
        return f"{self.area_id}: {self.kind}"


class HolidayNotice(models.Model):
    """The holidays and make-up days of a year as an office entered them; the highest id counts.

    ``days`` are the fields of a library's ``calendar``: holidays, make_up_days.
    """

    year = models.PositiveSmallIntegerField()
    notice = models.CharField(max_length=200, blank=True)
    is_provisional = models.BooleanField(default=False)
    days = models.JSONField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("year", "id")
        constraints = [
            models.CheckConstraint(
                name="holidays_by_a_notice_or_provisional",
                condition=~Q(notice="") | Q(is_provisional=True),
            ),
        ]
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return str(self.year)

    @property
    def stream(self) -> str:
        """The stream of events about the holidays of the year."""
        return f"holidays:{self.year}"
