"""Addresses of the pages of budgets, awards and their payments."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import budgets, nominations, payments

BUDGET = "budgets/<int:budget_id>/"
LIST = "payments/<int:payments_id>/"
PAYMENT = LIST + "<int:payment_id>/"
ROUND = "nominations/<int:round_id>/"
NOMINATION = ROUND + "<int:nomination_id>/"

urlpatterns: list[URLPattern] = [
    path("budgets/", budgets.budgets, name="budgets"),
    path("budgets/open/", budgets.open_budget, name="open_budget"),
    path(BUDGET, budgets.budget, name="budget"),
    path(BUDGET + "change/", budgets.change_budget, name="change_budget"),
    path(BUDGET + "carry/", budgets.carry_budget, name="carry_budget"),
    path(BUDGET + "close/", budgets.close_budget, name="close_budget"),
    path(BUDGET + "draft/", budgets.draft_payments, name="draft_payments"),
    path("lists/<int:list_id>/payable/", budgets.make_payable, name="make_payable"),
    path("payments/", payments.payments, name="payments"),
    path(LIST, payments.payment_list, name="payment_list"),
    path(LIST + "export.<str:form>", payments.payment_export, name="payment_export"),
    path(LIST + "approve/", payments.approve_payments, name="approve_payments"),
    path(LIST + "drop/", payments.drop_payments, name="drop_payments"),
    path(LIST + "file/", payments.file_payments, name="file_payments"),
    path(PAYMENT + "pay/", payments.pay_award, name="pay_award"),
    path(PAYMENT + "return/", payments.return_payment, name="return_payment"),
    path(PAYMENT + "claim/", payments.claim_award, name="claim_award"),
    path(PAYMENT + "refund/", payments.refund_claim, name="refund_claim"),
    path("nominations/", nominations.nominations, name="nominations"),
    path("nominations/open/", nominations.open_nominations, name="open_nominations"),
    path(ROUND, nominations.nomination_round, name="nomination_round"),
    path(ROUND + "nominate/", nominations.nominate, name="nominate"),
    path(ROUND + "choose/", nominations.choose_nominations, name="choose_nominations"),
    path(ROUND + "publish/", nominations.publish_nominations, name="publish_nominations"),
    path(ROUND + "drop/", nominations.drop_nominations, name="drop_nominations"),
    path(NOMINATION + "score/", nominations.score_nomination, name="score_nomination"),
    path(NOMINATION + "certificate.docx", nominations.certificate, name="certificate"),
    path("seats/", nominations.public_seats, name="public_seats"),
    path("seats/record/", nominations.record_seat, name="record_seat"),
]
