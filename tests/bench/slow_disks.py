# SPDX-License-Identifier: Apache-2.0
"""Disks as slow as those of virtual machines, made of memory.

Each is a loop device over a loop device, whose writes the kernel's throttle for block devices (cgroup v1, blkio) slows down.
The upper one, which has the file system, has a queue of the usual length then, as a disk has that its host slows down; its
share of the memory for dirty data is that of a disk that has been in use for some time.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "conformance"))

import loop_device  # noqa: E402

LIMITS = Path("/sys/fs/cgroup/blkio/blkio.throttle.write_bps_device")
SHARES = Path("/sys/class/bdi")
SHARE = 80  # Per cent of the dirty data that the kernel keeps in memory, for all of these disks together.
MIB = 1 << 20


def possible() -> bool:
    """Writeback is the kernel's own, so it is only the topmost group that can be throttled."""
    return os.access(LIMITS, os.W_OK)


class SlowDisk:
    """To be closed when it is mounted; the kernel frees the loop devices when it is unmounted."""

    def __init__(self, image: str, count: int) -> None:
        """`count`: how many there will be."""
        self._lower, lower = loop_device.attach(image)
        self._upper, self.path = loop_device.attach(lower, direct=True)
        self._number = os.stat(lower).st_rdev
        (SHARES / _text(os.stat(self.path).st_rdev) / "min_ratio").write_text(str(SHARE // count))
        self._limits = os.open(LIMITS, os.O_WRONLY) if possible() else -1

    def limit(self, speed: int) -> None:
        """`speed` in MiB/s for writes; 0: no limit. May be called where the limits are out of sight."""
        if self._limits >= 0:
            os.write(self._limits, f"{_text(self._number)} {speed * MIB}".encode())

    def close(self) -> None:
        os.close(self._lower)
        os.close(self._upper)


class Settings:
    """What is set for devices outlives them: undoes it."""

    def __init__(self) -> None:
        self._limited, self._shares = _limited(), _shares()

    def restore(self) -> None:
        for device in _limited() - self._limited:
            LIMITS.write_text(f"{device} 0")
        for path, share in _shares().items():
            if share != self._shares.get(path, "0"):
                path.write_text("0")


def _text(number: int) -> str:
    return f"{os.major(number)}:{os.minor(number)}"


def _limited() -> set[str]:
    return {line.split()[0] for line in LIMITS.read_text().splitlines()} if possible() else set()


def _shares() -> dict[Path, str]:
    return {path: path.read_text().strip() for path in SHARES.glob("7:*/min_ratio")}
