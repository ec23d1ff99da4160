# SPDX-License-Identifier: Apache-2.0
"""The agent's port, spoken to as clients do: synchronise first, then one request after the other."""

import itertools
import json
import time
from pathlib import Path
from typing import Any

from host.line_socket import PATIENCE, LineSocket

_numbers = itertools.count(1000)


class AgentSocket(LineSocket):
    def __init__(self, path: Path, timeout: float = PATIENCE) -> None:
        super().__init__(path)
        self.synchronise(timeout)

    def synchronise(self, timeout: float = PATIENCE) -> None:
        """Asks again every few seconds: the guest may be booting, and drop what it does not expect."""
        end = time.monotonic() + timeout
        while True:
            number = next(_numbers)
            self.send(b"\xff" + request("guest-sync-delimited", id=number))
            try:
                while time.monotonic() < end:
                    line = self.line(min(5.0, max(0.1, end - time.monotonic())))
                    if b"\xff" in line and json.loads(line.rpartition(b"\xff")[2]).get("return") == number:
                        return
            except TimeoutError:
                pass
            if time.monotonic() >= end:
                raise TimeoutError(f"the agent did not answer within {timeout:.0f} s")

    def tell(self, name: str, **arguments: Any) -> None:
        """Waits for no reply."""
        self.send(request(name, **arguments))

    def ask(self, name: str, timeout: float = PATIENCE, **arguments: Any) -> dict[str, Any]:
        """The whole reply."""
        self.tell(name, **arguments)
        reply: dict[str, Any] = json.loads(self.line(timeout))
        return reply

    def call(self, name: str, timeout: float = PATIENCE, **arguments: Any) -> Any:
        """What it returns. RuntimeError where that is an error."""
        reply = self.ask(name, timeout, **arguments)
        if "return" not in reply:
            raise RuntimeError(f"{name}: {reply}")
        return reply["return"]


def request(name: str, **arguments: Any) -> bytes:
    message: dict[str, Any] = {"execute": name}
    if arguments:
        message["arguments"] = {key.replace("_", "-"): value for key, value in arguments.items()}
    return json.dumps(message).encode() + b"\n"
