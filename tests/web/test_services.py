"""Pages of services: what each may see and do, and what stays out of sight."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.casework.services.service_cast import Services, by
from tests.casework.services.test_payments import new
from tests.casework.services.tree_cast import Tree

from tashan.casework.acts import By
from tashan.casework.service_models import OrderState, PaymentComplaint, ServiceOrder
from tashan.casework.services.payments import file_complaint, send_complaint
from tashan.casework.services.rating import rate
from tashan.record.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def them() -> Services:
    return Services()


def seen(user: User, name: str, *args: object, **query: str) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, name
    return answer.content.decode()


def said(user: User, name: str, *args: object, **values: str) -> int:
    client = Client()
    client.force_login(user)
    return client.post(reverse(name, args=args), values).status_code


def test_an_order_goes_its_whole_way_by_the_pages(them: Services) -> None:
    today = timezone.localdate().isoformat()
    assert "用工招聘对接" in seen(them.agent, "own_services")
    words = {"service": "recruiting", "says": "缺三十名装配工"}
    assert said(them.agent, "own_order", **words) == 302
    order = ServiceOrder.objects.get()
    assert said(them.centre, "service_act", order.pk, "dispatch", on=today) == 302
    assert said(them.land, "service_act", order.pk, "sign", on=today) == 404
    assert said(them.hr, "service_act", order.pk, "sign", on=today) == 302
    visit = {"who": "何科长", "says": "看了车间", "on": today}
    assert said(them.hr, "service_act", order.pk, "visit", **visit) == 302
    told = {"outcome": "solved", "says": "专场招聘已经安排", "on": today}
    assert said(them.hr, "service_act", order.pk, "answer", **told) == 302
    assert said(them.hr, "service_act", order.pk, "rate", mark="5", is_solved="yes") == 422
    rated = {"mark": "2", "is_solved": "no", "says": "人还没到", "on": today}
    assert said(them.hr, "service_act", order.pk, "rate", **rated) == 403
    assert said(them.agent, "service_act", order.pk, "rate", **rated) == 302
    order.refresh_from_db()
    assert order.state == OrderState.CLOSED
    assert "人还没到" in seen(them.agent, "service_order", order.pk)


def test_no_page_shows_a_rating_to_who_handled_it(them: Services) -> None:
    order = them.answered()
    rate(order, 1, "敷衍了事", is_solved=False, by=by(them.agent, date(2026, 11, 4)))
    assert "敷衍了事" in seen(them.agent, "service_order", order.pk)
    for user in (them.hr, them.hr_chief, them.centre):
        for page in (
            seen(user, "service_order", order.pk), seen(user, "services"),
            seen(user, "service_figures"), seen(user, "case", order.dispatches.get().case_id),
        ):  # fmt: skip
            assert "敷衍了事" not in page
    assert 'data-share="satisfied"' in seen(them.hr, "service_figures")


def test_a_page_of_orders_asks_a_bounded_number_of_questions(
    them: Services, django_assert_max_num_queries: object
) -> None:
    for _number in range(6):
        them.sent()
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        assert seen(them.centre, "services").count("用工招聘对接") >= 6
    order = ServiceOrder.objects.earliest("pk")
    with django_assert_max_num_queries(34):  # type: ignore[operator]
        seen(them.hr, "service_order", order.pk)


def test_filters_find_what_is_late_and_what_nobody_signed_for(them: Services) -> None:
    them.sent(on=date(2026, 11, 2))
    for state in ("unsigned", "late", "dispatched"):
        assert "他山电子" in seen(them.centre, "services", state=state)
    assert "他山电子" not in seen(them.centre, "services", state="answered")
    assert "他山电子" in seen(them.centre, "services", q="装配")
    assert "他山电子" not in seen(them.centre, "services", q="没有这样的词")


def test_an_office_looks_down_on_the_orders_of_those_below() -> None:
    tree = Tree()
    tree.sent("recruiting")
    page = seen(tree.hr_chief, "services")
    assert "市场开拓和展会" in page
    assert "用工招聘对接" in page
    assert "below=1" in page
    page = seen(tree.hr_chief, "services", below="1")
    assert "市场开拓和展会" in page
    assert "用工招聘对接" not in page
    assert "below=1" not in seen(tree.worker, "services")
    page = seen(tree.hr_chief, "service_order", tree.order.pk)
    case = tree.order.dispatches.get().case_id
    assert f"/cases/{case}/" not in page
    assert f"/cases/{case}/" in seen(tree.worker, "service_order", tree.order.pk)
    today = timezone.localdate().isoformat()
    assert said(tree.hr_chief, "service_act", tree.order.pk, "sign", on=today) == 403


def test_what_waits_has_its_day_and_light(them: Services) -> None:
    order = them.ordered(on=date(2026, 11, 2))
    assert "2026-11-03" in seen(them.centre, "service_order", order.pk)
    page = seen(them.centre, "services", state="late")
    assert "他山电子" in page
    assert "light red" in page


def test_a_dispatch_leads_to_its_order(them: Services) -> None:
    sent = them.sent()
    client = Client()
    client.force_login(them.hr)
    answer = client.get(reverse("service_dispatch", args=[sent.pk]))
    assert answer["Location"] == reverse("service_order", args=[sent.order_id])
    client.force_login(them.land)
    assert client.get(reverse("service_dispatch", args=[sent.pk])).status_code == 404


def test_a_steward_orders_for_a_firm_and_a_refusal_keeps_what_was_typed(them: Services) -> None:
    words = {"enterprise": "没有这家企业", "service": "recruiting", "says": "缺工"}
    assert said(them.centre, "order_for_firm", **words) == 422
    words["enterprise"] = them.firm.code
    assert said(them.centre, "order_for_firm", **words) == 302


def test_a_late_payment_goes_its_way_by_the_pages(them: Services) -> None:
    today = timezone.localdate()
    words = {
        "debtor_kind": "public", "debtor": "自然资源局", "contract": "测绘服务合同",
        "fen": "120000", "delivered_on": "2026-08-03", "agreed_on": "", "says": "一直未付款",
    }  # fmt: skip
    assert said(them.agent, "new_payment_complaint", **words) == 302
    row = PaymentComplaint.objects.get()
    assert said(them.land, "payment_complaint_act", row.pk, "send", on=today.isoformat()) == 404
    assert said(them.centre, "payment_complaint_act", row.pk, "send", on=today.isoformat()) == 302
    result = {"result": "plan", "says": "分两期付清", "on": today.isoformat()}
    assert said(them.industry, "payment_complaint_act", row.pk, "result", **result) == 302
    assert "分两期付清" in seen(them.agent, "payment_complaint", row.pk)
    assert "测绘服务合同" in seen(them.centre, "payment_complaints", state="ended")


def test_a_complaint_is_seen_by_the_firm_and_the_office_that_has_it(them: Services) -> None:
    now = timezone.now()
    filed = file_complaint(new(them), by=By(them.agent, now, timezone.localdate()))
    send_complaint(filed, by=By(them.centre, now, timezone.localdate()))
    for user in (them.agent, them.industry, them.arbiter):
        assert "测绘服务合同" in seen(user, "payment_complaints")
    assert "测绘服务合同" not in seen(them.land, "payment_complaints")
