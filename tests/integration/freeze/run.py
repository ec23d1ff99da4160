#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Freezes real file systems under a real agent, in a private root, and does to it what must not strand the guest."""

import sys
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parents[1]))

import private_cases  # noqa: E402
import cases  # noqa: E402
import device_cases  # noqa: E402
import fuse_server  # noqa: E402
import group_cases  # noqa: E402
import hang_cases  # noqa: E402

GROUPS = {
    "devices": device_cases.ALL,
    "log": [device_cases.log_on_a_dead_device],
    "state": [device_cases.state_on_a_dead_device],
    "hangs": hang_cases.ALL,
    "ends": group_cases.ALL + cases.ALL,  # The last of all unmounts one.
}

if __name__ == "__main__":
    sys.exit(private_cases.main("freeze", __doc__, GROUPS, ("mount", "umount", "touch", "mke2fs"), fuse_server.prepare))
