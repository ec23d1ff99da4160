#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Freezes real file systems under a real agent, in a private root, and does to it what must not strand the guest."""

import sys
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parents[1]))

import private_cases  # noqa: E402
import cases  # noqa: E402
import group_cases  # noqa: E402
import hang_cases  # noqa: E402

ALL = hang_cases.ALL + group_cases.ALL + cases.ALL  # The last of all unmounts one.

if __name__ == "__main__":
    sys.exit(private_cases.main("freeze", __doc__, ALL, ("mount", "umount", "touch", "mke2fs"), hang_cases.prepare))
