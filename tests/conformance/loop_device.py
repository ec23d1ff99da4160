# SPDX-License-Identifier: Apache-2.0
"""Loop devices that the kernel frees by itself, also where a test is killed (linux/loop.h)."""

import errno
import fcntl
import os
import stat
import struct

GET_FREE, CONFIGURE = 0x4C82, 0x4C0A  # LOOP_CTL_GET_FREE, LOOP_CONFIGURE
AUTOCLEAR, DIRECT_IO = 4, 16
FLAGS_AT, CONFIG_SIZE = 8 + 52, 304  # Of loop_config: descriptor, block size, loop_info64 with lo_flags, reserved.
CONTROL = "/dev/loop-control"


def node(path: str, kind: int, major: int, minor: int) -> str:
    """A device node, made where a root of the test's own has none."""
    if not os.path.exists(path):
        os.mknod(path, kind | 0o600, os.makedev(major, minor))
    return path


def attach(file: str, direct: bool = False) -> tuple[int, str]:
    """A loop device over a file, as a descriptor and its path. It is freed when that is closed and nothing is mounted from it."""
    backing = os.open(file, os.O_RDWR)
    try:
        while True:
            with open(node(CONTROL, stat.S_IFCHR, 10, 237), "rb") as control:
                number = fcntl.ioctl(control, GET_FREE)
            path = node(f"/dev/loop{number}", stat.S_IFBLK, 7, number)
            loop = os.open(path, os.O_RDWR)
            config = bytearray(CONFIG_SIZE)
            struct.pack_into("I", config, 0, backing)
            struct.pack_into("I", config, FLAGS_AT, AUTOCLEAR | (DIRECT_IO if direct else 0))
            try:
                fcntl.ioctl(loop, CONFIGURE, bytes(config))
                return loop, path
            except OSError as error:
                os.close(loop)
                if error.errno != errno.EBUSY:  # Somebody else was faster.
                    raise
    finally:
        os.close(backing)
