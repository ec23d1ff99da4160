# SPDX-License-Identifier: Apache-2.0
"""qtga.exe on a named pipe of Wine's, with a bridge to it, as the conformance tests know an agent."""

import subprocess
import time
from pathlib import Path
from typing import Sequence

from agent import NotStarted
from wine import Wine, first_line
from wire import DEADLINE, Connection, NoAnswer


class Bridge:
    """Reaches a named pipe inside of Wine from outside."""

    def __init__(self, wine: Wine, build: Path, pipe: str) -> None:
        """Raises NotStarted."""
        self._errors = wine.folder / "bridge-errors"
        with open(self._errors, "wb") as errors:
            self._process = wine.start([str(build / "tests" / "windows" / "pipe_bridge.exe"), pipe],
                                       stdout=subprocess.PIPE, stderr=errors, cwd=wine.folder)
        try:
            self.address = ("127.0.0.1", int(first_line(self._process)))
        except (TimeoutError, ValueError) as problem:
            self.stop()
            raise NotStarted(f"there is no bridge to {pipe}: {problem}; {self.errors()}") from None

    def __enter__(self) -> "Bridge":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def connect(self) -> Connection:
        return Connection(self.address)

    def errors(self) -> str:
        return self._errors.read_text(errors="replace")[-1000:]

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()


def wait_until_it_answers(bridge: Bridge, problem_of: "subprocess.Popen[bytes] | None" = None, patience: float = 3 * DEADLINE) -> None:
    """Raises NotStarted."""
    end = time.monotonic() + patience
    while True:
        try:
            with bridge.connect() as client:
                client.exchange(b"", deadline=5)
            return
        except (OSError, NoAnswer, ValueError) as error:
            problem = str(error)
        if problem_of and problem_of.poll() is not None:
            raise NotStarted(f"the agent exited with {problem_of.returncode}")
        if time.monotonic() > end:
            raise NotStarted(f"the agent does not answer: {problem}; the bridge: {bridge.errors()}")


class WineAgent:
    """A running agent with folders of its own."""

    def __init__(self, wine: Wine, build: Path, name: str, options: Sequence[str] = ()) -> None:
        self.home = wine.folder / "agents" / name
        self.state, self.work = self.home / "state", self.home / "work"
        for folder in (self.state, self.work):
            folder.mkdir(parents=True, exist_ok=True)
        pipe = rf"\\.\pipe\qtga-{name}"
        command = [str(build / "qtga.exe"), "-m", "unix-listen", "-p", pipe, "-t", wine.path(self.state), *options]
        with open(self.home / "stderr", "ab") as errors:
            self._process = wine.start(command, cwd=self.work, stdout=errors, stderr=errors)
        self.pid = self._process.pid
        self._bridge: Bridge | None = None
        try:
            self._bridge = Bridge(wine, build, pipe)
            self.socket = self._bridge.address
            wait_until_it_answers(self._bridge, self._process)
        except NotStarted as problem:
            self.stop()
            raise NotStarted(f"{problem}: {self.errors()}") from None

    def __enter__(self) -> "WineAgent":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def connect(self) -> Connection:
        assert self._bridge
        return self._bridge.connect()

    def running(self) -> bool:
        return self._process.poll() is None

    def errors(self) -> str:
        return (self.home / "stderr").read_bytes()[-2000:].decode(errors="replace").strip()

    def stop(self) -> None:
        if self._bridge:
            self._bridge.stop()
        self._process.kill()
        self._process.wait()
