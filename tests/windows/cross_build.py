# SPDX-License-Identifier: Apache-2.0
"""Builds the programs for Windows, with the compiler and Qt where these are missing."""

import subprocess
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2]


def run(*targets: str) -> str:
    """Shows how far Qt is, which takes long where it was never made. Where it fails: the end of what it said; else empty."""
    said = []
    with subprocess.Popen(["nice", SOURCES / "installer/windows/build", *targets], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace") as process:
        for line in process.stdout or ():
            said.append(line)
            if line.startswith("qt for windows: "):
                print(line, end="", flush=True)
    return "".join(said)[-6000:] or "it said nothing" if process.returncode != 0 else ""
