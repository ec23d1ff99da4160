# SPDX-License-Identifier: Apache-2.0
"""Where guests run: in namespaces of the test's own, on files in memory, with the image's cache out of reach."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

sys.path.append(str(Path(__file__).resolve().parents[2]))
import namespaces

MARK = "QTGA_VM_FOLDER"
OPTIONS = ["--mount-proc"]


def possible() -> bool:
    return namespaces.possible(*OPTIONS)


def folder() -> Path | None:
    """Where the tests' files go; None outside of the namespaces."""
    name = os.environ.get(MARK)
    return Path(name) if name else None


def enter(arguments: list[str], environment: dict[str, str]) -> int:
    """Runs this program again inside; its exit code."""
    place = tempfile.mkdtemp(prefix="qtga-vm-")  # Stays empty: what is mounted on it is seen inside only.
    try:
        return namespaces.run([sys.executable, "-B", *arguments], *OPTIONS, environment=environment | {MARK: place})
    finally:
        os.rmdir(place)


def prepare(place: Path, read_only: Path) -> None:
    """To be called first inside. What returns is a child of the first process, which stays to reap orphans: libvirtd
    waits for its own to be gone."""
    child = os.fork()
    if child:
        _reap_until(child)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", place], check=True)
    subprocess.run(["mount", "--bind", read_only, read_only], check=True)
    subprocess.run(["mount", "-o", "remount,bind,ro", read_only], check=True)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def _reap_until(child: int) -> NoReturn:
    while True:
        process, status = os.wait()
        if process == child:
            os._exit(os.waitstatus_to_exitcode(status) & 0xff)
