# SPDX-License-Identifier: Apache-2.0
"""A UNIX socket that carries lines."""

import select
import socket
import time
from pathlib import Path
from typing import Self

PATIENCE = 240.0  # Seconds; an emulated guest on a busy machine takes its time.


class LineSocket:
    def __init__(self, path: Path, timeout: float = 30) -> None:
        end = time.monotonic() + timeout
        while True:
            self.socket = socket.socket(socket.AF_UNIX)
            try:
                self.socket.connect(str(path))
                break
            except OSError:
                self.socket.close()
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
        self._received = bytearray()
        self._scanned = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.socket.close()

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def line(self, timeout: float = PATIENCE) -> bytes:
        """The next line without its end. TimeoutError; EOFError where the other side has closed."""
        end = time.monotonic() + timeout
        while (length := self._received.find(b"\n", self._scanned)) < 0:
            self._scanned = len(self._received)
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.socket], [], [], left)[0]:
                raise TimeoutError(f"no line within {timeout} s, but {bytes(self._received[:200])!r}")
            data = self.socket.recv(1 << 20)
            if not data:
                raise EOFError(f"closed after {bytes(self._received[:200])!r}")
            self._received += data
        line = bytes(self._received[:length])
        del self._received[:length + 1]
        self._scanned = 0
        return line
