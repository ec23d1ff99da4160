#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Freezes real file systems under a real agent, in a private root, and does to it what must not strand the guest."""

import argparse
import fcntl
import os
import sys
import traceback
from pathlib import Path

import guest
import cases
import group_cases
import hang_cases
import private_root
import sandbox

SOURCES = Path(__file__).resolve().parents[3]
PROGRAMS = ("mount", "umount", "touch", "mke2fs")
AGENT, GUARDIAN = "/usr/sbin/qtga", "/usr/sbin/qtga-freeze-guardian"


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agent", default=str(SOURCES / "build" / "qtga"))
    parser.add_argument("--only", default="", help="only cases with this in their name")
    return parser.parse_args()


def thaw(held: list[int]) -> None:
    """What a failed case left frozen would keep its writers, and with them these namespaces, for ever."""
    for directory in held:
        try:
            fcntl.ioctl(directory, sandbox.FITHAW, 0)
        except OSError:
            pass  # It was not frozen.


def inside(options: argparse.Namespace) -> int:
    private_root.PROGRAMS.extend(PROGRAMS)
    guardian = str(Path(options.agent).resolve().parent / "qtga-freeze-guardian")
    private_root.build("root", {AGENT: options.agent, GUARDIAN: guardian}, [options.agent, sys.executable, __file__])
    hang_cases.prepare()
    held = [os.open(mount, os.O_RDONLY) for mount in guest.MOUNTS]
    passed = failed = 0
    for case in hang_cases.ALL + group_cases.ALL + cases.ALL:  # The last of all unmounts one.
        name = case.__name__
        if options.only not in name:
            continue
        private_root.restore_stubs()
        try:
            case(AGENT, name)
            passed += 1
            print(f"passed {name}", flush=True)
        except Exception as problem:  # A case that breaks must not hide those after it.
            failed += 1
            if not isinstance(problem, guest.Failed):
                traceback.print_exc()
            print(f"FAIL {name}: {problem}", flush=True)
        finally:
            thaw(held)
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


def main() -> int:
    options = parse()
    if sandbox.inside():
        return inside(options)
    if os.geteuid() != 0 or sandbox.possible() != "root":
        print("SKIP freeze: it needs root and namespaces\n0 passed, 0 failed, 1 skipped")
        return 77
    return sandbox.enter("root", sys.argv)


if __name__ == "__main__":
    sys.exit(main())
