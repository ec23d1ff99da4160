# SPDX-License-Identifier: Apache-2.0
"""The service, installed, started, spoken to, stopped and removed by Wine's service manager."""

import re
import time
from pathlib import Path
from typing import Callable

from agent import NotStarted
from report import Report
from wine import Wine
from wine_agent import Bridge, wait_until_it_answers
from wire import DEADLINE, request

NAME = "QEMU-GA"
KEY = rf"HKLM\SYSTEM\CurrentControlSet\Services\{NAME}"
EVENTS = r"HKLM\SYSTEM\CurrentControlSet\Services\EventLog\Application\qemu-ga"
PIPE = r"\\.\pipe\qtga-service"


class Trial:
    """Counts under the names of this part."""

    def __init__(self, windows: Wine, build: Path, report: Report) -> None:
        self.windows, self.build, self._report = windows, build, report
        self.program = str(build / "qtga.exe")

    def check(self, name: str, good: bool, what: str) -> None:
        full = f"windows/service/{name}"
        self._report.succeed(full) if good else self._report.fail(full, what)

    def act(self, *options: str) -> str:
        """What `qtga.exe OPTIONS` says, its exit code before it."""
        done = self.windows.run(self.program, *options)
        return f"{done.returncode}: {done.stdout}{done.stderr}"

    def state(self) -> str:
        """As `sc query` has it; empty where there is no such service."""
        found = re.search(r"STATE\s*:\s*\d+\s+(\w+)", self.windows.run("sc", "query", NAME).stdout)
        return found.group(1) if found else ""

    def await_state(self, *wanted: str) -> str:
        end = time.monotonic() + 3 * DEADLINE
        state = self.state()
        while state not in wanted and time.monotonic() < end:
            time.sleep(0.2)
            state = self.state()
        return state

    def value(self, key: str, name: str) -> str:
        found = re.search(rf"{name}\s+REG_\w+\s+(.*)", self.windows.run("reg", "query", key, "/v", name).stdout)
        return found.group(1).strip() if found else ""


def install(trial: Trial) -> None:
    log = trial.windows.path(trial.windows.folder / "service log.txt")
    said = trial.act("-m", "unix-listen", "-p", PIPE, "-l", log, "-v", "-s", "install")
    trial.check("install", said.startswith("0: Service was installed successfully."), said)
    command = trial.value(KEY, "ImagePath")
    wanted = rf'"{trial.windows.path(Path(trial.program))}" -d --retry-path --method=unix-listen --path={PIPE} "--logfile='
    trial.check("command line", command.startswith(wanted) and "--verbose" in command, f"{command}\n  instead of {wanted}...")
    trial.check("starts with the system", trial.value(KEY, "Start") == "0x2", trial.value(KEY, "Start"))
    trial.check("event source", trial.value(EVENTS, "EventMessageFile") == trial.windows.path(Path(trial.program)),
                trial.value(EVENTS, "EventMessageFile"))
    again = trial.act("-m", "unix-listen", "-p", PIPE, "-l", log, "-v", "-s", "install")
    trial.check("install again", again.startswith("0: "), again)


def speak(trial: Trial) -> None:
    try:
        with Bridge(trial.windows, trial.build, PIPE) as bridge:
            wait_until_it_answers(bridge)
            with bridge.connect() as client:
                replies = client.exchange(request("guest-sync", {"id": 7}) + request("guest-info"))
        trial.check("speaks", len(replies) == 2 and replies[0].value == {"return": 7} and "return" in replies[1].value, str(replies)[:500])
    except NotStarted as problem:
        trial.check("speaks", False, str(problem))


def start_and_stop(trial: Trial) -> None:
    started = trial.windows.run("sc", "start", NAME)
    trial.check("start", trial.await_state("RUNNING", "STOPPED") == "RUNNING", f"{trial.state()}: {started.stdout}{started.stderr}")
    speak(trial)
    stopped = trial.windows.run("sc", "stop", NAME)
    trial.check("stop", trial.await_state("STOPPED") == "STOPPED", f"{trial.state()}: {stopped.stdout}{stopped.stderr}")
    log = trial.windows.folder / "service log.txt"
    text = log.read_text(encoding="utf-8") if log.exists() else "(none)"
    trial.check("log", "the channel is open" in text, text[-1000:])
    trial.check("pid file", not (trial.windows.drive_c() / "ProgramData" / "qemu-ga" / "qemu-ga.pid").exists(), "it is still there")


def remove(trial: Trial) -> None:
    trial.windows.run("sc", "start", NAME)
    trial.await_state("RUNNING")
    said = trial.act("-s", "uninstall")
    trial.check("uninstall while it runs", said.startswith("0: ") and "Service was deleted successfully." in said, said)
    trial.check("is gone", trial.await_state("") == "", trial.state())
    trial.check("event source is gone", not trial.value(EVENTS, "EventMessageFile"), trial.value(EVENTS, "EventMessageFile"))
    again = trial.act("-s", "uninstall")
    trial.check("uninstall of nothing", again.startswith("1: ") and "can't open the service" in again, again)


def serve_an_installers(trial: Trial) -> None:
    """An entry that an installer has made is good, too. (That it gets recovery actions can't be seen: Wine keeps none.)"""
    state = trial.windows.path(trial.windows.folder)
    trial.windows.run("sc", "create", NAME, "binPath=", f'"{trial.windows.path(Path(trial.program))}" -d --retry-path --statedir={state}')
    trial.windows.run("sc", "start", NAME)
    trial.check("an installer's entry", trial.await_state("RUNNING", "STOPPED") == "RUNNING", trial.state())
    trial.act("-s", "uninstall")


def refuse_another(trial: Trial) -> None:
    """qemu-ga's own entry stays as it is."""
    trial.windows.run("sc", "create", NAME, "binPath=", r"C:\Qemu-ga\qemu-ga.exe -d")
    for action in ("install", "uninstall"):
        said = trial.act("-s", action)
        trial.check(f"{action} beside another's", said.startswith("1: ") and r"C:\Qemu-ga\qemu-ga.exe" in said, said)
    trial.check("another's stays", "Qemu-ga" in trial.value(KEY, "ImagePath"), trial.value(KEY, "ImagePath"))
    trial.windows.run("sc", "delete", NAME)
    trial.await_state("")


def fail_to_start(trial: Trial) -> None:
    """A service that can't serve stops with an error, which the manager's recovery acts on."""
    state = trial.windows.path(trial.windows.folder / "no such folder")
    trial.act("-m", "unix-listen", "-p", PIPE, "-t", state, "-s", "install")
    trial.windows.run("sc", "start", NAME)
    query = trial.windows.run("sc", "query", NAME).stdout if trial.await_state("STOPPED") == "STOPPED" else "it runs"
    trial.check("failure", re.search(r"SERVICE_EXIT_CODE\s*:\s*1\b", query) is not None, query)
    trial.act("-s", "uninstall")


def refuse_to_start(trial: Trial) -> None:
    """What is wrong before there is a log: the manager is told, and the Event Log is handed a line, which Wine's trace shows."""
    configuration = trial.windows.folder / "broken.conf"
    configuration.write_text("[general]\nverbose=perhaps\n")
    trial.windows.run("sc", "create", NAME, "binPath=", f'"{trial.windows.path(Path(trial.program))}" -d -c {trial.windows.path(configuration)}')
    trial.windows.run("sc", "start", NAME)
    query = trial.windows.run("sc", "query", NAME).stdout if trial.await_state("STOPPED") == "STOPPED" else f"it is {trial.state()}"
    trial.check("broken configuration", re.search(r"SERVICE_EXIT_CODE\s*:\s*1\b", query) is not None, query)
    said = trial.windows.services_said()
    trial.check("broken configuration is an event", re.search(r"ReportEventW .*could not start: .*broken\.conf, line 2", said) is not None, said[-2000:])
    trial.act("-s", "uninstall")


STEPS: list[Callable[[Trial], None]] = [install, start_and_stop, remove, serve_an_installers, refuse_another, fail_to_start, refuse_to_start]


def run(windows: Wine, build: Path, report: Report) -> None:
    windows.restart()
    windows.keep_desktop(build, "-all,trace+eventlog")
    trial = Trial(windows, build, report)
    for step in STEPS:
        step(trial)
