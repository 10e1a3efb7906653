"""What `make demo` and `make test` install, and what they say when they cannot."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NOWHERE = "http://127.0.0.1:9"  # nothing listens on the discard port


@pytest.fixture(scope="module")
def prepare(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("prepare")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """As much of a clone as the preparation reads."""
    names = ["pyproject.toml", "package.json", "package-lock.json"]
    names += [path.name for path in ROOT.glob("requirements*.txt")]
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "prepare.py", tmp_path / "scripts")
    for name in names:
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def test_a_package_index_out_of_reach_is_told_in_one_line(clone: Path) -> None:
    out_of_reach = {"PIP_INDEX_URL": NOWHERE, "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
    hidden = {"PIP_NO_CACHE_DIR": "1", "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": ""}
    done = subprocess.run(
        [sys.executable, clone / "scripts" / "prepare.py", "run"],
        env=os.environ | out_of_reach | hidden,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(
        "Installing the locked packages (is the package index within reach?) failed: "
    )


def test_a_download_that_is_not_what_was_locked_is_refused(
    clone: Path, prepare: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    (clone / "jade-1.0-py3-none-any.whl").write_bytes(b"a stone from another hill")
    (clone / "lock.txt").write_text(f"jade==1.0 --hash=sha256:{'0' * 64}\n")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(clone))
    with pytest.raises(prepare.PrepareError, match="DO NOT MATCH THE HASHES"):
        prepare.install_packages(clone, Path(sys.executable), ["lock.txt"])


def test_an_npm_registry_out_of_reach_is_told_in_one_line(
    clone: Path, prepare: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("npm_config_registry", NOWHERE)
    monkeypatch.setenv("npm_config_cache", str(clone / "cache"))
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    npm = Path(sys.executable).parent / "npm"
    with pytest.raises(prepare.PrepareError, match="is the npm registry within reach") as told:
        prepare.install_front_end(clone, npm)
    assert "\n" not in str(told.value)
    assert not (clone / prepare.VENDOR).exists()


def test_what_is_ready_is_left_alone(prepare: ModuleType, tmp_path: Path) -> None:
    done: list[str] = []
    for _ in range(2):
        prepare.once(tmp_path / "stamp", "the same inputs", lambda: done.append("worked"))
    assert done == ["worked"]


def test_what_failed_is_tried_again(prepare: ModuleType, tmp_path: Path) -> None:
    def fail() -> None:
        raise prepare.PrepareError("no network")

    for _ in range(2):
        with pytest.raises(prepare.PrepareError):
            prepare.once(tmp_path / "stamp", "inputs", fail)


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.txt")), ids=lambda path: path.name)
def test_a_python_lock_names_hashes_and_no_index(lock: Path) -> None:
    text = lock.read_text()
    assert not re.search(r"^-|https?://|\bindex-url\b", text, re.MULTILINE)
    for requirement in re.split(r"\n(?=\S)", re.sub(r"^#.*\n?", "", text, flags=re.MULTILINE)):
        assert "==" not in requirement or "--hash=sha256:" in requirement


def test_the_front_end_lock_names_hashes_and_no_address() -> None:
    text = (ROOT / "package-lock.json").read_text()
    assert "://" not in text
    packages = json.loads(text)["packages"]
    assert all("integrity" in entry for name, entry in packages.items() if name)


def test_every_file_to_serve_comes_from_a_named_package() -> None:
    content = json.loads((ROOT / "package.json").read_text())
    for name in content["vendor"]:
        assert any(name.startswith(f"{package}/") for package in content["dependencies"])


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"]),
        ("requirements-ocr.txt", PROJECT["project"]["optional-dependencies"]["ocr"]),
        ("requirements-build.txt", PROJECT["dependency-groups"]["build"]),
        ("requirements-dev.txt", PROJECT["dependency-groups"]["dev"]),
    ],
)
def test_every_dependency_that_is_named_is_locked(lock: str, wanted: list[str]) -> None:
    locked = re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text(), re.MULTILINE)
    names = {re.split(r"[\[<>=~!]", one)[0].lower() for one in wanted}
    assert names <= {name.lower() for name in locked}
