# SPDX-License-Identifier: Apache-2.0
"""Writes cpio archives in the "newc" form that the kernel unpacks as its initramfs."""

import os
from pathlib import Path
from typing import Iterator


def _entry(name: str, mode: int, body: bytes, number: int) -> bytes:
    """All files belong to root and are as old as 1970: the same content makes the same archive."""
    path = name.encode() + b"\0"
    fields = (number, mode, 0, 0, 1, 0, len(body), 0, 0, 0, 0, len(path), 0)
    head = b"070701" + b"".join(b"%08X" % field for field in fields) + path
    return head + b"\0" * (-len(head) % 4) + body + b"\0" * (-len(body) % 4)


def _paths(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(root) / name for name in sorted(folders + names))


def archive(folder: Path) -> bytes:
    """All below `folder`: directories, files and symbolic links."""
    parts = []
    for number, path in enumerate(_paths(folder), 1):
        body = b""
        if path.is_symlink():
            body = os.readlink(path).encode()
        elif path.is_file():
            body = path.read_bytes()
        parts.append(_entry(str(path.relative_to(folder)), path.lstat().st_mode, body, number))
    return b"".join(parts) + _entry("TRAILER!!!", 0, b"", 0)
