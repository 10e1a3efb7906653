"""`tashan check` at the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.mechanisms.written import indicator, mechanism, put

from tashan.base.errors import UnreadableFileError
from tashan.cli import main
from tashan.mechanisms.command import check

GOOD = mechanism(indicator("output"))
BAD = mechanism(indicator("wages", unit="亿圆"), code="bad")
EXAMPLE = "examples:\n  - {name: 例, part: twice, given: {output: 2}, expect: {twice: 5}}\n"


def test_sound_files_end_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "a.yaml", GOOD)
    assert check([str(tmp_path)]) == 0
    assert capsys.readouterr().out.endswith("right: 1 indicator\n1 files: 1 right, 0 wrong\n")


def test_some_wrong_files_end_with_4_and_all_with_3(tmp_path: Path) -> None:
    put(tmp_path, "bad.yaml", BAD)
    assert check([str(tmp_path)]) == 3
    put(tmp_path, "good.yaml", GOOD)
    assert check([str(tmp_path)]) == 4


def test_what_is_wrong_is_told_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, "bad.yaml", BAD)
    check([str(path)])
    assert capsys.readouterr().err == f"{path}:9:11: unknown unit '亿圆'. Did you mean '亿元'?\n"


def test_an_example_that_does_not_hold_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = indicator("output"), indicator("twice", "formula: output * 2\n")
    path = put(tmp_path, "a.yaml", mechanism(*parts, more=EXAMPLE))
    assert check([str(path)]) == 3
    assert capsys.readouterr().err == f"{path}:5:5: example '例': twice is 4.00, expected 5.\n"


def test_own_files_may_name_what_the_library_defines(tmp_path: Path) -> None:
    text = mechanism(indicator("own", "formula: exports - imports\n"))
    path = put(tmp_path, "a.yaml", text)
    assert check([str(path)]) == 0
    assert check([str(path), "--alone"]) == 3


def test_own_files_do_not_define_again_what_the_library_defines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, "a.yaml", mechanism(indicator("grp")))
    assert check([str(path)]) == 3
    assert "the indicator 'grp' is defined before, in " in capsys.readouterr().err


def test_json_lists_every_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "bad.yaml", BAD)
    check([str(tmp_path), "--format", "json"])
    [file] = json.loads(capsys.readouterr().out)["files"]
    assert (file["right"], file["problems"][0]["line"]) == (False, 9)


def test_a_folder_without_mechanism_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no mechanism file"):
        check([str(tmp_path)])


def test_a_path_that_is_not_there_ends_with_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "none.yaml")]) == 3
    assert "cannot be opened: No such file or directory." in capsys.readouterr().err


def test_the_schema_knows_every_kind_of_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(["--schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert {"Indicator", "Plan", "Register", "Credit", "Calendar"} <= set(schema["$defs"])


def test_the_check_starts_without_django_polars_and_the_readers() -> None:
    program = (
        "import sys; from tashan.cli import main; code = main(['check']); "
        "heavy = {'django', 'polars', 'opencc', 'rich', 'tashan.reading'} & set(sys.modules); "
        "print(sorted(heavy), code)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines()[-1] == "[] 0"


REWARD = """\
reward:
  kind: programme
  title: {zh: 奖补, en: Reward}
  eligible:
    - {rule: "scale == 'small' and operates_here", says: 条件}
  gives: {kind: grant, amount: "1000"}
"""


def test_warnings_are_told_and_end_with_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    law = "law: {fair_competition_review: required}\n"
    path = put(tmp_path, "a.yaml", mechanism(REWARD, more=law))
    assert check([str(path)]) == 0
    told = capsys.readouterr()
    assert told.err.startswith(
        f"{path}:10:38: warning: operates_here depends on where a firm is registered or operates"
    )
    assert told.out.endswith("right: 1 programme; 1 warning\n1 files: 1 right, 0 wrong\n")


def test_json_lists_warnings_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "a.yaml", mechanism(REWARD))
    check([str(tmp_path), "--format", "json"])
    [file] = json.loads(capsys.readouterr().out)["files"]
    assert (file["right"], file["problems"]) == (True, [])
    assert [one["code"] for one in file["warnings"]] == ["law_registration", "law_review"]


def test_several_files_are_counted_by_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, "a.yaml", mechanism(indicator("output"), indicator("jobs")))
    put(tmp_path, "b.yaml", mechanism(REWARD, code="other"))
    check([str(tmp_path)])
    assert capsys.readouterr().out.endswith("0 wrong\n2 indicators, 1 programme\n")
