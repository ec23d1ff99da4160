# SPDX-License-Identifier: Apache-2.0
"""What the tests see and do in their small guest: writers, processes, a syslog, the freezing agent."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Callable, Optional, Sequence

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "conformance"))

from agent import Agent  # noqa: E402
from wire import DEADLINE, request  # noqa: E402

MOUNTS = ("/mnt/a", "/mnt/b")
HOOK = "/etc/qemu/fsfreeze-hook"
MARKER = "qga.state.isfrozen"


class Failed(Exception):
    """What a test found wrong."""


def need(good: bool, what: str) -> None:
    if not good:
        raise Failed(what)


def wait_until(what: str, condition: Callable[[], bool], deadline: float = DEADLINE) -> None:
    """Waits for what must come; how long it takes is no matter."""
    end = time.monotonic() + deadline
    while not condition():
        if time.monotonic() > end:
            raise Failed(f"not within {deadline:.0f} s: {what}")
        time.sleep(0.02)


def state_of(pid: int) -> str:
    """The kernel's letter for what a process does; nothing where it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return ""


def thread_states(pid: int) -> set[str]:
    return {task.read_text().rsplit(")", 1)[1].split()[0] for task in Path(f"/proc/{pid}/task").glob("*/stat")}


def is_gone(pid: int) -> bool:
    """Ended, reaped by its parent or, as an orphan, left to this process (the first of its pid namespace)."""
    return state_of(pid) in ("", "Z")


def is_reaped(pid: int) -> bool:
    return state_of(pid) == ""


def children(pid: int) -> list[int]:
    try:
        found = [task.read_text().split() for task in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return sorted(int(child) for listed in found for child in listed)


class Writer:
    """A process that makes a file, which lasts until the file system is thawed."""

    def __init__(self, directory: str, keep_trying: bool = False) -> None:
        """`keep_trying`: it is not frozen yet."""
        self._directory = directory
        self._begin()
        wait_until(f"a writer on {directory} is stuck", lambda: self._is_stuck(keep_trying))

    def _begin(self) -> None:
        self._process = subprocess.Popen(["touch", f"{self._directory}/written-by-{time.monotonic_ns()}"])

    def _is_stuck(self, keep_trying: bool) -> bool:
        if keep_trying and self._process.poll() is not None:
            self._begin()
        return state_of(self._process.pid) == "D"

    def finishes(self) -> None:
        wait_until("the writer finishes", lambda: self._process.poll() is not None)
        need(self._process.returncode == 0, "the writer failed")


def writers() -> list[Writer]:
    return [Writer(mount) for mount in MOUNTS]


def all_finish(stuck: list[Writer]) -> None:
    for writer in stuck:
        writer.finishes()


def can_be_written(directory: str) -> None:
    done = subprocess.run(["touch", f"{directory}/probe"], timeout=DEADLINE)
    need(done.returncode == 0, f"{directory} can't be written")


class Syslog:
    """The socket /dev/log, as long as it is open."""

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        if os.path.exists("/dev/log"):
            os.unlink("/dev/log")
        self._socket.bind("/dev/log")
        self._socket.setblocking(False)
        self._text = ""

    def has(self, words: str) -> bool:
        try:
            while True:
                self._text += self._socket.recv(65536).decode() + "\n"
        except BlockingIOError:
            return words in self._text

    def close(self) -> None:
        self._socket.close()
        os.unlink("/dev/log")


class FreezingAgent(Agent):
    """An agent with the hook and a configuration file."""

    def __init__(self, binary: str, name: str, settings: Optional[dict[str, str]] = None, options: Sequence[str] = (),
                 frozen: bool = False, installed: str = "") -> None:
        """`installed`: where the configuration file lies, which the agent then finds by itself."""
        os.makedirs(f"/run/{name}", exist_ok=True)
        self.log = f"/run/{name}/log"
        configuration = installed or f"/run/{name}/agent.conf"
        lines = [f"{key}={value}" for key, value in {"log-level": "info", "fsfreeze-hook": HOOK, **(settings or {})}.items()]
        Path(configuration).write_text("[general]\n" + "\n".join(lines) + "\n")
        named = [] if installed else ["-c", configuration]
        super().__init__(binary, name, [*named, "-l", self.log, *options], frozen)

    def ask(self, command: str, **arguments: Any) -> Any:
        """The value that a command returns, on a connection of its own."""
        with self.connect() as client:
            value = client.exchange(request(command, arguments or None))[0].value
        return value["return"] if "return" in value else value["error"]["desc"]

    def status(self) -> Any:
        return self.ask("guest-fsfreeze-status")

    def freeze(self) -> None:
        count = self.ask("guest-fsfreeze-freeze")
        need(count == len(MOUNTS), f"guest-fsfreeze-freeze: {count}")

    def guardian(self) -> int:
        """The process of that name among the children."""
        found = [pid for pid in children(self.pid) if Path(f"/proc/{pid}/comm").read_text().startswith("qtga-freeze-gua")]
        need(len(found) == 1, f"guardians: {found}")
        return found[0]

    def is_inside(self, call: int, second: Optional[int] = None) -> bool:
        """Whether a thread is in this system call, with this second argument, at the moment."""
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            try:
                words = (task / "syscall").read_text().split()
            except OSError:
                continue  # It has ended.
            if words[0] == str(call) and (second is None or int(words[2], 16) == second):
                return True
        return False

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(DEADLINE)

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def exit_code(self) -> int:
        return self._process.wait(DEADLINE)

    def start_again(self) -> None:
        self._start()

    def is_marked(self) -> bool:
        return os.path.exists(f"{self.state}/{MARKER}")

    def log_has(self, words: str) -> bool:
        return os.path.exists(self.log) and words in Path(self.log).read_text()
