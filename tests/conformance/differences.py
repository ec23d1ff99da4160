# SPDX-License-Identifier: Apache-2.0
"""The lists of differences that are meant, and the check that each of them is still there."""

import fnmatch
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

HERE = Path(__file__).parent
OURS = HERE / "known_differences.json"       # Where qtga is better on purpose.
FURTHER = HERE / "further_differences.json"   # The same, where no exchange shows it: tests of their own do.
VERSIONS = HERE / "version_differences.json"  # Between qemu-ga 7.2, which Debian 12 has, and 10.0.


@dataclass
class Difference:
    """One meant difference: in which exchanges, what the agent says there, and why that is right."""

    source: str
    where: list[str]
    got: "re.Pattern[str]"
    why: str
    met: set[str] = field(default_factory=set)     # Patterns whose exchange ran.
    used: set[str] = field(default_factory=set)    # Patterns that explained a difference.

    def patterns(self, name: str) -> list[str]:
        return [pattern for pattern in self.where if fnmatch.fnmatchcase(name, pattern)]


class Differences:
    """Any number of such lists, asked as one."""

    def __init__(self, *files: Path) -> None:
        self._entries = [self._read(file, number, entry) for file in files
                         for number, entry in enumerate(json.loads(file.read_text(encoding="utf-8")), 1)]

    @staticmethod
    def _read(file: Path, number: int, entry: dict[str, object]) -> Difference:
        where, got, why = entry.pop("where"), entry.pop("got"), entry.pop("why")
        entry.pop("what", None)  # A name for docs/differences.md.
        if entry or not isinstance(where, list) or not isinstance(got, str) or not isinstance(why, str) or not why:
            raise ValueError(f"{file.name}, entry {number}: where (list), got (regular expression), why, and at most what")
        return Difference(f"{file.name}, entry {number}", where, re.compile(got, re.DOTALL), why)

    def saw(self, name: str) -> None:
        """Notes that an exchange ran."""
        for entry in self._entries:
            entry.met.update(entry.patterns(name))

    def explain(self, name: str, got: str) -> Optional[Difference]:
        """The entry that says that this exchange's reply is meant, if there is one."""
        found = None
        for entry in self._entries:
            patterns = entry.patterns(name)
            if patterns and entry.got.fullmatch(got):
                entry.used.update(patterns)
                found = found or entry
        return found

    def stale(self) -> list[str]:
        """What the lists still hold although it no longer differs."""
        return [f"{entry.source}: '{pattern}' no longer differs as described; why it was there: {entry.why}"
                for entry in self._entries for pattern in entry.where if pattern in entry.met - entry.used]
