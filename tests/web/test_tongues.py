"""Three tongues: nothing is untranslated, and Traditional is what OpenCC makes of Simplified."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.utils import translation

from tashan.web import tongues

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
CATALOGUES = [tongues.SIMPLIFIED, tongues.TRADITIONAL]


def test_every_marked_string_is_translated() -> None:
    found = subprocess.run(
        [sys.executable, "scripts/messages.py"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
    )
    assert (found.stdout, found.returncode) == ("", 0)


def test_the_traditional_catalogue_is_what_opencc_makes() -> None:
    kept = polib.pofile(str(tongues.TRADITIONAL))
    made = tongues.traditional(tongues.simplified())
    assert {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in kept} == {
        (e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in made
    }


@pytest.mark.parametrize("path", CATALOGUES, ids=["simplified", "traditional"])
def test_the_compiled_catalogue_is_that_of_its_source(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == polib.pofile(str(path)).to_binary()


def test_no_translation_loses_a_placeholder() -> None:
    for entry in tongues.simplified():
        told = [entry.msgstr, *entry.msgstr_plural.values()]
        wanted = sorted(PLACEHOLDER.findall(entry.msgid))
        assert any(sorted(PLACEHOLDER.findall(text)) == wanted for text in told), entry.msgid


def test_a_page_word_in_all_three_tongues() -> None:
    said = []
    for tongue in ("zh-hans", "zh-hant", "en"):
        with translation.override(tongue):
            said.append(translation.gettext("Study reports"))
    assert said == ["考察报告", "考察報告", "Study reports"]
