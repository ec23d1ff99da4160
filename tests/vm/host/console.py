# SPDX-License-Identifier: Apache-2.0
"""A serial terminal, at which a person would log in."""

import re
import select
import time
from pathlib import Path

from host.line_socket import PATIENCE, LineSocket


class Console(LineSocket):
    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._screen = ""

    def expect(self, pattern: str, timeout: float = PATIENCE) -> "re.Match[str]":
        """Reads up to the first match, and forgets all up to its end."""
        end = time.monotonic() + timeout
        while not (match := re.search(pattern, self._screen)):
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.socket], [], [], left)[0]:
                raise AssertionError(f"no {pattern!r} on the console within {timeout:.0f} s, but {self._screen[-500:]!r}")
            self._screen += self.socket.recv(65536).decode("utf-8", "replace")
        self._screen = self._screen[match.end():]
        return match

    def type(self, text: str) -> None:
        self.send(text.encode() + b"\r")

    def try_log_in(self, user: str, password: str) -> bool:
        """At the login prompt; whether it let the user in."""
        self.type(user)
        self.expect("assword: ?")
        self.type(password)
        return self.expect(r"Login incorrect|\$ ?(?=$|\x1b)").group(0) != "Login incorrect"
