"""A report read through a real connection, whatever stands at the other end of it."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tashan.base.errors import UserError
from tashan.reading.llm.read import ModelReading, read_text_llm
from tashan.reading.llm.settings import LlmSettings

REPORT = "青石县园区入驻率达到91%。\n标准厂房增加到102万平方米。\n"
RATE = {"kind": "indicator", "quote": "入驻率达到91%", "value": 91, "unit": "%"}
AREA = {"kind": "indicator", "quote": "增加到102万平方米", "value": 102, "unit": "万平方米"}
INVENTED = {"kind": "indicator", "quote": "税收增长12%", "value": 12, "unit": "%"}
WRONG = {"kind": "indicator", "quote": "入驻率达到91%", "value": 99, "unit": "%"}

Turn = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """One request: ``asked`` is its JSON; a turn of the test answers it."""

    server: Endpoint
    asked: dict[str, Any]

    def do_POST(self) -> None:
        self.asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.lock:
            self.server.requests.append((self.path, dict(self.headers), self.asked))
            turn = self.server.turns[min(len(self.server.requests), len(self.server.turns)) - 1]
        turn(self)

    def send(self, body: bytes, *, status: int = 200, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()

    def send_piece(self, text: str, finish: str | None = None) -> None:
        choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
        event = json.dumps({"choices": [choice]}, ensure_ascii=False)
        self.wfile.write(f"data: {event}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        pass


class Endpoint(ThreadingHTTPServer):
    """A fake of an OpenAI-compatible endpoint; each turn answers once, the last one for ever."""

    def __init__(self, turns: tuple[Turn, ...]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.turns = turns
        self.lock = threading.Lock()
        self.requests: list[tuple[str, dict[str, str], dict[str, Any]]] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """The reader may hang up at any time."""


@contextmanager
def endpoint(*turns: Turn) -> Iterator[Endpoint]:
    server = Endpoint(turns)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def settings(server: Endpoint, **more: Any) -> LlmSettings:
    chosen = {"timeout": 5.0, "pause": 0.01, "key": "secret-key", **more}
    url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    return LlmSettings(url=url, model="county-7b", **chosen)


def content(*findings: object) -> str:
    return json.dumps({"findings": findings}, ensure_ascii=False)


def says(text: str, finish: str = "stop") -> Turn:
    choice = {"index": 0, "message": {"role": "assistant", "content": text}}
    body = json.dumps({"choices": [choice | {"finish_reason": finish}]}).encode()
    return lambda handler: handler.send(body)


def finds(*findings: object) -> Turn:
    return says(content(*findings))


def fails(status: int, message: str = "", **headers: str) -> Turn:
    def turn(handler: Handler) -> None:
        body = json.dumps({"error": {"message": message}}).encode()
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return turn


def streams(text: str, *, finish: str | None = "stop", done: bool = True, gap: float = 0) -> Turn:
    def turn(handler: Handler) -> None:
        handler.begin_stream()
        handler.wfile.write(b": here comes the answer\n\n")
        for at in range(0, len(text), 7):
            handler.send_piece(text[at : at + 7])
            time.sleep(gap)
        handler.send_piece("", finish)
        if done:
            handler.wfile.write(b"data: [DONE]\n\n")

    return turn


def read(*turns: Turn, text: str = REPORT, **more: Any) -> tuple[ModelReading, Endpoint]:
    with endpoint(*turns) as server:
        return read_text_llm(text, settings=settings(server, **more)), server


def refused(*turns: Turn, **more: Any) -> tuple[str, Endpoint]:
    with endpoint(*turns) as server, pytest.raises(UserError) as caught:
        read_text_llm(REPORT, settings=settings(server, **more))
    assert "secret-key" not in str(caught.value)
    return str(caught.value), server


def values(reading: ModelReading) -> list[float | None]:
    return [finding.value for finding in reading.findings]


def test_what_the_report_says_is_let_in_with_its_evidence() -> None:
    reading, _ = read(finds(RATE, AREA))
    assert [REPORT[f.start : f.end] for f in reading.findings] == [RATE["quote"], AREA["quote"]]
    assert (values(reading), reading.notes) == ([91, 102], ())


def test_a_finding_stands_under_the_heading_that_the_rules_find() -> None:
    reading, _ = read(finds(RATE, AREA), text=f"一、园区\n{REPORT}二、财税\n税收稳步增长。\n")
    assert [section.path for section in reading.sections] == ["一", "二"]
    assert [finding.section for finding in reading.findings] == ["一", "一"]


def test_an_invented_quote_and_a_wrong_number_stay_outside_and_are_counted() -> None:
    reading, _ = read(finds(RATE, INVENTED, WRONG, INVENTED))
    assert values(reading) == [91]
    assert reading.refused == {"quote not in the text": 2, "number not in its quote": 1}
    assert "2 left out: quote not in the text" in reading.notes


def test_the_question_carries_model_key_schema_and_passage() -> None:
    _, server = read(finds())
    path, headers, asked = server.requests[0]
    assert (path, headers["Authorization"]) == ("/v1/chat/completions", "Bearer secret-key")
    assert (asked["model"], asked["messages"][-1]["content"]) == ("county-7b", REPORT)
    form = asked["response_format"]
    assert (form["type"], form["json_schema"]["strict"]) == ("json_schema", True)
    row = form["json_schema"]["schema"]["properties"]["findings"]["items"]
    assert set(row["required"]) == set(row["properties"])
    assert row["additionalProperties"] is False


def test_without_a_key_none_is_sent() -> None:
    _, server = read(finds(), key="")
    assert "Authorization" not in server.requests[0][1]


def test_an_empty_report_asks_nobody() -> None:
    reading, server = read(finds(), text=" \n")
    assert (reading.findings, reading.passages, server.requests) == ((), 0, [])


def test_a_stream_is_put_together() -> None:
    reading, server = read(streams(content(RATE)))
    assert (values(reading), server.requests[0][2]["stream"]) == ([91], True)


def test_a_stream_may_be_switched_off() -> None:
    _, server = read(finds(), stream=False)
    assert server.requests[0][2]["stream"] is False


def test_a_stream_that_stops_without_an_end_is_asked_again() -> None:
    cut = streams(content(RATE)[:30], finish=None, done=False)
    reading, server = read(cut, streams(content(RATE)))
    assert (values(reading), len(server.requests)) == ([91], 2)


def test_a_stream_that_reports_an_error_is_asked_again() -> None:
    def turn(handler: Handler) -> None:
        handler.begin_stream()
        handler.wfile.write(b'data: {"error": {"message": "out of memory"}}\n\n')

    assert values(read(turn, finds(RATE))[0]) == [91]
    message, _ = refused(turn)
    assert "the endpoint reported: out of memory" in message


def test_a_stream_of_noise_is_no_answer() -> None:
    def turn(handler: Handler) -> None:
        handler.begin_stream()
        handler.wfile.write(b"data: \xff\xfe{{{\n\n")

    message, _ = refused(turn)
    assert "not JSON" in message


def test_a_slow_stream_ends_at_the_deadline() -> None:
    began = time.monotonic()
    message, _ = refused(streams(content(RATE), gap=0.1), timeout=0.5)
    assert "no answer within 0.5 s" in message
    assert "TASHAN_LLM_TIMEOUT" in message
    assert time.monotonic() - began < 3


def test_silence_ends_at_the_deadline() -> None:
    message, _ = refused(lambda _: time.sleep(1), timeout=0.3)
    assert "no answer within 0.3 s" in message


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "好的，以下是结果",
        content(RATE)[:40],
        "[]",
        '{"found": []}',
        '{"findings": 3}',
        "[" * 9000,
    ],
)
def test_broken_json_is_asked_for_again_and_then_told(answer: str) -> None:
    message, server = refused(says(answer))
    assert "read nothing: the answer cannot be used" in message
    assert len(server.requests) == 3


def test_good_json_after_broken_json_counts() -> None:
    assert values(read(says("{"), finds(RATE))[0]) == [91]


def test_thinking_aloud_and_fences_are_forgiven() -> None:
    told = f"<think>91 还是 92？</think>\n```json\n{content(RATE)}\n```"
    assert values(read(says(told))[0]) == [91]


def test_entries_that_are_no_objects_are_left_out() -> None:
    reading, _ = read(finds(RATE, "入驻率达到91%", None, 7))
    assert (values(reading), reading.refused) == ([91], {"wrong kind": 3})


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"choices": 5}', b'{"choices": ["a"]}'])
def test_an_answer_that_is_not_of_this_interface_is_told(body: bytes) -> None:
    message, _ = refused(lambda handler: handler.send(body), attempts=1)
    assert "read nothing" in message


def test_an_answer_cut_off_by_the_model_makes_the_passages_shorter() -> None:
    text = (
        "青石县园区入驻率达到91%。"
        + "各部门密切配合，工作稳步推进。" * 60
        + "标准厂房增加到102万平方米。"
    )

    def turn(handler: Handler) -> None:
        said = handler.asked["messages"][-1]["content"]
        if len(said) > 600:
            says(content(RATE)[:50], "length")(handler)
        else:
            finds(*(row for row in (RATE, AREA) if row["quote"] in said))(handler)

    reading, server = read(turn, text=text)
    assert (values(reading), reading.unread) == ([91, 102], ())
    assert len(server.requests) > 2


def test_a_short_passage_that_is_cut_off_stays_unread() -> None:
    message, server = refused(says(content(RATE)[:50], "length"))
    assert "it was cut off" in message
    assert len(server.requests) == 1


def test_a_huge_answer_is_not_taken_in() -> None:
    def turn(handler: Handler) -> None:
        handler.begin_stream()
        for _ in range(2000):
            handler.send_piece("字" * 1000)

    message, _ = refused(turn, attempts=1, max_answer=50_000)
    assert "longer than 50,000 bytes" in message


def test_a_packed_answer_is_counted_as_it_unpacks() -> None:
    _, server = read(finds())
    assert server.requests[0][1]["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
def test_a_busy_endpoint_is_asked_again(status: int) -> None:
    reading, server = read(fails(status), fails(status), finds(RATE))
    assert (values(reading), len(server.requests)) == ([91], 3)


def test_an_endpoint_that_stays_busy_is_told_after_three_questions() -> None:
    message, server = refused(fails(500, "CUDA out\nof memory\x07"))
    assert "HTTP 500 CUDA out of memory" in message
    assert "\n" not in message
    assert len(server.requests) == 3


def test_the_pause_that_the_endpoint_asks_for_is_kept() -> None:
    began = time.monotonic()
    read(fails(429, Retry_After="0.3"), finds())
    assert time.monotonic() - began >= 0.3


def test_a_pause_longer_than_a_minute_is_not_waited_for() -> None:
    message, server = refused(fails(429, "quota", Retry_After="3600"))
    assert "HTTP 429 quota" in message
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "hint"),
    [
        (400, "must know JSON schemas"),
        (401, "Check TASHAN_LLM_KEY"),
        (403, "Check TASHAN_LLM_KEY"),
        (404, "Check TASHAN_LLM_URL"),
        (422, "must know JSON schemas"),
    ],
)
def test_a_refusal_is_told_at_once_with_what_to_check(status: int, hint: str) -> None:
    message, server = refused(fails(status, "no"))
    assert f"refused the question (HTTP {status}: no)" in message
    assert hint in message
    assert len(server.requests) == 1


def test_a_redirect_is_not_followed() -> None:
    with endpoint(finds(RATE)) as elsewhere:
        there = f"http://127.0.0.1:{elsewhere.server_address[1]}/v1/chat/completions"
        message, _ = refused(fails(307, Location=there))
        assert "HTTP 307" in message
        assert elsewhere.requests == []


def test_a_closed_port_is_told_with_its_address() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: every connection is refused
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        one = LlmSettings(url=f"{url}/v1", model="m", pause=0.01)
        with pytest.raises(UserError, match=f"Nothing answers at {url}") as caught:
            read_text_llm(REPORT, settings=one)
    assert "Start the model" in str(caught.value)


def test_a_connection_that_breaks_is_tried_again() -> None:
    def turn(handler: Handler) -> None:
        handler.connection.shutdown(socket.SHUT_RDWR)

    assert values(read(turn, finds(RATE))[0]) == [91]


PARAGRAPHS = "".join(f"第{n}段：园区{n}家企业入驻。\n" for n in range(100, 160))


def quoting_all(handler: Handler) -> None:
    said = handler.asked["messages"][-1]["content"]
    rows = [
        {"kind": "indicator", "quote": f"园区{n}家企业", "value": n, "unit": "家"}
        for n in range(100, 160)
        if f"园区{n}家企业" in said
    ]
    finds(*rows)(handler)


def test_a_long_report_is_read_in_passages_and_told_once() -> None:
    steps: list[tuple[int, int]] = []
    with endpoint(quoting_all) as server:
        reading = read_text_llm(
            PARAGRAPHS,
            settings=settings(server, passage_size=200, overlap=40),
            progress=lambda done, of: steps.append((done, of)),
        )
    assert values(reading) == list(range(100, 160))
    assert reading.passages == len(server.requests) > 5
    assert reading.repeated > 0
    assert steps[-1] == (reading.passages, reading.passages)


def test_what_one_passage_lacks_the_others_still_tell() -> None:
    def turn(handler: Handler) -> None:
        if "园区130家" in handler.asked["messages"][-1]["content"]:
            fails(500, "crash")(handler)
        else:
            quoting_all(handler)

    reading, _ = read(turn, text=PARAGRAPHS, passage_size=200, overlap=0)
    (unread,) = reading.unread
    assert 130 not in values(reading)
    assert {100, 159} <= set(values(reading))
    assert "园区130家" in PARAGRAPHS[unread.start : unread.end]
    assert reading.notes[-1] == (
        f"not read, characters {unread.start} to {unread.end}: HTTP 500 crash"
    )


def test_no_more_questions_run_at_once_than_allowed() -> None:
    running, most, lock = 0, 0, threading.Lock()

    def turn(handler: Handler) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.03)
        with lock:
            running -= 1
        finds()(handler)

    read(turn, text=PARAGRAPHS, passage_size=200, overlap=0, workers=2)
    assert most == 2


def test_a_refusal_ends_the_other_questions() -> None:
    with endpoint(fails(401)) as server, pytest.raises(UserError):
        read_text_llm(PARAGRAPHS, settings=settings(server, passage_size=100, overlap=0))
    assert len(server.requests) <= 4
