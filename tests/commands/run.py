#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lists each command of Linux with the test that proves it on a real system, or why that can't be done here.

That the tests pass is for the parts that run them to say; this one holds the list to the catalogue and to the tests that exist.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCES / "tests"))

import references  # noqa: E402

WINDOWS_ONLY = {"guest-get-devices"}


def judge(command: str, entry: dict | None) -> str | None:
    """What is wrong with the entry, or None."""
    if entry is None:
        return "no test proves it, and no reason is given"
    if gone := references.missing(entry["by"]):
        return f"there is no {gone[0]}"
    return None if "how" in entry or "not-here" in entry else "neither how nor why not"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agent", default=str(SOURCES / "build" / "qtga"))
    parser.add_argument("--only", default="", help="only commands with this in their name")
    options = parser.parse_args()
    schema = json.loads(subprocess.run([options.agent, "schema"], check=True, capture_output=True).stdout)
    commands = {row["name"] for row in schema["commands"]} - WINDOWS_ONLY
    proofs = json.loads((Path(__file__).parent / "proofs.json").read_text(encoding="utf-8"))
    passed = failed = 0
    for command in sorted(commands | set(proofs)):
        if options.only not in command:
            continue
        entry = proofs.get(command)
        problem = judge(command, entry) if command in commands else "no such command"
        if problem or entry is None:
            failed += 1
            print(f"FAIL {command}: {problem}")
            continue
        passed += 1
        how = entry.get("how") or f"not on a real system here: {entry['not-here']}"
        print(f"{command:34}{how} ({entry['by'][0].split(': ')[0]})")
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
