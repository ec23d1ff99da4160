# SPDX-License-Identifier: Apache-2.0
"""Counts what passed, prints what failed, and ends with one line that sums it up."""

import fnmatch
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, Optional

from differences import Differences
from wire import Reply, canonical

sys.path.append(str(Path(__file__).resolve().parents[1]))
from results import Results  # noqa: E402: it is found by the line above.

LONGEST = 1500  # Characters of a request or reply that a failure shows.


def shorten(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST // 2]} ... {len(text) - LONGEST} characters ... {text[-LONGEST // 2:]}"


def shown(data: bytes) -> str:
    return shorten(data[:4 * LONGEST].decode("utf-8", "backslashreplace").rstrip("\n")).replace("\n", "\n            ")


@dataclass
class Counts:
    """How many tests of one section went how."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    meant: int = 0  # Passed, because the differences' list explains what differs.

    def __str__(self) -> str:
        words = [f"{self.passed} passed"]
        words += [f"{count} {word}" for count, word in ((self.failed, "failed"), (self.skipped, "skipped")) if count]
        return ", ".join(words) + (f" ({self.meant} differ as listed)" if self.meant else "")


class Report:
    """The results: a group is an agent, a section of it what the names of its tests begin with."""

    def __init__(self, only: Optional[str] = None) -> None:
        self.only = only
        self._all: list[Counts] = []
        self._sections: dict[str, Counts] = {}
        self._differences = Differences()
        self._results = Results()

    def begin(self, group: str, differences: Differences) -> None:
        self._differences, self._sections = differences, {}
        print(f"-- {group}", flush=True)

    def end(self, stale: Iterable[str] = ()) -> None:
        """Prints a line for each section."""
        for line in stale:
            self.fail("listed differences", line)
        for section, counts in self._sections.items():
            print(f"   {section}: {counts}", flush=True)

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
        if not faults and not layout:
            self.succeed(name)
        elif faults and not layout and self._differences.explain(name, canonical(replies) + left):
            self.succeed(name)
            self._section(name).meant += 1
        else:
            got = "\n            ".join(shorten(reply.canonical()) for reply in replies) + left or "(nothing)"
            wanted = shorten(expected).replace("\n", "\n            ") or "(nothing)"
            wrong = "; ".join(layout + faults)[:LONGEST]
            self.fail(name, f"request   {shown(request)}\n  expected  {wanted}\n  got       {got}\n  that is   {wrong}")

    def succeed(self, name: str) -> None:
        self._section(name).passed += 1
        self._results.add("passed", name)

    def fail(self, name: str, text: str) -> None:
        self._section(name).failed += 1
        self._results.add("failed", name)
        print(f"FAIL {name}\n  {text}", flush=True)

    def skip(self, name: str, count: int, reason: str) -> None:
        self._section(name).skipped += count
        self._results.add("skipped", name)
        print(f"SKIP {name}: {reason}", flush=True)

    def add(self, name: str, passed: int, failed: int, skipped: int) -> None:
        """What another program has counted."""
        section = self._section(name)
        section.passed, section.failed, section.skipped = section.passed + passed, section.failed + failed, section.skipped + skipped

    def conclude(self) -> int:
        """Prints the sum; returns the exit code."""
        passed, failed, skipped = (sum(getattr(counts, word) for counts in self._all) for word in ("passed", "failed", "skipped"))
        print(f"{passed} passed, {failed} failed, {skipped} skipped")
        return 1 if failed or not passed else 0

    def _section(self, name: str) -> Counts:
        section = "/".join(name.split("/")[:2])
        if section not in self._sections:
            self._sections[section] = Counts()
            self._all.append(self._sections[section])
        return self._sections[section]
