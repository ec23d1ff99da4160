#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lists each command of Linux with the tests that prove it, and looks up how they went in this run of ./check.

The first of a command's tests is the proof: where it was skipped, or its part was not run, so is the command. One that its part
does not have, or that failed, is a failure.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2]
sys.path.append(str(SOURCES / "tests"))
import results  # noqa: E402: it is found by the line above.

WINDOWS_ONLY = {"guest-get-devices"}


class Run:
    """What the parts have written down."""

    def __init__(self, folder: Path, whole: bool) -> None:
        """`whole`: each part ran all of its tests."""
        self._folder, self._whole = folder, whole
        self._parts: dict[str, dict[str, str]] = {}

    def outcome(self, reference: str) -> str:
        """Of "PART: NAME": passed, failed, skipped, not run, or not there."""
        part, _, name = reference.partition(": ")
        found = self._outcomes(part)
        if name in found:
            return found[name]
        if not found:
            return "not run"
        of_more = {outcome for other, outcome in found.items() if outcome != "passed" and name.startswith(other)}
        if of_more:
            return "failed" if "failed" in of_more else "skipped"
        return "not there" if self._whole else "not run"

    def _outcomes(self, part: str) -> dict[str, str]:
        if part not in self._parts:
            read = results.read(self._folder / part)
            if part == "a real guest":  # The same cases are driven by one client or the other, which their names begin with.
                read = {name.partition(" ")[2]: outcome for name, outcome in read.items() if " " in name}
            self._parts[part] = read
        return self._parts[part]


def judge(command: str, entry: dict | None, run: Run) -> tuple[str, str]:
    """"passed", "failed" or "skipped", and why."""
    if entry is None:
        return "failed", "no test proves it, and no reason is given"
    outcomes = {reference: run.outcome(reference) for reference in entry["by"]}
    for reference, outcome in outcomes.items():
        if outcome in ("failed", "not there"):
            return "failed", f"{reference}: {outcome}"
    proof = entry["by"][0]
    return ("passed" if outcomes[proof] == "passed" else "skipped"), f"{proof}: {outcomes[proof]}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agent", default=str(SOURCES / "build" / "qtga"))
    parser.add_argument("--results", type=Path, default=SOURCES / "build" / "check" / "results", help="where ./check has the parts write them")
    parser.add_argument("--only", default="", help="only commands with this in their name; and the parts ran only what has it in theirs")
    options = parser.parse_args()
    schema = json.loads(subprocess.run([options.agent, "schema"], check=True, capture_output=True).stdout)
    commands = {row["name"] for row in schema["commands"]} - WINDOWS_ONLY
    proofs = json.loads((Path(__file__).parent / "proofs.json").read_text(encoding="utf-8"))
    run, counts = Run(options.results, whole=not options.only), {"passed": 0, "failed": 0, "skipped": 0}
    for command in sorted(commands | set(proofs)):
        if options.only not in command:
            continue
        entry = proofs.get(command)
        outcome, why = judge(command, entry, run) if command in commands else ("failed", "no such command")
        counts[outcome] += 1
        if outcome == "passed":
            print(f"{command:34}{entry.get('how') or 'not on a real system here: ' + entry['not-here']} ({why})")
        else:
            print(f"{'FAIL' if outcome == 'failed' else 'SKIP'} {command}: {why}")
    print(", ".join(f"{count} {outcome}" for outcome, count in counts.items()))
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
