# SPDX-License-Identifier: Apache-2.0
"""QEMU's monitor: commands, and the events that tell what really happened to the machine."""

import json
import time
from pathlib import Path
from typing import Any

from host.line_socket import PATIENCE, LineSocket


class Qmp:
    def __init__(self, path: Path) -> None:
        self._socket = LineSocket(path)
        self._events: list[dict[str, Any]] = []
        self._socket.line()  # The greeting.
        self.command("qmp_capabilities")

    def close(self) -> None:
        self._socket.close()

    def command(self, name: str, /, **arguments: Any) -> Any:
        named = {key.replace("_", "-"): value for key, value in arguments.items()}
        self._socket.send(json.dumps({"execute": name, "arguments": named}).encode() + b"\n")
        while True:
            message = self._receive(PATIENCE)
            if "return" in message:
                return message["return"]
            if "error" in message:
                raise RuntimeError(f"{name}: {message['error']}")

    def forget_events(self) -> None:
        """What came until now is of no interest."""
        self.command("query-status")
        self._events.clear()

    def wait(self, *names: str, timeout: float = PATIENCE) -> dict[str, Any]:
        """The first event of these since the last call that returned one of them. TimeoutError, EOFError."""
        end = time.monotonic() + timeout
        while True:
            for index, event in enumerate(self._events):
                if event["event"] in names:
                    return self._events.pop(index)
            self._receive(end - time.monotonic())

    def seen(self, name: str) -> bool:
        self.command("query-status")
        return any(event["event"] == name for event in self._events)

    def _receive(self, timeout: float) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(self._socket.line(timeout))
        if "event" in message:
            self._events.append(message)
        return message
