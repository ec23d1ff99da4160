#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds an agent to the protocol: recordings of qemu-ga, qemu-ga beside it, and exchanges of our own."""

import argparse
import os
import signal
import sys
from pathlib import Path

import beside
import own
import private_root
import recorded
import sandbox
from agent import version
from beside import flows, queries
from differences import OURS, VERSIONS, Differences
from report import Report

OUR_PATH, REFERENCE_PATH = "/usr/sbin/qtga", "/usr/sbin/qemu-ga"  # Where they are inside.
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
    if options.list:
        return name_all()
    level = sandbox.inside()
    if level is None:
        level = sandbox.possible()
        if level is None:
            print("SKIP conformance: namespaces are not to be had here (unshare fails), and outside of them nothing is run")
            print("0 passed, 0 failed, 1 skipped")
            return 0
        return sandbox.enter(level, sys.argv)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return run(options, level)


def name_all() -> int:
    for recording in recorded.load():
        print(recording.title)
    for theme in own.THEMES:
        print(f"own/{theme.name}")
    for flow in flows.ALL:
        for step in flow.steps:
            print(f"side-by-side/{flow.name}/{step.name}")
    for command in queries.STABLE:
        print(f"side-by-side/queries/{command}")
    return 0


def companions(agent: str) -> dict[str, str]:
    """The programs beside the agent that it starts."""
    return {f"{os.path.dirname(OUR_PATH)}/{path.name}": str(path) for path in Path(agent).resolve().parent.glob("qtga-*")
            if path.is_file() and os.access(path, os.X_OK)}


def run(options: argparse.Namespace, level: str) -> int:
    report = Report(options.only)
    binaries = {OUR_PATH: options.agent, REFERENCE_PATH: options.reference}
    present = {path: source for path, source in binaries.items() if os.access(source, os.X_OK)}
    # Read now: from here on the project's files are out of sight.
    recordings, meant, versions, both = recorded.load(), Differences(OURS), Differences(VERSIONS), Differences(OURS, VERSIONS)
    private_root.build(level, present | companions(options.agent), [*present.values(), sys.executable, __file__])
    for path, source in binaries.items():
        label = os.path.basename(path)
        kind = version(path)
        differences = versions if kind.startswith("QEMU Guest Agent 7.") else meant
        report.begin(f"{source}: {kind or 'not there'}", differences)
        if path in present:
            recorded.run(recordings, path, label, level, report)
            own.run(path, label, level, report, ours=path == OUR_PATH)
        elif path == OUR_PATH:
            report.fail(label, f"{source} is not there: build it first")
        else:
            report.skip("side-by-side", 1, f"{source} is not there (Debian's package qemu-guest-agent has it)")
        report.end(differences.stale() if level == "root" else [])
    if len(present) == 2:
        report.begin("side by side", both)
        beside.run(REFERENCE_PATH, OUR_PATH, level, report)
        report.end(both.stale() if level == "root" else [])
    return report.conclude()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
