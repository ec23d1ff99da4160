#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs qtga-tray in real desktop sessions: an X server, a bus, panels of both kinds, a notification daemon, a screen reader's view."""

import argparse
import shutil
import signal
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import agent_cases  # noqa: E402
import cases  # noqa: E402
import session  # noqa: E402
import windows_cases  # noqa: E402

NEEDED = ("Xvfb", "dbus-daemon", "dbus-send", "dbus-monitor", "openbox", "lxqt-panel", "trayer", "dunst", "xdotool", "xwininfo", "xprop", "import", "display")


def missing() -> str:
    absent = [name for name in NEEDED if not shutil.which(name)]
    if not Path("/usr/libexec/at-spi-bus-launcher").exists():
        absent.append("at-spi-bus-launcher")
    return ", ".join(absent)


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # Nothing is left behind then, either.
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tray", type=Path, default=session.SOURCES / "build/qtga-tray", help="the program (default: %(default)s)")
    parser.add_argument("--agent", type=Path, default=session.SOURCES / "build/qtga", help="the agent beside it (default: %(default)s)")
    parser.add_argument("--only", metavar="PATTERN", default="", help="only cases with this in their name")
    parser.add_argument("--screenshots", type=Path, metavar="FOLDER", help="keep the screenshots there")
    options = parser.parse_args()
    on_windows = {name: lambda tray, case=case: case(tray.shots) for name, case in windows_cases.CASES.items()}
    chosen = {name: case for name, case in (cases.CASES | agent_cases.CASES | on_windows).items() if options.only in name}
    reason = missing() or ("" if options.tray.exists() else f"{options.tray} was not built")
    if reason:
        print(f"SKIP the tray in a session: lacking {reason}")
        print(f"0 passed, 0 failed, {len(chosen)} skipped")
        return 0
    passed = failed = skipped = 0
    with tempfile.TemporaryDirectory(prefix="qtga-shots-") as folder:
        shots = options.screenshots or Path(folder)
        shots.mkdir(parents=True, exist_ok=True)
        tray = cases.Tray(options.tray.resolve(), options.agent.resolve(), shots)
        for name, case in chosen.items():
            try:
                case(tray)
                passed += 1
                print(f"ok   {name}", flush=True)
            except session.Skip as why:
                skipped += 1
                print(f"SKIP {name}: {why}", flush=True)
            except (session.Failure, OSError, ValueError, session.subprocess.SubprocessError) as failure:
                failed += 1
                print(f"FAIL {name}: {failure}", flush=True)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
