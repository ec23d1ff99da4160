#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the tree to the rules that no compiler checks: layers, names, licences, system conditionals, links, shell scripts."""

import argparse
import re
import shutil
import subprocess
import sys
from typing import Callable, Iterator

import layers
import names
import tree

LONGEST = 350  # Lines of a file of the product.
SYSTEM = re.compile(r"^\s*#\s*(?:el)?if.*\b(?:Q_OS_\w+|_WIN32|WIN32|_WIN64|__linux__|__unix__|__APPLE__|__FreeBSD__)\b", re.MULTILINE)
LEFT_OVER = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b|^(?:<{7}|>{7}) ")  # In halves, so that this line is none; and a merge's.
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")


def includes_follow_the_layers() -> Iterator[str]:
    yield from layers.violations()


def sources_open_with_licence_and_purpose() -> Iterator[str]:
    for path in filter(tree.is_source, tree.files()):
        lines = [line for line in tree.text(path).split("\n")[:6] if not line.startswith("#!")]
        if "SPDX-License-Identifier: Apache-2.0" not in lines[0]:
            yield f"{path}: the first line is not the SPDX line"
        elif path.endswith("CMakeLists.txt"):
            continue  # What a build file is for, its folder says.
        elif not re.search(r"\w+ \w+", lines[1]) or not re.match(r'\s*(//|#|"""|;|\'|\*|dnl|rem)', lines[1]):
            yield f"{path}: no sentence after the SPDX line says what the file is for"


def no_two_types_have_one_name() -> Iterator[str]:
    yield from names.doubles()


def no_system_conditional_outside_the_platform() -> Iterator[str]:
    for path in tree.files():
        if tree.is_cpp(path) and tree.is_product(path) and not path.startswith("platform/"):
            for match in SYSTEM.finditer(tree.text(path)):
                yield f"{path}: {match.group(0).strip()}"


def nothing_is_left_for_later() -> Iterator[str]:
    for path in filter(tree.is_source, tree.files()):
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            if LEFT_OVER.search(line):
                yield f"{path}:{number}: {line.strip()}"


def tests_wait_with_patience() -> Iterator[str]:
    """Qt's own waits give up after five seconds, which a busy machine may take: tests/patience.h has others."""
    for path in tree.files():
        if path.startswith("tests/") and tree.is_cpp(path) and path != "tests/patience.h":
            for number, line in enumerate(tree.text(path).split("\n"), 1):
                if "qWaitFor(" in line:
                    yield f"{path}:{number}: {line.strip()}"


def files_stay_small() -> Iterator[str]:
    for path in tree.files():
        lines = tree.text(path).count("\n") if tree.is_cpp(path) and tree.is_product(path) else 0
        if lines > LONGEST:
            yield f"{path}: {lines} lines, at most {LONGEST}"


def links_in_documents_lead_somewhere() -> Iterator[str]:
    for path in tree.files():
        if path.endswith(".md"):
            for target in LINK.findall(tree.text(path)):
                if not ((tree.SOURCES / path).parent / target).exists():
                    yield f"{path}: {target} is not there"


def shell_scripts_pass_shellcheck() -> Iterator[str]:
    scripts = [path for path in tree.files() if tree.is_shell(path)]
    done = subprocess.run(["shellcheck", "--format=gcc", *scripts], cwd=tree.SOURCES, capture_output=True, text=True)
    yield from done.stdout.splitlines()
    if done.returncode > 1:  # 1: it has found something.
        yield f"shellcheck itself failed with {done.returncode}: {done.stderr.strip()}"


CHECKS: list[Callable[[], Iterator[str]]] = [
    includes_follow_the_layers, no_two_types_have_one_name, sources_open_with_licence_and_purpose, no_system_conditional_outside_the_platform,
    nothing_is_left_for_later, tests_wait_with_patience, files_stay_small, links_in_documents_lead_somewhere, shell_scripts_pass_shellcheck,
]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", metavar="PATTERN", default="", help="only checks with this in their name")
    options = parser.parse_args()
    passed = failed = skipped = 0
    for check in CHECKS:
        name = check.__name__
        if options.only not in name:
            continue
        if "shellcheck" in name and not shutil.which("shellcheck"):
            print(f"SKIP {name}: shellcheck is not installed")
            skipped += 1
            continue
        faults = list(check())
        if faults:
            print(f"FAIL {name}\n  " + "\n  ".join(faults[:40]))
            failed += 1
        else:
            passed += 1
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
