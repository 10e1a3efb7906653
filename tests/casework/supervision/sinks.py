"""A mail server and a web server that take everything in, and may break off at any point."""

from __future__ import annotations

import socketserver
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Sink:
    """What arrived, by its key, and how often; ``taken`` is called before it is acknowledged."""

    def __init__(self, taken: Callable[[], None] = lambda: None) -> None:
        self.arrived: Counter[str] = Counter()
        self.words: dict[str, set[str]] = {}
        self.taken = taken

    def note(self, key: str, words: str) -> None:
        self.arrived[key] += 1
        self.words.setdefault(key, set()).add(words)
        self.taken()


class _Mail(socketserver.StreamRequestHandler):
    sink: Sink

    def handle(self) -> None:
        self.say(b"220 sink")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.say(b"354 go on")
                self.take()
            elif word == b"QUIT":
                self.say(b"221 bye")
                return
            else:
                self.say(b"250 ok")

    def say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")
        self.wfile.flush()

    def take(self) -> None:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return  # broken off: nothing has arrived
            lines.append(line)
        told = message_from_bytes(b"".join(lines))
        payload = told.get_payload(decode=True)
        assert isinstance(payload, bytes)
        self.sink.note(str(told["Message-ID"]), payload.decode())
        self.say(b"250 taken")


class _Web(BaseHTTPRequestHandler):
    sink: Sink
    answer = b"{}"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.sink.note(self.headers["Idempotency-Key"], body.decode())
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.answer)))
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that was killed."""


class _WebServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that was killed."""


@contextmanager
def _serving(server: socketserver.BaseServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]  # type: ignore[misc]
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def mail_server(sink: Sink) -> Iterator[int]:
    """Its port, while it serves."""
    handler = type("Mail", (_Mail,), {"sink": sink})
    with _serving(_Server(("127.0.0.1", 0), handler)) as port:
        yield port


@contextmanager
def web_server(sink: Sink, answer: bytes = b"{}") -> Iterator[int]:
    """Its port, while it serves."""
    handler = type("Web", (_Web,), {"sink": sink, "answer": answer})
    with _serving(_WebServer(("127.0.0.1", 0), handler)) as port:
        yield port
