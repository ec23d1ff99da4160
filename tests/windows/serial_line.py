# SPDX-License-Identifier: Apache-2.0
"""A COM port of Wine's over a pseudo terminal, whose other end is the host's."""

import subprocess
import time
from pathlib import Path

from report import Report
from wine import Wine
from wire import DEADLINE, Connection, NoAnswer, request


def connect(socket: Path) -> Connection:
    end = time.monotonic() + DEADLINE
    while True:
        try:
            return Connection(str(socket))
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def run(windows: Wine, build: Path, report: Report) -> None:
    line, socket = windows.folder / "line", windows.folder / "line.sock"
    windows.run("reg", "add", r"HKLM\Software\Wine\Ports", "/v", "COM7", "/d", str(line), "/f")
    carrier = subprocess.Popen(["socat", f"PTY,rawer,link={line}", f"UNIX-LISTEN:{socket}"], stdin=subprocess.DEVNULL)
    windows.restart()
    windows.keep_desktop(build)
    state = windows.folder / "serial-state"
    state.mkdir(exist_ok=True)
    agent = None
    try:
        with connect(socket) as host, open(windows.folder / "serial-errors", "wb") as errors:
            agent = windows.start([str(build / "qtga.exe"), "-m", "isa-serial", "-p", "COM7", "-t", windows.path(state)],
                                  stdout=errors, stderr=errors)
            answer(report, host, windows.folder / "serial-errors")
    finally:
        for process in filter(None, (agent, carrier)):
            process.kill()
            process.wait()
        windows.run("reg", "delete", r"HKLM\Software\Wine\Ports", "/v", "COM7", "/f")
        windows.restart()


def answer(report: Report, host: Connection, errors: Path) -> None:
    """What is sent before the agent has opened the line may be lost: hosts then say sync again."""
    try:
        found = None
        end = time.monotonic() + 2 * DEADLINE
        while found is None and time.monotonic() < end:
            try:
                host.send(b"\xff" + request("guest-sync-delimited", {"id": 11}))
                found = host.reply(deadline=3)
                while not found.delimited:  # The agent also says what it thinks of the byte.
                    found = host.reply(deadline=3)
            except NoAnswer:
                pass
        good = found is not None and found.delimited and found.value == {"return": 11}
        (report.succeed if good else lambda name: report.fail(name, f"{found}; {errors.read_text()}"))("windows/serial/answers")
        if good:
            bulk(report, host)
    except (OSError, NoAnswer, ValueError) as problem:
        report.fail("windows/serial/answers", f"{problem}; {errors.read_text()}")


def bulk(report: Report, host: Connection) -> None:
    """More than a line holds at once, both ways."""
    text = "x" * 20000
    replies = host.exchange(request("guest-ping", id=text))
    good = [reply.value for reply in replies] == [{"return": {}, "id": text}]
    (report.succeed if good else lambda name: report.fail(name, str(replies)[:500]))("windows/serial/bulk")
