# SPDX-License-Identifier: Apache-2.0
"""Counts what passed, and prints what did not."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Callable

sys.path.append(str(Path(__file__).resolve().parents[1]))
from results import Results  # noqa: E402: it is found by the line above.

# What a case may end with; anything else is a fault of the test itself, and ends it.
FAULTS = (AssertionError, RuntimeError, OSError, EOFError, ValueError, KeyError, IndexError, TypeError, subprocess.SubprocessError)


class Skip(Exception):
    """Why a case can't be tried here."""


class Report:
    def __init__(self, only: str) -> None:
        self._only = only
        self._start = time.monotonic()
        self._results = Results()
        self.passed = self.failed = self.skipped = 0

    def wants(self, name: str) -> bool:
        return self._only in name

    def wants_any(self, names: list[str]) -> bool:
        return any(map(self.wants, names))

    def run(self, name: str, case: Callable[[], None]) -> bool:
        """Whether the case passed or was none of those asked for."""
        if not self.wants(name):
            return True
        start = time.monotonic()
        try:
            case()
        except Skip as reason:
            self.skip(name, str(reason))
        except FAULTS as fault:
            self.fail(name, f"{type(fault).__name__}: {fault}" if not isinstance(fault, AssertionError) else str(fault))
            return False
        else:
            self.passed += 1
            self._results.add("passed", name)
            print(f"  {time.monotonic() - start:5.1f} s  {name}", flush=True)
        return True

    def fail(self, name: str, why: str) -> None:
        self.failed += 1
        self._results.add("failed", name)
        print(f"FAIL {name}\n  {why[:4000]}", flush=True)

    def skip(self, name: str, why: str) -> None:
        self.skipped += 1
        self._results.add("skipped", name)
        print(f"SKIP {name}: {why}", flush=True)

    def conclude(self) -> int:
        print(f"all of it took {time.monotonic() - self._start:.0f} s", flush=True)
        print(f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped", flush=True)
        return 1 if self.failed else 0
