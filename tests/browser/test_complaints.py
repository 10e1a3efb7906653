"""The browser tests notice what a page does wrong."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_page_that_keeps_the_rules_brings_no_complaint(page: Page, live_server: LiveServer):
    page.goto(f"{live_server.url}/accounts/login/")


def test_an_inline_script_is_refused_and_noticed(
    page: Page, live_server: LiveServer, complaints: list[str]
):
    page.goto(f"{live_server.url}/accounts/login/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"
    )
    page.wait_for_timeout(100)
    assert any("script-src" in complaint for complaint in complaints)
    complaints.clear()


def test_an_error_in_a_script_is_noticed(
    page: Page, live_server: LiveServer, complaints: list[str]
):
    page.goto(f"{live_server.url}/accounts/login/")
    page.evaluate("setTimeout(() => { throw new Error('broken') }, 0)")
    page.wait_for_timeout(100)
    assert any("broken" in complaint for complaint in complaints)
    complaints.clear()


def test_a_request_to_another_origin_is_noticed(
    page: Page, live_server: LiveServer, complaints: list[str]
):
    page.goto(f"{live_server.url}/accounts/login/")
    page.evaluate("fetch('http://elsewhere.invalid/').catch(() => null)")
    page.wait_for_timeout(100)
    assert any("elsewhere.invalid" in complaint for complaint in complaints)
    complaints.clear()
