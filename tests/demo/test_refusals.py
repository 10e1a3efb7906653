"""What keeps the demo from starting is told in one clear line."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

# A program between this one and the demo, as make is
BETWEEN = (sys.executable, "-c", "import subprocess, sys; subprocess.run(sys.argv[1:])")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of 20 MB."""
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("a small disk can only be mounted as root")
    options = ("-t", "tmpfs", "-o", "size=20m", "tmpfs")
    if subprocess.run(["mount", *options, tmp_path], capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield tmp_path
    subprocess.run(["umount", tmp_path], check=True)


def test_a_port_in_use_is_named(start: Callable[..., Any], tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        demo = start(tmp_path, "--port", str(port))
        said = demo.end()
    assert said == (
        f"tashan: Port {port} on 127.0.0.1 cannot be used: Address already in use."
        " Stop the program that holds it, or choose another with --port.\n"
    )
    assert demo.process.returncode == 2


def test_a_full_disk_is_named(start: Callable[..., Any], small_disk: Path) -> None:
    said = start(small_disk).end()
    assert said == (
        f"tashan: The disk that holds {small_disk} is full: 20 MB are free, 300 MB are needed."
        " Make room there and start again.\n"
    )


def test_a_second_demo_on_the_same_folder_is_refused(start: Callable[..., Any], var: Path) -> None:
    first = start().wait_until_ready()
    said = start().end()
    assert said.startswith(f"tashan: Another demo runs on the folder {var}.")
    assert said.count("\n") == 1
    assert first.process.poll() is None


def test_the_lock_of_a_killed_database_is_removed_and_told(start: Callable[..., Any]) -> None:
    first = start().wait_until_ready()
    everything = first.all()
    first.processes()["database"].kill()
    first.left(everything)
    again = start().wait_until_ready()
    assert sum("Removed the stale lock" in line for line in again.lines) == 1


def test_a_stale_lock_that_names_a_later_stranger_is_removed(
    start: Callable[..., Any], var: Path
) -> None:
    first = start().wait_until_ready()
    text = (var / "postgres" / "postmaster.pid").read_text()
    first.process.send_signal(signal.SIGINT)
    first.end()
    lines = [str(os.getpid()), *text.splitlines()[1:]]
    (var / "postgres" / "postmaster.pid").write_text("\n".join(lines) + "\n")
    again = start().wait_until_ready()
    assert any("Removed the stale lock" in line for line in again.lines)


def test_ctrl_c_ends_in_one_line_and_without_an_error(start: Callable[..., Any]) -> None:
    demo = start().wait_until_ready()
    demo.process.send_signal(signal.SIGINT)
    assert demo.end().endswith("\nEverything is stopped.\n")
    assert demo.process.returncode == 0


def test_a_part_that_ends_is_named(start: Callable[..., Any]) -> None:
    demo = start().wait_until_ready()
    demo.processes()["worker"].kill()
    last = demo.end().splitlines()[-1]
    assert last.startswith("tashan: The worker ended by SIGKILL, so everything was stopped.")
    assert demo.process.returncode == 1


def test_the_demo_ends_with_the_program_that_started_it(start: Callable[..., Any]) -> None:
    """When `make demo` is killed, nothing is left either."""
    demo = start(None, "--end-with-parent", through=BETWEEN).wait_until_ready()
    between = psutil.Process(demo.process.pid)
    everything = between.children(recursive=True)
    between.kill()
    assert everything
    assert demo.left(everything) == []
