# SPDX-License-Identifier: Apache-2.0
"""An agent started for a measurement, and a client that costs little itself."""

import json
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType

BUFFER = 80 << 20


class BenchAgent:
    def __init__(self, program: str, folder: Path) -> None:
        home = folder / Path(program).name
        home.mkdir()
        path = home / "socket"
        self.process = subprocess.Popen([program, "-m", "unix-listen", "-p", str(path), "-t", str(home)],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.socket = self._connect(path)
        self.buffer = memoryview(bytearray(BUFFER))
        self.last_reply = b""

    def _connect(self, path: Path) -> socket.socket:
        deadline = time.monotonic() + 30
        while True:
            client = socket.socket(socket.AF_UNIX)
            try:
                client.connect(str(path))
                return client
            except OSError:
                client.close()
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)

    def __enter__(self) -> "BenchAgent":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.socket.close()
        self.process.kill()
        self.process.wait()

    @staticmethod
    def request(command: str, **arguments: object) -> bytes:
        return json.dumps({"execute": command, "arguments": arguments}).encode() + b"\n"

    def exchange(self, request: bytes) -> bytes:
        """Sends, and takes one line in. Only the ends of a long one are kept: what is in between is not looked at."""
        self.socket.sendall(request)
        size = 0
        while size == 0 or self.buffer[size - 1] != 10:
            size += self.socket.recv_into(self.buffer[size:])
        self.last_reply = bytes(self.buffer[:min(size, 4096)])
        return bytes(self.buffer[max(0, size - 4096):size])

    def call(self, command: str, **arguments: object) -> object:
        reply = json.loads(self.exchange(self.request(command, **arguments)))
        return reply["return"]

    def resident(self) -> int:
        """KiB of memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))
