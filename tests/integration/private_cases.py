# SPDX-License-Identifier: Apache-2.0
"""Runs cases with a real agent in a private root, and thaws what one of them left frozen."""

import argparse
import fcntl
import os
import sys
import traceback
from pathlib import Path
from typing import Callable, Sequence

import guest
import private_root
import sandbox

SOURCES = Path(__file__).resolve().parents[2]
AGENT, GUARDIAN = "/usr/sbin/qtga", "/usr/sbin/qtga-freeze-guardian"

Case = Callable[[str, str], None]  # Called with the agent's path and a name for what it makes.


def main(label: str, description: str | None, groups: dict[str, Sequence[Case]], programs: Sequence[str],
         prepare: Callable[[], None] = lambda: None) -> int:
    """The whole of a program; its exit code. `programs` are seen inside besides the usual ones, `prepare` is called there first.
    The groups of cases need nothing of each other, and may be run side by side."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--agent", default=str(SOURCES / "build" / "qtga"))
    parser.add_argument("--group", choices=groups, help="only the cases of this group")
    parser.add_argument("--only", default="", help="only cases with this in their name")
    options = parser.parse_args()
    if sandbox.inside():
        cases = groups[options.group] if options.group else [case for group in groups.values() for case in group]
        return _inside(options, cases, programs, prepare)
    if os.geteuid() != 0 or sandbox.possible() != "root":
        print(f"SKIP {label}: it needs root and namespaces\n0 passed, 0 failed, 1 skipped")
        return 77
    return sandbox.enter("root", sys.argv)


def _thaw(held: list[int]) -> None:
    """What a failed case left frozen would keep its writers, and with them these namespaces, for ever."""
    for directory in held:
        try:
            fcntl.ioctl(directory, sandbox.FITHAW, 0)
        except OSError:
            pass  # It was not frozen.


def _inside(options: argparse.Namespace, cases: Sequence[Case], programs: Sequence[str], prepare: Callable[[], None]) -> int:
    private_root.PROGRAMS.extend(programs)
    guardian = str(Path(options.agent).resolve().parent / "qtga-freeze-guardian")
    private_root.build("root", {AGENT: options.agent, GUARDIAN: guardian}, [options.agent, sys.executable, __file__])
    prepare()
    held = [os.open(mount, os.O_RDONLY) for mount in guest.MOUNTS]
    passed = failed = 0
    for case in cases:
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
            _thaw(held)
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0
