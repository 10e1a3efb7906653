"""A bad file costs its own child process, within limits, and nothing else."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from tests.reading import bad_work
from tests.reading.made_files import SENTENCE, docx, paragraph, pdf

from tashan.base.errors import UnreadableFileError
from tashan.reading.isolation.child import Source, open_document, read_each, work_on
from tashan.reading.isolation.jobs import ReaderBugError, Work
from tashan.reading.limits import MEGABYTE, Limits
from tashan.reading.whole import warm_rules


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(SENTENCE, "utf-8")
    return path


def refusal(path: Path, work: Work[object], limits: Limits | None = None) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as refused:
        work_on(path, work, limits=limits)
    return refused.value


def open_descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


def test_a_document_comes_back_from_its_child(report: Path) -> None:
    document = open_document(report)
    assert (document.text, document.format, document.encoding) == (SENTENCE, "txt", "utf-8")


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.docx", docx(paragraph(SENTENCE))), ("a.pdf", pdf([SENTENCE])), ("a.html", b"<p>91%")],
)
def test_every_format_is_read_in_a_child(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert "91%" in open_document(tmp_path / name).text


def test_a_stored_file_is_known_by_the_name_it_came_with(tmp_path: Path) -> None:
    stored = tmp_path / "5f2d"
    stored.write_text("入驻率<91%", "utf-8")
    assert open_document(stored, name="页.html").format == "html"


def test_a_child_that_sleeps_is_ended_by_the_clock(report: Path) -> None:
    begun = time.monotonic()
    error = refusal(report, Work(bad_work.sleep), Limits(max_seconds=1))
    assert error.code == "too_slow"
    assert "1 seconds" in error.message
    assert time.monotonic() - begun < 5


def test_a_child_that_spins_is_ended_by_the_processor(report: Path) -> None:
    assert refusal(report, Work(bad_work.spin), Limits(max_cpu_seconds=1)).code == "too_slow"


def test_a_child_that_takes_memory_is_refused_it(report: Path) -> None:
    error = refusal(report, Work(bad_work.take_memory))
    assert error.code == "too_much_memory"
    assert "TASHAN_READ_MAX_MEMORY" in error.hint


def test_a_child_that_dies_is_told_by_its_signal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("死", "utf-8")
    error = refusal(tmp_path / "a.txt", Work(bad_work.die))
    assert error.code == "crashed"
    assert "SIGSEGV" in error.message


def test_a_child_that_leaves_without_an_answer_crashed(report: Path) -> None:
    assert refusal(report, Work(bad_work.leave)).code == "crashed"


def test_a_bug_keeps_its_traceback(report: Path) -> None:
    with pytest.raises(ReaderBugError, match="ZeroDivisionError: a bug of ours"):
        work_on(report, Work(bad_work.fail))


def test_a_crash_loses_its_own_file_only(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"{number}.txt").write_text("死" if number == 3 else SENTENCE, "utf-8")
    sources = [Source(path.name, path) for path in sorted(tmp_path.iterdir())]
    outcomes = {
        outcome.source.name: outcome.error
        for outcome in read_each(sources, Work(bad_work.die), jobs=3)
    }
    assert [name for name, error in outcomes.items() if error] == ["3.txt"]
    assert len(outcomes) == 8


def test_what_libraries_write_goes_nowhere(report: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert work_on(report, Work(bad_work.chatter)) == SENTENCE
    assert capfd.readouterr() == ("", "")


def test_a_child_knows_no_django_and_no_polars(report: Path) -> None:
    modules = work_on(report, Work(bad_work.modules, warm=warm_rules))
    assert "tashan.reading.pipeline" in modules
    assert not {"django", "polars"} & modules


def test_a_file_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(200 * MEGABYTE)
    error = refusal(path, Work(bad_work.chatter))
    assert error.code == "too_large"
    assert "200 MB; at most 100 MB" in error.message


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt", Work(bad_work.chatter)).code == "missing"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path, Work(bad_work.chatter)).code == "not_a_file"


def test_a_pipe_without_a_writer_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert refusal(tmp_path / "pipe.txt", Work(bad_work.chatter)).code == "not_a_file"


def test_a_device_is_no_file() -> None:
    assert refusal(Path("/dev/zero"), Work(bad_work.chatter)).code == "not_a_file"


def test_a_name_that_no_file_can_have_is_not_opened(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a\0b", Work(bad_work.chatter)).code == "not_opened"


def test_a_nursery_that_was_killed_is_started_again(report: Path) -> None:
    first = work_on(report, Work(bad_work.parent))
    os.kill(first, signal.SIGKILL)
    assert work_on(report, Work(bad_work.parent)) != first


def test_a_file_is_read_again_where_the_nursery_was_lost_under_it(report: Path) -> None:
    nursery = work_on(report, Work(bad_work.parent))
    with ThreadPoolExecutor(1) as threads:
        lost = threads.submit(work_on, report, Work(bad_work.nap))
        time.sleep(0.2)
        os.kill(nursery, signal.SIGKILL)
        assert lost.result(timeout=20) == SENTENCE


def test_threads_may_read_at_the_same_time(report: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        texts = list(threads.map(lambda _: open_document(report).text, range(40)))
    assert texts == [SENTENCE] * 40


def test_nothing_stays_open_after_reading(report: Path) -> None:
    open_document(report)
    before = open_descriptors()
    for _ in range(5):
        open_document(report)
        refusal(report, Work(bad_work.leave))
    assert open_descriptors() == before


def test_nothing_stays_open_where_nobody_waits_for_the_rest(report: Path) -> None:
    open_document(report)
    before = open_descriptors()
    outcomes = read_each([Source("a", report)] * 6, Work(bad_work.parent), jobs=3)
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert open_descriptors() == before


def test_no_child_outlives_its_answer(report: Path) -> None:
    nursery = psutil.Process(work_on(report, Work(bad_work.parent)))
    assert nursery.children() == []


def test_what_a_reader_needs_is_made_once_and_not_for_each_file(report: Path) -> None:
    counted = Work(bad_work.count, warm=bad_work.begin_to_count)
    assert [work_on(report, counted) for _ in range(3)] == [2, 2, 2]


def test_a_reader_that_does_not_load_is_told_by_the_child(report: Path) -> None:
    with pytest.raises(ReaderBugError, match="it does not load"):
        work_on(report, Work(bad_work.not_to_load, warm=bad_work.begin_not_to_load))


def test_a_fork_of_the_reading_process_has_a_nursery_of_its_own(report: Path) -> None:
    ours = work_on(report, Work(bad_work.parent))
    with multiprocessing.get_context("fork").Pool(1) as pool:
        theirs = pool.apply(work_on, (report, Work(bad_work.parent)))
    assert theirs != ours
    assert work_on(report, Work(bad_work.parent)) == ours
