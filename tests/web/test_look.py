"""The look keeps its own promises: one dark, readable contrast, nothing from elsewhere."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "src" / "tashan" / "web"
STYLES = WEB / "static" / "tashan"
TOKENS = (STYLES / "tokens.css").read_text("utf-8")
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6})\b")
LEAST = 4.5  # WCAG 2.2, 1.4.3


def block(opening: str) -> dict[str, str]:
    """The colours that a block of tokens.css names."""
    start = TOKENS.index(opening)
    return dict(TOKEN.findall(TOKENS[start : TOKENS.index("}", start)]))


LIGHT = block(":root {\n  color-scheme: light")
DARK = LIGHT | block(':root[data-theme="dark"] {')
BY_SYSTEM = LIGHT | block(':root:not([data-theme="light"]) {')
INKS = ("ink", "ink-soft", "jade", "indicator", "mechanism", "gap", "measure", "red-ink")
GROUNDS = ("paper", "ground")
ON_TINTS = (
    ("on-jade", "jade"), ("jade-deep", "jade-tint"), ("indicator", "indicator-tint"),
    ("mechanism", "mechanism-tint"), ("gap", "gap-tint"), ("measure", "measure-tint"),
    ("green-ink", "green-tint"), ("yellow-ink", "yellow-tint"), ("red-ink", "red-tint"),
    ("ink-soft", "indicator-tint"), ("ink-soft", "mechanism-tint"), ("ink-soft", "gap-tint"),
    ("ink-soft", "measure-tint"), ("ink-soft", "well"), ("stopped", "stopped-tint"),
)  # fmt: skip


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_dark_is_the_same_by_choice_and_by_system() -> None:
    assert DARK == BY_SYSTEM


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), [*product(INKS, GROUNDS), *ON_TINTS])
def test_text_can_be_read_on_its_ground(theme: dict[str, str], ink: str, ground: str) -> None:
    assert contrast(theme[ink], theme[ground]) >= LEAST


@pytest.mark.parametrize("path", sorted(STYLES.glob("*.css")), ids=lambda path: path.name)
def test_colours_are_named_in_one_place(path: Path) -> None:
    allowed = {"#fff"}  # the ground of a QR code is white in the dark too
    named = set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;, )])", path.read_text("utf-8")))
    assert path.name == "tokens.css" or named <= allowed


@pytest.mark.parametrize("path", sorted(STYLES.iterdir()), ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://|@import|url\(//", text)


@pytest.mark.parametrize(
    "path", sorted(WEB.glob("templates/**/*.html")), ids=lambda path: path.name
)
def test_no_template_carries_inline_style_or_script(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script>|javascript:", text)
