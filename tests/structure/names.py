# SPDX-License-Identifier: Apache-2.0
"""Two types of one name: linked into one program, they share functions, and no tool says so."""

import re
from collections import defaultdict
from typing import Iterator

import tree

TESTS = "windows' tests"  # One program for all that are no program of their own.
NAMESPACE = re.compile(r"^namespace ([\w:]+) {$")
DEFINITION = re.compile(r"^(?:class|struct) (?:\w+_EXPORT )?(\w+)(?: final)?(?: :.*)?$")


def types_of(path: str) -> Iterator[str]:
    """What a file defines at the level of a namespace, and not in one without a name."""
    lines = tree.text(path).split("\n")
    private, namespace = False, ""
    for line, following in zip(lines, lines[1:]):
        if line == "namespace {":
            private = True
        elif line == "} // namespace":
            private = False
        elif opened := NAMESPACE.match(line):
            namespace = opened.group(1)
        found = DEFINITION.match(line)
        if found and not private and (following.startswith(("{", "    :"))):
            yield f"{namespace}::{found.group(1)}"


def program_of(path: str) -> set[str]:
    """The programs that a file may be part of."""
    if path.startswith("platform/linux/"):
        return {"linux"}
    if path.startswith("platform/windows/"):
        return {"windows", TESTS}
    if path.startswith("gui-tray/"):
        return {"linux", "windows"}
    return {"linux", "windows", TESTS} if tree.is_product(path) else {TESTS}


def is_linked(path: str) -> bool:
    joined = path.startswith(("tests/unit/", "tests/fakes/")) and not path.startswith(("tests/unit/linux/", "tests/unit/tray/"))
    return tree.is_cpp(path) and (tree.is_product(path) or joined)


def doubles() -> Iterator[str]:
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in filter(is_linked, tree.files()):
        for name in types_of(path):
            for program in program_of(path):
                seen[program, name].add(path)
    for name, paths in sorted({(name, tuple(sorted(paths))) for (_, name), paths in seen.items() if len(paths) > 1}):
        yield f"{name} is defined in {' and in '.join(paths)}"
