# SPDX-License-Identifier: Apache-2.0
"""A root shell in the guest through a port of its own, beside the agent and working while everything is frozen."""

import base64
import time
from pathlib import Path
from typing import Callable, TypeVar

from host.line_socket import PATIENCE, LineSocket

T = TypeVar("T")


class Control:
    """One command at a time. What is written before the guest is up waits in the socket."""

    def __init__(self, path: Path) -> None:
        self._socket = LineSocket(path)
        self._number = 0

    def close(self) -> None:
        self._socket.close()

    def try_run(self, command: str, timeout: float = PATIENCE) -> tuple[int, str]:
        """Exit code and output (both streams). The command may have several lines."""
        self._number += 1
        self._socket.send(b"%d %s\n" % (self._number, base64.b64encode(command.encode())))
        end = time.monotonic() + timeout
        while True:
            number, code, output = self._socket.line(end - time.monotonic()).split(b" ")
            if int(number) == self._number:  # Else it is the answer to a command that took too long.
                return int(code), base64.b64decode(output).decode("utf-8", "replace").rstrip("\n")

    def run(self, command: str, timeout: float = PATIENCE) -> str:
        code, output = self.try_run(command, timeout)
        if code != 0:
            raise AssertionError(f"in the guest, {command!r} ended with {code}: {output}")
        return output

    def start(self, command: str) -> int:
        """Starts it in the background; its process id."""
        return int(self.run(f"sh -c {quoted(command)} </dev/null >/dev/null 2>&1 & echo $!"))

    def wait(self, command: str, wanted: Callable[[str], T], what: str, timeout: float = PATIENCE) -> T:
        """Runs it until `wanted` of its output is true, and returns that."""
        end = time.monotonic() + timeout
        while not (result := wanted(output := self.try_run(command)[1])):
            if time.monotonic() > end:
                raise AssertionError(f"within {timeout:.0f} s not {what}: {command!r} says {output!r}")
            time.sleep(0.2)
        return result


def quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
