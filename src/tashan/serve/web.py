"""``tashan serve``: the pages, by granian."""

from __future__ import annotations

import argparse
import os
import signal
import socket
from collections.abc import Callable, Sequence
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from tashan.base.errors import UserError
from tashan.serve.parent import end_with_parent

HOST, PORT = "127.0.0.1", 8000
THREADS = 4  # a page waits for the database most of its time


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    refuse_taken_port(options.host, options.port)
    Granian(
        "tashan.serve.web:application",
        factory=True,
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=THREADS,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve()
    return 0


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tashan serve", description="Serve the pages.")
    parser.add_argument("--host", default=HOST, help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=PORT, help="port (%(default)s)")
    parser.add_argument("--workers", type=int, default=1, help="processes (%(default)s)")
    return parser


def refuse_taken_port(host: str, port: int) -> None:
    """Raise a UserError if another program listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UserError(
                f"Port {port} on {host} cannot be used: {error.strerror}.",
                hint="Stop the program that holds it, or choose another with --port.",
            ) from None


def application() -> Callable[..., Any]:
    """What a server process calls for each request; made once in each, so it ties itself here."""
    from django.core.wsgi import get_wsgi_application

    end_with_parent(os.getppid(), signal.SIGKILL)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tashan.settings")
    return get_wsgi_application()
