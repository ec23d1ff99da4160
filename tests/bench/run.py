#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures qtga beside qemu-ga in one run, round by round in turn, and prints medians and their ratio. Asserts nothing."""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from bench_agent import BenchAgent

SOURCES = Path(__file__).resolve().parents[2]
MIB = 1 << 20


def ping(agent: BenchAgent) -> None:
    for _ in range(1000):
        agent.exchange(b'{"execute":"guest-ping"}\n')


def open_and_close(agent: BenchAgent) -> None:
    for _ in range(100):
        handle = agent.call("guest-file-open", path="/etc/hostname")
        agent.call("guest-file-close", handle=handle)


def read(agent: BenchAgent, path: str, chunk: int) -> None:
    handle = agent.call("guest-file-open", path=path)
    request = agent.request("guest-file-read", handle=handle, count=chunk)
    while b'"eof": true' not in agent.exchange(request)[-200:] + agent.last_reply[:200]:
        pass
    agent.call("guest-file-close", handle=handle)


def write(agent: BenchAgent, path: str, encoded: str, times: int) -> None:
    handle = agent.call("guest-file-open", path=path, mode="w")
    request = agent.request("guest-file-write", **{"handle": handle, "buf-b64": encoded})
    for _ in range(times):
        agent.exchange(request)
    agent.call("guest-file-close", handle=handle)


def works(folder: Path) -> dict[str, Callable[[BenchAgent], object]]:
    source = folder / "source"
    source.write_bytes(os.urandom(48 * MIB))
    mib, most = "QUJD" * (MIB // 3), "QUJD" * (36 * MIB // 3)
    large = b'{"execute":"guest-ping","id":"' + b"x" * (32 * MIB) + b'"}\n'
    target = str(folder / "target")
    return {
        "1000 pings": ping,
        "100 files opened and closed": open_and_close,
        "48 MiB read, 1 MiB at a time": lambda agent: read(agent, str(source), MIB),
        "48 MiB read at once": lambda agent: read(agent, str(source), 48 * MIB),
        "36 MiB written, 1 MiB at a time": lambda agent: write(agent, target, mib, 36),
        "36 MiB written at once": lambda agent: write(agent, target, most, 1),
        "an id of 32 MiB echoed": lambda agent: agent.exchange(large),
    }


def measure(agents: list[BenchAgent], work: Callable[[BenchAgent], object], rounds: int) -> list[float]:
    """The median of each agent, in seconds. One round more than counted comes first, to warm up."""
    seconds: list[list[float]] = [[] for _ in agents]
    for _ in range(rounds + 1):
        for agent, list_of in zip(agents, seconds):
            begin = time.perf_counter()
            work(agent)
            list_of.append(time.perf_counter() - begin)
    return [statistics.median(list_of[1:]) for list_of in seconds]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agent", default=str(SOURCES / "build" / "qtga"))
    parser.add_argument("--reference", default="/usr/sbin/qemu-ga")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="qtga-bench-", dir="/dev/shm")))
        agents = [stack.enter_context(BenchAgent(path, folder)) for path in (options.agent, options.reference)]
        print(f"{'':34}{'qtga':>10}{'qemu-ga':>10}{'ratio':>8}")
        for name, work in works(folder).items():
            ours, theirs = measure(agents, work, options.rounds)
            print(f"{name:34}{ours:>9.4f}s{theirs:>9.4f}s{theirs / ours:>7.1f}x", flush=True)
        print(f"{'resident afterwards':34}{agents[0].resident():>7} KiB{agents[1].resident():>6} KiB")


if __name__ == "__main__":
    main()
