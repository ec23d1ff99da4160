#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures how long a freeze stalls writers while much is dirty, qtga beside qemu-ga in one run; prints medians and their ratio.

In a private root, on loop file systems over memory. Each round dirties every file system, freezes, and thaws as soon as the
agent says that all are frozen. A process on each file system writes 4 KiB every millisecond; its longest gap is its stall.
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
from agent import Agent  # noqa: E402
from wire import request  # noqa: E402

MIB = 1 << 20
IMAGE = 320 * MIB


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agent", default=str(SOURCES / "build" / "qtga"))
    parser.add_argument("--reference", default="/usr/sbin/qemu-ga")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--file-systems", type=int, default=3)
    parser.add_argument("--dirty", type=int, default=100, help="MiB on each file system (default: 100)")
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


def make_file_systems(count: int, root: str) -> None:
    for number in range(count):
        image = f"{root}/images/bench{number}.img"
        with open(image, "wb") as file:
            file.truncate(IMAGE)
        subprocess.run(["mke2fs", "-q", "-t", "ext4", image], check=True)
        os.makedirs(f"{root}/mnt/bench{number}")
        subprocess.run(["mount", "-o", "loop", image, f"{root}/mnt/bench{number}"], check=True)
        sandbox.hand_to_keeper(f"{root}/mnt/bench{number}")


def dirty(directory: str, size: int) -> None:
    block = os.urandom(MIB)
    with open(f"{directory}/dirt", "wb", buffering=0) as file:
        for _ in range(size):
            file.write(block)


def measure(agent: Agent, mounts: list[str], size: int) -> tuple[float, float]:
    """The longest stall of a writer, and how long the freeze took, in seconds."""
    os.sync()
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


def inside(options: argparse.Namespace) -> None:
    binaries = {"/usr/sbin/qtga": options.agent, "/usr/sbin/qemu-ga": options.reference}
    guardian = str(Path(options.agent).resolve().parent / "qtga-freeze-guardian")
    mount_loops = private_root._mount_loops

    def mount_all(root: str) -> None:
        mount_loops(root)
        make_file_systems(options.file_systems, root)

    private_root._mount_loops = mount_all
    private_root.build("root", binaries | {"/usr/sbin/qtga-freeze-guardian": guardian}, [options.agent, sys.executable, __file__])
    mounts = [f"/mnt/bench{number}" for number in range(options.file_systems)]
    stalls: dict[str, list[float]] = {path: [] for path in binaries}
    times: dict[str, list[float]] = {path: [] for path in binaries}
    for number in range(options.rounds + 1):  # The first one is not counted: it warms up.
        for path in binaries:
            with Agent(path, f"{Path(path).name}{number}") as agent:
                stall, taken = measure(agent, mounts, options.dirty)
            if number > 0:
                stalls[path].append(stall)
                times[path].append(taken)
    print(f"{options.file_systems} file systems with {options.dirty} MiB dirty each, median of {options.rounds} rounds")
    for path in binaries:
        print(f"{Path(path).name:10} writers stalled {statistics.median(stalls[path]) * 1000:8.1f} ms"
              f"   freeze took {statistics.median(times[path]) * 1000:8.1f} ms")
    ours, theirs = (statistics.median(stalls[path]) for path in binaries)
    print(f"stall: {ours / theirs:.3f} of qemu-ga's")


def main() -> int:
    options = parse()
    if sandbox.inside():
        inside(options)
        return 0
    if sandbox.possible() != "root":
        sys.exit("needs root and namespaces")
    return sandbox.enter("root", sys.argv)


if __name__ == "__main__":
    sys.exit(main())
