"""What the side bar and the tab bar show: only pages that there are and that the person may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tashan.casework.rounds.seeing import may_see_statistical
from tashan.casework.services.seeing import may_see_services
from tashan.programmes.exchanges.acting import may_see_exchanges
from tashan.programmes.guarantees.seeing import may_see_guarantees
from tashan.programmes.nominations.seeing import may_see_rounds
from tashan.record import perms
from tashan.record.models import User
from tashan.record.perms import Visitor
from tashan.web.doors import anyone_signed_in


def may_see_people(user: Visitor) -> bool:
    """System administrators keep the accounts, security administrators their roles."""
    return perms.may_manage_users(user) or perms.may_manage_security(user)


def may_have_notices(user: Visitor) -> bool:
    """Who follows the work or handles cases may be told of something."""
    return perms.may_see_work(user) or perms.may_see_cases(user)


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the navigation; ``root`` is the first part of the addresses below it,
    ``further`` are those of pages that are opened from it."""

    name: str
    icon: str
    label: str | Promise
    right: Callable[[Visitor], bool]
    root: str
    further: tuple[str, ...] = ()


class Group:
    """Pages that belong together; the first group has no title, what is of every day."""

    def __init__(self, title: str | Promise, icon: str, *places: Place) -> None:
        self.title, self.icon, self.places = title, icon, places


@dataclass(frozen=True, slots=True)
class Item:
    """A place as one person sees it from one page."""

    url: str
    icon: str
    label: str | Promise
    current: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A group as one person sees it; folded unless it has no title or the page one is on."""

    title: str | Promise
    icon: str
    items: Sequence[Item]
    is_open: bool


MOST_UNFOLDED = 16  # pages that fit below each other, without titles

GROUPS: tuple[Group, ...] = (
    Group(
        "",
        "",
        Place("desk", "desk", _("Desk"), anyone_signed_in, ""),
        Place("today", "clock", _("Today"), perms.may_see_all_cases, "today"),
        Place("inbox", "in", _("Inbox"), perms.may_see_cases, "inbox"),
        Place("approvals", "check", _("Approvals"), perms.may_see_cases, "approvals"),
        Place("cases", "list", _("Cases"), perms.may_see_cases, "cases"),
        Place("supervision", "warn", _("Supervision"), perms.may_see_work, "supervision"),
        Place("reminders", "doc", _("Notices"), may_have_notices, "reminders"),
        Place("bank_loans", "in", _("Loans to answer"), perms.may_promise, "bank"),
        Place("bank_reports", "warn", _("Withdrawals reported"), perms.may_promise, "bank/reports"),
    ),
    Group(
        _("My enterprise"),
        "ent",
        Place("own", "ent", _("My enterprise"), perms.may_see_own, "own"),
        Place("own_cases", "check", _("My cases"), perms.may_apply, "own/cases"),
        Place("own_cards", "doc", _("My cards"), perms.may_apply, "own/cards"),
        Place("own_services", "gift", _("My services"), perms.may_apply, "own/services"),
        Place("own_reports", "warn", _("Acts on my enterprise"), perms.may_apply, "own/reports"),
        Place("own_secondments", "people", _("Who serves us"), perms.may_apply, "own/secondments"),
        Place("own_loans", "out", _("My bridge loans"), perms.may_apply, "own/loans"),
        Place("own_complaints", "warn", _("My complaints"), perms.may_apply, "own/complaints"),
    ),
    Group(
        pgettext_lazy("group of pages", "Learning"),
        "learn",
        Place("reports", "learn", _("Learning"), perms.may_read_report, "reports"),
        Place("trips", "trip", pgettext_lazy("study", "Trips"), perms.may_see_mechanisms, "trips"),
        Place("search", "find", _("Findings"), perms.may_read_report, "search"),
        Place("benchmark", "bench", _("Benchmark"), perms.may_see_figures, "benchmark"),
        Place(
            "mechanisms",
            "mech",
            _("Mechanisms"),
            perms.may_see_mechanisms,
            "mechanisms",
            ("adoptions",),
        ),
    ),
    Group(
        pgettext_lazy("group of pages", "Economy"),
        "trend",
        Place("analysis", "trend", _("Analysis"), perms.may_see_figures, "analysis"),
        Place("targets", "targets", _("Targets"), perms.may_see_figures, "targets"),
        Place("figures", "rows", _("Indicators"), perms.may_see_figures, "figures"),
        Place("rankings", "list", _("Rankings"), perms.may_see_mechanisms, "rankings"),
    ),
    Group(
        pgettext_lazy("group of pages", "Projects"),
        "proj",
        Place(
            "projects",
            "proj",
            _("Projects"),
            perms.may_see_registers,
            "projects",
            ("milestones", "departures"),
        ),
        Place(
            "investment_plans",
            "rows",
            _("Plans of investment"),
            perms.may_see_work,
            "investment-plans",
            ("plan-entries",),
        ),
        Place("rounds", "check", _("Rounds"), may_see_statistical, "rounds"),
        Place("problems", "warn", _("Problems"), perms.may_see_work, "problems"),
        Place("alarms", "clock", _("Alarms"), perms.may_see_work, "alarms"),
        Place(
            "inspections",
            "find",
            _("Inspections"),
            perms.may_see_work,
            "inspections",
            ("evaluations",),
        ),
        Place("tendering", "list", _("Tendering"), perms.may_see_registers, "tendering"),
    ),
    Group(
        pgettext_lazy("group of pages", "Promotion"),
        "trip",
        Place("promotion", "trip", _("Investment promotion"), perms.may_see_work, "promotion"),
        Place("parks", "park", _("Parks"), perms.may_see_registers, "parks"),
        Place("exchanges", "home", _("Exchanges"), may_see_exchanges, "exchanges"),
    ),
    Group(
        pgettext_lazy("group of pages", "Enterprises"),
        "gift",
        Place("enterprises", "ent", _("Enterprises"), perms.may_see_registers, "enterprises"),
        Place("services", "gift", _("Services"), perms.may_see_work, "services"),
        Place(
            "payment_complaints",
            "out",
            _("Late payments"),
            may_see_services,
            "payment-complaints",
        ),
        Place("four_reports", "warn", _("Four reports"), perms.may_see_work, "four-reports"),
        Place(
            "programmes",
            "gift",
            _("Programmes"),
            perms.may_see_mechanisms,
            "programmes",
            ("opportunities", "matches", "lists"),
        ),
        Place("chains", "chain", _("Chains"), perms.may_see_mechanisms, "chains"),
        Place("cards", "doc", _("Cards"), perms.may_see_registers, "cards"),
    ),
    Group(
        pgettext_lazy("group of pages", "Money"),
        "rows",
        Place("budgets", "rows", _("Budgets"), perms.may_see_funds, "budgets", ("payments",)),
        Place(
            "project_money", "proj", _("Money of projects"), perms.may_see_funds, "project-money"
        ),
        Place("funds", "rows", _("Funds"), perms.may_see_funds, "funds", ("loans",)),
        Place("guidance", "gift", _("Guidance funds"), perms.may_see_funds, "guidance"),
        Place("guarantees", "lock", _("Guarantees"), may_see_guarantees, "guarantees"),
    ),
    Group(
        pgettext_lazy("group of pages", "People"),
        "people",
        Place("key_work", "targets", _("Key work"), perms.may_see_work, "key-work"),
        Place("lines", "people", _("Lines of work"), perms.may_see_work, "lines", ("hand-overs",)),
        Place("duties", "people", _("Duties"), perms.may_see_registers, "duties"),
        Place("secondments", "people", _("People sent"), perms.may_see_work, "secondments"),
        Place("delegations", "out", _("Delegated items"), perms.may_see_registers, "delegations"),
        Place("items", "list", _("Items"), perms.may_see_registers, "items"),
        Place("nominations", "gift", _("Honours"), may_see_rounds, "nominations", ("seats",)),
        Place("appraisals", "check", _("Appraisals"), perms.may_see_mechanisms, "appraisals"),
    ),
    Group(
        pgettext_lazy("group of pages", "Registers"),
        "office",
        Place("offices", "office", _("Offices"), perms.may_see_registers, "offices"),
        Place("places", "place", _("Places"), perms.may_see_registers, "places"),
        Place("households", "home", _("Households"), perms.may_see_households, "households"),
        Place(
            "data", "in", pgettext_lazy("imports and exports", "Data"), perms.may_exchange, "data"
        ),
        Place("holidays", "cal", _("Holidays"), perms.may_see_cases, "holidays"),
        Place("pilots", "park", _("Pilots"), perms.may_see_cases, "pilots", ("assessments",)),
        Place("people", "people", _("Accounts"), may_see_people, "people"),
        Place("audit", "audit", _("Audit"), perms.may_read_audit, "audit"),
    ),
)

# what an officer begins most often, from the desk
QUICK: tuple[Place, ...] = (
    Place("new_case", "plus", _("Take a case in"), perms.may_take_in, ""),
    Place("reports", "in", _("Bring in a report"), perms.may_upload, ""),
    Place("benchmark", "bench", _("Compare"), perms.may_see_figures, ""),
    Place("analysis", "trend", _("This month’s figures"), perms.may_see_figures, ""),
    Place("data", "rows", _("Import a table"), perms.may_import, ""),
    Place("targets", "targets", _("Look at targets"), perms.may_see_figures, ""),
    Place("parks", "park", _("Vacant floors"), perms.may_see_registers, ""),
)


def quick_entries(user: User) -> list[Item]:
    """The tiles of the desk that the person may use."""
    allowed = _allowed(QUICK, user)
    return [Item(reverse(p.name), p.icon, p.label, current=False) for p in allowed]


def sections_for(user: User, request: HttpRequest) -> list[Section]:
    """The side bar: groups of pages, none of them empty; few pages have no titles between."""
    seen = [
        (group, [_item(place, request) for place in _allowed(group.places, user)])
        for group in GROUPS
    ]
    are_few = sum(len(items) for _group, items in seen) <= MOST_UNFOLDED
    return [
        Section(
            "" if are_few else group.title,
            group.icon,
            items,
            are_few or not group.title or any(item.current for item in items),
        )
        for group, items in seen
        if items
    ]


def _allowed(group: Iterable[Place], user: User) -> list[Place]:
    return [place for place in group if place.right(user)]


OF_TWO_WORDS = frozenset(
    {
        "own/cases", "own/cards", "own/loans", "own/services", "own/complaints", "own/reports",
        "own/secondments", "bank/reports",
    }
)  # fmt: skip


def root_of(path: str) -> str:
    """The first word of an address, by which the side bar knows where one is; what is an
    applicant's or a bank's own has two."""
    words = path.strip("/").split("/")
    two = "/".join(words[:2])
    return two if two in OF_TWO_WORDS else words[0]


def _item(place: Place, request: HttpRequest) -> Item:
    is_current = root_of(request.path) in (place.root, *place.further)
    return Item(reverse(place.name), place.icon, place.label, current=is_current)
