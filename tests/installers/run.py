#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Packs the installers for Windows, and runs them in Wine: install, take over, upgrade, repair, remove."""

import argparse
import contextlib
import os
import re
import shutil
import signal
import struct
import sys
import tempfile
import time
from pathlib import Path
from typing import Iterator

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parents[1]
sys.path.insert(1, str(SOURCES / "tests/windows"))
sys.dont_write_bytecode = True

import cases  # noqa: E402
import cross_build  # noqa: E402
import wine  # noqa: E402
from machine import Machine  # noqa: E402

NEWER = "99.0.0"
# The signature of VS_FIXEDFILEINFO behind its key, and its own version; then the file's version.
VERSION = rb"(" + re.escape("VS_VERSION_INFO\0".encode("utf-16-le")) + rb"(?:\0\0)?\xbd\x04\xef\xfe....)" + rb".{8}"


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
    problem = cross_build.run("packaged")
    cases.check(not problem, f"the build for Windows: {problem}")
    build = Path(os.environ.get("QTGA_WINDOWS_BUILD", SOURCES / "build-windows"))
    cases.pack(folder / "packages", "setup", "msi")
    with environment(QTGA_VERSION=NEWER, QTGA_WINDOWS_BUILD=str(newer_build(build / "stage", folder / "build"))):
        cases.pack(folder / "newer", "msi")
    return cases.Installers(folder / "packages/qtga-setup.exe", folder / "packages/qtga.msi", folder / "newer/qtga.msi", build / "stage",
                            folder / "build/stage")


def newer_build(stage: Path, folder: Path) -> Path:
    """The same programs with a newer version in their resources."""
    folder.mkdir()
    version = struct.pack("<4H", *reversed([int(number) for number in NEWER.split(".")[:2]]), 0, 0)
    for name in cases.PROGRAMS:
        (folder / name).write_bytes(re.sub(VERSION, lambda found: found.group(1) + version, (stage / name).read_bytes(), flags=re.DOTALL))
    return folder


@contextlib.contextmanager
def environment(**variables: str) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # Nothing is left behind then, either.
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
