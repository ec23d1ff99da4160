#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds an agent to the protocol: recordings of qemu-ga, qemu-ga beside it, and exchanges of our own."""

import argparse
import os
import shutil
import sys
from pathlib import Path

import private_root
import recorded
import sandbox
from agent import version
from differences import OURS, VERSIONS, Differences
from report import Report

SOURCES = Path(__file__).resolve().parents[2]


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agent", default=str(SOURCES / "build" / "qtga"), help="the agent to test (default: %(default)s)")
    parser.add_argument("--reference", default="/usr/sbin/qemu-ga", help="Debian 12's qemu-ga, 7.2 (default: %(default)s)")
    parser.add_argument("--only", metavar="PATTERN", help="only tests whose name has this part or matches this pattern")
    parser.add_argument("--list", action="store_true", help="name the tests instead of running them")
    return parser.parse_args()


def main() -> int:
    options = parse()
    level = sandbox.inside()
    if level is None:
        level = sandbox.possible()
        if level is None:
            print("SKIP conformance: namespaces are not to be had here (unshare fails), and outside of them nothing is run")
            print("0 passed, 0 failed, 1 skipped")
            return 0
        return sandbox.enter(level, sys.argv)
    return run(options, level)


def run(options: argparse.Namespace, level: str) -> int:
    report = Report(options.only)
    agents = {"/usr/sbin/qtga": options.agent, "/usr/sbin/qemu-ga": options.reference}
    present = {path: source for path, source in agents.items() if os.access(source, os.X_OK)}
    versions, recordings = Differences(VERSIONS), recorded.load()  # Read now: from here on these files are out of sight.
    private_root.build(level, present, [*present.values(), sys.executable, __file__])
    if "/usr/sbin/qemu-ga" in present:
        report.begin(f"recordings of 10.0.13 on {version('/usr/sbin/qemu-ga')}", versions)
        recorded.run(recordings, "/usr/sbin/qemu-ga", "reference", level, report)
        report.end(versions.stale())
    return report.conclude()


if __name__ == "__main__":
    sys.exit(main())
