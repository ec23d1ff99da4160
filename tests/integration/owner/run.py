#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the guest's owner sees of a real agent and can do to it: status, policy, audit, pause and thaw, in a private root."""

import sys
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parents[1]))

import private_cases  # noqa: E402
import cases_of_owner  # noqa: E402
import freeze_ends  # noqa: E402

if __name__ == "__main__":
    sys.exit(private_cases.main("owner", __doc__, {"view": cases_of_owner.ALL, "freeze-ends": freeze_ends.ALL}, ("mount", "umount", "touch")))
