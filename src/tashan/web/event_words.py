"""Kinds of events in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tashan.record.faults import FaultKind
from tashan.record.models import Event

EVENTS = {
    "account.made": _("Account made"),
    "account.closed": _("Account closed"),
    "account.opened": _("Account opened"),
    "role.given": _("Role given"),
    "role.ended": _("Role ended"),
    "password.reset": _("Password set by the administrator"),
    "password.changed": _("Password changed"),
    "language.changed": _("Language changed"),
    "token.made": _("Token made"),
    "token.revoked": _("Token revoked"),
    "signed.in": _("Signed in"),
    "signed.out": _("Signed out"),
    "sign-in.failed": _("Sign-in failed"),
    "report.uploaded": _("Report brought in"),
    "report.queued": _("Report queued to be read"),
    "report.read": _("Report read"),
    "report.failed": _("Report could not be read"),
    "report.exported": _("Findings exported"),
    "benchmark.exported": _("Benchmark exported"),
    "finding.accept": _("Finding accepted"),
    "finding.correct": _("Finding corrected"),
    "finding.reject": _("Finding rejected"),
    "finding.reopen": _("Decision taken back"),
    "entity.entered": _("Entered in the register"),
    "entity.changed": _("Facts changed"),
    "entity.renamed": _("Official name changed"),
    "entity.called": _("Another name added"),
    "entity.labelled": _("Label given"),
    "entity.label_ended": _("Label ended"),
    "entity.succeeded": _("Successor named"),
    "entity.merged": _("Merged into another entry"),
    "entity.took_in": _("A duplicate was merged into it"),
    "entity.parted": _("Merger taken back"),
    "entity.gave_back": _("A merged duplicate was given back"),
    "enterprise.affiliated": _("Affiliate added"),
    "officer.appointed": _("Appointed to a post"),
    "officer.left": _("Left a post"),
    "credit.entered": _("Credit event entered"),
    "credit.repaired": _("Credit restored"),
    "account.belongs": _("Account bound to the entry"),
    "account.released": _("Account released from the entry"),
    "plan.made": _("Plan made"),
    "target.set": _("Target set"),
    "target.changed": _("Target changed"),
    "target.dropped": _("Target dropped"),
    "target.exempted": _("Exemption approved"),
    "targets.exported": _("Targets exported"),
    "floor.entered": _("Floor entered"),
    "floor.divided": _("Floor divided anew"),
    "tenant.moved_in": _("Tenant moved in"),
    "tenant.moved_out": _("Tenant moved out"),
    "production.started": _("Production started"),
    "renewal.settled": _("Renewal settled"),
    "work.entered": _("Work entered"),
    "participant.joined": _("Participant joined"),
    "participant.left": _("Participant left"),
    "import.begun": _("Import begun"),
    "import.decided": _("Import decided on"),
    "import.loaded": _("Import loaded"),
    "import.failed": _("Import did not work"),
    "import.dropped": _("Import dropped"),
    "import.asked_back": _("Asked for an import to be undone"),
    "import.undone": _("Import undone"),
    "export.asked": _("Export asked for"),
    "export.written": _("Export written"),
    "export.failed": _("Export did not work"),
    "export.taken_out": _("Export taken out"),
    "briefing.exported": _("Briefing exported"),
    "adoption.adopted": _("Mechanism adopted"),
    "adoption.changed": _("Parameters changed"),
    "adoption.followed": _("Source’s newer version followed"),
    "adoption.reviewed": _("Fair competition review recorded"),
    "adoption.ended": _("Adoption ended"),
    "trip.made": _("Trip entered"),
    "trip.changed": _("Trip changed"),
    "trip.site_added": _("Site added"),
    "trip.site_removed": _("Site removed"),
    "trip.photo_added": _("Photo added"),
    "trip.report_attached": _("Report attached"),
    "trip.report_detached": _("Report taken off"),
    "adoption.linked": _("Linked to what it was learned from"),
}


FAULTS = {
    FaultKind.CHANGED_EVENT: _("An event was changed"),
    FaultKind.MISSING_EVENT: _("An event is missing"),
    FaultKind.ADDED_EVENT: _("An event was added"),
    FaultKind.CUT_TAIL: _("The last events of a stream are missing"),
    FaultKind.LOST_STREAM: _("A whole stream is missing"),
    FaultKind.CHANGED_HEAD: _("The head of a stream was changed"),
    FaultKind.CHANGED_SEAL: _("A seal was changed"),
    FaultKind.MISSING_SEAL: _("A seal is missing"),
}


# reports, entities, plans, imports and exports, and what was taken out of a place's pages
BUSINESS_STREAMS = (
    "report:",
    "entity:",
    "plan:",
    "import:",
    "export:",
    "benchmark:",
    "analysis:",
    "adoption:",
    "trip:",
)


def of_business(event: Event) -> bool:
    """Whether the event's content is business data, which administrators do not hold."""
    return event.stream.startswith(BUSINESS_STREAMS)
