# SPDX-License-Identifier: Apache-2.0
"""Runs an agent and qemu-ga side by side in private namespaces, on networks and trees made for them."""

import argparse
import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Callable, Optional

SOURCES = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(SOURCES / "tests" / "conformance"), str(SOURCES / "tests")]

import namespaces  # noqa: E402: it is found by the line above.
from agent import Agent  # noqa: E402

INSIDE = "QTGA_BESIDE_INSIDE"
CLONE_NEWNET = 0x40000000
PATIENCE = 60.0  # Seconds in which two answers about a thing that moves must agree once.


class Failure(Exception):
    """What was found is not what was to be proved."""


class Skipped(Exception):
    """What the test needs is not here."""


def expect(condition: Any, message: str) -> None:
    if not condition:
        raise Failure(message)


class Pair:
    """Both agents, running."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._agents = [Agent(options.agent, "ours"), Agent(options.reference, "theirs")]

    def __enter__(self) -> "Pair":
        return self

    def __exit__(self, *_: object) -> None:
        for agent in self._agents:
            agent.stop()

    def ours(self, command: str, **arguments: Any) -> dict[str, Any]:
        return self._call(0, command, arguments)

    def theirs(self, command: str, **arguments: Any) -> dict[str, Any]:
        return self._call(1, command, arguments)

    def _call(self, which: int, command: str, arguments: dict[str, Any]) -> dict[str, Any]:
        with self._agents[which].connect() as connection:
            return connection.call(command, arguments)


def new_network() -> None:
    """A network namespace of this process's own, and of what it starts from now on."""
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET) != 0:
        raise Skipped("no network namespace: " + os.strerror(ctypes.get_errno()))


def ip(commands: str) -> None:
    subprocess.run(["ip", "-batch", "-"], input=commands, text=True, check=True)


def until_they_agree(ours: Callable[[], Any], theirs: Callable[[], Any]) -> None:
    """Links and counters move between two looks at them."""
    end = time.monotonic() + PATIENCE
    while (left := ours()) != (right := theirs()):
        expect(time.monotonic() < end, f"ours:   {left}\n  theirs: {right}")


def main(description: str, tests: list[Callable[[argparse.Namespace], None]]) -> int:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--agent", default=str(SOURCES / "build" / "qtga"), help="the agent to test (default: %(default)s)")
    parser.add_argument("--reference", default="/usr/sbin/qemu-ga", help="Debian 12's qemu-ga, 7.2 (default: %(default)s)")
    options = parser.parse_args()
    if (reason := _why_not(options)) is not None:
        print(f"SKIP {len(tests)} comparisons: {reason}\n0 passed, 0 failed, {len(tests)} skipped")
        return 0
    if INSIDE not in os.environ:
        return namespaces.run([sys.executable, *sys.argv], environment={INSIDE: "1"})
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)  # Where the agents' sockets and states are.
    return _run(options, tests)


def _why_not(options: argparse.Namespace) -> Optional[str]:
    if os.geteuid() != 0:
        return "namespaces need root"
    if not os.access(options.reference, os.X_OK):
        return f"there is no {options.reference}"
    if INSIDE not in os.environ and not namespaces.possible():
        return "namespaces are not to be had here (unshare fails)"
    return None


def _run(options: argparse.Namespace, tests: list[Callable[[argparse.Namespace], None]]) -> int:
    passed = failed = skipped = 0
    for test in tests:
        name = test.__name__.replace("_", " ")
        try:
            test(options)
            passed += 1
            print(f"PASS {name}", flush=True)
        except Skipped as reason:
            skipped += 1
            print(f"SKIP {name}: {reason}", flush=True)
        except (Failure, subprocess.SubprocessError, OSError) as error:
            failed += 1
            print(f"FAIL {name}: {error}", flush=True)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0
