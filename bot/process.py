"""Which process took something, and whether it still lives: what a dead one has begun need not wait for its lease."""

from __future__ import annotations

import os
import socket
import sys
from functools import cache
from pathlib import Path
from uuid import uuid4


def place() -> str:
    """This machine, or this container: where a process number means one process."""
    try:
        return f"{socket.gethostname()} {os.readlink('/proc/self/ns/pid')}"
    except OSError:
        return socket.gethostname()  # not Linux


def identity() -> str:
    """A name for this process that nobody else has: place, process, chance."""
    return f"{place()}/{os.getpid()}/{uuid4().hex[:12]}"


@cache
def myself() -> str:
    """This process's name for whatever it takes."""
    return identity()


def is_dead(owner: str) -> bool:
    """Whether a process in this place has surely ended; of others only their silence tells."""
    where, _, rest = owner.partition("/")
    process = rest.partition("/")[0]
    if sys.platform == "win32" or where != place() or not process.isdigit():
        return False  # on Windows the question itself would end the process
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return _is_unreaped(process)


def _is_unreaped(process: str) -> bool:
    """Whether it has ended and only its parent has not asked yet how: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html"""
    try:
        stat = Path(f"/proc/{process}/stat").read_text("ascii", "replace")
    except OSError:
        return False  # not Linux, or it has gone this moment: the next look tells
    return stat.rpartition(")")[2].split()[:1] == ["Z"]  # the name before it may hold anything, brackets too
