#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the processor and memory block commands with qemu-ga's, on trees mounted over those of this machine."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Callable

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from beside import Pair, Skipped, expect, main  # noqa: E402

SYSTEM = Path("/sys/devices/system")
FAKE = Path("/run/fake")
MARK = "this-is-a-fake"  # A file that tells our tree from the machine's own.
Tree = dict[str, str]    # Path: content; a path that ends with a slash is a directory.

PROCESSORS: Tree = {
    "cpu/cpu0/": "", "cpu/cpu1/online": "1\n", "cpu/cpu2/online": "0\n", "cpu/cpu10/online": "1\n", "cpu/cpu9/online": "1\n",
    "cpu/cpu11/online": "x", "cpu/cpufreq/": "", "cpu/online": "0-10\n"}
MEMORY: Tree = {
    "memory/block_size_bytes": "8000000\n", "memory/memory0/state": "online\n", "memory/memory0/removable": "0\n",
    "memory/memory1/state": "offline\n", "memory/memory1/removable": "1\n", "memory/memory2/state": "going-offline\n",
    "memory/memory2/removable": "1\n", "memory/memory10/state": "online\n", "memory/memory3/": "",
    "memory/auto_online_blocks": "online\n"}


def plant(tree: Tree) -> None:
    """Makes the trees anew. They are mounted already: what is mounted stays, only what is in it changes."""
    for root in ("cpu", "memory"):
        for entry in (FAKE / root).iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        (FAKE / root / MARK).touch()
    for path, content in tree.items():
        target = FAKE / path
        if path.endswith("/"):
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="ascii")


def harvest() -> Tree:
    return {str(path.relative_to(FAKE)): path.read_text(encoding="ascii") for path in sorted(FAKE.rglob("*")) if path.is_file()}


def mount_trees() -> None:
    """Nothing is asked of an agent unless our trees lie over the machine's."""
    for root in ("cpu", "memory"):
        (FAKE / root).mkdir(parents=True, exist_ok=True)
        if not (SYSTEM / root).is_dir():
            raise Skipped(f"no {SYSTEM / root} to mount a tree over")
        if not (SYSTEM / root / MARK).exists():
            subprocess.run(["mount", "--bind", str(FAKE / root), str(SYSTEM / root)], check=True)
    plant({})
    for root in ("cpu", "memory"):
        expect((SYSTEM / root / MARK).exists(), f"the tree is not mounted over {SYSTEM / root}")


def sort(reply: dict[str, Any], member: str) -> dict[str, Any]:
    """qemu-ga lists in the order of the directory."""
    reply["return"].sort(key=lambda item: item[member])
    return reply


def both(options: argparse.Namespace, tree: Tree, ask: Callable[[Callable[..., Any]], Any]) -> None:
    """What both answer to the same questions about the same tree, and what they made of it."""
    mount_trees()
    with Pair(options) as pair:
        results = []
        for call in (pair.ours, pair.theirs):
            plant(tree)
            results.append((ask(call), harvest()))
    expect(results[0] == results[1], f"ours:   {results[0]}\n  theirs: {results[1]}")


def listed_processors(options: argparse.Namespace) -> None:
    both(options, PROCESSORS, lambda call: sort(call("guest-get-vcpus"), "logical-id"))


def processors_in_numeric_order(options: argparse.Namespace) -> None:
    mount_trees()
    plant(PROCESSORS)
    with Pair(options) as pair:
        numbers = [item["logical-id"] for item in pair.ours("guest-get-vcpus")["return"]]
    expect(numbers == [0, 1, 2, 9, 10, 11], f"{numbers}")


def switched_processors(options: argparse.Namespace) -> None:
    for request in ([], [(1, False)], [(2, True)], [(1, True)], [(0, True)], [(0, False)], [(11, False)], [(999, True)], [(-1, False)],
                    [(1, False), (999, True)], [(999, True), (1, False)], [(1, False), (0, False), (2, True)], [(1, False), (1, True)],
                    [(9223372036854775807, True)], [(-9223372036854775808, True)]):
        vcpus = [{"logical-id": number, "online": online} for number, online in request]
        both(options, PROCESSORS, lambda call, vcpus=vcpus: call("guest-set-vcpus", vcpus=vcpus))


def broken_processors(options: argparse.Namespace) -> None:
    for content in ("cpu/cpu1/online/", "cpu/cpu1/online"):
        tree = {content: ""}
        both(options, tree, lambda call: call("guest-get-vcpus"))
        for online in (True, False):
            both(options, tree, lambda call, online=online: call("guest-set-vcpus", vcpus=[{"logical-id": 1, "online": online}]))


def refused_by_the_kernel(options: argparse.Namespace) -> None:
    """A mount of /dev/full in the place of an attribute refuses every write."""
    mount_trees()
    with Pair(options) as pair:
        plant(PROCESSORS | MEMORY)
        for attribute in ("cpu/cpu1/online", "memory/memory0/state"):
            subprocess.run(["mount", "--bind", "/dev/full", str(SYSTEM / attribute)], check=True)
        try:
            for command, arguments in (("guest-set-vcpus", {"vcpus": [{"logical-id": 1, "online": False}]}),
                                       ("guest-set-memory-blocks", {"mem-blks": [{"phys-index": 0, "online": True}]})):
                ours, theirs = pair.ours(command, **arguments), pair.theirs(command, **arguments)
                expect(ours == theirs, f"ours:   {ours}\n  theirs: {theirs}")
        finally:
            for attribute in ("cpu/cpu1/online", "memory/memory0/state"):
                subprocess.run(["umount", str(SYSTEM / attribute)], check=True)


def listed_memory_blocks(options: argparse.Namespace) -> None:
    both(options, MEMORY, lambda call: sort(call("guest-get-memory-blocks"), "phys-index"))


def switched_memory_blocks(options: argparse.Namespace) -> None:
    requests = [[], [(0, False)], [(0, True)], [(1, True)], [(1, False)], [(2, True)], [(2, False)], [(3, False)], [(99, True)],
                [(-1, False)], [(18446744073709551615, True)], [(99, True), (0, False), (3, False), (1, True)]]
    for request in requests:
        blocks = [{"phys-index": number, "online": online} for number, online in request]
        both(options, MEMORY, lambda call, blocks=blocks: call("guest-set-memory-blocks", **{"mem-blks": blocks}))


def block_that_is_always_online(options: argparse.Namespace) -> None:
    """Asked to stay on line: a success for both, to which qemu-ga adds the number of an error."""
    mount_trees()
    plant(MEMORY)
    blocks = {"mem-blks": [{"phys-index": 3, "online": True}]}
    with Pair(options) as pair:
        ours, theirs = pair.ours("guest-set-memory-blocks", **blocks), pair.theirs("guest-set-memory-blocks", **blocks)
    expect(theirs == {"return": [{"phys-index": 3, "response": "success", "error-code": 2}]}, f"theirs changed: {theirs}")
    expect(ours == {"return": [{"phys-index": 3, "response": "success"}]}, f"ours: {ours}")


def size_of_memory_blocks(options: argparse.Namespace) -> None:
    for content in ("8000000\n", "80000000", "10 \n", "0x10", ""):
        both(options, {"memory/block_size_bytes": content}, lambda call: call("guest-get-memory-block-info"))
    both(options, {}, lambda call: call("guest-get-memory-block-info"))


def read_only_tree_switches_no_processors(options: argparse.Namespace) -> None:
    """qemu-ga tries and fails at every processor; ours says from the start that it can't."""
    mount_trees()
    plant(PROCESSORS)
    subprocess.run(["mount", "-o", "remount,bind,ro", str(SYSTEM / "cpu")], check=True)
    try:
        with Pair(options) as pair:
            error = pair.ours("guest-set-vcpus", vcpus=[{"logical-id": 1, "online": False}])["error"]
            expect(error["class"] == "CommandNotFound" and "has been disabled" in error["desc"]
                   and "mounted read-only" in error["desc"], f"{error}")
            expect("Read-only" in pair.theirs("guest-set-vcpus", vcpus=[{"logical-id": 1, "online": False}])["error"]["desc"],
                   "theirs changed")
            expect(sort(pair.ours("guest-get-vcpus"), "logical-id") == sort(pair.theirs("guest-get-vcpus"), "logical-id"),
                   "a read-only tree is listed otherwise")
    finally:
        subprocess.run(["mount", "-o", "remount,bind,rw", str(SYSTEM / "cpu")], check=True)


def read_only_tree_switches_no_memory_blocks(options: argparse.Namespace) -> None:
    """qemu-ga tries and fails at every block; ours says from the start that it can't."""
    mount_trees()
    plant(MEMORY)
    blocks = {"mem-blks": [{"phys-index": 0, "online": False}]}
    subprocess.run(["mount", "-o", "remount,bind,ro", str(SYSTEM / "memory")], check=True)
    try:
        with Pair(options) as pair:
            error = pair.ours("guest-set-memory-blocks", **blocks)["error"]
            expect(error["class"] == "CommandNotFound" and "has been disabled" in error["desc"]
                   and "mounted read-only" in error["desc"], f"{error}")
            theirs = pair.theirs("guest-set-memory-blocks", **blocks)
            expect(theirs["return"][0]["response"] == "operation-failed", f"theirs changed: {theirs}")
            expect(sort(pair.ours("guest-get-memory-blocks"), "phys-index") == sort(pair.theirs("guest-get-memory-blocks"), "phys-index"),
                   "a read-only tree is listed otherwise")
    finally:
        subprocess.run(["mount", "-o", "remount,bind,rw", str(SYSTEM / "memory")], check=True)


def cpu_times(options: argparse.Namespace) -> None:
    """Both read this machine's own: the same processors and members, ours between two of theirs."""
    with Pair(options) as pair:
        before, ours, after = (call("guest-get-cpustats")["return"] for call in (pair.theirs, pair.ours, pair.theirs))
    expect([sorted(item) for item in ours] == [sorted(item) for item in before], "the members differ")
    for first, between, last in zip(before, ours, after):
        for member in ("cpu", "user", "nice", "system", "irq", "softirq", "steal", "guest", "guestnice"):
            expect(first[member] <= between[member] <= last[member], f"{member}: {first}\n{between}\n{last}")


def load_averages(options: argparse.Namespace) -> None:
    """qemu-ga 7.2 has no such command: against the kernel's own file, which has two digits."""
    with Pair(options) as pair:
        while True:
            before, load, after = os.getloadavg(), pair.ours("guest-get-load")["return"], os.getloadavg()
            if before == after:
                break
    for member, value in zip(("load1m", "load5m", "load15m"), before):
        expect(abs(load[member] - value) < 0.011, f"{load}, {before}")


if __name__ == "__main__":
    sys.exit(main(__doc__, [listed_processors, processors_in_numeric_order, switched_processors, broken_processors,
                            refused_by_the_kernel, listed_memory_blocks, switched_memory_blocks, block_that_is_always_online,
                            size_of_memory_blocks, read_only_tree_switches_no_processors,
                            read_only_tree_switches_no_memory_blocks, cpu_times, load_averages]))
