"""Addresses of the pages of funds and their loans."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import bank_loans, funds, loans, own_loans

urlpatterns: list[URLPattern] = [
    path("funds/", funds.funds, name="funds"),
    path("funds/new/", funds.new_fund, name="new_fund"),
    path("funds/<int:fund_id>/", funds.fund, name="fund"),
    path("funds/<int:fund_id>/claims/", funds.fund_claims, name="fund_claims"),
    path("funds/<int:fund_id>/pay-in/", funds.pay_into_fund, name="pay_into_fund"),
    path("loans/", loans.loans, name="loans"),
    path("loans/<int:loan_id>/", loans.loan, name="loan"),
    path("loans/<int:loan_id>/<str:act>/", loans.loan_act, name="loan_act"),
    path("own/loans/", own_loans.own_loans, name="own_loans"),
    path("own/loans/new/", own_loans.new_loan, name="new_loan"),
    path("bank/loans/", bank_loans.bank_loans, name="bank_loans"),
]
