#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gives an MSI the package code and times that it is told, where wixl puts random and present ones.
usage: settle_msi.py FILE GUID SECONDS    SECONDS since 1970"""

import re
import struct
import sys
from pathlib import Path

# The format of the SummaryInformation stream, as it stands in its head ([MS-OLEPS] 3.1.2).
FORMAT = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
GUID = re.compile(rb"\{[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\}")
FILETIME = re.compile(rb"\x40\0\0\0(.{7}\x01)", re.DOTALL)  # Its type, and a time of this century.
EPOCH = 11644473600  # Seconds from 1601 to 1970.


def settle(data: bytes, guid: bytes, seconds: int) -> bytes:
    start = data.index(FORMAT)
    head, summary, rest = data[:start], data[start:start + 2048], data[start + 2048:]
    time = struct.pack("<Q", (seconds + EPOCH) * 10_000_000)
    summary, times = FILETIME.subn(lambda _: b"\x40\0\0\0" + time, summary)
    summary, codes = GUID.subn(lambda _: guid, summary)
    if times != 2 or codes != 1:
        raise SystemExit(f"the summary has {times} times and {codes} package codes, not 2 and 1")
    return head + summary + rest


def main() -> int:
    if len(sys.argv) != 4:
        print((__doc__ or "").split("\n")[1], file=sys.stderr)
        return 2
    path = Path(sys.argv[1])
    path.write_bytes(settle(path.read_bytes(), b"{" + sys.argv[2].encode() + b"}", int(sys.argv[3])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
