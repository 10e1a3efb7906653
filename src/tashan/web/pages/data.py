"""What came in from Excel and what goes out: how far each is, and the way to begin another."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tashan.base.errors import UserError
from tashan.exchange.exports import KINDS, may_ask
from tashan.exchange.imports import MOST_BYTES
from tashan.exchange.models import ExportState
from tashan.exchange.options import Asks
from tashan.exchange.seeing import exports_for, imports_for
from tashan.exchange.target import Target
from tashan.exchange.targets import TARGETS
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.home import home
from tashan.registry.naming import name_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.imports import ImportForm
from tashan.web.import_page import WORKING
from tashan.web.listing import page_of

MOST_EXPORTS = 10
BUSY = (ExportState.WAITING, ExportState.WRITING)


def targets_of(user: User) -> list[Target]:
    """What somebody may import into."""
    return [target for target in TARGETS.values() if target.right(user)]


def _our_name() -> str:
    """A sheet that names nobody is mostly of our own place; where none is set it is left open."""
    try:
        return name_on(home(), timezone.localdate())
    except UserError:
        return ""


@page(perms.may_exchange)
def data(request: OfficerRequest) -> HttpResponse:
    """``?target=`` is what the next sheet is for, ``?plan=`` the plan of investment that it is of;
    ``?mine=`` narrows the imports to one's own."""
    targets = targets_of(request.user)
    chosen = next((t for t in targets if t.code == request.GET.get("target")), None)
    chosen = chosen or next(iter(targets), None)
    runs = imports_for(request.user).defer("seen").order_by("-at", "-id")
    if request.GET.get("mine"):
        runs = runs.filter(actor=request.user)
    shown = page_of(request, runs, size=15)
    taken = list(exports_for(request.user).order_by("-at")[:MOST_EXPORTS])
    kept = {"since": timezone.localdate().isoformat(), "vintage": "flash", "use": "work"}
    if chosen and Asks.SUBJECT in chosen.asks:
        kept["subject"] = _our_name()
    plan = request.GET.get("plan", "")
    kept["plan"] = plan if plan.isascii() and plan.isdigit() else ""
    context = {
        "targets": targets,
        "chosen": chosen,
        "plan": kept["plan"],
        "form": ImportForm(None, target=chosen, kept=kept) if chosen else None,
        "shown": shown,
        "exports": taken,
        "kinds": [
            kind
            for kind in KINDS.values()
            if may_ask(request.user, kind) and not getattr(kind, "of_one", False)
        ],
        "titles": {target.code: target.title for target in TARGETS.values()},
        "export_titles": {kind.code: kind.title for kind in KINDS.values()},
        "waiting": runs.filter(state="preview").count(),
        "is_busy": any(r.state in WORKING for r in shown) or any(e.state in BUSY for e in taken),
        "most_bytes": MOST_BYTES,
    }
    return render(request, "data/list.html", context)
