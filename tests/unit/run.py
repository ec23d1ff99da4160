#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the unit tests with ctest and counts test functions (with their data rows), not executables."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Optional

SOURCES = Path(__file__).resolve().parents[2]
sys.path.append(str(SOURCES / "tests"))
from results import Results  # noqa: E402: it is found by the line above.

TOTALS = re.compile(r"^Totals: (\d+) passed, (\d+) failed, (\d+) skipped, (\d+) blacklisted", re.MULTILINE)
FRAME = re.compile(r"^PASS\s*: \w+::(?:init|cleanup)TestCase\(\)$", re.MULTILINE)  # Qt Test counts these as tests.
SUM = re.compile(r"(\d+) passed, (\d+) failed, (\d+) skipped\s*\Z")  # The last line of a test that is a script.
OUTCOME = re.compile(r"^(PASS|FAIL!?|SKIP)\s*:? (\w+::\w+\([^)]*\)|[^:\n]+)", re.MULTILINE)  # Of a function, or a case of a script.
OUTCOMES = {"PASS": "passed", "FAIL": "failed", "FAIL!": "failed", "SKIP": "skipped"}
HUGE = str(1 << 30)


def run_ctest(build: Path, only: str) -> Optional[list[ElementTree.Element]]:
    """The executables that it ran; None where it made no report."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "ctest.xml"
        # More at once than there are processors: the longest of them mostly wait.
        command = ["ctest", "--test-dir", str(build), "--output-junit", str(report), "--parallel", str(2 * (os.cpu_count() or 1)),
                   "--test-output-size-passed", HUGE, "--test-output-size-failed", HUGE, "--quiet"]
        if only:
            command += ["--tests-regex", re.escape(only)]
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        return list(ElementTree.parse(report).iter("testcase")) if report.exists() else None


def count(case: ElementTree.Element, results: Results) -> tuple[int, int, int]:
    """Passed, failed and skipped functions of one executable; prints what failed, and why what was skipped was."""
    name, output = case.get("name", "?"), case.findtext("system-out") or ""
    if case.find("skipped") is not None:  # All of it, by its exit code.
        results.add("skipped", name)
        print(f"SKIP {name}: {output.strip().removeprefix('SKIP: ')}")
        return 0, 0, 1
    broken = case.get("status") != "run"
    totals = TOTALS.findall(output) or [(*row, 0) for row in SUM.findall(output)]
    passed, failed, skipped, blacklisted = (sum(int(number) for number in column) for column in zip((0,) * 4, *totals))
    passed, skipped = passed - len(FRAME.findall(output)), skipped + blacklisted
    if not failed and (broken or not totals):  # It crashed, ran out of time, or did not say how many passed.
        failed = 1
    if failed:
        print(f"FAIL {name}\n{output[-8000:].rstrip()}\n{(case.findtext('failure') or '').strip()}")
    for reason in re.findall(r"^SKIP\s*:? ?(.*)$", output, re.MULTILINE):
        print(f"SKIP {name}: {reason}")
    for word, function in OUTCOME.findall(output):
        results.add(OUTCOMES[word], f"{name}: {function}")
    if not passed:
        results.add("failed" if failed else "skipped", name)
    return passed, failed, skipped


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, default=SOURCES / "build", help="the build's directory (default: %(default)s)")
    parser.add_argument("--only", metavar="PATTERN", default="", help="only executables with this in their name")
    options = parser.parse_args()
    cases = run_ctest(options.build, options.only)
    results = Results()
    sums = [sum(column) for column in zip((0, 0, 0), *(count(case, results) for case in cases or []))]
    print(f"{len(cases or [])} executables")
    if cases is None or not cases and not options.only:
        print(f"FAIL unit tests: {'ctest made no report' if cases is None else 'there are none'} in {options.build}")
        sums[1] += 1
    print(f"{sums[0]} passed, {sums[1]} failed, {sums[2]} skipped")
    return 1 if sums[1] else 0


if __name__ == "__main__":
    sys.exit(main())
