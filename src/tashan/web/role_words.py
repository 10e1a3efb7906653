"""What a role is called, and what it allows, in one line each."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tashan.record import perms


class RoleWords(NamedTuple):
    name: str | Promise
    allows: str | Promise


ROLES = {
    perms.READER: RoleWords(_("Reader"), _("reads reports and searches findings")),
    perms.REVIEWER: RoleWords(_("Reviewer"), _("brings in reports and reviews findings")),
    perms.STEWARD: RoleWords(_("Steward"), _("reviews, and has reports read again")),
    perms.EXPORTER: RoleWords(_("Exporter"), _("takes out findings that they may read")),
    perms.REGISTRAR: RoleWords(_("Registrar"), _("keeps the registers and imports into them")),
    perms.ANALYST: RoleWords(_("Analyst"), _("enters figures and sets targets")),
    perms.STATISTICIAN: RoleWords(
        _("Statistician"), _("enters figures and sees single firms' statistical returns")
    ),
    perms.AGENT: RoleWords(_("Enterprise's agent"), _("sees the enterprise they act for")),
    perms.CLERK: RoleWords(_("Bank's clerk"), _("sees their own bank's part alone")),
    perms.WINDOW: RoleWords(_("Window clerk"), _("opens cases and takes materials in")),
    perms.HANDLER: RoleWords(_("Handler"), _("works on the matters of their own office")),
    perms.CHIEF: RoleWords(
        _("Chief"), _("handles, and approves what stops or extends a clock of their office")
    ),
    perms.LEADER: RoleWords(_("Leader"), _("sees how all cases stand")),
    perms.CASHIER: RoleWords(_("Cashier"), _("pays out and books what came in")),
    perms.SYSTEM_ADMIN: RoleWords(_("System administrator"), _("keeps the accounts")),
    perms.SECURITY_ADMIN: RoleWords(_("Security administrator"), _("gives and ends roles")),
    perms.AUDIT_ADMIN: RoleWords(_("Audit administrator"), _("reads and verifies the events")),
}
