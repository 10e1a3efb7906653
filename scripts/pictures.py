"""Take the pictures of docs/pictures from a running demo: start ``make demo``, then this.

It reviews a few findings first, as a person would: take the pictures of a fresh demo. Needs Pillow,
which comes with the extra ``ocr``.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
from browser import installed  # noqa: E402  (a script beside this one)

PICTURES = ROOT / "docs" / "pictures"
FACTS = json.loads((ROOT / "examples" / "county.json").read_text("utf-8"))
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
ENTERPRISE = "佳光机械"  # has labels, a credit event and rooms in a park
PROGRAMME, BOARD = "专精特新企业奖励", "产值五十强"
DECISIONS = "aaaaraaaaaaaaaaaaaaaaaaaaaaaaa"  # one is rejected, the others hold


def sign_in(browser: Browser, address: str, size: dict[str, int], *, name: str) -> Page:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()  # type: ignore[arg-type]
    page.goto(f"{address}/accounts/login/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", FACTS["password"])
    page.click("form.form button")
    page.wait_for_url(f"{address}/")
    return page


def open_reader(page: Page, address: str) -> None:
    page.goto(f"{address}/reports/?sort=title")
    page.click("#reports a.name >> nth=0")
    page.wait_for_selector(".reader[data-ready]")


def review(page: Page) -> None:
    for key in DECISIONS:
        page.keyboard.press(key)
        page.wait_for_timeout(150)
    page.wait_for_timeout(800)


def take(page: Page, name: str) -> None:
    page.wait_for_timeout(600)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as picture:  # 256 colours are enough for a page, at a third of the size
        picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=3).save(
            path, optimize=True
        )


def take_reader(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, DESK, name="reviewer2")
    open_reader(page, address)
    review(page)
    page.click(".finding.kind-mechanism[data-state=open] h3 >> nth=0")
    take(page, "reader")
    phone = sign_in(browser, address, PHONE, name="reviewer2")
    open_reader(phone, address)
    phone.click("[data-press=j]")
    take(phone, "reader-phone")


def take_figures(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, DESK, name="steward")
    take(page, "desk")
    page.goto(f"{address}/benchmark/")
    take(page, "benchmark")
    phone = sign_in(browser, address, PHONE, name="steward")
    phone.goto(f"{address}/benchmark/")
    take(phone, "benchmark-phone")


def take_registers(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, DESK, name="registrar")
    page.goto(f"{address}/parks/")
    page.click(".tbl a.name >> nth=0")
    take(page, "park")
    page.goto(f"{address}/enterprises/?q={ENTERPRISE}")
    page.click(".tbl a.name >> nth=0")
    take(page, "enterprise")


def take_mechanisms(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, DESK, name="steward")
    page.goto(f"{address}/mechanisms/four_ones/")
    take(page, "mechanism")
    page.goto(f"{address}/programmes/")
    page.click(f"a.name:has-text('{PROGRAMME}') >> nth=0")
    take(page, "programme")
    page.goto(f"{address}/boards/")
    page.click(f"a:has-text('{BOARD}') >> nth=0")
    take(page, "board")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", nargs="?", default="http://127.0.0.1:8000")
    address = parser.parse_args().address
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        take_reader(browser, address)
        take_figures(browser, address)
        take_registers(browser, address)
        take_mechanisms(browser, address)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
