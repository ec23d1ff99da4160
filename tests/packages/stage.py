# SPDX-License-Identifier: Apache-2.0
"""What the cases share: the packages, and a fresh bare Debian for each that asks."""

import itertools
import os
import subprocess
from pathlib import Path
from typing import NamedTuple

import bare

SOURCES = Path(__file__).resolve().parents[2]


class Skip(Exception):
    """Why a case can't be tried here."""


class Stage(NamedTuple):
    packages: Path
    lower: Path   # The bare Debian, read only.
    folder: Path  # A tmpfs.
    numbers: "itertools.count[int]"

    def tree(self) -> bare.Tree:
        return bare.Tree(self.folder / f"tree-{next(self.numbers)}", self.lower, self.packages)

    def find(self, pattern: str) -> Path:
        found = sorted(self.packages.glob(pattern))
        check(len(found) == 1, f"{pattern} in {self.packages}: {[path.name for path in found]}")
        return found[0]

    def deb(self, name: str = "qtga") -> str:
        """As it is named inside a tree."""
        return f"/packages/{self.find(f'{name}_*.deb').name}"

    def rpm(self, name: str = "qtga") -> Path:
        return self.find(f"{name}-[0-9]*.rpm")

    def has_tray(self) -> bool:
        return bool(list(self.packages.glob("qtga-tray_*.deb")))


def check(condition: object, why: str) -> None:
    if not condition:
        raise AssertionError(why)


def check_equal(value: object, expected: object, what: str) -> None:
    check(value == expected, f"{what}: {value!r}, expected {expected!r}")


def output(*command: object, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    """Both streams. AssertionError where it fails."""
    done = subprocess.run([str(word) for word in command], cwd=cwd, env=os.environ | (env or {}), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    check(done.returncode == 0, f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stdout}")
    return done.stdout
