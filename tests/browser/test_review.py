"""The review of one report from end to end, as two officers do it in their browsers."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests import cast
from tests.web.people import PASSWORD, account

from tashan.reading.document import Document
from tashan.reading.models import Report
from tashan.reading.pipeline import Reading, read_text
from tashan.reading.storing import Reader, store_reading
from tashan.record.models import User

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "关于赴青石县学习考察的报告\n\n一、主要做法\n"
    "　　青石县建成标准厂房61.2万平方米，入驻率78.6%。去年完成税收12.4亿元，增长6.8%。\n"
    "二、存在差距\n　　我县审批环节仍然偏多，从备案到拿到施工许可平均97个工作日。\n"
)


@pytest.fixture
def people(db: None) -> None:
    for username in ("lin", "chen"):
        account(username, "reviewer", "exporter")


@pytest.fixture
def read_report(people: None) -> Report:
    """A report that was read, with three findings that wait."""
    uploaded = cast.report(User.objects.get(username="lin"))
    return cast.read(uploaded, cast.area(), cast.occupancy(), cast.shortfall())


def sign_in(page: Page, server: LiveServer, username: str, to: str = "/") -> None:
    page.goto(f"{server.url}/accounts/login/?next={to}")
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("form.form button")
    page.wait_for_url(f"{server.url}{to}")
    if page.locator(".reader").count():
        expect(page.locator(".reader")).to_have_attribute("data-ready", "1")


def work_once() -> None:
    """The background worker, in a thread of its own as in life, until nothing waits."""
    from procrastinate.contrib.django import app

    def work() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as worker:
            worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def store_whole(report: Report, text: str, reading: Reading) -> None:
    """What the rules really read in the text."""
    reader = Reader("rules", "1", started_at=cast.AT, finished_at=cast.AT)
    store_reading(report, Document(text=text, format="txt"), reading, reader=reader)


def counter(page: Page, words: str) -> None:
    expect(page.locator("#counter b")).to_have_text(words)


def now(page: Page, number: int) -> None:
    expect(page.locator(".finding.now")).to_have_id(f"f{number}")


def test_a_report_goes_in_and_its_findings_are_read_in_the_background(
    page: Page, live_server: LiveServer, people: None, tmp_path: Path
) -> None:
    file = tmp_path / "考察报告.txt"
    file.write_text(TEXT, "utf-8")
    sign_in(page, live_server, "lin", "/reports/")
    page.set_input_files("#files", [file])
    expect(page.locator("#sending .result")).to_contain_text("已上传")
    expect(page.locator("#reports .light")).to_have_text("排队待读")
    work_once()
    expect(page.locator("#reports .light")).to_have_text("已读完")
    page.click("#reports a.name")
    expect(page.locator("mark").first).to_be_visible()


def test_the_same_file_dropped_twice_says_so(
    page: Page, live_server: LiveServer, people: None, tmp_path: Path
) -> None:
    file = tmp_path / "考察报告.txt"
    file.write_text(TEXT, "utf-8")
    sign_in(page, live_server, "lin", "/reports/")
    page.set_input_files("#files", [file])
    expect(page.locator("#sending .result").first).to_contain_text("已上传")
    page.set_input_files("#files", [file])
    expect(page.locator("#sending .result").nth(1)).to_contain_text("同一文件已有")


def test_keys_move_accept_reject_and_undo_and_the_counters_follow(
    page: Page, live_server: LiveServer, read_report: Report
) -> None:
    sign_in(page, live_server, "lin", f"/reports/{read_report.pk}/")
    counter(page, "已审 0 / 3")
    now(page, 1)
    page.keyboard.press("j")
    now(page, 2)
    page.keyboard.press("k")
    now(page, 1)
    page.keyboard.press("a")
    counter(page, "已审 1 / 3")
    now(page, 2)
    page.keyboard.press("r")
    counter(page, "已审 2 / 3")
    now(page, 3)
    expect(page.locator("#f2")).to_have_attribute("data-state", "rejected")
    page.keyboard.press("u")  # what was decided last
    counter(page, "已审 1 / 3")
    now(page, 2)
    page.reload()
    counter(page, "已审 1 / 3")
    expect(page.locator("#m1")).to_have_attribute("data-state", "accepted")


def test_held_keys_run_through_the_cards_and_fetch_little(
    page: Page, live_server: LiveServer, read_report: Report
) -> None:
    sign_in(page, live_server, "lin", f"/reports/{read_report.pk}/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for _ in range(20):
        page.keyboard.down("j")
    page.keyboard.up("j")
    now(page, 3)
    expect(page.locator("#f3")).to_be_focused()
    expect(page.locator("#f3 .kv, #f3 .where")).not_to_have_count(0)
    assert len([url for url in asked if "/findings/" in url]) <= 3


def test_a_section_of_the_tree_leads_to_its_first_finding(
    page: Page, live_server: LiveServer, people: None
) -> None:
    uploaded = cast.report(User.objects.get(username="lin"), text=TEXT)
    store_whole(uploaded, TEXT, read_text(TEXT))
    sign_in(page, live_server, "lin", f"/reports/{uploaded.pk}/")
    section = page.locator(".tree a:has-text('存在差距')")
    section.click()
    number = section.get_attribute("data-section") or ""
    expect(page.locator(".finding.now")).to_have_attribute("data-section", number)


def test_a_correction_by_keyboard_stands_beside_what_was_read(
    page: Page, live_server: LiveServer, read_report: Report
) -> None:
    sign_in(page, live_server, "lin", f"/reports/{read_report.pk}/?at=2")
    now(page, 2)
    page.keyboard.press("e")
    form = page.locator(".correct-form")
    expect(form.locator("[name=name]")).to_be_focused()
    form.locator("[name=value]").fill("许多")
    form.locator("[name=value]").press("Enter")
    expect(form.locator(".errorlist")).to_contain_text("不是数字")
    form.locator("[name=value]").fill("87.6")
    form.locator("[name=value]").press("Enter")
    counter(page, "已审 1 / 3")
    page.click("#f2 h3")
    expect(page.locator("#f2 .kv")).to_contain_text("78.6%87.6%")


def test_escape_closes_the_correction_and_changes_nothing(
    page: Page, live_server: LiveServer, read_report: Report
) -> None:
    sign_in(page, live_server, "lin", f"/reports/{read_report.pk}/?at=2")
    now(page, 2)
    page.keyboard.press("e")
    expect(page.locator(".correct-form")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".correct-form")).to_have_count(0)
    counter(page, "已审 0 / 3")


def test_two_officers_see_each_others_decisions(
    page: Page, live_server: LiveServer, read_report: Report, new_context
) -> None:
    sign_in(page, live_server, "lin", f"/reports/{read_report.pk}/")
    other = new_context().new_page()
    sign_in(other, live_server, "chen", f"/reports/{read_report.pk}/")
    now(other, 1)
    other.keyboard.press("a")
    counter(other, "已审 1 / 3")
    counter(page, "已审 1 / 3")
    expect(page.locator("#f1 .tag.green")).to_contain_text("已采纳")
    expect(page.locator("#toast")).to_contain_text("chen 某采纳了 # 1")


def test_who_decides_second_sees_the_first_decision(
    page: Page, live_server: LiveServer, read_report: Report, new_context
) -> None:
    sign_in(page, live_server, "lin", f"/reports/{read_report.pk}/?at=1")
    now(page, 1)
    page.route("**/changes/**", lambda route: route.fulfill(status=204))
    other = new_context().new_page()
    sign_in(other, live_server, "chen", f"/reports/{read_report.pk}/?at=1")
    now(other, 1)
    other.keyboard.press("a")
    counter(other, "已审 1 / 3")
    page.keyboard.press("r")
    expect(page.locator("#toast")).to_contain_text("chen 某")
    expect(page.locator("#f1")).to_have_attribute("data-state", "accepted")


def test_slash_goes_to_the_search_and_the_answer_opens_its_evidence(
    page: Page, live_server: LiveServer, read_report: Report
) -> None:
    sign_in(page, live_server, "lin")
    page.keyboard.press("/")
    page.keyboard.type("厂房")
    page.keyboard.press("Enter")
    page.click(".hit h2 a")
    expect(page.locator("mark.now")).to_have_text("标准厂房61.2万平方米")


def test_the_answers_of_the_search_are_seen_on_a_phone_too(
    page: Page, live_server: LiveServer, read_report: Report
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, live_server, "lin")
    page.goto(f"{live_server.url}/search/?q=厂房")
    expect(page.locator(".hit:visible")).to_have_count(1)


def test_the_findings_go_out_as_a_sheet(
    page: Page, live_server: LiveServer, read_report: Report
) -> None:
    sign_in(page, live_server, "lin", f"/reports/{read_report.pk}/")
    now(page, 1)
    page.keyboard.press("a")
    counter(page, "已审 1 / 3")
    page.click(".reader-head summary")
    with page.expect_download() as download:
        page.click("text=Excel .xlsx")
    assert download.value.suggested_filename.endswith(".xlsx")


def test_on_a_phone_the_text_and_one_card_share_the_page(
    page: Page, live_server: LiveServer, read_report: Report
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, live_server, "lin", f"/reports/{read_report.pk}/")
    expect(page.locator(".finding:visible")).to_have_count(1)
    page.click("[aria-label=下一条]")
    now(page, 2)
    page.click("#f2 button:has-text('采纳')")
    counter(page, "已审 1 / 3")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
