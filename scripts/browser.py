"""See to it that the browser tests find a Chromium; without one they are listed as not run.

In this order: the one that ``TASHAN_CHROMIUM`` names, one on the path, Debian's by apt where this
runs as root, Playwright's own download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
DEBIAN_PACKAGES = ("chromium", "fonts-noto-cjk")


def installed() -> str | None:
    """The path of a browser that is there already."""
    named = os.environ.get("TASHAN_CHROMIUM")
    if named:
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def downloaded() -> str | None:
    """The browser that Playwright keeps, if it was downloaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def by_apt() -> bool:
    if os.geteuid() or not shutil.which("apt-get"):
        return False
    print("Installing Chromium by apt ...", flush=True)
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *DEBIAN_PACKAGES]
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment, **quiet)
    return not subprocess.run(install, check=False, env=environment, **quiet).returncode


def by_playwright() -> bool:
    print("Installing Chromium by Playwright ...", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    done = subprocess.run(command, check=False, capture_output=True, timeout=600)
    return not done.returncode


def main() -> None:
    if installed() or downloaded() or by_apt() or by_playwright():
        return
    print("No Chromium could be had: the browser tests will be listed as not run.", flush=True)


if __name__ == "__main__":
    main()
