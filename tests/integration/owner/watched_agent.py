# SPDX-License-Identifier: Apache-2.0
"""An agent with a status channel and an audit, a reader of the one, and the tool beside it."""

import json
import os
import signal
import socket
import subprocess
from pathlib import Path
from typing import Any, Callable, Optional

from guest import FreezingAgent, need
from wire import DEADLINE, request


class Reader:
    """A connection to the status channel."""

    def __init__(self, path: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)  # Waits while too many others do, unlike one with a time-out.
        self._socket.connect(path)
        self._socket.settimeout(DEADLINE)
        self._file = self._socket.makefile("rb")
        self.seen: list[dict[str, Any]] = []

    def next(self) -> dict[str, Any]:
        line = self._file.readline()
        need(line.endswith(b"\n"), "the status channel ended")
        message = json.loads(line)
        need(len(message) == 1, f"not one message in a line: {line!r}")
        self.seen.append(message)
        return message

    def until(self, what: str, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first message of this kind that is as wanted."""
        while True:
            message = self.next()
            if what in message and wanted(message[what]):
                return message[what]

    def close(self) -> None:
        self._file.close()
        self._socket.close()

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class WatchedAgent(FreezingAgent):
    def __init__(self, binary: str, name: str, settings: Optional[dict[str, str]] = None, installed: str = "") -> None:
        self.channel = f"/run/{name}/view/status"
        self.audit_file = f"/run/{name}/view/audit.log"
        self.configuration = installed or f"/run/{name}/agent.conf"
        self._binary = binary
        os.makedirs(f"/run/{name}/view", exist_ok=True)
        view = {"status-address": self.channel, "audit-file": self.audit_file, "statedir": f"/run/{name}/state"}
        self.settings = {**view, **(settings or {})}
        super().__init__(binary, name, self.settings, installed=installed)

    def reader(self) -> Reader:
        return Reader(self.channel)

    def present(self) -> dict[str, Any]:
        with self.reader() as reader:
            return reader.until("status", lambda _: True)

    def configure(self, **changes: str) -> None:
        """Writes the file anew, and has the agent read it; it is in force, or refused, on return."""
        self.settings.update({key.replace("_", "-"): value for key, value in changes.items()})
        lines = [f"{key}={value}" for key, value in {"log-level": "info", **self.settings}.items()]
        Path(self.configuration).write_text("[general]\n" + "\n".join(lines) + "\n")
        self.signal(signal.SIGHUP)

    def tool(self, *words: str, user: Optional[int] = None) -> "subprocess.CompletedProcess[str]":
        name, *rest = words
        return subprocess.run([self._binary, name, *rest], capture_output=True, text=True, timeout=2 * DEADLINE, user=user)

    def error(self, command: str, **arguments: Any) -> dict[str, Any]:
        with self.connect() as client:
            value = client.exchange(request(command, arguments or None))[0].value
        need("error" in value, f"{command} was not refused: {value}")
        return value["error"]

    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in Path(self.audit_file).read_text().splitlines()]
