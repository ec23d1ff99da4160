# SPDX-License-Identifier: Apache-2.0
"""Runs the tests in namespaces of their own, so that the kernel removes all they leave behind."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
from typing import Iterator, Optional

MARK = "QTGA_CONFORMANCE_INSIDE"      # "root" or "user": who the tests are inside.
KEEPER = "QTGA_CONFORMANCE_KEEPER"    # The descriptor over which mounts are handed to the keeper.
FITHAW = 0xC0045878                   # linux/fs.h
NAMESPACES = ["--mount", "--pid", "--net", "--uts", "--ipc", "--fork", "--kill-child", "--propagation", "private"]


def inside() -> Optional[str]:
    return os.environ.get(MARK)


def possible() -> Optional[str]:
    """Who the tests can be in a sandbox: "root", "user" (root of a user namespace only), or None where there is no way."""
    if os.geteuid() == 0:
        return "root" if _works(NAMESPACES) else None
    return "user" if _works(["--user", "--map-root-user", *NAMESPACES]) else None


def enter(level: str, arguments: list[str]) -> int:
    """Runs this program again inside; returns its exit code."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    keeper, theirs = _start_keeper()
    environment = os.environ | {MARK: level, KEEPER: str(theirs.fileno())}
    user = ["--user", "--map-root-user"] if level == "user" else []
    command = ["setpriv", "--pdeathsig", "KILL", "unshare", *user, *NAMESPACES, sys.executable, *arguments]
    process = subprocess.Popen(command, env=environment, pass_fds=(theirs.fileno(),))
    try:
        return process.wait()
    except KeyboardInterrupt:
        return 130
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        theirs.close()
        os.waitpid(keeper, 0)


def _start_keeper() -> tuple[int, socket.socket]:
    """Starts the process that holds what the tests freeze, and thaws it when they have ended, in whatever way.

    A file system that stays frozen would keep its loop device for ever. The keeper ends when the socket that is returned
    is closed everywhere, which the kernel sees to.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    keeper = os.fork()
    if keeper == 0:
        os.setsid()
        theirs.close()
        directories = list(_receive_all(ours))
        for directory in directories:
            try:
                fcntl.ioctl(directory, FITHAW, 0)
            except OSError:
                pass  # It was not frozen.
        os._exit(0)
    ours.close()
    return keeper, theirs


def _receive_all(ours: socket.socket) -> Iterator[int]:
    while True:
        data, descriptors, _, _ = socket.recv_fds(ours, 16, 1)
        if not data:
            return
        yield from descriptors


def hand_to_keeper(mount_point: str) -> None:
    """Gives the keeper a hold of a file system, from inside."""
    keeper = socket.socket(fileno=os.dup(int(os.environ[KEEPER])))
    directory = os.open(mount_point, os.O_RDONLY | os.O_DIRECTORY)
    socket.send_fds(keeper, [b"mount"], [directory])
    os.close(directory)
    keeper.close()


def _works(flags: list[str]) -> bool:
    try:
        return subprocess.run(["unshare", *flags, "true"], stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
    except OSError:
        return False
