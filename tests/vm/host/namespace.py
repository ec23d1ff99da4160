# SPDX-License-Identifier: Apache-2.0
"""Runs the tests in namespaces of their own: with them go all processes, mounts and files that they made."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

MARK = "QTGA_VM_FOLDER"
NAMESPACES = ["--mount", "--pid", "--net", "--uts", "--ipc", "--fork", "--kill-child", "--mount-proc", "--propagation", "private"]


def possible() -> bool:
    try:
        return subprocess.run(["unshare", *NAMESPACES, "true"], stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
    except OSError:
        return False


def folder() -> Path | None:
    """Where the tests' files go, in memory; None outside of the namespaces."""
    name = os.environ.get(MARK)
    return Path(name) if name else None


def enter(arguments: list[str]) -> int:
    """Runs this program again inside; its exit code."""
    place = tempfile.mkdtemp(prefix="qtga-vm-")  # Stays empty: what is mounted on it is seen inside only.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    command = ["setpriv", "--pdeathsig", "KILL", "unshare", *NAMESPACES, sys.executable, "-B", *arguments]
    process = subprocess.Popen(command, env=os.environ | {MARK: place}, stdin=subprocess.DEVNULL)
    try:
        return process.wait()
    except KeyboardInterrupt:
        return 130
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        os.rmdir(place)


def prepare(place: Path) -> None:
    """To be called first inside. What returns is a child of the first process, which stays to reap orphans: libvirtd
    waits for its own to be gone."""
    child = os.fork()
    if child:
        _reap_until(child)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", place], check=True)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def _reap_until(child: int) -> NoReturn:
    while True:
        process, status = os.wait()
        if process == child:
            os._exit(os.waitstatus_to_exitcode(status) & 0xff)
