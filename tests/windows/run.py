#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Builds qtga.exe and tries it out in Wine: the protocol, the service, a COM port, and the unit tests."""

import argparse
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Callable

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parents[1]
sys.path.insert(0, str(SOURCES / "tests" / "conformance"))
sys.dont_write_bytecode = True

import cross_build  # noqa: E402
import owner  # noqa: E402
import program  # noqa: E402
import protocol  # noqa: E402
import queries  # noqa: E402
import serial_line  # noqa: E402
import service  # noqa: E402
import wine  # noqa: E402
from differences import OURS, Differences  # noqa: E402
from report import Report  # noqa: E402

SUM = re.compile(r"(\d+) passed, (\d+) failed, (\d+) skipped\s*\Z")


def unit(windows: wine.Wine, folder: Path, report: Report, only: str) -> None:
    """What is tested by itself: every system's part of it, and Windows' own."""
    command = [sys.executable, str(SOURCES / "tests" / "unit" / "run.py"), "--build", str(folder), "--only", only]
    done = subprocess.run(command, env=windows.environment | {"PATH": os.environ["PATH"]}, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, errors="replace")
    print(SUM.sub("", done.stdout), end="")
    found = SUM.search(done.stdout)
    if found:
        passed, failed, skipped = map(int, found.groups())
        report.add("windows/unit", passed, failed, skipped)
    else:
        report.fail("windows/unit", f"it exited with {done.returncode}: {done.stderr[-2000:]}")


PARTS: list[tuple[str, Callable[[wine.Wine, Path, Report], None]]] = [
    ("windows/program", program.run),
    ("windows/service", service.run),
    ("windows/owner", owner.run),
    ("windows/serial", serial_line.run),
    ("windows/queries", queries.run),
    ("recorded", protocol.run_recorded),
    ("own", protocol.run_own),
]


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # Nothing is left behind then, either.
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, default=SOURCES / "build-windows", help="the build's directory (default: %(default)s)")
    parser.add_argument("--only", metavar="PATTERN", help="only tests whose name has this part, or unit tests whose program's name has it")
    options = parser.parse_args()
    report = Report(options.only)
    problem = cross_build.run() if options.build == SOURCES / "build-windows" else ""  # Another is the caller's own.
    if problem:
        print(f"FAIL build\n{problem}\n0 passed, 1 failed, 0 skipped")
        return 1
    if wine.missing():
        print(f"SKIP windows: {wine.missing()}\n0 passed, 0 failed, 1 skipped")
        return 0
    chosen = [(name, part) for name, part in PARTS if report.concerns(name)] or PARTS
    differences = Differences(OURS, HERE / "differences.json")
    with wine.Wine() as windows:
        report.begin("qtga.exe in Wine", differences)
        for part in [part for _, part in chosen]:
            windows.keep_desktop(options.build)
            part(windows, options.build, report)
        windows.keep_desktop(options.build)
        unit(windows, options.build, report, options.only or "")
        report.end(differences.stale() if options.only is None else [])
    return report.conclude()


if __name__ == "__main__":
    sys.exit(main())
