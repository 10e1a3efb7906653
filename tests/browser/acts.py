"""Following a link of a page's head, also one that stands among the further acts."""

from __future__ import annotations

from playwright.sync_api import Page


def click_act(page: Page, selector: str) -> None:
    """Click it; where it is among the further acts, they are opened first."""
    link = page.locator(selector).first
    link.wait_for(state="attached")
    if not link.is_visible():
        page.locator(".page-head .more-acts summary").click()
    link.click()
