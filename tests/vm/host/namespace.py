# SPDX-License-Identifier: Apache-2.0
"""Where guests are made and run: in namespaces of the test's own, on files in memory."""

import os
import shutil
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
    """Where files go; None outside of the namespaces."""
    name = os.environ.get(MARK)
    return Path(name) if name else None


def enter(arguments: list[str], environment: dict[str, str], networks: bool = False) -> int:
    """Runs a Python program inside; its exit code. `networks`: the machine's are to be had there."""
    place = tempfile.mkdtemp(prefix="qtga-vm-")
    try:
        return namespaces.run([sys.executable, "-B", *arguments], *OPTIONS, environment=environment | {MARK: place},
                              networks=networks)
    finally:
        shutil.rmtree(place)  # What was mounted on it was seen inside only.


def mount_memory(place: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", place], check=True)


def prepare(place: Path, read_only: Path) -> None:
    """To be called first inside. What returns is a child of the first process, which stays to reap orphans: libvirtd
    waits for its own to be gone."""
    child = os.fork()
    if child:
        _reap_until(child)
    mount_memory(place)
    subprocess.run(["mount", "--bind", read_only, read_only], check=True)
    subprocess.run(["mount", "-o", "remount,bind,ro", read_only], check=True)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def _reap_until(child: int) -> NoReturn:
    while True:
        process, status = os.wait()
        if process == child:
            os._exit(os.waitstatus_to_exitcode(status) & 0xff)
