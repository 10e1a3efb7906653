"""Every page at both widths and in both appearances: nothing overflows, nothing complains."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests import cast
from tests.casework import making
from tests.registry.people_and_places import LONG_AGO, enterprise, office, source
from tests.web import things
from tests.web.people import PASSWORD, account
from tests.web.test_inbox import in_hand

from tashan.adoption.models import Adoption
from tashan.reading.models import Report
from tashan.record import perms
from tashan.record.models import User
from tashan.registry import changes, offices
from tashan.registry.belonging import belong
from tashan.registry.kinds import Capacity

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = {
    "steward": ["/", "/reports/", "/reports/{report}/", "/search/?q=厂房", "/accounts/2fa/",
                "/accounts/password/change/", "/reports/{report}/findings/1/correct/",
                "/benchmark/", "/tokens/"],
    "system_admin": ["/", "/people/", "/people/new/", "/people/{user}/"],
    "security_admin": ["/people/{user}/"],
    "audit_admin": ["/audit/"],
    "registrar": ["/enterprises/", "/enterprises/{firm}/", "/entities/{firm}/change/", "/places/",
                  "/places/{place}/", "/offices/", "/offices/{office}/", "/officers/{officer}/",
                  "/entities/new/enterprise/", "/search/?q=恒川", "/data/",
                  "/data/?target=units"],
    "agent": ["/own/"],
    "leader": ["/today/", "/cases/", "/cases/{case}/", "/cases/{case}/what-if/",
               "/cases/{case}/matters/permit/"],
}  # fmt: skip
WIDTHS = (1440, 390)


@pytest.fixture
def report(db: None, settings: Settings) -> Report:
    settings.PLACE = things.OUR_PLACE
    things.place()
    uploaded = cast.report(account("lin", "reviewer"))
    return cast.read(uploaded, cast.area(), cast.occupancy(), cast.shortfall())


def sign_in(page: Page, server: LiveServer, username: str) -> None:
    page.goto(f"{server.url}/accounts/login/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("form.form button")
    page.wait_for_url(re.compile(rf"{re.escape(server.url)}/(own/)?$"))  # an agent's first page


def registered(user: User) -> dict[str, int]:
    """One entry of each kind; an agent's enterprise is the user's own."""
    place = things.place()
    firm = enterprise("他山县恒川精密电子有限公司", place=place, industry="C3981")
    changes.label(firm, "高新技术企业", since=LONG_AGO, source=source())
    bureau = office("他山县发展和改革局", at=place)
    lin = offices.enter_officer("林清和", since=LONG_AGO, source=source())
    offices.appoint(lin, bureau, "局长", since=LONG_AGO, is_lead=True, source=source())
    if "agent" in perms.roles_of(user):
        belong(user, firm, Capacity.AGENT, since=LONG_AGO, source=source())
    case = making.make_case({"land": {}, "permit": in_hand()}, {"permit": ["land"]})
    # its bare file is no mechanism: nothing is run by it
    Adoption.objects.update(ended_on=making.OPENED + timedelta(days=1))
    return {
        "case": case.pk,
        "firm": firm.pk,
        "place": place.pk,
        "office": bureau.pk,
        "officer": lin.pk,
    }


@pytest.mark.parametrize("role", sorted(PAGES))
def test_no_page_is_wider_than_its_window(
    role: str, page: Page, live_server: LiveServer, report: Report
) -> None:
    user = account("somebody", role)
    entries = registered(user)
    sign_in(page, live_server, "somebody")
    for address in PAGES[role]:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            numbers = {"report": report.pk, "user": report.uploaded_by_id, **entries}
            page.goto(live_server.url + address.format(**numbers))
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_the_appearance_is_switched_and_stays(
    page: Page, live_server: LiveServer, report: Report
) -> None:
    sign_in(page, live_server, "lin")
    page.click(".menu summary")
    page.click("button[name=theme][value=dark]")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto(f"{live_server.url}/reports/")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(16, 20, 18)"


def test_the_tongue_is_switched_and_stays(
    page: Page, live_server: LiveServer, report: Report
) -> None:
    sign_in(page, live_server, "lin")
    page.click(".tongues button[value=en] >> visible=true")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(f"{live_server.url}/reports/")
    expect(page.locator("h1")).to_have_text("Study reports")


def test_the_first_tab_stop_skips_to_the_content(
    page: Page, live_server: LiveServer, report: Report
) -> None:
    sign_in(page, live_server, "lin")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_session_that_ended_is_told_and_no_sign_in_page_lands_in_a_card(
    page: Page, live_server: LiveServer, report: Report, complaints: list[str]
) -> None:
    sign_in(page, live_server, "lin")
    page.goto(f"{live_server.url}/reports/{report.pk}/")
    expect(page.locator(".reader")).to_have_attribute("data-ready", "1")
    page.context.clear_cookies()
    page.keyboard.press("a")
    expect(page.locator("#toast")).to_be_visible()
    expect(page.locator(".cards form[action*=login]")).to_have_count(0)
    # the browser notes the refusal on its console, as it should
    complaints[:] = [words for words in complaints if "Failed to load resource" not in words]


def test_files_are_dropped_anywhere_on_the_list(
    page: Page, live_server: LiveServer, report: Report
) -> None:
    sign_in(page, live_server, "lin")
    page.goto(f"{live_server.url}/reports/")
    page.wait_for_load_state()
    dropped = page.evaluate_handle(
        """() => {
            const data = new DataTransfer();
            for (const name of ["甲.txt", "乙.txt"])
                data.items.add(new File([`${name}：工厂3家。`], name, { type: "text/plain" }));
            return data;
        }"""
    )
    page.dispatch_event("main", "drop", {"dataTransfer": dropped})
    expect(page.locator("#sending .result.green")).to_have_count(2)
    expect(page.locator("#reports tbody tr")).to_have_count(3)


def test_a_file_that_is_too_large_is_not_even_sent(
    page: Page, live_server: LiveServer, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TASHAN_READ_MAX_BYTES", "100")
    sign_in(page, live_server, "lin")
    page.goto(f"{live_server.url}/reports/")
    big = {"name": "大.txt", "mimeType": "text/plain", "buffer": b"x" * 101}
    page.set_input_files("#files", [big])
    expect(page.locator("#sending .result")).to_contain_text("文件超过")


def test_on_a_low_screen_the_side_bar_shows_where_one_is(
    page: Page, live_server: LiveServer, report: Report
) -> None:
    account("shi", "steward")
    page.set_viewport_size({"width": 1440, "height": 500})
    sign_in(page, live_server, "shi")
    page.goto(f"{live_server.url}/guarantees/")
    expect(page.locator(".nav [aria-current]")).to_be_in_viewport(ratio=1)
    assert page.evaluate("scrollY") == 0
