# SPDX-License-Identifier: Apache-2.0
"""Starts an agent on a unix socket and stops it again."""

import os
import subprocess
import time
from typing import Sequence

from wire import DEADLINE, Connection, NoAnswer

ENVIRONMENT = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "HOME": "/root"}


class NotStarted(Exception):
    """The agent ended, or does not listen."""


class Agent:
    """A running agent: its own state directory, working directory and socket below /run/NAME."""

    def __init__(self, binary: str, name: str, options: Sequence[str] = (), frozen: bool = False) -> None:
        self.home = f"/run/{name}"
        self.socket = f"{self.home}/agent.sock"
        self.state = f"{self.home}/state"
        self.work = f"{self.home}/work"
        for folder in (self.state, self.work):
            os.makedirs(folder, exist_ok=True)
        if frozen:
            open(f"{self.state}/qga.state.isfrozen", "w").close()
        self._command = [binary, "-m", "unix-listen", "-p", self.socket, "-t", self.state, *options]
        self._start()

    def __enter__(self) -> "Agent":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def restart(self) -> None:
        """Another process takes over, with the state that this one leaves."""
        self.stop()
        self._start()

    def connect(self) -> Connection:
        return Connection(self.socket)

    def running(self) -> bool:
        return self._process.poll() is None

    def errors(self) -> str:
        """What it wrote to its standard error: the end of it."""
        with open(f"{self.home}/stderr", "rb") as file:
            return file.read()[-2000:].decode(errors="replace").strip()

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def end_by(self, number: int) -> int:
        """Sends a signal and waits until the agent has ended by it; after DEADLINE it is killed. Returns how it ended."""
        self._process.send_signal(number)
        try:
            return self._process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _start(self) -> None:
        with open(f"{self.home}/stderr", "ab") as errors:
            self._process = subprocess.Popen(self._command, cwd=self.work, env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                                             stdout=errors, stderr=errors)
        self.pid = self._process.pid
        self._wait_until_it_listens()

    def _wait_until_it_listens(self) -> None:
        end = time.monotonic() + DEADLINE
        while True:
            try:
                with self.connect() as client:
                    client.exchange(b"")  # To hang up at once can end qemu-ga.
                return
            except (OSError, NoAnswer) as error:
                problem = str(error)
            try:
                code = self._process.wait(0.01)
                raise NotStarted(f"{' '.join(self._command)} exited with {code}: {self.errors()}")
            except subprocess.TimeoutExpired:
                pass
            if time.monotonic() > end:
                self.stop()
                raise NotStarted(f"{' '.join(self._command)} does not listen: {problem}")


def version(binary: str) -> str:
    """What the binary's --version prints, or nothing."""
    try:
        done = subprocess.run([binary, "--version"], env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    except OSError:
        return ""
    return done.stdout.strip()
