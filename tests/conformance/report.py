# SPDX-License-Identifier: Apache-2.0
"""Counts what passed, prints what failed, and ends with one line that sums it up."""

import fnmatch
import sys
from typing import Iterable, Optional

from differences import Differences
from wire import Reply, canonical

LONGEST = 1500  # Characters of a request or reply that a failure shows.


def shorten(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST // 2]} ... {len(text) - LONGEST} characters ... {text[-LONGEST // 2:]}"


def shown(data: bytes) -> str:
    return shorten(data[:4 * LONGEST].decode("utf-8", "backslashreplace").rstrip("\n")).replace("\n", "\n            ")


class Report:
    """The results of one group after the other."""

    def __init__(self, only: Optional[str] = None) -> None:
        self.only = only
        self.passed = self.failed = self.skipped = 0
        self._group = ""
        self._before = (0, 0, 0)
        self._meant = 0
        self._differences = Differences()

    def begin(self, group: str, differences: Differences) -> None:
        self._group, self._differences = group, differences
        self._before = (self.passed, self.failed, self.skipped)
        self._meant = 0

    def end(self, stale: Iterable[str] = ()) -> None:
        """Prints the group's line."""
        for line in stale:
            self.fail("difference", line)
        counts = [now - before for now, before in zip((self.passed, self.failed, self.skipped), self._before)]
        if any(counts):
            words = [f"{count} {word}" for count, word in zip(counts, ("passed", "failed", "skipped")) if count or word == "passed"]
            meant = f" ({self._meant} differ as listed)" if self._meant else ""
            print(f"{self._group}: {', '.join(words)}{meant}", flush=True)

    def wanted(self, name: str) -> bool:
        """Whether the caller asked for a test: by a part of its name, or by a pattern of all of it."""
        return self.only is None or self.only in name or fnmatch.fnmatchcase(name, self.only)

    def concerns(self, theme: str) -> bool:
        """Whether the caller asked for a theme, or for something in it."""
        return self.wanted(theme) or (self.only or "").startswith(theme)

    def judge(self, name: str, request: bytes, replies: list[Reply], expected: str, faults: list[str], left: str = "") -> None:
        """Counts one exchange: good where nothing is wrong, or where the differences' list says that it is meant.

        `left` is what the agent left behind besides its replies.
        """
        if not self.wanted(name):
            return
        self._differences.saw(name)
        layout = [fault for fault in (reply.layout_fault() for reply in replies) if fault]
        if faults and not layout and self._differences.explain(name, canonical(replies) + left):
            self._meant += 1
            self.passed += 1
        elif faults or layout:
            got = "\n            ".join(shorten(reply.canonical()) for reply in replies) + left or "(nothing)"
            wanted = shorten(expected).replace("\n", "\n            ") or "(nothing)"
            self.fail(name, f"request   {shown(request)}\n  expected  {wanted}\n  got       {got}\n  that is   " + "; ".join(layout + faults)[:LONGEST])
        else:
            self.passed += 1

    def succeed(self) -> None:
        self.passed += 1

    def fail(self, name: str, text: str) -> None:
        self.failed += 1
        print(f"FAIL {self._group} {name}\n  {text}", file=sys.stdout, flush=True)

    def skip(self, count: int, reason: str) -> None:
        self.skipped += count
        print(f"SKIP {self._group}: {reason}", flush=True)

    def conclude(self) -> int:
        """Prints the sum; returns the exit code."""
        print(f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped")
        return 1 if self.failed or not self.passed else 0
