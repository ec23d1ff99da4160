#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the guest's owner sees of a real agent and can do to it: status, policy, audit, pause and thaw, in a private root."""

import argparse
import fcntl
import os
import sys
import traceback
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(SOURCES / "tests" / "integration" / "freeze"))

import guest  # noqa: E402
import cases_of_owner  # noqa: E402
import private_root  # noqa: E402
import sandbox  # noqa: E402

AGENT, GUARDIAN = "/usr/sbin/qtga", "/usr/sbin/qtga-freeze-guardian"


def thaw(held: list[int]) -> None:
    """What a failed case left frozen would keep these namespaces for ever."""
    for directory in held:
        try:
            fcntl.ioctl(directory, sandbox.FITHAW, 0)
        except OSError:
            pass  # It was not frozen.


def inside(options: argparse.Namespace) -> int:
    private_root.PROGRAMS.extend(("mount", "umount", "touch"))
    guardian = str(Path(options.agent).resolve().parent / "qtga-freeze-guardian")
    private_root.build("root", {AGENT: options.agent, GUARDIAN: guardian}, [options.agent, sys.executable, __file__])
    held = [os.open(mount, os.O_RDONLY) for mount in guest.MOUNTS]
    passed = failed = 0
    for case in cases_of_owner.ALL:
        name = case.__name__
        if options.only not in name:
            continue
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agent", default=str(SOURCES / "build" / "qtga"))
    parser.add_argument("--only", default="", help="only cases with this in their name")
    options = parser.parse_args()
    if sandbox.inside():
        return inside(options)
    if os.geteuid() != 0 or sandbox.possible() != "root":
        print("SKIP owner: it needs root and namespaces\n0 passed, 0 failed, 1 skipped")
        return 77
    return sandbox.enter("root", sys.argv)


if __name__ == "__main__":
    sys.exit(main())
