#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fails where a rendered file that is committed is no longer what its source renders, and a translation not what its source says."""

import argparse
import difflib
import subprocess
import sys
from pathlib import Path

import doctor_words

SOURCES = Path(__file__).resolve().parents[2]
AGENT = "build/qtga"
RENDERED = {
    "docs/commands.md": [AGENT, "schema", "--format=markdown"],
    "docs/man/qtga-commands.7": [AGENT, "schema", "--format=man"],
    "docs/man/qtga.8": ["tools/render/manual.py", "qtga.8"],
    "docs/man/qtga.conf.5": ["tools/render/manual.py", "qtga.conf.5"],
    "installer/linux/completions/qtga": ["tools/render/completion.py", "bash"],
    "installer/linux/completions/_qtga": ["tools/render/completion.py", "zsh"],
    "installer/linux/completions/qtga.fish": ["tools/render/completion.py", "fish"],
    "docs/windows-commands.md": ["tests/windows/catalogue.py"],
    "docs/differences.md": ["tests/conformance/render_differences.py"],
}
RENDERED |= {f"gui-tray/icons/{path.name}": ["build/render_tray_icons", path.name] for path in (SOURCES / "gui-tray/icons").glob("*.svg")}
TRANSLATED = ["gui-tray/translations/qtga-tray_de.ts"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", metavar="PATTERN", default="", help="only files with this in their name")
    parser.add_argument("--write", action="store_true", help="render the files anew")
    options = parser.parse_args()
    passed = failed = 0
    for name, command in RENDERED.items():
        if options.only not in name:
            continue
        done = subprocess.run([str(SOURCES / command[0]), *command[1:]], cwd=SOURCES, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        path = SOURCES / name
        if options.write and done.returncode == 0:
            path.write_text(done.stdout, encoding="utf-8")
        committed = path.read_text(encoding="utf-8") if path.exists() else ""
        if done.returncode == 0 and done.stdout == committed:
            passed += 1
            continue
        failed += 1
        lines = difflib.unified_diff(committed.splitlines(), done.stdout.splitlines(), name, " ".join(command), lineterm="", n=1)
        print(f"FAIL {name}: render it anew with tests/drift/run.py --write\n" + "\n".join([*lines][:40]) + done.stderr)
    for name in TRANSLATED:
        if options.only not in name:
            continue
        faults = [*doctor_words.faults(SOURCES / name)]
        passed, failed = (passed, failed + 1) if faults else (passed + 1, failed)
        if faults:
            print(f"FAIL {name}: see docs/tray.md, To translate it\n  " + "\n  ".join(faults[:40]))
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
