#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints docs/differences.md: all that is meant to differ from qemu-ga, for people to read; fails where no test holds it."""

import json
import sys
import textwrap
from pathlib import Path
from typing import Iterator

import command_line
from differences import FURTHER, OURS

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import references  # noqa: E402

HEAD = """# What differs from qemu-ga

Rendered by `tests/conformance/render_differences.py`; don't edit. On Windows some more does: [windows.md](windows.md).

Differences that only concern qemu-ga 7.2, which Debian 12 has, against 10.0 are listed apart, in
`tests/conformance/version_differences.json`.
"""
EXCHANGES = """
## What is said

From `tests/conformance/known_differences.json`. The conformance tests fail on any difference that is not in that list, and on
any entry that no longer differs.
"""
COMMAND_LINE = """
## The command line and the configuration file

From `tests/conformance/command_line.py`, which holds all else to be the same.
"""
FURTHER_HEAD = """
## What tests of its own hold

From `tests/conformance/further_differences.json`: what no exchange with both agents in one small system shows. Each names the
tests that hold it.
"""


def item(text: str) -> str:
    return textwrap.fill(f"* {text}", 120, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def exchanges() -> Iterator[str]:
    for entry in json.loads(OURS.read_text(encoding="utf-8")):
        yield item(f"**{entry['what']}.** {entry['why']}")


def of_the_command_line() -> Iterator[str]:
    """Several command lines may differ for one reason."""
    cases: dict[str, list[str]] = {}
    for case in command_line.DUMPS:
        if case.differs:
            file = f" with `{case.file.strip()}`" if case.file else ""
            words = " ".join(word or "''" for word in ["-D", *case.words])
            cases.setdefault(case.differs, []).append((f"`{words}`" + file).replace("\n", " "))
    for why, examples in cases.items():
        yield item(f"{', '.join(examples)}: {why}")


def further() -> Iterator[str]:
    """Raises where a test that is named does not exist."""
    for entry in json.loads(FURTHER.read_text(encoding="utf-8")):
        if gone := references.missing(entry["held-by"]):
            raise ValueError(f"{FURTHER.name}, {entry['what']}: there is no {gone[0]}")
        tests = ", ".join(f"`{Path(path).stem}`" for path in dict.fromkeys(reference.split(": ")[0] for reference in entry["held-by"]))
        yield item(f"**{entry['what']}.** {entry['why']} ({tests})")


def main() -> None:
    for head, lines in ((HEAD + EXCHANGES, exchanges()), (COMMAND_LINE, of_the_command_line()), (FURTHER_HEAD, further())):
        print("\n".join([head, *lines]))


if __name__ == "__main__":
    main()
