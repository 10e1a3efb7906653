"""`tashan read --reader llm`, run as an officer runs it, against a server on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

REPORT = "青石县园区入驻率达到91%。\n"
TRUE = {"kind": "indicator", "quote": "入驻率达到91%", "value": 91, "unit": "%"}
INVENTED = {"kind": "indicator", "quote": "税收增长12%", "value": 12, "unit": "%"}


class Model(BaseHTTPRequestHandler):
    """Says one true thing and invents another, except of reports that name 白水县."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        bad = "白水县" in asked["messages"][-1]["content"]
        content = "我不会" if bad else json.dumps({"findings": [TRUE, INVENTED]})
        message = {"choices": [{"message": {"content": content}, "finish_reason": "stop"}]}
        body = json.dumps(message).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Model) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
        server.shutdown()
        thread.join()


def tashan_read(*paths: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tashan", "read", "--reader", "llm", "--format", "jsonl"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TASHAN_LLM")}
    source = str(Path(__file__).parents[3] / "src")
    return subprocess.run(
        [*command, *map(str, paths)],
        env=kept | {"PYTHONPATH": source, "NO_PROXY": "127.0.0.1"} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def written(folder: Path, name: str, text: str = REPORT) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_what_the_report_shows_is_printed_and_the_rest_is_counted(url: str, tmp_path: Path) -> None:
    done = tashan_read(written(tmp_path, "a.txt"), TASHAN_LLM_URL=url, TASHAN_LLM_MODEL="m")
    (line,) = map(json.loads, done.stdout.splitlines())
    assert (line["quote"], line["value"], line["rules"]) == ("入驻率达到91%", 91, ["llm"])
    assert "a.txt: 1 left out: quote not in the text" in done.stderr
    assert done.returncode == 0


def test_a_file_that_the_model_cannot_read_is_told_and_the_others_go_on(
    url: str, tmp_path: Path
) -> None:
    files = written(tmp_path, "a.txt"), written(tmp_path, "b.txt", "白水县园区入驻率达到91%。")
    done = tashan_read(*files, TASHAN_LLM_URL=url, TASHAN_LLM_MODEL="m")
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == [str(files[0])]
    assert "read nothing: the answer cannot be used" in done.stderr
    assert done.returncode == 4


def test_a_model_that_is_not_set_up_is_told_once_and_nothing_is_read(tmp_path: Path) -> None:
    done = tashan_read(written(tmp_path, "a.txt"), written(tmp_path, "b.txt"))
    assert done.stderr.count("TASHAN_LLM_URL is missing") == 1
    assert "Traceback" not in done.stderr
    assert (done.stdout, done.returncode) == ("", 2)
