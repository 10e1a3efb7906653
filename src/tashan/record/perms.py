"""Who may do what: one function a right, its docstring the rule.

A view asks exactly one of these. Nobody may do anything without a role, and the three
administrations hold no business data: they see no report and no finding.
"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from tashan.record.models import User

Visitor = User | AnonymousUser

READER = "reader"
REVIEWER = "reviewer"
STEWARD = "steward"
EXPORTER = "exporter"
REGISTRAR = "registrar"
ANALYST = "analyst"
STATISTICIAN = "statistician"
AGENT = "agent"
CLERK = "clerk"
WINDOW = "window"
HANDLER = "handler"
CHIEF = "chief"
LEADER = "leader"
CASHIER = "cashier"
SYSTEM_ADMIN = "system_admin"
SECURITY_ADMIN = "security_admin"
AUDIT_ADMIN = "audit_admin"

READING = (READER, REVIEWER, STEWARD)
CASEWORKERS = (WINDOW, HANDLER, CHIEF, LEADER, CASHIER)


def may_read_report(user: Visitor) -> bool:
    """Readers, reviewers and stewards read reports and what was found in them."""
    return _holds(user, READER, REVIEWER, STEWARD)


def may_search(user: Visitor) -> bool:
    """Who sees registers or reads reports searches there; each finds only what they may see."""
    return may_see_registers(user) or may_read_report(user)


def may_review(user: Visitor) -> bool:
    """Reviewers and stewards accept, correct, reject and reopen findings."""
    return _holds(user, REVIEWER, STEWARD)


def may_upload(user: Visitor) -> bool:
    """Reviewers and stewards bring in reports."""
    return _holds(user, REVIEWER, STEWARD)


def may_read_again(user: Visitor) -> bool:
    """Stewards have a report read again with newer rules."""
    return _holds(user, STEWARD)


def may_export(user: Visitor) -> bool:
    """Taking findings out is a right of its own: an exporter who may also read them."""
    return _holds(user, EXPORTER) and may_read_report(user)


def may_see_registers(user: Visitor) -> bool:
    """Officers of every business role see places, offices, enterprises, parks and projects."""
    return _holds(user, *READING, REGISTRAR, ANALYST, STATISTICIAN, *CASEWORKERS)


def may_keep_registers(user: Visitor) -> bool:
    """Registrars enter, correct, merge and import what the registers hold."""
    return _holds(user, REGISTRAR)


def may_see_households(user: Visitor) -> bool:
    """Households are people at home: readers see them with masked names, registrars in full."""
    return _holds(user, READER, REGISTRAR)


def may_see_figures(user: Visitor) -> bool:
    """Who sees the registers sees figures, benchmarks, targets and analyses."""
    return may_see_registers(user)


def may_record_figures(user: Visitor) -> bool:
    """Analysts and statisticians enter and import figures, and record accepted findings."""
    return _holds(user, ANALYST, STATISTICIAN)


def may_see_statistics(user: Visitor) -> bool:
    """A single firm's statistical return stays with the statistics office's statisticians."""
    return _holds(user, STATISTICIAN)


def may_plan(user: Visitor) -> bool:
    """Analysts and stewards set targets and grant exemptions."""
    return _holds(user, ANALYST, STEWARD)


def may_see_mechanisms(user: Visitor) -> bool:
    """Who sees the registers sees mechanisms, programmes, matches, rankings and trips."""
    return may_see_registers(user)


def may_adopt(user: Visitor) -> bool:
    """Stewards adopt mechanisms, change their parameters and record a fair competition review."""
    return _holds(user, STEWARD)


def may_match(user: Visitor) -> bool:
    """Analysts and stewards match programmes with the register and draft lists."""
    return _holds(user, ANALYST, STEWARD)


def may_confirm(user: Visitor) -> bool:
    """Stewards confirm lists and publish rankings: what was drafted becomes what holds."""
    return _holds(user, STEWARD)


def may_rank(user: Visitor) -> bool:
    """Analysts and stewards run rankings, verify scores, and record extras, vetoes, objections."""
    return _holds(user, ANALYST, STEWARD)


def may_keep_trips(user: Visitor) -> bool:
    """Reviewers and stewards keep study trips: places, sites, people, reports."""
    return _holds(user, REVIEWER, STEWARD)


def may_see_cases(user: Visitor) -> bool:
    """Caseworkers, cashiers, leaders and stewards see cases, each those they may."""
    return _holds(user, STEWARD, *CASEWORKERS)


def may_see_all_cases(user: Visitor) -> bool:
    """The window, leaders and stewards see all cases; handlers and chiefs those of their office."""
    return _holds(user, STEWARD, WINDOW, LEADER)


def may_take_in(user: Visitor) -> bool:
    """Window clerks open cases, take materials in and accept or refuse what was handed in."""
    return _holds(user, WINDOW)


def may_handle(user: Visitor) -> bool:
    """Handlers and chiefs work on the matters of their own office."""
    return _holds(user, HANDLER, CHIEF)


def may_approve_time(user: Visitor) -> bool:
    """Chiefs approve what stops or extends a clock, and revoke a decision, in their own office."""
    return _holds(user, CHIEF)


def may_apply(user: Visitor) -> bool:
    """An enterprise's agent applies, hands in and withdraws for their own enterprise."""
    return _holds(user, AGENT)


def may_run_procedures(user: Visitor) -> bool:
    """Stewards set pilots and regional assessments, move cases to new rules, enter holidays."""
    return _holds(user, STEWARD)


def may_keep_duties(user: Visitor) -> bool:
    """Registrars and stewards say who answers for what, and delegate items."""
    return _holds(user, REGISTRAR, STEWARD)


def may_see_funds(user: Visitor) -> bool:
    """Stewards, analysts, leaders, handlers, chiefs and cashiers see funds, budgets and books."""
    return _holds(user, STEWARD, ANALYST, LEADER, HANDLER, CHIEF, CASHIER)


def may_keep_funds(user: Visitor) -> bool:
    """Stewards open funds and budgets, keep cards, and say what is watched or recovered."""
    return _holds(user, STEWARD)


def may_pay(user: Visitor) -> bool:
    """Cashiers pay out, book what came in and reverse entries; they approve nothing."""
    return _holds(user, CASHIER)


def may_promise(user: Visitor) -> bool:
    """A bank's clerk answers for their own bank: promises, renews, claims, tells of withdrawals."""
    return _holds(user, CLERK)


def may_see_work(user: Visitor) -> bool:
    """Who follows the work sees plans, lists, promotion, services, people; not window, cashier."""
    return _holds(user, STEWARD, ANALYST, LEADER, HANDLER, CHIEF)


def may_keep_work(user: Visitor) -> bool:
    """Stewards set up what others do: plans, lists, rounds, pools, ladders and letters."""
    return _holds(user, STEWARD)


def may_report_work(user: Visitor) -> bool:
    """Handlers and chiefs tell of the work of their own office: progress, problems, visits."""
    return _holds(user, HANDLER, CHIEF)


def may_check_work(user: Visitor) -> bool:
    """Chiefs and stewards confirm what somebody else says is done, never their own."""
    return _holds(user, CHIEF, STEWARD)


def may_import(user: Visitor) -> bool:
    """Who may enter rows one by one may also import them."""
    return may_keep_registers(user) or may_record_figures(user) or may_keep_work(user)


def may_exchange(user: Visitor) -> bool:
    """Who imports or exports sees the page of both."""
    return may_import(user) or may_export_figures(user)


def may_export_figures(user: Visitor) -> bool:
    """Taking registers and figures out is a right of its own: an exporter who may see them."""
    return _holds(user, EXPORTER) and may_see_registers(user)


def may_see_own(user: Visitor) -> bool:
    """An enterprise's agent and a bank's clerk see what is their own, and nothing else."""
    return _holds(user, AGENT, CLERK)


def may_manage_users(user: Visitor) -> bool:
    """System administrators make accounts, switch them off and on and reset passwords."""
    return _holds(user, SYSTEM_ADMIN)


def may_manage_security(user: Visitor) -> bool:
    """Security administrators give and take roles."""
    return _holds(user, SECURITY_ADMIN)


def may_read_audit(user: Visitor) -> bool:
    """Audit administrators read the events and have the seals verified."""
    return _holds(user, AUDIT_ADMIN)


def roles_of(user: Visitor) -> frozenset[str]:
    """The codes of the roles that the user holds now; none for a visitor or a closed account.

    Asked once for each user object, which a request makes anew.
    """
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    if user.held_roles is None:
        open_grants = user.grants.filter(to_at__isnull=True)
        user.held_roles = frozenset(open_grants.values_list("role_id", flat=True))
    return user.held_roles


def _holds(user: Visitor, *roles: str) -> bool:
    return not roles_of(user).isdisjoint(roles)
