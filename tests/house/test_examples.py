"""The examples are invented, whole and what their sources say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from docx import Document

from tashan.base.codes import credit_check_digit
from tashan.base.divisions import named

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
SOURCES = sorted((EXAMPLES / "source").glob("*.txt"))
COUNTY = json.loads((EXAMPLES / "county.json").read_text("utf-8"))


def test_the_county_is_marked_as_invented_and_does_not_exist() -> None:
    assert COUNTY["invented"] is True
    assert named(COUNTY["name"]) == ()


@pytest.mark.parametrize(
    "name", ["青岚县", "霁川市", "云泽市", "溪陵区", "云泽市经济开发区", "黛川县"]
)
def test_the_places_of_the_reports_do_not_exist(name: str) -> None:
    assert named(name) == ()


@pytest.mark.parametrize("name", COUNTY["reports"])
def test_every_report_of_the_county_is_there(name: str) -> None:
    assert (EXAMPLES / name).is_file()


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_word_file_says_what_its_source_says(source: Path) -> None:
    file = (EXAMPLES / source.name).with_suffix(".docx")
    told = [paragraph.text for paragraph in Document(str(file)).paragraphs]
    expected = [re.sub(r"^#+ ", "", line) for line in source.read_text("utf-8").splitlines()[:-1]]
    assert [text for text in told if text][: len(expected)] == expected


def test_the_tables_for_imports_are_what_their_script_makes(
    script: Callable[[str], ModuleType],
) -> None:
    for name, content in script("imports").tables().items():
        assert (EXAMPLES / "imports" / name).read_bytes() == content


def test_the_table_of_enterprises_has_one_code_that_does_not_hold(
    script: Callable[[str], ModuleType],
) -> None:
    codes = [row[1] for row in script("imports").ENTERPRISES]
    assert [code for code in codes if credit_check_digit(code[:17]) != code[17]] == [codes[3]]


def test_there_is_somebody_for_every_role() -> None:
    roles = [role for person in COUNTY["people"] for role in person["roles"]]
    administrators = {"system_admin", "security_admin", "audit_admin"}
    caseworkers = {"window", "handler", "chief", "leader", "cashier"}
    business = {"reader", "reviewer", "steward", "exporter", "registrar", "analyst"}
    assert (
        set(roles) == business | {"statistician", "agent", "clerk"} | caseworkers | administrators
    )
    assert roles.count("reviewer") == 2
