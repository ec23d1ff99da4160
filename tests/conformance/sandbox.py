# SPDX-License-Identifier: Apache-2.0
"""Runs the tests in namespaces of their own, so that the kernel removes all they leave behind."""

import fcntl
import os
import socket
import sys
from pathlib import Path
from typing import Iterator, Optional

sys.path.append(str(Path(__file__).resolve().parents[1]))
import namespaces

MARK = "QTGA_CONFORMANCE_INSIDE"      # "root" or "user": who the tests are inside.
KEEPER = "QTGA_CONFORMANCE_KEEPER"    # The descriptor over which mounts are handed to the keeper.
FITHAW = 0xC0045878                   # linux/fs.h
AS_USER = ["--user", "--map-root-user"]


def inside() -> Optional[str]:
    return os.environ.get(MARK)


def possible() -> Optional[str]:
    """Who the tests can be in a sandbox: "root", "user" (root of a user namespace only), or None where there is no way."""
    if os.geteuid() == 0:
        return "root" if namespaces.possible() else None
    return "user" if namespaces.possible(*AS_USER) else None


def enter(level: str, arguments: list[str]) -> int:
    """Runs this program again inside; returns its exit code."""
    keeper, theirs = _start_keeper()
    try:
        return namespaces.run([sys.executable, *arguments], *(AS_USER if level == "user" else []),
                              environment={MARK: level, KEEPER: str(theirs.fileno())}, pass_fds=(theirs.fileno(),))
    finally:
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
