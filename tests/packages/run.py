#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Installs the packages into a bare Debian, over qemu-guest-agent, upgrades and removes them, has them looked at by the tools of
the trade, and builds them twice. All of it in namespaces of its own."""

import argparse
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(1, str(HERE.parent / "conformance"))

import bare  # noqa: E402
import completions  # noqa: E402
import debian  # noqa: E402
import redhat  # noqa: E402
import sandbox  # noqa: E402
import tools  # noqa: E402
from stage import SOURCES, Skip, Stage  # noqa: E402

PROGRAMS = ("mmdebstrap", "unshare", "setpriv", "rpm", "dpkg-deb", "losetup", "mkfs.ext4")
CASES = debian.CASES + redhat.CASES + tools.CASES + completions.CASES


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, help="where they are (default: they are built by ./package)")
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--only", metavar="PATTERN", default="", help="only cases with this in their name")
    return parser.parse_args()


def lacking() -> str | None:
    """Why nothing can be tried here, or None."""
    missing = [program for program in PROGRAMS if not shutil.which(program, path="/usr/sbin:/usr/bin:/sbin:/bin")]
    if missing:
        return f"not installed: {', '.join(missing)}"
    if os.geteuid() != 0 or sandbox.possible() != "root":
        return "it needs root and namespaces"
    return None


def inside(options: argparse.Namespace) -> int:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", options.folder], check=True)
    stage = Stage(options.packages.resolve(), bare.provide(), options.folder, itertools.count())
    passed = failed = skipped = 0
    for case in CASES:
        name = case.__name__
        if options.only not in name:
            continue
        start = time.monotonic()
        try:
            case(stage)
            passed += 1
            print(f"  {time.monotonic() - start:5.1f} s  {name}", flush=True)
        except Skip as reason:
            skipped += 1
            print(f"SKIP {name}: {reason}", flush=True)
        except Exception as problem:  # A case that breaks must not hide those after it.
            failed += 1
            print(f"FAIL {name}\n  {type(problem).__name__}: {str(problem)[-4000:]}", flush=True)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


def main() -> int:
    options = parse()
    if sandbox.inside():
        return inside(options)
    if options.only and not any(options.only in case.__name__ for case in CASES):
        print("0 passed, 0 failed, 0 skipped")
        return 0
    reason = lacking()
    if reason:
        print(f"SKIP the packages: {reason}\n0 passed, 0 failed, 1 skipped")
        return 0
    if not options.packages:
        options.packages = SOURCES / "build-package/packages"
        if subprocess.run([SOURCES / "package", "deb", "rpm"], stdin=subprocess.DEVNULL).returncode != 0:
            print("FAIL ./package\n0 passed, 1 failed, 0 skipped")
            return 1
    bare.provide()  # Out here is a network.
    with tempfile.TemporaryDirectory(prefix="qtga-packages-") as folder:
        return sandbox.enter("root", [__file__, "--packages", str(options.packages), "--folder", folder, "--only", options.only])


if __name__ == "__main__":
    sys.exit(main())
