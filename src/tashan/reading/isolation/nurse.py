"""Starts the nursery when it is first needed, and again where it was lost."""

from __future__ import annotations

import atexit
import os
import pickle
import socket
import sys
import threading
from contextlib import suppress

from tashan.reading.isolation.jobs import Job


class Nurse:
    """The one end of the socket to this process's nursery; safe to use from several threads.

    The nursery is a program of its own and no fork of this process, which may be a web server
    with threads and a database connection. It ends with this process, however that ends.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._nursery = 0
        os.register_at_fork(after_in_child=self._begin_anew)

    def submit(self, job: Job, descriptors: tuple[int, int, int]) -> None:
        """Send a job with its file, where its result goes and where its end is told."""
        message = pickle.dumps(job)
        with self._lock:
            try:
                self._send(message, descriptors)
            except (BrokenPipeError, ConnectionError):
                self._forget()
                self._send(message, descriptors)

    def _send(self, message: bytes, descriptors: tuple[int, int, int]) -> None:
        if self._socket is None:
            self._socket = self._start()
        socket.send_fds(self._socket, [message], list(descriptors))

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._nursery = os.posix_spawn(
                sys.executable,
                [sys.executable, "-P", "-m", "tashan.reading.isolation.nursery"],
                {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, theirs.fileno(), 0),
                    (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                ],
            )
        return ours

    def _forget(self) -> None:
        """The nursery died (no file can make it, but an operator can); bury it."""
        self.dismiss()
        with suppress(ChildProcessError):  # where the system buries children by itself
            os.waitpid(self._nursery, 0)

    def dismiss(self) -> None:
        """Let the nursery go; it ends when its socket closes."""
        if self._socket is not None:
            self._socket.close()
        self._socket = None

    def _begin_anew(self) -> None:
        """A fork of this process has no nursery yet, and must not keep its parent's alive."""
        self._lock = threading.Lock()
        self.dismiss()


NURSE = Nurse()
atexit.register(NURSE.dismiss)
