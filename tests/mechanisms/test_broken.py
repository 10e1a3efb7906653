"""Broken files, one mistake each: told at its line, as what it is, with what to write instead.

The first line of each file says what is expected: ``# line 12: rule: is written 'and'``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tashan.mechanisms.command import check_paths

FILES = sorted((Path(__file__).parent / "broken").glob("*.yaml"))
EXPECTED = re.compile(r"# line (\d+): (\w+): (.+)\n")


def test_there_are_sixty_distinct_mistakes() -> None:
    texts = {path.read_bytes().partition(b"\n")[2] for path in FILES}
    assert len(texts) == len(FILES) >= 60


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_mistake_is_told_at_its_line_with_its_mend(path: Path) -> None:
    expected = EXPECTED.match(path.read_text("utf-8", errors="replace"))
    assert expected
    line, code, mend = expected.groups()
    [checked] = check_paths([path], alone=True)
    assert [(p.mark.line, p.code) for p in checked.problems] == [(int(line), code)]
    assert mend in checked.problems[0].message
