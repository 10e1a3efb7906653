"""Addresses of the pages of the menu of services and of payment complaints."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import payment_complaints, services

ROOT = "services/"
ORDER = ROOT + "<int:order_id>/"
PAYMENTS = "payment-complaints/"
COMPLAINT = PAYMENTS + "<int:complaint_id>/"

urlpatterns: list[URLPattern] = [
    path(ROOT, services.services, name="services"),
    path(ROOT + "figures/", services.service_figures, name="service_figures"),
    path(ROOT + "order/", services.order_for_firm, name="order_for_firm"),
    path(ROOT + "sent/<int:dispatch_id>/", services.service_dispatch, name="service_dispatch"),
    path(ORDER, services.service_order, name="service_order"),
    path(ORDER + "<str:act>/", services.service_act, name="service_act"),
    path("own/services/", services.own_services, name="own_services"),
    path("own/services/order/", services.own_order, name="own_order"),
    path(PAYMENTS, payment_complaints.payment_complaints, name="payment_complaints"),
    path(PAYMENTS + "new/", payment_complaints.new_payment_complaint, name="new_payment_complaint"),
    path(COMPLAINT, payment_complaints.payment_complaint, name="payment_complaint"),
    path(COMPLAINT + "<str:act>/", payment_complaints.complaint_act, name="payment_complaint_act"),
]
