"""The inbox of fifty rows as a browser asks for it, signed in, from the server that ships."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time

import casework_ours
from django.test import Client

from tashan.casework import acts
from tashan.casework.models import Matter

ROWS, WORKERS = 50, 2
CLIENTS = 16  # the kernel deals connections out to workers: few of them may all land at one
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_ROW = re.compile(r'href="/cases/\d+/#matter-[^"/]+"')


def fill(office: casework_ours.Office) -> None:
    """Two hundred matters in hand at the office."""
    for _case in range(8):
        pks = office.open()
        Matter.objects.filter(pk__in=pks).update(waits=0)  # all in hand at once
        for pk in pks:
            for move in (acts.receive, acts.accept, acts.take_up):
                move(pk, by=office.by)


def pages_a_second(office: casework_ours.Office, seconds: float) -> float:
    """Inbox pages a second with some clients at once; ends the bench where a page is wrong."""
    client = Client()
    client.force_login(office.user)
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    port = _free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "tashan", "serve", "--port", str(port), "--workers", str(WORKERS)],
        env=os.environ | {"TASHAN_ALLOWED_HOSTS": "127.0.0.1"},
    ) as server:
        try:
            _wait(port)
            text = _ask(port, cookie)
            shown = len(set(_ROW.findall(text)))
            if shown != ROWS:
                sys.exit(f"the inbox shows {shown} matters and not {ROWS}")
            _load(port, cookie, 1.0)
            return _load(port, cookie, seconds)
        finally:
            server.terminate()
            server.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    for _attempt in range(1200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("the server does not answer")


def _ask(port: int, cookie: str, kept: http.client.HTTPConnection | None = None) -> str:
    connection = kept or http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/inbox/", headers={"Cookie": cookie})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        sys.exit(f"/inbox/ answers {answer.status}")
    return body.decode()


def _load(port: int, cookie: str, seconds: float) -> float:
    """All clients keep their connection; the generator runs on the same cores, so it does little:
    it sends the same bytes again and counts what comes back."""
    counted = [0] * CLIENTS
    asked = f"GET /inbox/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n\r\n".encode()
    began = time.perf_counter()

    def run(number: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            while time.perf_counter() - began < seconds:
                connection.sendall(asked)
                _swallow(connection)
                counted[number] += 1

    threads = [threading.Thread(target=run, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counted) / (time.perf_counter() - began)


def _swallow(connection: socket.socket) -> None:
    """Take in one whole answer, which must be a page."""
    got = connection.recv(1 << 18)
    while b"\r\n\r\n" not in got:
        got += connection.recv(1 << 18)
    head, _blank, body = got.partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if not head.startswith(b"HTTP/1.1 200") or length is None:
        sys.exit(f"/inbox/ answers {head[:40]!r}")
    left = int(length[1]) - len(body)
    while left > 0:
        left -= len(connection.recv(1 << 18))
