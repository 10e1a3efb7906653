"""A real Chromium on a live server. A page that complains on its console fails its test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
REPORT_VIOLATIONS = """
document.addEventListener('securitypolicyviolation', (event) => console.error(
  `Content-Security-Policy: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`
));
"""


def chromium_path(playwright: Playwright) -> str | None:
    """The browser to use: the one named, one on the path, or the one Playwright downloaded."""
    named = os.environ.get("TASHAN_CHROMIUM")
    if named:
        return named
    on_path = next((path for name in NAMES if (path := shutil.which(name))), None)
    own = playwright.chromium.executable_path
    return on_path or (own if Path(own).exists() else None)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # Playwright keeps an event loop on this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = chromium_path(playwright)
    if path is None:
        pytest.skip("browser test not run: no Chromium here (see docs/how-to/install.md)")
    browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
    yield browser
    browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the pages of this test complained of; a test that provokes one clears the list."""
    return []


@pytest.fixture(autouse=True)
def _attempts_counted_anew(transactional_db: None) -> None:
    """All tests sign in from one address: none is refused because of those before it."""
    cache.clear()


@pytest.fixture
def context(browser: Browser, complaints: list[str]) -> Iterator[BrowserContext]:
    """One person's browser: a test with two officers asks ``new_context`` for the second."""
    context = watched(browser.new_context(locale="zh-CN"), complaints)
    yield context
    context.close()


@pytest.fixture
def new_context(browser: Browser, complaints: list[str]) -> Iterator[object]:
    """Make further contexts, watched like the first: ``new_context(viewport=...)``."""
    made: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        made.append(watched(browser.new_context(**{"locale": "zh-CN"} | options), complaints))
        return made[-1]

    yield make
    for context in made:
        context.close()


def watched(context: BrowserContext, complaints: list[str]) -> BrowserContext:
    """Note every console error, script error, policy violation and request to another origin."""
    context.set_default_timeout(15_000)
    context.add_init_script(REPORT_VIOLATIONS)
    context.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("request", lambda request: note_stranger(request.url, complaints))
    return context


def note_stranger(url: str, complaints: list[str]) -> None:
    parts = urlsplit(url)
    if parts.scheme in ("http", "https", "ws") and parts.hostname not in ("127.0.0.1", "localhost"):
        complaints.append(f"a request left the origin: {url}")


@pytest.fixture
def page(context: BrowserContext, complaints: list[str]) -> Iterator[Page]:
    yield context.new_page()
    assert complaints == []


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser tests and put them last: while Playwright runs, its event loop holds this
    thread, and no other test could start one of its own."""
    here = Path(__file__).parent
    last = [item for item in items if here in item.path.parents]
    for item in last:
        item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: here in item.path.parents)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly which browser tests were not run: they are never passed in silence."""
    skipped = terminalreporter.stats.get("skipped", [])
    not_run = [report for report in skipped if "browser test not run" in str(report.longrepr)]
    if not_run:
        terminalreporter.section("NOT RUN: browser tests, for want of a Chromium")
        for report in not_run:
            terminalreporter.line(f"NOT RUN {report.nodeid}")
