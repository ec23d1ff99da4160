# SPDX-License-Identifier: Apache-2.0
"""How each test of a part of ./check went, written down by the part for tests/commands to look up."""

import os
from pathlib import Path

FILE = "QTGA_RESULTS"  # The environment variable that names the file; nothing is written without it.
WEIGHTS = {"skipped": 0, "passed": 1, "failed": 2}


class Results:
    """Open from its construction on: later the file may be out of sight."""

    def __init__(self) -> None:
        path = os.environ.get(FILE)
        self._file = open(path, "a", encoding="utf-8", errors="backslashreplace", buffering=1) if path else None

    def add(self, outcome: str, name: str) -> None:
        """`outcome`: passed, failed or skipped. The name of what was skipped may be the beginning of several."""
        if self._file:
            name = "".join(each if each.isprintable() else ascii(each)[1:-1] for each in name)  # Also data rows that have a line's end.
            self._file.write(f"{outcome} {name}\n")


def read(path: Path) -> dict[str, str]:
    """Outcomes by name; the worst where a name came several times, and what was skipped once is no matter then."""
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        outcome, _, name = line.partition(" ")
        found[name] = max(outcome, found.get(name, outcome), key=lambda each: WEIGHTS[each])
    return found
