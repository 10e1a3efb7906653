"""`tashan read` as somebody at a terminal or in a script meets it."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest
from tests.reading.made_files import SECOND, SENTENCE, docx, paragraph, pdf

from tashan.reading.rows import FIELDS

SOURCE = Path(__file__).parents[2] / "src"


def run(*arguments: str | Path, given: bytes = b"", **settings: str) -> Any:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), **settings}
    return subprocess.run(
        [sys.executable, "-m", "tashan", *map(str, arguments)],
        input=given,
        capture_output=True,
        env=environment,
        timeout=60,
    )


def rows(done: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "报告"
    (inside / "二").mkdir(parents=True)
    (inside / "一.txt").write_text(SENTENCE, "utf-8")
    (inside / "二" / "二.docx").write_bytes(docx(paragraph("概况") + paragraph(SECOND)))
    (inside / "三.pdf").write_bytes(pdf([SENTENCE, SECOND]))
    return inside


def test_a_line_is_a_finding_with_its_exact_quote(folder: Path) -> None:
    done = run("read", folder / "一.txt", "--format", "jsonl")
    assert done.returncode == 0
    assert done.stderr == b""
    found = rows(done)
    assert found
    assert all(row["quote"] == SENTENCE[row["start"] : row["end"]] for row in found)


def test_a_line_has_the_fields_in_their_order(folder: Path) -> None:
    (row, *_) = rows(run("read", folder / "一.txt", "--format", "jsonl"))
    assert tuple(row) == FIELDS
    assert FIELDS[:6] == ("kind", "start", "end", "quote", "name", "value")


def test_a_whole_number_is_written_without_a_point(folder: Path) -> None:
    line = run("read", folder / "一.txt", "--format", "jsonl").stdout.decode()
    assert '"value":91,' in line
    assert '"value":12.5,' in line


def test_lines_of_several_files_name_their_file_in_order(folder: Path) -> None:
    found = rows(run("read", folder, "--format", "jsonl", "--jobs", "2"))
    names = list(dict.fromkeys(row["file"] for row in found))
    assert [Path(name).name for name in names] == ["一.txt", "三.pdf", "二.docx"]


def test_pages_and_paragraphs_stand_beside_the_offsets(folder: Path) -> None:
    pages = {row["page"] for row in rows(run("read", folder / "三.pdf", "--format", "jsonl"))}
    (row, *_) = rows(run("read", folder / "二" / "二.docx", "--format", "jsonl"))
    assert pages == {1, 2}
    assert row["paragraph"] == 2


def test_standard_input_is_a_file() -> None:
    done = run("read", "-", "--format", "jsonl", given=SENTENCE.encode("gb18030"))
    assert {91, 12.5} <= {row["value"] for row in rows(done)}


def test_a_bad_file_is_told_and_the_others_go_on(folder: Path) -> None:
    (folder / "坏.pdf").write_bytes(pdf([SENTENCE], password="x"))
    done = run("read", folder, "--format", "jsonl")
    assert done.returncode == 4
    assert "坏.pdf: The pdf opens with a password only." in done.stderr.decode()
    assert "3 of 4 files were read." in done.stderr.decode()
    assert len({row["file"] for row in rows(done)}) == 3


def test_the_object_lists_what_was_read_and_what_was_not(folder: Path) -> None:
    (folder / "空.txt").write_bytes(b"")
    done = run("read", folder, "--format", "json")
    told = json.loads(done.stdout)
    assert [file["format"] for file in told["files"]] == ["txt", "pdf", "docx"]
    assert all(file["findings"] for file in told["files"])
    assert [bad["code"] for bad in told["unread"]] == ["empty"]


def test_the_table_names_the_file_and_its_figures(folder: Path) -> None:
    shown = run("read", folder / "一.txt").stdout.decode()
    assert "一.txt" in shown
    assert "91 %" in shown


def test_nothing_readable_is_3(tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    done = run("read", tmp_path)
    assert done.returncode == 3
    assert b"The file is empty." in done.stderr


def test_a_folder_without_reports_is_3(tmp_path: Path) -> None:
    assert run("read", tmp_path).returncode == 3


@pytest.mark.parametrize(
    "wrong", [(), ("read",), ("read", "a", "--format", "xml"), ("read", "a", "--jobs", "0"), ("x",)]
)
def test_a_wrong_command_is_2(wrong: tuple[str, ...]) -> None:
    done = run(*wrong)
    assert done.returncode == 2
    assert b"usage: tashan" in done.stderr


def test_a_wrong_setting_is_2_in_one_line(folder: Path) -> None:
    done = run("read", folder, TASHAN_READ_MAX_PAGES="many")
    assert done.returncode == 2
    assert done.stderr.decode().startswith("tashan: TASHAN_READ_MAX_PAGES is 'many'")
    assert len(done.stderr.splitlines()) == 1


def test_a_setting_is_a_limit(folder: Path) -> None:
    done = run("read", folder / "三.pdf", TASHAN_READ_MAX_PAGES="1")
    assert done.returncode == 3
    assert b"2 pages; at most 1" in done.stderr


def test_a_note_on_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "一.pdf").write_text(SENTENCE, "utf-8")
    done = run("read", tmp_path)
    assert done.returncode == 0
    assert "一.pdf: It is named like a pdf" in done.stderr.decode()


def test_files_of_other_kinds_and_parts_of_pages_are_passed_over(folder: Path) -> None:
    (folder / "数据.xlsx").write_bytes(b"x")
    (folder / "~$一.docx").write_bytes(b"x")
    (folder / ".git").mkdir()
    (folder / ".git" / "一.txt").write_text(SENTENCE, "utf-8")
    (folder / "页.html").write_text(f"<p>{SENTENCE}", "utf-8")
    (folder / "页_files").mkdir()
    (folder / "页_files" / "广告.html").write_text(f"<p>{SENTENCE}", "utf-8")
    done = run("read", folder, "--format", "json")
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["files"]) == 4
    assert done.stderr.decode() == "1 files of other kinds were passed over.\n"


def test_the_output_file_takes_its_place_when_all_is_written(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "findings.jsonl"
    done = run("read", folder, "--format", "jsonl", "--out", out)
    assert (done.returncode, done.stdout) == (0, b"")
    assert len(out.read_text("utf-8").splitlines()) >= 6
    assert sorted(path.name for path in tmp_path.iterdir()) == ["findings.jsonl", "报告"]


def test_an_output_file_stays_as_it_was_where_nothing_was_read(tmp_path: Path) -> None:
    out = tmp_path / "findings.jsonl"
    out.write_text("old", "utf-8")
    assert run("read", tmp_path / "none", "--format", "json", "--out", out).returncode == 3
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [
        ("findings.jsonl", "old")
    ]


def test_an_output_file_in_no_folder_is_2_before_anything_is_read(folder: Path) -> None:
    done = run("read", folder, "--out", folder / "none" / "x.jsonl")
    assert done.returncode == 2
    assert b"cannot be written" in done.stderr


def test_a_full_disk_is_told_in_one_line(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tashan", "read", folder, "--format", "json"],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("tashan: ")
    assert len(done.stderr.splitlines()) == 1


def test_an_output_that_is_no_longer_wanted_ends_quietly(folder: Path) -> None:
    for number in range(60):
        (folder / f"{number}.txt").write_text((SENTENCE + "\n") * 60, "utf-8")
    command = f"{sys.executable} -m tashan read {folder} --format jsonl | head -1"
    done = subprocess.run(
        command,
        shell=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        timeout=60,
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == b""


def test_reading_starts_without_django_polars_and_rich(folder: Path) -> None:
    script = (
        "import sys; from tashan.cli import main; "
        f"main(['read', {str(folder / '一.txt')!r}, '--format', 'jsonl']); "
        "print(sorted({'django', 'polars', 'rich', 'asyncio', 'tashan.reading.pipeline'}"
        " & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        timeout=60,
    )
    assert done.stderr.decode() == "[]\n"


def test_the_help_shows_examples_and_exit_codes() -> None:
    shown = run("read", "--help").stdout.decode()
    assert "examples:" in shown
    assert "4 some files were read, others not" in shown


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_of_a_command_that_was_stopped(tmp_path: Path, how: signal.Signals) -> None:
    (tmp_path / "long.txt").write_text(SENTENCE * 200_000, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-m", "tashan", "read", tmp_path / "long.txt", "--format", "jsonl"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as running:
        started = processes_below(running.pid)
        running.send_signal(how)
        assert running.wait(20) == (130 if how == signal.SIGINT else -how)
    _, alive = psutil.wait_procs(started, timeout=10)
    assert alive == []


def processes_below(pid: int) -> list[psutil.Process]:
    """The nursery and the child, as soon as both are there."""
    for _ in range(400):
        found = psutil.Process(pid).children(recursive=True)
        if len(found) == 2:
            return found
        time.sleep(0.02)
    raise AssertionError("the file was not begun")


def test_a_terminal_sees_progress_and_the_output_none_of_it(folder: Path) -> None:
    shown, terminal = pty.openpty()
    with open(shown, "rb", buffering=0) as screen:
        done = subprocess.run(
            [sys.executable, "-m", "tashan", "read", folder, "--format", "jsonl"],
            stdout=subprocess.PIPE,
            stderr=terminal,
            env={**os.environ, "PYTHONPATH": str(SOURCE), "TERM": "xterm-256color"},
            timeout=60,
        )
        os.close(terminal)
        assert "reading" in screen.read(65536).decode()
    assert done.returncode == 0
    assert len(rows(done)) >= 6


def test_lines_are_utf8_whatever_the_terminal_speaks(folder: Path) -> None:
    done = run("read", folder / "一.txt", "--format", "jsonl", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert rows(done)[0]["quote"] in SENTENCE


def test_a_file_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    for name in (b"\xff\xfe.txt", b"\x1b[31m.txt"):
        (tmp_path / os.fsdecode(name)).write_text(SENTENCE, "utf-8")
    done = run("read", tmp_path, "--format", "jsonl")
    assert done.returncode == 0
    assert {Path(row["file"]).name for row in rows(done)} == {"\ufffd\ufffd.txt", "\x1b[31m.txt"}


def test_a_source_is_not_written_over(folder: Path) -> None:
    done = run("read", folder, "--out", folder / "一.txt")
    assert done.returncode == 2
    assert (folder / "一.txt").read_text("utf-8") == SENTENCE
