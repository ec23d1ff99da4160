# SPDX-License-Identifier: Apache-2.0
"""Runs the tests in namespaces of their own, so that the kernel removes all they leave behind."""

import array
import fcntl
import os
import signal
import socket
import subprocess
import sys
from typing import Optional

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
    """Runs this program again inside; returns its exit code.

    This process stays outside as the keeper: it holds the file systems that the tests freeze, and thaws them at the end,
    whatever happened; a file system that is still frozen would keep its loop device for ever.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    environment = os.environ | {MARK: level, KEEPER: str(theirs.fileno())}
    user = ["--user", "--map-root-user"] if level == "user" else []
    command = ["setpriv", "--pdeathsig", "KILL", "unshare", *user, *NAMESPACES, sys.executable, *arguments]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    process = subprocess.Popen(command, env=environment, pass_fds=(theirs.fileno(),))
    theirs.close()
    try:
        return process.wait()
    except KeyboardInterrupt:
        return 130
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        _thaw_all(ours)


def hand_to_keeper(mount_point: str) -> None:
    """Gives the keeper a hold of a file system, from inside."""
    keeper = socket.socket(fileno=os.dup(int(os.environ[KEEPER])))
    directory = os.open(mount_point, os.O_RDONLY | os.O_DIRECTORY)
    socket.send_fds(keeper, [b"mount"], [directory])
    os.close(directory)
    keeper.close()


def _thaw_all(ours: socket.socket) -> None:
    ours.setblocking(False)
    size = array.array("i").itemsize
    while True:
        try:
            _, ancillary, _, _ = ours.recvmsg(16, socket.CMSG_LEN(size))
        except OSError:
            return
        if not ancillary:
            return
        directory = array.array("i", ancillary[0][2][:size])[0]
        try:
            fcntl.ioctl(directory, FITHAW, 0)
        except OSError:
            pass  # It was not frozen.
        os.close(directory)


def _works(flags: list[str]) -> bool:
    try:
        return subprocess.run(["unshare", *flags, "true"], stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
    except OSError:
        return False
