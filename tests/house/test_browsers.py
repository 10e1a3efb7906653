"""Where no Chromium can be had, the browser tests are listed as not run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
BROWSER_TESTS = "tests/browser/test_complaints.py"


def test_the_browser_that_is_named_comes_first(
    script: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TASHAN_CHROMIUM", "/opt/own/chromium")
    assert script("browser").installed() == "/opt/own/chromium"


def test_a_browser_on_the_path_is_found(
    script: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TASHAN_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert script("browser").installed() is None
    (tmp_path / "chromium").touch(mode=0o755)
    assert script("browser").installed() == str(tmp_path / "chromium")


def test_browser_tests_without_a_browser_are_listed_as_not_run(tmp_path: Path) -> None:
    without = {"PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}
    ours = ("TASHAN_", "DJANGO_", "PYTEST_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", BROWSER_TESTS],
        cwd=ROOT,
        env=kept | without,
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"NOT RUN {BROWSER_TESTS}::test_an_inline_script_is_refused" in done.stdout
    closing = done.stdout.splitlines()[-1]
    assert "4 skipped" in closing
    assert "passed" not in closing
