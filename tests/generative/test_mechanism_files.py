"""Whatever a mechanism file holds, the loader answers with problems and never raises."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tashan.mechanisms.examples import run_examples
from tashan.mechanisms.library import library_of
from tashan.mechanisms.loader import LoadedFile, load_bytes

SHIPPED = sorted((Path(__file__).resolve().parents[2] / "library").rglob("*.yaml"))
LANGUAGE = "mechanism parts kind indicator plan credit year values lights title zh formula examples"
SIGNS = ["2026-01-01", "2026-99-01", "a / b", "*a", "&a", "!t", "[", "{", "'", ":", "- ", "\n  "]
STRANGE = ["\t", "\0", "\x7f", "null", "1", "县", "---", "? "]
WORDS = st.sampled_from([*LANGUAGE.split(), *SIGNS, *STRANGE])
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=30,
)


def answered(data: bytes) -> LoadedFile:
    """A file is right, or it says what is wrong; never both, never neither."""
    file = load_bytes(data, "a.yaml")
    right = file.mechanism is not None or file.calendar is not None
    assert right is not bool(file.tree.problems)
    for problem in file.tree.problems:
        assert problem.mark.line >= 1
        assert problem.mark.column >= 1
        assert "\n" not in problem.message
    list(run_examples(library_of([file])))
    return file


@given(st.binary(max_size=300))
def test_any_bytes_are_answered(data: bytes) -> None:
    answered(data)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_any_words_of_the_language_are_answered(text: str) -> None:
    answered(text.encode())


@given(plain)
def test_any_values_are_answered(value: object) -> None:
    answered(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


@given(
    st.sampled_from(SHIPPED),
    st.integers(min_value=0),
    st.integers(min_value=0, max_value=30),
    WORDS,
)
def test_a_shipped_file_with_a_slip_is_answered(
    path: Path, at: int, length: int, word: str
) -> None:
    text = path.read_text("utf-8")
    at %= len(text)
    answered((text[:at] + word + text[at + length :]).encode())
