"""Payment lists: looked at, approved by another, paid by the cashier, claimed back, handed out."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.programmes.models import Payment, PaymentList
from tashan.programmes.payments import claiming, drafting, papers, paying
from tashan.record import perms
from tashan.web.budgets.payment_page import PaymentPage
from tashan.web.doors import OfficerRequest, page
from tashan.web.listing import page_of
from tashan.web.pages.budgets import by_now, fen_of, told
from tashan.web.pages.reader import attachment


@page(perms.may_see_funds)
def payments(request: OfficerRequest) -> HttpResponse:
    """All payment lists, the newest first."""
    rows = PaymentList.objects.select_related("budget").order_by("-pk")
    shown = page_of(request, rows, size=8)
    on = timezone.localdate()
    context = {"lines": [PaymentPage(row, on) for row in shown], "shown": shown}
    return render(request, "budgets/payments.html", context)


def _list(payments_id: int) -> PaymentList:
    related = "budget__book", "drafted_by", "approved_by"
    return get_object_or_404(PaymentList.objects.select_related(*related), pk=payments_id)


@page(perms.may_see_funds)
def payment_list(request: OfficerRequest, payments_id: int) -> HttpResponse:
    """One list with what may be done to it."""
    context = {
        "page": PaymentPage(_list(payments_id), timezone.localdate()),
        "may_confirm": perms.may_confirm(request.user),
        "may_match": perms.may_match(request.user),
        "may_pay": perms.may_pay(request.user),
        "may_keep": perms.may_keep_funds(request.user),
        "may_export": perms.may_see_funds(request.user),
    }
    return render(request, "budgets/payment_list.html", context)


@page(perms.may_see_funds)
def payment_export(request: OfficerRequest, payments_id: int, form: str) -> HttpResponseBase:
    """The list for the treasury, as .xlsx or .docx."""
    found = _list(payments_id)
    try:
        made = papers.hand_out(found, form, actor=request.user, at=timezone.now())
    except UserError:
        return redirect("payment_list", payments_id)
    response = HttpResponse(made.data, content_type=made.media_type)
    response.headers["Content-Disposition"] = attachment(made.name)
    return response


@require_POST
@page(perms.may_confirm)
def approve_payments(request: OfficerRequest, payments_id: int) -> HttpResponseBase:
    """Another person than who drafted it lets it be paid."""
    found, by = _list(payments_id), by_now(request.user)
    told(request, lambda: drafting.approve(found, by=by), _("Approved; the cashier pays it now."))
    return redirect("payment_list", payments_id)


@require_POST
@page(perms.may_match)
def drop_payments(request: OfficerRequest, payments_id: int) -> HttpResponseBase:
    """A list of which nothing was paid goes, with the reason."""
    found, by = _list(payments_id), by_now(request.user)
    says = request.POST.get("says", "")
    told(request, lambda: drafting.drop(found, says, by=by), _("The payment list is dropped."))
    return redirect("payment_list", payments_id)


@require_POST
@page(perms.may_pay)
def file_payments(request: OfficerRequest, payments_id: int) -> HttpResponseBase:
    """All of it is paid: the receipts are filed."""
    found, by = _list(payments_id), by_now(request.user)
    told(request, lambda: paying.file(found, by=by), _("The receipts are filed."))
    return redirect("payment_list", payments_id)


def _payment(payments_id: int, payment_id: int) -> Payment:
    related = "list__budget__book", "award__list__programme__version__adoption", "award__entity"
    rows = Payment.objects.select_related(*related)
    return get_object_or_404(rows, pk=payment_id, list=payments_id)


@require_POST
@page(perms.may_pay)
def pay_award(request: OfficerRequest, payments_id: int, payment_id: int) -> HttpResponseBase:
    """The money is on the enterprise's account: with the account and the receipt."""
    found, asked = _payment(payments_id, payment_id), request.POST

    def act() -> None:
        account, receipt = asked.get("account", ""), asked.get("receipt", "")
        paying.pay(found, account, receipt, by=by_now(request.user))

    told(request, act, _("Paid and booked."))
    return redirect("payment_list", payments_id)


@require_POST
@page(perms.may_pay)
def return_payment(request: OfficerRequest, payments_id: int, payment_id: int) -> HttpResponseBase:
    """The bank sent it back, with the reason."""
    found, says = _payment(payments_id, payment_id), request.POST.get("says", "")
    by = by_now(request.user)
    told(request, lambda: paying.come_back(found, says, by=by), _("Booked as sent back."))
    return redirect("payment_list", payments_id)


@require_POST
@page(perms.may_keep_funds)
def claim_award(request: OfficerRequest, payments_id: int, payment_id: int) -> HttpResponseBase:
    """Claim back for a reason of the programme's file, by a document."""
    found, asked = _payment(payments_id, payment_id), request.POST

    def act() -> None:
        code, document = asked.get("code", ""), asked.get("document", "")
        claiming.claim_back(found, code, document, by=by_now(request.user))

    told(request, act, _("Claimed back; it is owed from today."))
    return redirect("payment_list", payments_id)


@require_POST
@page(perms.may_pay)
def refund_claim(request: OfficerRequest, payments_id: int, payment_id: int) -> HttpResponseBase:
    """What was claimed back came in."""
    claim = get_object_or_404(
        _payment(payments_id, payment_id).claw_backs.select_related(
            "payment__list__budget__book", "payment__award__list__programme",
            "payment__award__entity",
        )
    )  # fmt: skip
    asked = request.POST

    def act() -> None:
        fen = fen_of(asked.get("amount", ""))
        claiming.refund(claim, fen, asked.get("receipt", ""), by=by_now(request.user))

    told(request, act, _("Booked as come back."))
    return redirect("payment_list", payments_id)
