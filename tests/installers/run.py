#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Packs the installers for Windows, and runs them in Wine: install, take over, upgrade, repair, remove."""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parents[1]
sys.path.insert(1, str(SOURCES / "tests/windows"))
sys.dont_write_bytecode = True

import cases  # noqa: E402
import wine  # noqa: E402
from machine import Machine  # noqa: E402

NEWER = "99.0.0"


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", metavar="PATTERN", default="", help="only cases with this in their name")
    return parser.parse_args()


def lacking() -> str:
    """Why nothing can be tried here; empty where it can."""
    missing = [name for name in ("makensis", "wixl") if not shutil.which(name)]
    return wine.missing() or (f"not installed: {', '.join(missing)}" if missing else "")


def make(folder: Path) -> cases.Installers:
    """The installers, and an MSI that says it is newer."""
    done = subprocess.run([SOURCES / "installer/windows/build", "packaged"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    cases.check(done.returncode == 0, f"the build for Windows: {done.stdout[-4000:]}")
    (folder / "newer").mkdir()
    os.environ["QTGA_VERSION"] = NEWER
    cases.pack(folder / "newer", "msi")
    del os.environ["QTGA_VERSION"]
    cases.pack(folder / "packages", "setup", "msi")
    stage = Path(os.environ.get("QTGA_WINDOWS_BUILD", SOURCES / "build-windows")) / "stage"
    return cases.Installers(folder / "packages/qtga-setup.exe", folder / "packages/qtga.msi", folder / "newer/qtga.msi", stage)


def main() -> int:
    options = parse()
    wanted = [case for case in cases.CASES if options.only in case.__name__]
    if not wanted:
        print("0 passed, 0 failed, 0 skipped")
        return 0
    if lacking():
        print(f"SKIP the installers for Windows: {lacking()}\n0 passed, 0 failed, 1 skipped")
        return 0
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1790000000")
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="qtga-installers-") as name:
        try:
            installers = make(Path(name))
        except AssertionError as problem:
            print(f"FAIL the installers\n  {problem}\n0 passed, 1 failed, 0 skipped")
            return 1
        with contextlib.ExitStack() as stack:
            machine = None
            for case in wanted:
                start = time.monotonic()
                try:
                    machine = machine or Machine(stack.enter_context(wine.Wine()))
                    machine.configure()
                    case(machine, installers)
                    passed += 1
                    print(f"  {time.monotonic() - start:5.1f} s  {case.__name__}", flush=True)
                except Exception as problem:  # A case that breaks must not hide those after it, nor leave them its Windows.
                    machine = None
                    failed += 1
                    print(f"FAIL {case.__name__}\n  {type(problem).__name__}: {str(problem)[-4000:]}", flush=True)
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
