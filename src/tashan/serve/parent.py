"""A process that does not outlive the one that started it, whatever ends that one."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def end_with_parent(parent: int, number: signal.Signals) -> None:
    """Have the kernel send this process ``number`` when its parent ends.

    ``parent`` is the id of the parent as the parent knew it: one that ended meanwhile is noticed.
    Only Linux can do this; elsewhere a parent that is killed leaves its children behind.
    """
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), number)
