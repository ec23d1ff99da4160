#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares file systems, disks and their counters with qemu-ga's, field by field, with loop mounts beside what the machine
has; and lets each agent thaw what the other froze. Run by run_in_private_mounts.sh, which cleans up."""

import argparse
import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Iterator

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from beside import Pair, Skipped, expect, main, until_they_agree  # noqa: E402

SIZES = ("used-bytes", "total-bytes", "total-bytes-privileged")
MEBIBYTE = 1 << 20


@contextlib.contextmanager
def loop_mounts() -> Iterator[list[str]]:
    """An ext4, an xfs with a bind mount, and a btrfs."""
    if (directory := os.environ.get("QTGA_TEST_MOUNTS")) is None:
        raise Skipped("not run by run_in_private_mounts.sh")
    mounted = []
    try:
        for kind in ("ext4", "xfs", "btrfs"):
            image, where = f"{directory}/{kind}.image", f"{directory}/{kind}"
            with open(image, "wb") as file:
                file.truncate(320 * MEBIBYTE)
            subprocess.run([f"mkfs.{kind}", "-q", image], check=True, stdout=subprocess.DEVNULL)
            os.makedirs(where, exist_ok=True)
            subprocess.run(["mount", "-o", "loop", image, where], check=True)
            mounted.append(where)
        os.makedirs(f"{directory}/bound", exist_ok=True)
        subprocess.run(["mount", "--bind", f"{directory}/xfs", f"{directory}/bound"], check=True)
        yield mounted
    finally:
        for where in [*mounted, f"{directory}/bound"]:
            subprocess.run(["umount", "--lazy", where], check=False, stderr=subprocess.DEVNULL)


def first_mounts(reply: dict[str, Any]) -> list[Any]:
    """qemu-ga 7.2 lists every mount, the later ones first; of one file system we, as 10.0, list the first only."""
    seen: set[str] = set()
    found = []
    for entry in reversed(reply["return"]):
        if entry["name"] not in seen:
            seen.add(entry["name"])
            found.append(entry)
    return found[::-1]


def described(reply: dict[str, Any], ours: list[str]) -> list[Any]:
    """The sizes of file systems that are not the test's own change between two looks."""
    entries = []
    for entry in first_mounts(reply):
        disks = sorted(entry["disk"], key=lambda disk: disk.get("dev", ""))
        dropped = ("total-bytes-privileged",) if entry["mountpoint"] in ours else SIZES
        entries.append({key: value for key, value in entry.items() if key not in dropped} | {"disk": disks})
    return entries


def file_systems(options: argparse.Namespace) -> None:
    with loop_mounts() as mounted, Pair(options) as pair:
        until_they_agree(lambda: described(pair.ours("guest-get-fsinfo"), mounted),
                         lambda: described(pair.theirs("guest-get-fsinfo"), mounted))
        for entry in pair.ours("guest-get-fsinfo")["return"]:
            expect(entry["total-bytes-privileged"] >= entry["total-bytes"], f"privileged is less: {entry}")
        names = [entry["mountpoint"] for entry in pair.ours("guest-get-fsinfo")["return"]]
        expect(names[:3] == mounted[::-1], f"not the last first: {names}")


def by_name(reply: dict[str, Any]) -> list[Any]:
    entries = [dict(entry) for entry in reply["return"]]
    for entry in entries:
        if "dependencies" in entry:
            entry["dependencies"] = sorted(entry["dependencies"])
    return sorted(entries, key=lambda entry: str(entry["name"]))


def disks(options: argparse.Namespace) -> None:
    with loop_mounts(), Pair(options) as pair:
        until_they_agree(lambda: by_name(pair.ours("guest-get-disks")), lambda: by_name(pair.theirs("guest-get-disks")))
        expect(any(disk["name"].startswith("/dev/loop") for disk in pair.ours("guest-get-disks")["return"]), "no loop device")


def counters(options: argparse.Namespace) -> None:
    """They only grow, so that ours must lie between two looks of qemu-ga's; all but those in progress."""
    with Pair(options) as pair:
        names = lambda look: [entry["name"] for entry in look["return"]]
        until_they_agree(lambda: names(pair.ours("guest-get-diskstats")), lambda: names(pair.theirs("guest-get-diskstats")))
        before, ours, after = ({entry["name"]: entry for entry in call("guest-get-diskstats")["return"]}
                               for call in (pair.theirs, pair.ours, pair.theirs))
        stayed = before.keys() & ours.keys() & after.keys()
        expect(stayed, "no devices")
        for low, entry, high in ((before[name], ours[name], after[name]) for name in stayed):
            expect((low["major"], low["minor"]) == (entry["major"], entry["minor"]), f"{low} {entry}")
            expect(low["stats"].keys() == entry["stats"].keys(), f"other counters: {low} {entry}")
            for name, value in entry["stats"].items():
                between = low["stats"][name] <= value <= high["stats"][name]
                expect(name == "ios-pgr" or between, f"{entry['name']} {name}: {value}, not between {low} and {high}")


def each_thaws_what_the_other_froze(options: argparse.Namespace) -> None:
    with loop_mounts() as mounted, Pair(options) as pair:
        for freezer, other in ((pair.ours, pair.theirs), (pair.theirs, pair.ours)):
            try:
                expect(freezer("guest-fsfreeze-freeze-list", mountpoints=mounted) == {"return": 3}, "not all were frozen")
                expect(other("guest-fsfreeze-freeze-list", mountpoints=mounted) == {"return": 0}, "frozen twice")
                expect(other("guest-fsfreeze-status") == {"return": "thawed"}, "the other counts itself as frozen")
                expect(other("guest-fsfreeze-thaw") == {"return": 3}, "not all were thawed")
                expect(freezer("guest-fsfreeze-status") == {"return": "frozen"}, "the status was not the agent's own")
            finally:
                expect(freezer("guest-fsfreeze-thaw") == {"return": 0}, "something was frozen still")


if __name__ == "__main__":
    sys.exit(main(__doc__, [file_systems, disks, counters, each_thaws_what_the_other_froze]))
