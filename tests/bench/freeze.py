#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures how long a freeze stalls writers while much is dirty, qtga beside qemu-ga in one run; prints medians and their ratio.

In a private root, on disks made of memory: as slow as virtual disks often are (100 MiB/s for writes, unless --speeds says
otherwise), and then as fast as memory. Each round dirties every file system, freezes, and thaws as soon as the agent says that all
are frozen. A process on each file system writes 4 KiB every millisecond, from before the freeze is asked for until after the
thaw; its longest gap is its stall. Counted is the longest of all file systems.
"""

import argparse
import os
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCES / "tests" / "conformance"))

import private_root  # noqa: E402
import sandbox  # noqa: E402
import slow_disks  # noqa: E402
from agent import Agent  # noqa: E402
from wire import request  # noqa: E402

MIB = 1 << 20
ROOM = 4  # So many times what is made dirty: ext4 writes out early what would fill it.


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agent", default=str(SOURCES / "build" / "qtga"))
    parser.add_argument("--reference", default="/usr/sbin/qemu-ga")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--file-systems", type=int, default=3)
    parser.add_argument("--dirty", type=int, default=100, help="MiB on each file system (default: 100)")
    parser.add_argument("--speeds", type=int, nargs="+", default=[100, 0], help="MiB/s of each disk; 0: as fast as memory")
    return parser.parse_args()


class GapMeter:
    """A process that writes all the time, and tells the longest time between two of its writes."""

    def __init__(self, directory: str) -> None:
        self._reader, writer = os.pipe()
        started, tell_started = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            self._write(f"{directory}/ticks", writer, tell_started)
        os.close(writer)
        os.close(tell_started)
        os.read(started, 1)
        os.close(started)

    def _write(self, path: str, result: int, tell_started: int) -> None:
        ended = False

        def end(*_: object) -> None:
            nonlocal ended
            ended = True

        signal.signal(signal.SIGTERM, end)
        os.nice(-20)  # A gap is to be the file system's, not the scheduler's.
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        block, longest, last = b"x" * 4096, 0.0, time.monotonic()
        os.write(tell_started, b"x")
        while not ended:
            os.pwrite(file, block, 0)
            now = time.monotonic()
            longest, last = max(longest, now - last), now
            time.sleep(0.001)
        os.write(result, str(longest).encode())
        os._exit(0)

    def stall(self) -> float:
        os.kill(self._pid, signal.SIGTERM)
        seconds = float(os.read(self._reader, 64))
        os.waitpid(self._pid, 0)
        os.close(self._reader)
        return seconds


def make_file_systems(count: int, size: int, root: str) -> list[slow_disks.SlowDisk]:
    disks = []
    for number in range(count):
        image = f"{root}/images/bench{number}.img"
        with open(image, "wb") as file:
            file.truncate(ROOM * size * MIB)
        disk = slow_disks.SlowDisk(image, count)
        subprocess.run(["mke2fs", "-q", "-t", "ext4", disk.path], check=True)
        os.makedirs(f"{root}/mnt/bench{number}")
        subprocess.run(["mount", disk.path, f"{root}/mnt/bench{number}"], check=True)
        sandbox.hand_to_keeper(f"{root}/mnt/bench{number}")
        disk.close()
        disks.append(disk)
    return disks


def clean(mounts: list[str]) -> None:
    for mount in mounts:
        if os.path.exists(f"{mount}/dirt"):
            os.unlink(f"{mount}/dirt")
    os.sync()


def dirty(directory: str, size: int) -> None:
    """A new file: one that is truncated and written anew is written out by ext4 as soon as it is closed."""
    block = os.urandom(MIB)
    with open(f"{directory}/dirt", "xb", buffering=0) as file:
        for _ in range(size):
            file.write(block)


def measure(agent: Agent, mounts: list[str], size: int) -> tuple[float, float]:
    """The longest stall of a writer, and how long the freeze took, in seconds."""
    clean(mounts)
    for mount in mounts:
        dirty(mount, size)
    meters = [GapMeter(mount) for mount in mounts]  # Only now: who dirties much is slowed down.
    with agent.connect() as client:
        begin = time.monotonic()
        client.send(request("guest-fsfreeze-freeze"))
        answer = client.reply().value
        taken = time.monotonic() - begin
        client.send(request("guest-fsfreeze-thaw"))
        client.reply()
    if answer.get("return", 0) < len(mounts):
        sys.exit(f"guest-fsfreeze-freeze: {answer}")
    return max(meter.stall() for meter in meters), taken


def report(options: argparse.Namespace, speed: int, stalls: dict[str, list[float]], times: dict[str, list[float]]) -> None:
    disks = f"disks that write {speed} MiB/s" if speed else "disks as fast as memory"
    print(f"{options.file_systems} file systems with {options.dirty} MiB dirty each, {disks}, median of {options.rounds} rounds")
    for path, seconds in stalls.items():
        print(f"  {Path(path).name:8} writers stalled {statistics.median(seconds) * 1000:8.1f} ms"
              f"  ({min(seconds) * 1000:.1f} to {max(seconds) * 1000:.1f})"
              f"   freeze answered after {statistics.median(times[path]) * 1000:8.1f} ms")
    ours, theirs = (statistics.median(seconds) for seconds in stalls.values())
    print(f"  stall: {ours / theirs:.3f} of qemu-ga's", flush=True)


def compare(options: argparse.Namespace, paths: list[str], mounts: list[str], speed: int) -> None:
    stalls: dict[str, list[float]] = {path: [] for path in paths}
    times: dict[str, list[float]] = {path: [] for path in paths}
    for number in range(options.rounds + 1):  # The first one is not counted: it warms up.
        for path in paths:
            with Agent(path, f"{Path(path).name}{speed}-{number}") as agent:
                stall, taken = measure(agent, mounts, options.dirty)
            if number > 0:
                stalls[path].append(stall)
                times[path].append(taken)
    report(options, speed, stalls, times)


def inside(options: argparse.Namespace) -> None:
    binaries = {"/usr/sbin/qtga": options.agent, "/usr/sbin/qemu-ga": options.reference}
    guardian = str(Path(options.agent).resolve().parent / "qtga-freeze-guardian")
    mount_loops = private_root._mount_loops
    disks: list[slow_disks.SlowDisk] = []

    def mount_all(root: str) -> None:
        mount_loops(root)
        disks.extend(make_file_systems(options.file_systems, options.dirty, root))

    private_root._mount_loops = mount_all
    private_root.build("root", binaries | {"/usr/sbin/qtga-freeze-guardian": guardian}, [options.agent, sys.executable, __file__])
    mounts = [f"/mnt/bench{number}" for number in range(options.file_systems)]
    for speed in options.speeds:
        for disk in disks:
            disk.limit(speed)
        compare(options, list(binaries), mounts, speed)


def main() -> int:
    options = parse()
    if sandbox.inside():
        inside(options)
        return 0
    if sandbox.possible() != "root":
        sys.exit("needs root and namespaces")
    if any(options.speeds) and not slow_disks.possible():
        sys.exit(f"disks can't be slowed down here, for want of {slow_disks.LIMITS}; try --speeds 0")
    settings = slow_disks.Settings()
    try:
        return sandbox.enter("root", sys.argv)
    finally:
        settings.restore()


if __name__ == "__main__":
    sys.exit(main())
