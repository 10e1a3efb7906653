"""What a child sends back is data, whatever the file in it did to the child."""

from __future__ import annotations

import os
import pickle
from io import BytesIO

import pytest

from tashan.reading.document import Document
from tashan.reading.findings import Finding, Kind
from tashan.reading.isolation.answers import read_answer
from tashan.reading.isolation.jobs import ReaderBugError


class Harmful:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


class Attribute:
    """Written as a call of getattr, as older Python 3.11 writes a member of an enumeration."""

    def __init__(self, owner: object, name: str) -> None:
        self.call = (getattr, (owner, name))

    def __reduce__(self) -> tuple[object, tuple[object, str]]:
        return self.call


def through(answer: object) -> object:
    return read_answer(BytesIO(pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)))


def test_documents_and_findings_come_through_whole() -> None:
    answer = ("done", (Document("甲", "txt", pages=(0,)), [Finding(Kind.GAP, 0, 1, "甲")]))
    assert through(answer) == answer


def test_an_answer_that_would_call_something_is_refused() -> None:
    with pytest.raises(ReaderBugError, match="system"):
        through(Harmful())


def test_a_member_of_an_enumeration_comes_through_as_every_python_writes_it() -> None:
    assert through(Attribute(Kind, "GAP")) is Kind.GAP


def test_an_attribute_of_anything_else_is_refused() -> None:
    with pytest.raises(ReaderBugError, match="__init__"):
        through(Attribute(Document, "__init__"))


def test_a_function_of_this_package_is_no_answer() -> None:
    with pytest.raises(ReaderBugError):
        through(read_answer)
